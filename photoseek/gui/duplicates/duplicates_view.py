"""The list of groups: up and down from group to group, left and right from photo to photo."""

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from photoseek.gui.duplicates.duplicate_delegate import DuplicateDelegate
from photoseek.gui.duplicates.duplicate_items import GROUP_ROLE, DuplicateItems, ShownGroup
from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader
from photoseek.gui.language import tr

AT_ONCE = 200  # rows laid out before the window is painted again


class DuplicatesView(QListView):
    opened = Signal()
    """Enter, space or a double click: the current group is to be looked at."""
    keep_wanted = Signal()
    compare_wanted = Signal()
    dismiss_wanted = Signal()
    current_changed = Signal()

    def __init__(
        self, items: DuplicateItems, thumbnails: ThumbnailLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._items, self._thumbnails = items, thumbnails
        self._delegate = DuplicateDelegate(thumbnails, self)
        self.setItemDelegate(self._delegate)
        self.setModel(items)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(AT_ONCE)
        self.setAccessibleName(tr("Groups of duplicates"))
        self._plan = QTimer(self, singleShot=True, interval=0)
        self._plan.timeout.connect(self._plan_thumbnails)
        thumbnails.arrived.connect(self.viewport().update)
        items.modelReset.connect(self._begin)
        items.rowsInserted.connect(lambda _parent, first, _last: self._go_to(first))
        items.rowsRemoved.connect(lambda _parent, first, _last: self._go_to(first))

    def current_group(self) -> ShownGroup | None:
        index = self.currentIndex()
        group: ShownGroup | None = index.data(GROUP_ROLE) if index.isValid() else None
        return group

    # --- Qt ------------------------------------------------------------------------------------

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        wishes = {
            Qt.Key.Key_K: self.keep_wanted,
            Qt.Key.Key_C: self.compare_wanted,
            Qt.Key.Key_N: self.dismiss_wanted,
        }
        key, group = Qt.Key(event.key()), self.current_group()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif key in steps and group is not None:
            self._items.keep(self.currentIndex().row(), group.kept + steps[key])
        elif key in wishes:
            wishes[key].emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and group is not None:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = self._place(event)
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self._items.keep(self.currentIndex().row(), place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._place(event) is not None:
            self.opened.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._delegate.width = self.viewport().width()
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._plan.start()

    def sizeHint(self) -> QSize:
        return QSize(600, 400)

    # --- inside --------------------------------------------------------------------------------

    def _place(self, event: QMouseEvent) -> int | None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid() or index != self.currentIndex():
            return None
        layout = self._delegate.layout_of(index.data(GROUP_ROLE), self.font())
        return layout.place_at(point - self.visualRect(index).topLeft())

    def _plan_thumbnails(self) -> None:
        """Have what is on screen decoded, and one screen further."""
        if not self.isVisible():
            return
        height = self.viewport().height()
        seen: list[ShownGroup] = []
        soon: list[ShownGroup] = []
        first = self.indexAt(self.viewport().rect().topLeft())
        for row in range(first.row() if first.isValid() else 0, self._items.rowCount()):
            index = self._items.index(row)
            top = self.visualRect(index).top()
            if top > 2 * height:
                break
            (seen if top < height else soon).append(index.data(GROUP_ROLE))
        wishes = [
            [
                wish
                for group in groups
                for wish in self._delegate.wishes(group, self._items, self.font(), self.devicePixelRatioF())
            ]
            for groups in (seen, soon)
        ]
        self._thumbnails.plan(*wishes)

    def _begin(self) -> None:
        self._go_to(0)

    def _go_to(self, row: int) -> None:
        """Make a group the current one; the last if there is none at ``row``."""
        row = min(row, self._items.rowCount() - 1)
        if row >= 0:
            self.setCurrentIndex(self._items.index(row))
        self.current_changed.emit()
