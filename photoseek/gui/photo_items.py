"""The photos on screen as a Qt item model: all their ids, and records fetched only where one looks."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from photoseek.gui.grid_layout import Section
from photoseek.library.records import Photo

PHOTO_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The ``Photo`` of a row, or None until it has been fetched."""
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 2

PAGE = 120  # rows fetched together: about two screens, a few milliseconds of SQLite
KEPT_RECORDS = 20_000  # about 15 MB; a person scrolls back to what was just seen, not further

Index = QModelIndex | QPersistentModelIndex


class PhotoItems(QAbstractListModel):
    """Rows are photo ids. Asking for a record that is not there emits ``records_wanted`` once."""

    records_wanted = Signal(list)
    """Ids to be fetched and handed to ``take_records``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: list[int] = []
        self._sections: tuple[Section, ...] = ()
        self._rows: dict[int, int] | None = None
        self._records: OrderedDict[int, Photo] = OrderedDict()
        self._stale: set[int] = set()
        self._requested: set[int] = set()
        self._wanted_pages: set[int] = set()
        # Rows are asked for one by one while painting; their pages go out together afterwards.
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._request)

    # --- what others ask -----------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role == PHOTO_ROLE:
            return self._photo(index.row())
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return next((part.title for part in reversed(self._sections) if part.first <= index.row()), None)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            photo = self._records.get(self._ids[index.row()])
            if photo is None:
                return "Photo"
            return photo.description or photo.path.name
        return None

    @property
    def ids(self) -> Sequence[int]:
        return self._ids

    @property
    def sections(self) -> Sequence[Section]:
        """How the rows are divided; nothing: they are not."""
        return self._sections

    def row_of(self, photo_id: int) -> int | None:
        """The row of a photo, None when it is not on screen."""
        if self._rows is None:
            self._rows = {photo_id: row for row, photo_id in enumerate(self._ids)}
        return self._rows.get(photo_id)

    # --- what others hand in -------------------------------------------------------------------

    def set_ids(self, ids: Sequence[int], sections: Sequence[Section] = ()) -> None:
        """Show other photos, or the same ones in another order or in other sections."""
        if list(ids) == self._ids and tuple(sections) == self._sections:
            return
        self.beginResetModel()
        self._ids = list(ids)
        self._sections = tuple(sections)
        self._rows = None
        self._requested.clear()
        self._wanted_pages.clear()
        self.endResetModel()

    def take_records(self, photos: Sequence[Photo]) -> None:
        for photo in photos:
            self._records[photo.id] = photo
            self._records.move_to_end(photo.id)
            self._stale.discard(photo.id)
            self._requested.discard(photo.id)
            row = self.row_of(photo.id)
            if row is not None:
                index = self.index(row)
                self.dataChanged.emit(index, index, [PHOTO_ROLE])
        while len(self._records) > KEPT_RECORDS:
            self._stale.discard(self._records.popitem(last=False)[0])

    def refresh_records(self) -> None:
        """Records may have changed: what is looked at is fetched again, shown as it was until then."""
        self._stale = set(self._records)
        self._requested.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1), [PHOTO_ROLE])

    # --- inside --------------------------------------------------------------------------------

    def _photo(self, row: int) -> Photo | None:
        photo_id = self._ids[row]
        photo = self._records.get(photo_id)
        if (photo is None or photo_id in self._stale) and photo_id not in self._requested:
            self._wanted_pages.add(row // PAGE)
            if not self._ask.isActive():
                self._ask.start()
        return photo

    def _request(self) -> None:
        wanted: list[int] = []
        for page in sorted(self._wanted_pages):
            for photo_id in self._ids[page * PAGE : (page + 1) * PAGE]:
                known = photo_id in self._records and photo_id not in self._stale
                if not known and photo_id not in self._requested:
                    wanted.append(photo_id)
        self._wanted_pages.clear()
        self._requested.update(wanted)
        if wanted:
            self.records_wanted.emit(wanted)
