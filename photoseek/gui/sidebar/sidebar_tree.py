"""The sidebar's list: keys, mouse and drops become wishes about lines."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from photoseek.gui.export.dragged_photos import PHOTO_IDS, dragged_ids
from photoseek.gui.language import tr
from photoseek.gui.sidebar.sidebar_delegate import SidebarDelegate, paint_pill
from photoseek.gui.sidebar.sidebar_entries import ALBUMS, FOLDERS, LIBRARY, Entry, keys_above
from photoseek.gui.sidebar.sidebar_items import ENTRY_ROLE, SidebarItems
from photoseek.gui.widgets.icons import icon

INDENTATION = 14
SCROLL_EDGE = 24  # pixels from the ends of the list where a drag scrolls it
SETTLE_MS = 200  # one walks through the list by arrow keys faster than photos are worth reading


class SidebarTree(QTreeView):
    chosen = Signal(object)
    """An ``Entry`` to show, or to do what it says."""
    delete_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    """A context menu for an ``Entry``, at a place on the screen."""
    photos_dropped = Signal(object, list)
    """Photos, by their ids, onto an ``Entry``."""

    def __init__(self, items: SidebarItems, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = items
        self._shown_key: str | None = None
        self._open_keys = {LIBRARY, ALBUMS, FOLDERS}
        self._hovered = QPersistentModelIndex()
        self._by_key = False  # whether keys are being used here; a mouse needs no ring to see where it is
        self._typed = QElapsedTimer()  # since the last letter
        self._lines = SidebarDelegate(self)
        self.setItemDelegate(self._lines)
        self.setModel(items)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(INDENTATION)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)  # it follows what the grid shows
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Library"))
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(lambda: self._choose(self.currentIndex(), passing=True))
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._catch_up)
        items.rowsInserted.connect(lambda *_: self._soon.start())
        items.rowsMoved.connect(lambda *_: self._soon.start())
        self.expanded.connect(lambda index: self._open_keys.add(_entry(index).key))
        self.collapsed.connect(lambda index: self._open_keys.discard(_entry(index).key))
        self.clicked.connect(self._choose)
        self.doubleClicked.connect(self._open_or_close)
        self.entered.connect(self._set_hovered)
        self.viewportEntered.connect(lambda: self._set_hovered(QModelIndex()))
        self._catch_up()

    # --- for the rest of the window ------------------------------------------------------------

    def show_key(self, key: str | None) -> None:
        """Mark the line of what is shown, and open the folders it lies in."""
        if key == self._shown_key:
            return
        self._shown_key = key
        self._open_keys.update(keys_above(key or ""))
        self._catch_up()
        index = self._items.index_of(key) if key is not None else QModelIndex()
        if index.isValid() and not self.hasFocus():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def open_keys(self) -> list[str]:
        """The lines that are open, to be given to ``set_open_keys`` in another run."""
        return sorted(self._open_keys)

    def set_open_keys(self, keys: Iterable[str]) -> None:
        self._open_keys = set(keys)
        self._catch_up()

    def edit_key(self, key: str) -> None:
        """Let the user type the name of this line."""
        index = self._items.index_of(key)
        if index.isValid():
            self.setFocus()
            self.setCurrentIndex(index)
            self.edit(index)

    # --- inside --------------------------------------------------------------------------------

    def _catch_up(self) -> None:
        """Open what should be open and mark what is shown, among the rows that there are by now."""
        self._open_below(QModelIndex())
        index = self._items.index_of(self._shown_key) if self._shown_key is not None else QModelIndex()
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(index, select)
        if index.isValid() and not self.currentIndex().isValid():
            self.setCurrentIndex(index)

    def _open_below(self, parent: QModelIndex) -> None:
        for row in range(self._items.rowCount(parent)):
            index = self._items.index(row, 0, parent)
            is_open = _entry(index).key in self._open_keys
            if is_open and self._items.hasChildren(index):
                self.expand(index)
                self._open_below(index)
            elif not is_open and not parent.isValid():
                self.collapse(index)

    def _choose(self, index: QModelIndex, *, passing: bool = False) -> None:
        """What a click or Enter on a line does; ``passing``: an arrow key rests there."""
        if not index.isValid():
            return
        entry = _entry(index)
        if entry.scope is not None:
            if not passing or entry.key != self._shown_key:
                self.chosen.emit(entry)
        elif passing:
            return
        elif entry.kind == "section":
            self.setExpanded(index, not self.isExpanded(index))
        elif entry.kind == "new_album":
            self.edit(index)
        else:
            self.chosen.emit(entry)

    def _open_or_close(self, index: QModelIndex) -> None:
        if _entry(index).kind != "section" and self._items.hasChildren(index):
            self.setExpanded(index, not self.isExpanded(index))

    def _set_hovered(self, index: QModelIndex) -> None:
        self._hovered = QPersistentModelIndex(index)
        self.viewport().update()

    # --- keys ----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # The window's Delete moves chosen photos to the trash; here it means the album.
        own = (Qt.Key.Key_Delete, Qt.Key.Key_F2)
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in own
        ):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_key = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_key = True
        index, key = self.currentIndex(), event.key()
        # A space may also be one of a name that is being typed to find it.
        typing = self._typed.isValid() and not self._typed.hasExpired(QApplication.keyboardInputInterval())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (key == Qt.Key.Key_Space and not typing):
            self._choose(index)
        elif key == Qt.Key.Key_Delete:
            if index.isValid() and _entry(index).kind == "album":
                self.delete_wanted.emit(_entry(index))
        else:
            if event.text().strip():
                self._typed.start()
            super().keyPressEvent(event)
            if self.currentIndex() != index:
                self._settled.start()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(_entry(index), self.viewport().mapToGlobal(place))

    # --- drops ---------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(PHOTO_IDS):
            event.acceptProposedAction()
        else:
            event.ignore()  # the window takes files

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        self._make_room(place, index)
        takes = bool(self._items.flags(index) & Qt.ItemFlag.ItemIsDropEnabled)
        self._set_drop_target(index if takes else QModelIndex())
        if takes and event.mimeData().hasFormat(PHOTO_IDS):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def _make_room(self, place: QPoint, index: QModelIndex) -> None:
        """Open the heading that a drag is over, and scroll near the ends."""
        if index.isValid() and _entry(index).kind == "section" and not self.isExpanded(index):
            self.expand(index)
        height, bar = self.viewport().height(), self.verticalScrollBar()
        if place.y() < SCROLL_EDGE:
            bar.setValue(bar.value() - bar.singleStep())
        elif place.y() > height - SCROLL_EDGE:
            bar.setValue(bar.value() + bar.singleStep())

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._set_drop_target(QModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._set_drop_target(QModelIndex())
        ids = dragged_ids(event.mimeData())
        if ids and self._items.flags(index) & Qt.ItemFlag.ItemIsDropEnabled:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.photos_dropped.emit(_entry(index), ids)

    def _set_drop_target(self, index: QModelIndex) -> None:
        self._lines.drop_target = QPersistentModelIndex(index)
        self.viewport().update()

    # --- painting ------------------------------------------------------------------------------

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        entry, states, palette = _entry(index), QStyle.StateFlag, self.palette()
        line = QStyleOptionViewItem(option)
        line.rect = self.visualRect(index)
        line.state &= ~(states.State_MouseOver | states.State_Selected | states.State_HasFocus)
        row = QRect(0, line.rect.top(), self.viewport().width(), line.rect.height())
        focused = self._by_key and self.hasFocus() and index == self.currentIndex()
        if self.selectionModel().isSelected(index):
            line.state |= states.State_Selected
        if self._hovered == index:
            line.state |= states.State_MouseOver
        if focused:
            line.state |= states.State_HasFocus
        if self.isExpanded(index):
            line.state |= states.State_Open
        if entry.kind != "section":
            self._paint_pill(painter, row, index, line.state, focused=focused)
            if self._items.hasChildren(index):
                caret = QRect(line.rect.left() - 9, row.center().y() - 5, 12, 12)
                name = "caret-down" if self.isExpanded(index) else "caret-right"
                icon(name, palette.color(QPalette.ColorRole.PlaceholderText)).paint(painter, caret)
        self._lines.paint(painter, line, index)

    def _paint_pill(
        self, painter: QPainter, row: QRect, index: QModelIndex, state: QStyle.StateFlag, *, focused: bool
    ) -> None:
        palette = self.palette()
        accent = palette.color(QPalette.ColorRole.Highlight)
        colour = palette.color(QPalette.ColorRole.Window)
        if self._lines.drop_target == index or state & QStyle.StateFlag.State_Selected:
            colour = palette.color(QPalette.ColorRole.Midlight)
        elif state & QStyle.StateFlag.State_MouseOver:
            colour = palette.color(QPalette.ColorRole.AlternateBase)
        ringed = focused or self._lines.drop_target == index
        paint_pill(painter, row, colour, accent if ringed else None)


def _entry(index: QModelIndex) -> Entry:
    entry: Entry = index.data(ENTRY_ROLE)
    return entry
