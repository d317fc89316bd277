"""One writer for each library: a lock held by the operating system, which dies with its process."""

import errno
import os
import sys
from pathlib import Path
from types import TracebackType

from photoseek.errors import LibraryLocked, LibraryProblem

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_TAKEN = frozenset({errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})


class WriterLock:
    """The right to write to a library. The file stays behind; only the lock on it counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock or raise LibraryLocked at once; LibraryProblem when it cannot be made."""
        if self._descriptor is not None:
            raise RuntimeError("this lock is already held")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise LibraryProblem(
                f"{self._path} cannot be written ({error.strerror}). Check the permissions of its folder."
            ) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _TAKEN:
                raise LibraryLocked(
                    f"PhotoSeek is already running on the library in {self._path.parent}. "
                    "Close it, or choose another --base-dir."
                ) from error
            raise LibraryProblem(
                f"The file system of {self._path.parent} does not allow locks ({error.strerror}). "
                "Choose a --base-dir on a local disk."
            ) from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; nothing happens if it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> "WriterLock":
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()
