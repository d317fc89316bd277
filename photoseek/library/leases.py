"""One at a time, of all workstations that share a library."""

from types import TracebackType


class Lease:
    """The right to do something that only one workstation does at a time. On SQLite there is one anyway."""

    def take(self, *, wait: bool = False) -> bool:
        """Take it, or keep it; whether it is held now. ``wait``: until it is free."""
        return True

    def give_back(self) -> None:
        """Let another have it; nothing happens if it is not held."""

    def __enter__(self) -> "Lease":
        self.take(wait=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.give_back()
