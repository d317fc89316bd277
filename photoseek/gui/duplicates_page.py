"""Photos that are there more than once, in groups."""

from PySide6.QtWidgets import QWidget


class DuplicatesPage(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
