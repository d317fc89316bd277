"""Where every file lives. One base directory moves everything the program writes."""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

import platformdirs

BASE_VARIABLE = "PHOTOSEEK_HOME"
DATABASE_VARIABLE = "PHOTOSEEK_DATABASE"
_LARGEST = 256 << 20  # bytes: what somebody did to a million photos is less
HASHES = "hashes.json"  # in every folder of weights


def default_base() -> Path:
    """``PHOTOSEEK_HOME`` if set, else the user's data directory of this operating system."""
    chosen = os.environ.get(BASE_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    return Path(platformdirs.user_data_dir("PhotoSeek", appauthor=False))


@dataclass(frozen=True)
class Paths:
    """Every file and folder the program writes, all below ``base``."""

    base: Path
    database: str = ""
    """The address of a library shared on PostgreSQL, which takes the place of the SQLite one."""

    @property
    def library(self) -> Path:
        """The SQLite library: the only truth."""
        return self.base / "library.db"

    def has_library(self) -> bool:
        """Whether there may be one to open."""
        return bool(self.database) or self.library.is_file()

    @property
    def user_work(self) -> Path:
        """A copy of what the user did, made whenever the library is closed."""
        return self.base / "user-work.json"

    @property
    def lock(self) -> Path:
        """Held by the one process that writes to the library."""
        return self.base / "library.lock"

    @property
    def settings(self) -> Path:
        return self.base / "settings.json"

    @property
    def log(self) -> Path:
        return self.base / "logs" / "photoseek.log"

    @property
    def backups(self) -> Path:
        """The copies of the library that are made by themselves."""
        return self.base / "backups"

    @property
    def models(self) -> Path:
        """The models that the user installed, a folder each."""
        return self.base / "models"

    def model_folders(self) -> list[Path]:
        """The folders of these models, by name. One that is still being filled has no list of its files."""
        found = sorted(self.models.iterdir()) if self.models.is_dir() else []
        return [folder for folder in found if not folder.name.startswith(".") and (folder / HASHES).is_file()]

    @property
    def cache(self) -> Path:
        """Everything below here can be deleted and is made anew."""
        return self.base / "cache"

    @property
    def vector_index(self) -> Path:
        return self.cache / "vectors.hnsw"

    @property
    def thumbnails(self) -> Path:
        return self.cache / "thumbnails"

    @property
    def compiled_models(self) -> Path:
        return self.cache / "compiled_models"

    def create(self) -> None:
        """Make the directories, private to the user."""
        for folder in (self.base, self.cache, self.thumbnails, self.compiled_models, self.log.parent):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def write_privately(path: Path, text: str) -> None:
    """Put a text file in place, whole or not at all, for its owner alone. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_suffix(".new")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())  # or a power cut may leave an empty file under the right name
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)  # still there only if the disk was full


def read_own(path: Path) -> bytes:
    """What ``write_privately`` wrote. Raises OSError, also for what is none of our small files: a pipe would
    be waited for, a device or a file of gigabytes would fill the memory."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
        raise OSError(errno.EINVAL, "this is no file of PhotoSeek's", str(path))
    return path.read_bytes()


def resource(*parts: str) -> Path:
    """A file of ``resources/``: at the top of a checkout, inside the package in a wheel."""
    package = Path(__file__).resolve().parent
    for root in (package.parent / "resources", package / "resources"):
        if root.is_dir():
            return root.joinpath(*parts)
    raise FileNotFoundError("PhotoSeek's resources folder is missing; install the program again.")
