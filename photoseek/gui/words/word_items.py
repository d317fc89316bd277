"""Suggested words as a Qt item model: groups, each with a heading and its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from photoseek.gui.language import tr
from photoseek.ipc.messages import Suggestion

SUGGESTION_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The ``Suggestion`` of a row, None for a heading."""
HEADING_ROLE = int(Qt.ItemDataRole.UserRole) + 2
"""The ``Heading`` of a row, None for a word."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Heading:
    """What is said above some words; ``icon`` is a name of the icon set."""

    title: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    words: Sequence[Suggestion]
    heading: Heading | None = None


class WordItems(QAbstractListModel):
    """One row for each heading and each word, in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Heading | Suggestion] = []
        self._photos: dict[str, tuple[int, ...]] = {}  # told after the words themselves

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags  # the keyboard passes over it
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if isinstance(row, Heading):
            if role == HEADING_ROLE:
                return row
            is_text = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return row.title if is_text else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.word
        if role == SUGGESTION_ROLE:
            photos = self._photos.get(row.word)
            return replace(row, photo_ids=photos) if photos else row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{word}, in %n photo(s)", None, row.count).format(word=row.word)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            above = (one for one in reversed(self._rows[: index.row()]) if isinstance(one, Heading))
            return next((heading.title for heading in above), None)
        return None

    def set_groups(self, groups: Sequence[Group], *, photos_anew: bool = False) -> None:
        """Show these words; groups without any are left out.

        ``photos_anew``: photos told of before are forgotten, unless the words and their counts are the same.
        """
        rows: list[Heading | Suggestion] = []
        for group in groups:
            if group.words:
                rows += [group.heading] if group.heading is not None else []
                rows += group.words
        if rows == self._rows:
            return
        if photos_anew:
            self.forget_photos()
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def set_photos(self, found: Mapping[str, Sequence[int]]) -> None:
        """Some photos that show each of these words."""
        told = {word: tuple(ids) for word, ids in found.items() if ids}
        self._photos |= told
        for number, row in enumerate(self._rows):
            if isinstance(row, Suggestion) and row.word in told:
                index = self.index(number)
                self.dataChanged.emit(index, index, [SUGGESTION_ROLE])

    def forget_photos(self) -> None:
        """The photos of words may be others by now."""
        self._photos.clear()

    def words(self) -> list[str]:
        """Every word shown, in order."""
        return [row.word for row in self._rows if isinstance(row, Suggestion)]
