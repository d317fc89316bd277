"""Files that could not be read, as a Qt item model."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from photoseek.gui.language import tr
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.gui.worker_texts import translated
from photoseek.library.records import Failure

FAILURE_ROLE = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class FailureItems(QAbstractListModel):
    """One row per file: its name; the delegate paints the reason and the folder below it."""

    _failures: tuple[Failure, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._failures)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        failure = self._failures[index.row()]
        if role == FAILURE_ROLE:
            return failure
        if role == Qt.ItemDataRole.DisplayRole:
            return file_name(failure)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = tr("{name}: {reason}. It lies in {folder}.")
            folder = shown_path(failure.path.parent)
            reason = translated(failure.reason)
            return text.format(name=file_name(failure), reason=reason, folder=folder)
        return None

    def failures(self) -> tuple[Failure, ...]:
        return self._failures

    def set_failures(self, failures: Sequence[Failure]) -> None:
        if tuple(failures) != self._failures:
            self.beginResetModel()
            self._failures = tuple(failures)
            self.endResetModel()


def file_name(failure: Failure) -> str:
    """As it can be shown: names need not be UTF-8."""
    return shown_path(failure.path.name)
