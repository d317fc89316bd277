"""Says in a sentence what befalls the folders and the work."""

from collections.abc import Callable

from photoseek.errors import UserError
from photoseek.ingest.scanner import ScanResult
from photoseek.ipc.messages import Event, Notice
from photoseek.library.records import Folder
from photoseek.worker.reporter import Reporter


class Announcer:
    """For the worker's loop."""

    def __init__(self, send: Callable[[Event], None], reporter: Reporter) -> None:
        self._send, self._reporter = send, reporter

    def scanned(self, result: ScanResult) -> None:
        """What a scan has found out about its folder."""
        if result.online != result.was_online:
            self.folder(result.folder, result.online)
        for path, reason in result.unreadable:
            self._send(Notice(f"{path} cannot be listed ({reason}); its photos are kept as they were."))
        self._reporter.changed(photos=result.photos_changed, folders=result.online != result.was_online)

    def folder(self, folder: Folder, online: bool) -> None:
        """A folder came or went."""
        if online:
            text = f"The folder {folder.path} is back."
        else:
            text = (
                f"The folder {folder.path} is empty or not there. Its photos are kept: "
                "connect its disk, or remove the folder."
            )
        self._send(Notice(text))
        self._reporter.changed(photos=True, folders=True)

    def failure(self, text: str, error: Exception) -> None:
        """``text`` says what has failed, with ``{why}`` in it."""
        reason = str(error) if isinstance(error, UserError) else f"an error of PhotoSeek's own ({error!r})"
        self._send(Notice(text.format(why=reason)))
