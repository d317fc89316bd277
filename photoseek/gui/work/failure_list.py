"""The files that could not be read, each with its reason, and what can be done about them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.language import tr
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.gui.work.failure_items import FAILURE_ROLE, FailureItems, file_name
from photoseek.gui.worker_texts import translated

_PAD = 8  # pixels around the two lines of a row


class FailureDelegate(QStyledItemDelegate):
    """Two lines: the name, and below it why and where, quietly."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, 2 * option.fontMetrics.lineSpacing() + 2 * _PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        failure = index.data(FAILURE_ROLE)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        metrics = option.fontMetrics
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        roles = QPalette.ColorRole
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(roles.Highlight))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        inside = rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        line = metrics.lineSpacing()
        painter.setPen(palette.color(roles.HighlightedText if chosen else roles.Text))
        name = metrics.elidedText(file_name(failure), Qt.TextElideMode.ElideMiddle, inside.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(inside.x(), inside.y(), inside.width(), line), int(flags), name)
        painter.setPen(palette.color(roles.HighlightedText if chosen else roles.PlaceholderText))
        where = f"{translated(failure.reason)}  ·  {shown_path(failure.path.parent)}"
        where = metrics.elidedText(where, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(QRect(inside.x(), inside.y() + line, inside.width(), line), int(flags), where)
        painter.restore()


class FailureList(QFrame):
    retry_wanted = Signal(list)
    """The ids of the files to try again; empty: all of them."""
    folder_wanted = Signal(object)
    """The ``Path`` of a file to be shown in its folder."""

    def __init__(self, items: FailureItems, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = items
        self.view = QListView(self)
        self.view.setObjectName("failureList")
        self.view.setModel(items)
        self.view.setItemDelegate(FailureDelegate(self.view))
        self.view.setAccessibleName(tr("Files that could not be read"))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.retry = QPushButton(self)
        self.show_folder = QPushButton(tr("Show in folder"), self)
        buttons = QHBoxLayout()
        for button in (self.retry, self.show_folder):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.view, 1)
        column.addLayout(buttons)
        self.retry.clicked.connect(self._retry)
        self.show_folder.clicked.connect(self._show_folder)
        self.view.doubleClicked.connect(self._show_folder)
        self.view.selectionModel().selectionChanged.connect(self._show_chosen)
        items.modelReset.connect(self._show_chosen)
        self._show_chosen()

    def _rows(self) -> list[int]:
        return sorted(index.row() for index in self.view.selectionModel().selectedIndexes())

    def _show_chosen(self) -> None:
        chosen = len(self._rows())
        self.retry.setText(tr("Try %Ln again", None, chosen) if chosen else tr("Try all again"))
        self.retry.setEnabled(self._items.rowCount() > 0)
        self.show_folder.setEnabled(chosen == 1)

    def _retry(self) -> None:
        failures = self._items.failures()
        self.retry_wanted.emit([failures[row].file_id for row in self._rows()])

    def _show_folder(self) -> None:
        rows = self._rows()
        if rows:
            self.folder_wanted.emit(self._items.failures()[rows[0]].path)
