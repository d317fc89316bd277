"""The list at the left: the parts of the library, and the program's other pages."""

from PySide6.QtWidgets import QFrame, QWidget


class Sidebar(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
