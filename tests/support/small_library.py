"""A real library of a few small photos, made through the library's own functions, without a network."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from photoseek.images.content_hash import hash_file
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.library import captions, files, folders, photos
from photoseek.library.database import Database
from photoseek.library.records import Caption, FoundFile, NewPhoto
from photoseek.paths import Paths

COLOURS = ("#c0392b", "#27ae60", "#2980b9", "#f39c12", "#8e44ad", "#16a085")


def make_photo(path: Path, colour: str, size: tuple[int, int] = (320, 240)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path, quality=90)


def make_library(paths: Paths, folder: Path, count: int, texts: Sequence[str] = ()) -> list[int]:
    """``count`` photos in ``folder``, the first the newest, captioned with ``texts``; their ids in order."""
    paths.create()
    store = ThumbnailStore(paths.thumbnails)
    names = [f"photo {number:03d}.jpg" for number in range(count)]
    for number, name in enumerate(names):
        # Every photo needs a content of its own: equal files are one photo.
        make_photo(folder / name, COLOURS[number % len(COLOURS)], (320 + number, 240))
    database = Database.open_for_writing(paths.library)
    with database.write() as session:
        watched = folders.add(session, folder)
        stats = [(name, (folder / name).stat()) for name in names]
        found = [FoundFile(Path(name), stat.st_size, stat.st_mtime_ns) for name, stat in stats]
        files.add(session, watched.id, found)
        known = files.known(session, watched.id)
        ids = []
        for number, name in enumerate(names):
            content_hash = hash_file(folder / name)
            taken = datetime(2020, 6, 1, 12) - timedelta(days=number)
            photo = NewPhoto(
                content_hash, 320 + number, 240, "JPEG", taken, "Canon EOS 5D", "1/250 s, f/2.8, ISO 400",
                47.3769, 8.5417, "encoder", b"representation", "embedding", b"\x00\x3c" * 8,
            )  # fmt: skip
            ids.append(photos.add(session, photo))
            files.link(session, known[Path(name).as_posix()].id, ids[-1])
            buffer = BytesIO()
            Image.open(folder / name).save(buffer, "JPEG")
            store.write(content_hash, buffer.getvalue())
        texts = list(texts)[:count]
        captions.store(
            session, [Caption(ids[n], "en", text, -5.0, (), "captioner") for n, text in enumerate(texts)]
        )
    database.close()
    return ids
