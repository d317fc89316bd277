"""Suggested words as a Qt item model."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from photoseek.ipc.messages import Suggestion

SUGGESTION_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class WordItems(QAbstractListModel):
    """One row per word, the best first."""

    _suggestions: tuple[Suggestion, ...] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._suggestions)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid() or index.row() >= len(self._suggestions):
            return None
        suggestion = self._suggestions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return suggestion.word
        if role == SUGGESTION_ROLE:
            return suggestion
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{suggestion.word}, in {suggestion.count} captions"
        return None

    def set_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        self.beginResetModel()
        self._suggestions = tuple(suggestions)
        self.endResetModel()
