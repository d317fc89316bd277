"""Whether things may move: some people ask their system for less of it."""

from PySide6.QtWidgets import QStyle, QWidget


def is_welcome(widget: QWidget) -> bool:
    """False where the system's settings turn animations off."""
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) > 0
