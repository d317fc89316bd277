"""What the desktop around the window is asked to do."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_in_folder(path: Path) -> bool:
    """Open the folder of ``path`` in the file manager, the file chosen where that can be asked for.

    False when the folder is not there or no file manager took it.
    """
    if not path.parent.is_dir():
        return False
    if sys.platform == "darwin":
        return subprocess.run(["open", "-R", str(path)], check=False).returncode == 0
    if sys.platform == "win32":
        # Explorer's exit code is 1 even when it worked.
        subprocess.run(["explorer", f"/select,{path}"], check=False)
        return True
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
