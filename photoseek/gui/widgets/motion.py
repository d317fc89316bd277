"""Whether things may move: some people ask their system for less of it."""

import os
import subprocess
import sys

from PySide6.QtWidgets import QStyle, QWidget

_GNOME = ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations")
_PATIENCE = 0.3  # seconds; it answers in a hundredth


def is_welcome(widget: QWidget) -> bool:
    """False where the system's settings turn animations off. Ask when something begins, not at each step."""
    duration = widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget)
    return duration > 0 and not _gnome_declines()


def _gnome_declines() -> bool:
    """Qt does not know this setting of GNOME's."""
    if sys.platform != "linux" or "GNOME" not in os.environ.get("XDG_CURRENT_DESKTOP", ""):
        return False
    try:
        answer = subprocess.run(_GNOME, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.stdout.strip() == "false"
