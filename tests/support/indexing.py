"""A folder of photos and a library that takes it in, with the stand-in for the networks."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from photoseek.ingest.index_run import IndexProgress, IndexReport, index_folders
from photoseek.library import captions, folders, photos
from photoseek.library.database import Database
from photoseek.library.records import Folder, Photo
from photoseek.paths import Paths
from photoseek.settings import Settings
from tests.support.inference import COLOURS, StandInInference


def write_colour(path: Path, colour: str, *, shade: int = 0, size: tuple[int, int] = (96, 64)) -> Path:
    """A plain PNG of a named colour; each shade is another content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    red, green, blue = COLOURS[colour]
    Image.new("RGB", size, (red, green, max(0, blue - shade))).save(path)
    return path


def touch_later(path: Path, seconds: int = 10) -> None:
    """Give a file a later date, as a change would, however coarse the file system's clock is."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + seconds * 10**9))


@dataclass
class Indexing:
    """``index()`` takes the folder in and returns what happened."""

    base: Path
    folder: Path
    database_url: str = ""
    inference: StandInInference = field(default_factory=StandInInference)
    settings: Settings = field(default_factory=Settings)
    progress: list[IndexProgress] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.paths = Paths(self.base, self.database_url)
        self.paths.create()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database = Database.open_for_writing(self.paths.library, self.database_url)

    def index(self, *chosen: Path) -> IndexReport:
        return index_folders(
            self.database,
            self.inference,  # type: ignore[arg-type]
            self.paths,
            self.settings,
            chosen or [self.folder],
            self.progress.append,
        )

    def watch(self) -> Folder:
        with self.database.write() as session:
            return folders.add(session, self.folder)

    def watched(self) -> Folder:
        """The watched folder as the library knows it now."""
        with self.database.read() as session:
            found = folders.covering(session, self.folder.resolve())
        assert found is not None
        return found

    def shown(self) -> dict[str, Photo]:
        """The photos shown, by their paths below the folder."""
        with self.database.read() as session:
            found = photos.by_ids(session, photos.list_ids(session))
        return {photo.path.relative_to(self.folder.resolve()).as_posix(): photo for photo in found}

    def edit_caption(self, photo: Photo, text: str) -> None:
        with self.database.write() as session:
            captions.edit(session, photo.id, "en", text)
