"""The photos on screen as a Qt item model: all their ids, and records fetched only where one looks."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from photoseek.gui.grid.grid_layout import Section
from photoseek.gui.grid.photo_shapes import PhotoShapes, shape_of
from photoseek.gui.grid.row_changes import RowChanges, row_changes
from photoseek.gui.language import tr
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.library.records import Photo

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PHOTO_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The ``Photo`` of a row, or None until it has been fetched."""
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 2

PAGE = 120  # rows fetched together: about two screens, a few milliseconds of SQLite
KEPT_RECORDS = 2_000  # about 8 MB; a person scrolls back to what was just seen, not further
RESHAPE_MS = 50
FIRST_SHAPES = 400  # rows that a screen may show; 100,000 take a moment, and one looks at these

Index = QModelIndex | QPersistentModelIndex


class PhotoItems(QAbstractListModel):
    """Rows are photo ids. Asking for a record that is not there emits ``records_wanted`` once."""

    records_wanted = Signal(list)
    """Ids to be fetched and handed to ``take_records``."""
    shapes_wanted = Signal(object)
    """A list of ids whose shapes are to be handed to ``take_shapes``. (As an object: Qt would copy it.)"""
    rearranging = Signal()
    """Ids, sections or shapes are about to change: a view may remember what it shows."""
    rearranged = Signal()
    """They have changed, all rows are announced: places have to be computed anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: list[int] = []
        self._sections: tuple[Section, ...] = ()
        self._rows: dict[int, int] | None = None
        self._records: OrderedDict[int, Photo] = OrderedDict()
        self._stale: set[int] = set()
        self._requested: set[int] = set()
        self._wanted_pages: set[int] = set()
        self._shapes: PhotoShapes | None = None  # None while nobody wants to know
        self._ratios: NDArray[np.float64] | None = None  # of the rows, while they stay as they are
        # Rows are asked for one by one while painting; their pages go out together afterwards.
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._request)
        # Shapes come with every page of records; to place 100,000 photos takes longer than that.
        self._reshape = QTimer(self, singleShot=True, interval=RESHAPE_MS)
        self._reshape.timeout.connect(self._use_shapes)

    # --- what others ask -----------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role == PHOTO_ROLE:
            return self.photo(index.row())
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return next((part.title for part in reversed(self._sections) if part.first <= index.row()), None)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            photo = self._records.get(self._ids[index.row()])
            if photo is None:
                return tr("Photo")
            text = photo.description or shown_path(photo.path.name)
            return tr("{photo}, a favourite").format(photo=text) if photo.favourite else text
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

    def photo(self, row: int) -> Photo | None:
        """The record of a row; one that is not there, or out of date, is asked for."""
        photo_id = self._ids[row]
        photo = self._records.get(photo_id)
        if (photo is None or photo_id in self._stale) and photo_id not in self._requested:
            self._wanted_pages.add(row // PAGE)
            if not self._ask.isActive():
                self._ask.start()
        return photo

    def ratios(self) -> "NDArray[np.float64]":
        """Width over height of the photo in each row (rows)."""
        if self._ratios is None:
            self._ratios = (self._shapes or PhotoShapes()).of(self._ids)
        return self._ratios

    # --- what others hand in -------------------------------------------------------------------

    def set_ids(self, ids: Sequence[int], sections: Sequence[Section] = ()) -> None:
        """Show other photos, or the same ones in another order or in other sections.

        Photos that come or go among others are announced as such, so that a view keeps its place.
        """
        ids, sections = list(ids), tuple(sections)
        same = ids == self._ids
        if same and sections == self._sections:
            return
        self.rearranging.emit()
        self._ratios = None
        if same:
            self._sections = sections
        else:
            self._replace(ids, sections)
        self.rearranged.emit()
        self._want_shapes()

    def take_records(self, photos: Sequence[Photo]) -> None:
        rows = []
        for photo in photos:
            self._records[photo.id] = photo
            self._records.move_to_end(photo.id)
            if photo.id in self._requested:  # else it was read before the library changed
                self._stale.discard(photo.id)
            self._requested.discard(photo.id)
            row = self.row_of(photo.id)
            if row is not None:
                rows.append(row)
        while len(self._records) > KEPT_RECORDS:
            self._stale.discard(self._records.popitem(last=False)[0])
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)), [PHOTO_ROLE])
        if self._shapes is not None:  # a photo may have been turned, or have another file now
            self.take_shapes(_shapes(photos))

    def refresh_records(self) -> None:
        """Records may have changed: what is looked at is fetched again, shown as it was until then."""
        self._stale = set(self._records)
        self._requested.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1), [PHOTO_ROLE])

    def clear(self) -> None:
        """Hold nothing any more."""
        self.set_ids(())
        self._records.clear()
        self._shapes = self._rows = None

    def want_shapes(self) -> None:
        """From now on somebody wants to know how wide photos are."""
        if self._shapes is None:
            self._shapes = PhotoShapes()
            self._shapes.learn(_shapes(self._records.values()))
            self._want_shapes()

    def take_shapes(self, ratios: Mapping[int, float]) -> None:
        """Width over height, as the photo is shown, by photo id. Photos get their places in a moment."""
        if self._shapes is not None and self._shapes.learn(ratios) and not self._reshape.isActive():
            self._reshape.start()

    # --- inside --------------------------------------------------------------------------------

    def _replace(self, ids: list[int], sections: tuple[Section, ...]) -> None:
        changes = row_changes(self._ids, ids)
        self._requested.clear()
        self._wanted_pages.clear()
        if changes is not None:
            self._sections = sections
            self._change_rows(ids, changes)
            return
        self.beginResetModel()
        self._ids, self._sections, self._rows = ids, sections, None
        self.endResetModel()

    def _change_rows(self, ids: list[int], changes: RowChanges) -> None:
        nowhere = QModelIndex()
        for first, stop in reversed(changes.removed):
            self.beginRemoveRows(nowhere, first, stop - 1)
            del self._ids[first:stop]
            self._rows = None
            self.endRemoveRows()
        for first, stop in changes.inserted:
            self.beginInsertRows(nowhere, first, stop - 1)
            self._ids[first:first] = ids[first:stop]
            self._rows = None
            self.endInsertRows()

    def _use_shapes(self) -> None:
        self.rearranging.emit()
        self._ratios = None
        self.rearranged.emit()

    def _want_shapes(self) -> None:
        if self._shapes is not None and self._ids:
            unknown = self._shapes.unknown(self._ids)
            for some in (unknown[:FIRST_SHAPES], unknown[FIRST_SHAPES:]):
                if some:
                    self.shapes_wanted.emit(some)

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


def _shapes(photos: Iterable[Photo]) -> dict[int, float]:
    return {photo.id: shape_of(photo) for photo in photos if photo.height > 0}
