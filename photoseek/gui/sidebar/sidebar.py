"""The list at the left: the library, its albums and folders, and the button that adds one."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QImage, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from photoseek.gui.language import tr
from photoseek.gui.sidebar.sidebar_entries import Entry, albums_entry, folders_entry, key_of, library_entry
from photoseek.gui.sidebar.sidebar_items import SidebarItems
from photoseek.gui.sidebar.sidebar_tree import SidebarTree
from photoseek.gui.widgets.icon_button import IconButton
from photoseek.library.records import Scope

WIDTH = 240  # device-independent pixels, until the user changes it
NARROWEST, WIDEST = 180, 420
LETTERS = 33  # in a line, at least
KEY_STEP = 20  # pixels that an arrow key moves the edge


class Sidebar(QFrame):
    chosen = Signal(object, str)
    """A ``Scope`` to show, and what a person calls it."""
    failures_wanted = Signal()
    add_folder_wanted = Signal()
    look_again_wanted = Signal()
    album_named = Signal(str)
    """A new album, by its name."""
    album_renamed = Signal(object, str)
    """The ``Entry`` of an album, and its new name."""
    album_deleted = Signal(object)
    folder_shown = Signal(object)
    """The ``Entry`` of a folder, to be shown in the system's file manager."""
    folder_removed = Signal(object)
    """The ``Entry`` of a watched folder that is to be no longer in the library."""
    photos_dropped = Signal(object, list)
    """Photos, by their ids, onto an ``Entry``: an album, the line of a new one, or the favourites."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.set_width(WIDTH)
        self.items = SidebarItems(self)
        for section in (library_entry(None), albums_entry(()), folders_entry((), ())):
            self.items.set_section(section)
        self.tree = SidebarTree(self.items, self)
        self.add_folder = IconButton("folder-plus", tr("Add a folder"), self, with_text=True)
        self.add_folder.setObjectName("addFolder")
        self.edge = _Edge(self)
        foot = QFrame(self)
        foot.setObjectName("sidebarFoot")
        inside = QHBoxLayout(foot)
        inside.setContentsMargins(8, 6, 8, 6)
        inside.addWidget(self.add_folder)
        inside.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.tree, 1)
        row.addWidget(self.edge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(foot)
        self.add_folder.clicked.connect(self.add_folder_wanted)
        self.items.album_named.connect(self.album_named)
        self.items.album_renamed.connect(self.album_renamed)
        self.tree.chosen.connect(self._choose)
        self.tree.delete_wanted.connect(self.album_deleted)
        self.tree.photos_dropped.connect(self.photos_dropped)
        self.tree.menu_wanted.connect(lambda entry, place: self.menu_of(entry).popup(place))

    def set_width(self, width: int) -> None:
        """In device-independent pixels, within reason."""
        least = max(NARROWEST, LETTERS * self.fontMetrics().averageCharWidth())  # the system's may be large
        self.setFixedWidth(min(max(width, least), max(least, WIDEST)))

    def show_section(self, section: Entry) -> None:
        self.items.set_section(section)

    def show_cover(self, photo_id: int, cover: QImage) -> None:
        self.items.set_cover(photo_id, cover)

    def show_scope(self, scope: Scope | None) -> None:
        """Mark the line of what the grid shows, if there is one."""
        self.tree.show_key(key_of(scope) if scope is not None else None)

    def menu_of(self, entry: Entry) -> QMenu:
        """What can be done with a line; empty for a heading."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def add(text: str, run: Callable[[], object], keys: str = "") -> QAction:
            action = menu.addAction(text)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _checked: run())
            return action

        if entry.scope is not None:
            add(tr("Show these photos"), lambda: self._choose(entry))
            menu.addSeparator()
        if entry.kind == "album":
            add(tr("Rename"), lambda: self.tree.edit_key(entry.key), "F2")
            add(tr("Delete this album"), lambda: self.album_deleted.emit(entry), "Del")
        elif entry.kind in ("folder", "directory"):
            add(tr("Open in the file manager"), lambda: self.folder_shown.emit(entry)).setEnabled(
                entry.online
            )
            add(tr("Look for changes"), self.look_again_wanted.emit)
            if entry.kind == "folder":
                menu.addSeparator()
                add(tr("Remove from the library"), lambda: self.folder_removed.emit(entry))
        elif entry.kind == "set_aside":
            add(tr("Show what could not be read"), self.failures_wanted.emit)
        elif entry.kind == "new_album":
            add(tr("New album"), lambda: self.tree.edit_key(entry.key))
        return menu

    def _choose(self, entry: Entry) -> None:
        if entry.scope is not None:
            self.chosen.emit(entry.scope, "" if entry.kind == "all" else entry.name)
        else:
            self.failures_wanted.emit()


class _Edge(QFrame):
    """The right edge, which sets the width: by dragging, by arrow keys, a double click sets it back."""

    def __init__(self, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self.setObjectName("sidebarEdge")
        self._sidebar = sidebar
        self._grip: int | None = None  # from the pointer to the sidebar's right end, while dragging
        self.setFixedWidth(5)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Width of the library list"))
        self.setToolTip(tr("Drag to change the width"))

    def sizeHint(self) -> QSize:
        return QSize(5, 40)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._grip = self._sidebar.width() - self._at(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._sidebar.set_width(self._at(event) + self._grip)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._sidebar.set_width(WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -KEY_STEP, Qt.Key.Key_Right: KEY_STEP}
        if event.key() in steps:
            self._sidebar.set_width(self._sidebar.width() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _at(self, event: QMouseEvent) -> int:
        return self._sidebar.mapFromGlobal(event.globalPosition().toPoint()).x()
