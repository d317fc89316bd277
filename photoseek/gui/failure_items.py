"""Files that could not be read, as a Qt item model."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from photoseek.gui.photo_facts import shown_path
from photoseek.library.records import Failure

_HEADINGS = ("File", "Why", "Folder")

Index = QModelIndex | QPersistentModelIndex


class FailureItems(QAbstractTableModel):
    """One row per file: its name, the reason, its folder."""

    _failures: tuple[Failure, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._failures)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        failure = self._failures[index.row()]
        name, folder = failure.path.name.encode("utf-8", "replace").decode(), shown_path(failure.path.parent)
        return (name, failure.reason, folder)[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADINGS[section]
        return None

    def failure(self, row: int) -> Failure:
        return self._failures[row]

    def set_failures(self, failures: Sequence[Failure]) -> None:
        if tuple(failures) != self._failures:
            self.beginResetModel()
            self._failures = tuple(failures)
            self.endResetModel()
