"""The files that could not be read, in a dialog of their own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoseek.gui.language import tr
from photoseek.gui.work.failure_items import FailureItems
from photoseek.gui.work.failure_list import FailureList


class FailuresDialog(QDialog):
    retry_wanted = Signal(list)
    folder_wanted = Signal(object)
    """As in ``FailureList``."""

    def __init__(self, items: FailureItems, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = items
        self.setWindowTitle(tr("Files that could not be read"))
        self.resize(680, 460)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.list = FailureList(items, self)
        close = QPushButton(tr("Close"), self)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.note)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        close.clicked.connect(self.accept)
        self.list.retry_wanted.connect(self.retry_wanted)
        self.list.folder_wanted.connect(self.folder_wanted)
        items.modelReset.connect(self._describe)
        self._describe()

    def _describe(self) -> None:
        if self._items.rowCount():
            text = tr(
                "These files were set aside; everything else goes on. None of them was changed. "
                "Mend or replace a file, then try again."
            )
        else:
            text = tr("Every file could be read.")
        self.note.setText(text)
