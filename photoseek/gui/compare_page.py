"""Two to four photos side by side, zoomed together."""

from PySide6.QtWidgets import QWidget


class ComparePage(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
