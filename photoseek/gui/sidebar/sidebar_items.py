"""The sidebar's lines as a Qt item model that changes row by row."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage

from photoseek.gui.language import tr
from photoseek.gui.sidebar.sidebar_entries import Entry
from photoseek.gui.widgets.plain_tip import plain_tip
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.library.records import RECENT_DAYS

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
COVER_ROLE = int(Qt.ItemDataRole.UserRole) + 2
"""The small picture of an album, a ``QImage``, or None."""

Index = QModelIndex | QPersistentModelIndex


class _Node:
    """A line and the lines below it."""

    __slots__ = ("children", "entry", "id", "parent", "row")

    def __init__(self, entry: Entry, parent: "_Node | None", node_id: int) -> None:
        self.entry, self.parent, self.id, self.row = entry, parent, node_id, 0
        self.children: list[_Node] = []


class SidebarItems(QAbstractItemModel):
    """Sections, their lines, and below a folder its directories.

    ``set_section`` changes what is different and leaves the rest alone, so that what is selected, open
    or being renamed stays so.
    """

    album_renamed = Signal(object, str)
    """A wish: the ``Entry`` of an album, and its new name."""
    album_named = Signal(str)
    """A wish for a new album of this name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = _Node(Entry("section", "", ""), None, 0)
        # Indexes hold numbers, not nodes: a view that asks for a row that has gone gets nothing, not a crash.
        self._numbers = count(1)
        self._nodes = {0: self._root}
        self._by_key: dict[str, _Node] = {}
        self._covers: dict[int, QImage] = {}

    # --- what others hand in -------------------------------------------------------------------

    def set_section(self, section: Entry) -> None:
        """Show a section as it is now: in its place if it is there, else after the others."""
        entries = [node.entry for node in self._root.children]
        keys = [entry.key for entry in entries]
        if section.key in keys:
            entries[keys.index(section.key)] = section
        else:
            entries.append(section)
        self._match_children(self._root, tuple(entries))

    def replace_all(self, section: Entry) -> None:
        """Show this section alone, where keeping anything in its place is not worth the while."""
        self.beginResetModel()
        self._nodes, self._by_key = {0: self._root}, {}
        self._root.children = [self._made(section, self._root)]
        self._number(self._root)
        self.endResetModel()

    def set_cover(self, photo_id: int, cover: QImage) -> None:
        """The small picture of a photo that stands for albums."""
        self._covers[photo_id] = cover
        for section in self._root.children:
            for node in section.children:
                if node.entry.cover_id == photo_id:
                    index = self._index(node)
                    self.dataChanged.emit(index, index, [COVER_ROLE])

    # --- what others ask -----------------------------------------------------------------------

    def index_of(self, key: str) -> QModelIndex:
        """The row with this key; invalid if there is none."""
        node = self._by_key.get(key)
        return self._index(node) if node is not None else QModelIndex()

    def index(self, row: int, column: int = 0, parent: Index | None = None) -> QModelIndex:
        above = self._node(parent)
        if column != 0 or not 0 <= row < len(above.children):
            return QModelIndex()
        return self.createIndex(row, 0, above.children[row].id)

    def parent(self, index: Index | None = None) -> Any:
        if index is None:
            return super().parent()
        above = self._node(index).parent if index.isValid() else None
        return self._index(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._node(parent).children)

    def columnCount(self, _parent: Index | None = None) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        entry = self._node(index).entry
        kind, flags = entry.kind, Qt.ItemFlag.ItemIsEnabled
        if entry.scope is not None:
            flags |= Qt.ItemFlag.ItemIsSelectable
        if kind in ("album", "new_album"):
            flags |= Qt.ItemFlag.ItemIsEditable
        if kind in ("album", "new_album", "favourites"):
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._node(index).entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.EditRole:
            return "" if entry.kind == "new_album" else entry.name
        if role == ENTRY_ROLE:
            return entry
        if role == COVER_ROLE:
            return self._covers.get(entry.cover_id) if entry.cover_id is not None else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tooltip(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(entry)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A typed name is a wish; the line changes when the library has."""
        name = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or not name:
            return False
        entry = self._node(index).entry
        if entry.kind == "new_album":
            self.album_named.emit(name)
        elif entry.kind == "album" and name != entry.name:
            self.album_renamed.emit(entry, name)
        return True

    # --- inside --------------------------------------------------------------------------------

    def _node(self, index: Index | None) -> _Node:
        if index is None or not index.isValid():
            return self._root
        return self._nodes.get(index.internalId(), self._root)

    def _index(self, node: _Node) -> QModelIndex:
        return QModelIndex() if node is self._root else self.createIndex(node.row, 0, node.id)

    def _all(self, above: _Node) -> Iterator[_Node]:
        for node in above.children:
            yield node
            yield from self._all(node)

    def _made(self, entry: Entry, above: _Node) -> _Node:
        node = _Node(entry, above, next(self._numbers))
        self._nodes[node.id] = self._by_key[entry.key] = node
        node.children = [self._made(child, node) for child in entry.children]
        self._number(node)
        return node

    def _match(self, node: _Node, entry: Entry) -> None:
        if entry == node.entry:
            return
        before, node.entry = node.entry, entry
        self._match_children(node, entry.children)
        if before._replace(children=()) != entry._replace(children=()):
            index = self._index(node)
            self.dataChanged.emit(index, index)

    def _match_children(self, above: _Node, entries: tuple[Entry, ...]) -> None:
        """Make the rows those of ``entries``, by removing, moving and inserting as few as simply can be."""
        wanted = {entry.key for entry in entries}
        for node in [node for node in above.children if node.entry.key not in wanted]:
            self._remove(node)
        known = {node.entry.key for node in above.children}
        for row, entry in enumerate(entries):
            if entry.key not in known:
                end = row + 1
                while end < len(entries) and entries[end].key not in known:
                    end += 1
                self._insert(above, row, entries[row:end])
                known.update(entry.key for entry in entries[row:end])
            elif above.children[row].entry.key != entry.key:
                source = next(node.row for node in above.children[row:] if node.entry.key == entry.key)
                self._move(above, source, row)
            self._match(above.children[row], entry)

    def _insert(self, above: _Node, row: int, entries: tuple[Entry, ...]) -> None:
        if not entries:
            return
        self.beginInsertRows(self._index(above), row, row + len(entries) - 1)
        above.children[row:row] = [self._made(entry, above) for entry in entries]
        self._number(above)
        self.endInsertRows()

    def _remove(self, node: _Node) -> None:
        above = node.parent
        assert above is not None
        self.beginRemoveRows(self._index(above), node.row, node.row)
        del above.children[node.row]
        for gone in (node, *self._all(node)):
            del self._nodes[gone.id], self._by_key[gone.entry.key]
        self._number(above)
        self.endRemoveRows()

    def _move(self, above: _Node, source: int, target: int) -> None:
        """To an earlier row."""
        parent = self._index(above)
        self.beginMoveRows(parent, source, source, parent, target)
        above.children.insert(target, above.children.pop(source))
        self._number(above)
        self.endMoveRows()

    def _number(self, above: _Node) -> None:
        for row, node in enumerate(above.children):
            node.row = row


def _tooltip(entry: Entry) -> str | None:
    if entry.path is not None:
        path = shown_path(entry.path)
        away = tr("{path} is not connected at the moment.")
        return plain_tip(path if entry.online else away.format(path=path))
    if entry.kind == "set_aside":
        return tr("Files that could not be read, and why")
    if entry.kind == "recent":
        return tr("Added within the last {days} days").format(days=RECENT_DAYS)
    return None


def _spoken(entry: Entry) -> str:
    """The line for a screen reader."""
    if entry.photos is None:
        return entry.name
    counted = tr("{name}, {count}").format(name=entry.name, count=QLocale().toString(entry.photos))
    return counted if entry.online else tr("{line}, not connected").format(line=counted)
