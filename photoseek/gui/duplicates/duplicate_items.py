"""The groups of duplicates as rows, and which photo of each is to be kept."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from photoseek.gui.language import listed, tr
from photoseek.gui.photo.photo_facts import size_text
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.ipc.messages import DuplicateGroup
from photoseek.library.records import Photo

Reason = Literal["file", "shot", "scene"]
GROUP_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The ``ShownGroup`` of a row."""

ONE_BY_ONE = 50  # rows that come or go by themselves; of more, the view begins anew, which is quicker

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Member:
    """A photo of a group; or, where ``path`` is given, one of the files of the group's one photo."""

    photo_id: int
    size: int  # bytes
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """``number`` names it, whatever is filtered; ``kept`` is the place of the member to keep."""

    number: int
    reason: Reason
    members: tuple[Member, ...]
    kept: int = 0

    @property
    def others(self) -> tuple[Member, ...]:
        """Those that can go."""
        return self.members[: self.kept] + self.members[self.kept + 1 :]

    @property
    def freed(self) -> int:
        """Bytes that the others take."""
        return sum(member.size for member in self.members) - self.members[self.kept].size


def reason_name(reason: Reason) -> str:
    """The heading of a group."""
    return {"file": tr("Same file"), "shot": tr("Same shot"), "scene": tr("Same scene")}[reason]


def reason_meaning(reason: Reason) -> str:
    """What the heading means, in a few words."""
    return {
        "file": tr("The very same photo, in several places"),
        "shot": tr("Another size, cropped, or taken within seconds"),
        "scene": tr("Alike, and taken within minutes"),
    }[reason]


def groups_of(found: Sequence[DuplicateGroup], first: int = 0) -> list[ShownGroup]:
    """The answer of the worker, as it is shown. ``first``: the number of the first group."""
    return [ShownGroup(number, group.reason, _members(group)) for number, group in enumerate(found, first)]


def _members(group: DuplicateGroup) -> tuple[Member, ...]:
    if group.reason == "file":
        pairs = zip(group.sizes, group.paths, strict=True)
        return tuple(Member(group.photo_ids[0], size, Path(path)) for size, path in pairs)
    return tuple(Member(*pair) for pair in zip(group.photo_ids, group.sizes, strict=True))


class DuplicateItems(QAbstractListModel):
    changed = Signal()
    """Other groups are shown, or another photo is to be kept."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[int, ShownGroup] = {}
        self._gone: set[int] = set()
        self._reason: Reason | None = None
        self._rows: list[int] = []
        self._photos: dict[int, Photo] = {}
        self._common = Path()  # the folder above all files of groups of files
        self.set_aside: list[frozenset[Member]] = []
        """Groups that the user has called no duplicates; they are not shown again."""

    # --- what others ask -----------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        group = self._groups[self._rows[index.row()]]
        if role == GROUP_ROLE:
            return group
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{reason}: %n photo(s), to be kept: {name}", None, len(group.members)).format(
                reason=reason_name(group.reason), name=self.name(group.members[group.kept])
            )
        return None

    def groups(self) -> list[ShownGroup]:
        """Those that are shown, in their order."""
        return [self._groups[number] for number in self._rows]

    def left(self) -> list[ShownGroup]:
        """All that wait for a decision, shown or not."""
        return [group for number, group in self._groups.items() if number not in self._gone]

    def reason(self) -> Reason | None:
        """The one that is shown; None: all."""
        return self._reason

    def photo(self, photo_id: int) -> Photo | None:
        return self._photos.get(photo_id)

    def name(self, member: Member) -> str:
        """The name of a file; of a photo the name of its first."""
        photo = self._photos.get(member.photo_id)
        path = member.path or (photo.path if photo is not None else None)
        return shown_path(path.name) if path is not None else tr("Photo")

    def lines(self, member: Member) -> tuple[str, str]:
        """What stands below a picture: its name, and what tells it from the others."""
        size = size_text(member.size)
        if member.path is not None:
            return self.name(member), shown_path(_below(member.path.parent, self._common))
        photo = self._photos.get(member.photo_id)
        if photo is None:
            return self.name(member), size
        return self.name(member), listed((f"{photo.width} × {photo.height}", size))

    # --- what others hand in -------------------------------------------------------------------

    def set_groups(self, groups: Iterable[ShownGroup]) -> None:
        self.beginResetModel()
        self._groups = {group.number: group for group in groups}
        self._common = _common_folder(self._groups.values())
        self._gone.clear()
        self._rows = self._wanted()
        self.endResetModel()
        self.changed.emit()

    def show_only(self, reason: Reason | None) -> None:
        """Show groups of one reason, or all."""
        self._reason = reason
        self._begin_anew()

    def keep(self, row: int, place: int) -> None:
        """Keep the photo at ``place`` of a group."""
        number = self._rows[row]
        group = self._groups[number]
        if 0 <= place < len(group.members) and place != group.kept:
            self._groups[number] = replace(group, kept=place)
            self.dataChanged.emit(self.index(row), self.index(row))
            self.changed.emit()

    def remove(self, numbers: Iterable[int]) -> None:
        """These groups are settled."""
        going = set(numbers) - self._gone
        self._gone |= going
        rows = [row for row, number in enumerate(self._rows) if number in going]
        if len(rows) > ONE_BY_ONE:
            self._begin_anew()
            return
        for row in reversed(rows):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self.endRemoveRows()
        self.changed.emit()

    def bring_back(self, numbers: Iterable[int]) -> None:
        """That was undone: these groups wait again."""
        coming = set(numbers) & self._gone
        self._gone -= coming
        wanted = self._wanted()
        rows = [row for row, number in enumerate(wanted) if number in coming]
        if len(rows) > ONE_BY_ONE:
            self._begin_anew()
            return
        for row in rows:
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows.insert(row, wanted[row])
            self.endInsertRows()
        self.changed.emit()

    def take_records(self, photos: Sequence[Photo]) -> None:
        self._photos.update((photo.id, photo) for photo in photos)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    # --- inside --------------------------------------------------------------------------------

    def _begin_anew(self) -> None:
        self.beginResetModel()
        self._rows = self._wanted()
        self.endResetModel()
        self.changed.emit()

    def _wanted(self) -> list[int]:
        reason = self._reason
        return [group.number for group in self.left() if reason in (None, group.reason)]


def _common_folder(groups: Iterable[ShownGroup]) -> Path:
    folders = {member.path.parent for group in groups for member in group.members if member.path is not None}
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # there are none, or they are on several drives
        return Path()


def _below(folder: Path, common: Path) -> Path:
    """What tells a folder from the others: its path below the common one, that one's name included."""
    if common.name and folder.is_relative_to(common):
        return common.name / folder.relative_to(common)
    return folder
