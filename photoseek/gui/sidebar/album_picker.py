"""A small panel that asks for an album: type a few letters of one, or the name of a new one, and Enter."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.language import tr
from photoseek.gui.sidebar.sidebar_delegate import SidebarDelegate, paint_pill
from photoseek.gui.sidebar.sidebar_entries import Entry
from photoseek.gui.sidebar.sidebar_items import ENTRY_ROLE, SidebarItems
from photoseek.library.records import Album

WIDTH = 340  # device-independent pixels
LINES = 7  # albums on screen; the rest are found by typing

Index = QModelIndex | QPersistentModelIndex


class AlbumPicker(QFrame):
    album_chosen = Signal(object)
    """The ``Album``."""
    album_named = Signal(str)
    """A name that no album has yet."""

    def __init__(
        self, title: str, albums: Sequence[Album], covers: Mapping[int, QImage], parent: QWidget
    ) -> None:
        """``albums`` in the order to show; ``covers`` by photo id."""
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(title)
        self._albums = albums
        self._items = SidebarItems(self)
        card = QFrame(self)
        card.setObjectName("albumPicker")
        heading = QLabel(title, card)
        heading.setObjectName("panelTitle")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        self.field = QLineEdit(card)
        self.field.setObjectName("nameEditor")
        self.field.setPlaceholderText(tr("Find an album, or name a new one"))
        self.field.setAccessibleName(tr("Album"))
        self.field.setMaxLength(200)
        self.field.setMinimumHeight(self.field.fontMetrics().height() + 16)
        self.field.installEventFilter(self)
        self.list = QListView(card)
        self.list.setObjectName("albumChoices")
        self.list.setModel(self._items)
        self.list.setItemDelegate(_ChoiceDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(tr("Albums"))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, 14, 0, 14)
        inside.setSpacing(10)
        for part in (heading, self.field):
            row = QVBoxLayout()
            row.setContentsMargins(16, 0, 16, 0)
            row.addWidget(part)
            inside.addLayout(row)
        inside.addWidget(self.list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        outer.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)  # it grows and shrinks with the list
        card.setFixedWidth(WIDTH)
        self.field.textChanged.connect(self._show_choices)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(self._take)
        self._show_choices("")
        for photo_id, cover in covers.items():
            self._items.set_cover(photo_id, cover)

    def show_above(self, window: QWidget) -> None:
        """In the upper middle of ``window``, ready for typing."""
        self.adjustSize()
        corner = QPoint((window.width() - self.width()) // 2, window.height() // 6)
        self.move(window.mapToGlobal(corner))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: LINES,
                Qt.Key.Key_PageUp: -LINES,
            }
            key = Qt.Key(event.key())
            if key in steps:
                self._move(steps[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex())
                return True
            if key is Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    # --- inside --------------------------------------------------------------------------------

    def _show_choices(self, typed: str) -> None:
        name = " ".join(typed.split())
        wanted = name.casefold()
        found = [album for album in self._albums if wanted in album.name.casefold()]
        found.sort(key=lambda album: not album.name.casefold().startswith(wanted))
        lines = [_line(album) for album in found]
        if wanted and all(album.name.casefold() != wanted for album in found):
            text = tr("New album “{name}”").format(name=name)
            lines.append(Entry("new_album", "new album", text))
        self._items.replace_all(Entry("section", "choices", "", children=tuple(lines)))
        root = self._items.index(0, 0)
        self.list.setRootIndex(root)
        self.list.setCurrentIndex(self._items.index(0, 0, root))
        height = self.list.sizeHintForRow(0) if lines else 0
        self.list.setFixedHeight(height * min(len(lines), LINES))
        self.list.setVisible(bool(lines))

    def _move(self, step: int) -> None:
        root = self._items.index(0, 0)
        last = self._items.rowCount(root) - 1
        row = min(max(self.list.currentIndex().row() + step, 0), last)
        self.list.setCurrentIndex(self._items.index(row, 0, root))

    def _take(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry: Entry = index.data(ENTRY_ROLE)
        self.close()
        if entry.kind == "new_album":
            self.album_named.emit(" ".join(self.field.text().split()))
        else:
            self.album_chosen.emit(next(album for album in self._albums if _line(album).key == entry.key))


class _ChoiceDelegate(SidebarDelegate):
    """The line that Enter takes stands out; the keyboard stays in the field."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        option.state &= ~QStyle.StateFlag.State_Selected
        option.rect.setLeft(option.rect.left() + 8)
        if index == self._view.currentIndex():
            option.state |= QStyle.StateFlag.State_MouseOver
            whole = option.rect.adjusted(-8, 0, 0, 0)
            paint_pill(painter, whole, option.palette.color(QPalette.ColorRole.Midlight), None)
        super().paint(painter, option, index)


def _line(album: Album) -> Entry:
    return Entry("album", f"album {album.id}", album.name, album.photo_count, cover_id=album.cover_id)
