"""What the worker does when asked to care for the library itself: what is left out, backups."""

import ctypes
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from photoseek.ingest.ignoring import ignores
from photoseek.ipc import messages
from photoseek.ipc.messages import Done
from photoseek.library import backup, folders

if TYPE_CHECKING:
    from photoseek.worker.loop import Worker


def give_memory_back() -> None:
    """Let the system have what is free. The C library would keep it: some 50 MB after much was done."""
    with suppress(OSError, AttributeError):  # only that of Linux knows this
        ctypes.CDLL(None).malloc_trim(0)


def set_ignored(worker: "Worker", request: messages.SetIgnored) -> Done:
    """The folder is looked through anew: what is left out goes from view, what is not comes back."""
    ignores(request.patterns)  # before they are kept: one may be no pattern
    with worker.database.write() as session:
        folders.set_ignored(session, request.folder_id, request.patterns)
    worker.watch_folders()
    worker.scan(request.folder_id)
    worker.reporter.changed(folders=True)
    return Done(request.id)


def user_active(worker: "Worker", request: messages.UserActive) -> Done:
    worker.user_is_active()
    return Done(request.id)


def back_up(worker: "Worker", request: messages.BackUp) -> Done:
    backup.back_up(worker.paths, Path(request.path))
    return Done(request.id)
