"""Photos like the one looked at, in a row below it: one list that paints them all."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPainterPath, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.language import tr
from photoseek.gui.widgets.icon_button import IconButton
from photoseek.gui.widgets.plain_tip import plain_tip
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.library.records import Photo

SIDE = 96  # device-independent pixels of a picture
_GAP, _RADIUS = 8, 6.0

Index = QModelIndex | QPersistentModelIndex


class SimilarItems(QAbstractListModel):
    """Photos and their square pictures, which come later."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos: list[Photo] = []
        self._pictures: dict[int, QImage] = {}

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._photos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._photos):
            return None
        photo = self._photos[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pictures.get(photo.id)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = photo.description or shown_path(photo.path)
            return plain_tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    def photo_id(self, row: int) -> int:
        return self._photos[row].id

    def set_photos(self, photos: Sequence[Photo]) -> None:
        self.beginResetModel()
        self._photos, self._pictures = list(photos), {}
        self.endResetModel()

    def take_pictures(self, pictures: Mapping[int, QImage]) -> None:
        self._pictures.update(pictures)
        if self._photos:
            roles = [Qt.ItemDataRole.DecorationRole]
            self.dataChanged.emit(self.index(0), self.index(len(self._photos) - 1), roles)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(SIDE, SIDE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(option.rect)
        shape = QPainterPath()
        shape.addRoundedRect(place, _RADIUS, _RADIUS)
        picture: QImage | None = index.data(Qt.ItemDataRole.DecorationRole)
        painter.setClipPath(shape)
        if picture is None or picture.isNull():
            painter.fillRect(place, option.palette.alternateBase())
        else:
            painter.drawImage(place, picture)
        painter.setClipping(False)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(option.palette.highlight().color(), 3 if focused else 2))
            painter.drawRoundedRect(place.adjusted(1.5, 1.5, -1.5, -1.5), _RADIUS - 1, _RADIUS - 1)
        painter.restore()


class _List(QListView):
    opened = Signal(int)
    """A row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("similarList")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setSpacing(_GAP // 2)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))
        self.clicked.connect(lambda index: self.opened.emit(index.row()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))  # so that one sees where the keyboard is

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().x() or event.angleDelta().y()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - turned)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if enter and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class SimilarStrip(QWidget):
    """A heading that folds it, the photos, and a button for all of them."""

    opened = Signal(int)
    """A photo."""
    folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("similarStrip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._folded, self._has_room = False, True
        self.items = SimilarItems(self)
        self.fold = IconButton("caret-down", tr("Similar photos"), self, with_text=True)
        self.show_all = QPushButton(tr("Show all"), self)
        self.show_all.setObjectName("quiet")
        self.show_all.setToolTip(tr("Search for photos like this one"))
        self.show_all.setAccessibleName(tr("Find similar photos"))
        self.list = _List(self)
        self.list.setModel(self.items)
        self.list.setAccessibleName(tr("Similar photos"))
        self.said = QLabel(self)
        self.said.setObjectName("muted")
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QStackedWidget(self)
        self._body.addWidget(self.list)
        self._body.addWidget(self.said)
        self._body.setFixedHeight(SIDE + _GAP)
        head = QHBoxLayout()
        head.addWidget(self.fold)
        head.addStretch(1)
        head.addWidget(self.show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._body)
        self.fold.clicked.connect(lambda: self._fold_by_hand())
        self.list.opened.connect(lambda row: self.opened.emit(self.items.photo_id(row)))
        self.set_folded(False)

    def is_folded(self) -> bool:
        return self._folded

    def set_folded(self, folded: bool) -> None:
        self._folded = folded
        self._body.setVisible(self._has_room and not folded)
        self.fold.set_icon("caret-right" if folded else "caret-down")
        self.fold.setToolTip(tr("Show similar photos") if folded else tr("Hide similar photos"))

    def set_room(self, enough: bool) -> None:
        """Whether there is room for more than the heading."""
        self._has_room = enough
        self._body.setVisible(enough and not self._folded)

    def say(self, text: str) -> None:
        """In place of photos: why there are none, or not yet."""
        self.items.set_photos(())
        self.said.setText(text)
        self._body.setCurrentWidget(self.said)

    def show_photos(self, photos: Sequence[Photo]) -> None:
        self.items.set_photos(photos)
        self._body.setCurrentWidget(self.list)
        self.list.scrollToTop()

    def _fold_by_hand(self) -> None:
        self.set_folded(not self._folded)
        self.folded.emit(self._folded)
