"""All shortcuts on one sheet."""

from PySide6.QtWidgets import QDialog, QWidget


class ShortcutSheet(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
