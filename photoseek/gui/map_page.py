"""The map: photos or words in two dimensions, what is alike close together."""

from PySide6.QtWidgets import QWidget


class MapPage(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
