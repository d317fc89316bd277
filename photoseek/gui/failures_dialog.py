"""The files that could not be read, each with its reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.failure_items import FailureItems


class FailuresDialog(QDialog):
    retry_wanted = Signal()
    folder_wanted = Signal(object)
    """The ``Path`` of a file to be shown in its folder."""

    def __init__(self, items: FailureItems, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = items
        self.setWindowTitle("Files that could not be read")
        self.resize(760, 420)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.table = QTableView(self)
        self.table.setModel(items)
        self.table.setAccessibleName("Files that could not be read")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.resizeSection(0, 200)
        header.resizeSection(1, 260)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.retry = QPushButton("Try all again", self)
        self.show_folder = QPushButton("Show in folder", self)
        close = QPushButton("Close", self)
        buttons = QHBoxLayout()
        for button in (self.retry, self.show_folder):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        close.clicked.connect(self.accept)
        self.retry.clicked.connect(self.retry_wanted)
        self.show_folder.clicked.connect(self._show_folder)
        self.table.doubleClicked.connect(self._show_folder)
        self.table.selectionModel().selectionChanged.connect(self._count)
        items.modelReset.connect(self._count)
        self._count()

    def _count(self) -> None:
        any_left = self._items.rowCount() > 0
        self.note.setText(
            "These files were set aside; everything else goes on. None of them was changed. "
            "Mend or replace a file, then try again."
            if any_left
            else "Every file could be read."
        )
        self.retry.setEnabled(any_left)
        self.show_folder.setEnabled(self.table.selectionModel().hasSelection())

    def _show_folder(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if rows:
            self.folder_wanted.emit(self._items.failure(rows[0].row()).path)
