"""What the desktop around the window is asked to do."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_FILE_MANAGER = (
    "dbus-send",
    "--session",
    "--print-reply",
    "--dest=org.freedesktop.FileManager1",
    "/org/freedesktop/FileManager1",
    "org.freedesktop.FileManager1.ShowItems",
)
_PATIENCE = 2  # seconds for the file manager to say that it will


def show_in_folder(path: Path) -> bool | None:
    """Show ``path`` in its folder, in the file manager. For a thread: its disk may be dead.

    False when the folder is not there; None when no file manager can choose a file: open the folder then.
    """
    if not path.parent.is_dir():
        return False
    if sys.platform == "darwin":
        return subprocess.run(["open", "-R", str(path)], check=False).returncode == 0
    if sys.platform == "win32":
        # Explorer's exit code is 1 even when it worked.
        subprocess.run(["explorer", f"/select,{path}"], check=False)
        return True
    return _file_manager_shows(path) or None


def open_file(path: Path) -> bool:
    """Open a file or a folder in the program that the system has for it; False when none took it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _file_manager_shows(path: Path) -> bool:
    """Ask the file manager by D-Bus, which can choose a file in its folder (freedesktop FileManager1)."""
    address = path.absolute().as_uri().replace(",", "%2C")  # a comma parts two items
    try:
        done = subprocess.run(
            [*_FILE_MANAGER, f"array:string:{address}", "string:"], capture_output=True, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
