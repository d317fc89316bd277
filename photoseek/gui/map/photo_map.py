"""The map of photos: a dot for each, and the photo itself wherever there is room."""

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader
from photoseek.gui.language import tr
from photoseek.gui.map.map_geometry import Points, Rows, Thinned, dots, visible
from photoseek.gui.map.map_view import MapView, draw_card
from photoseek.library.records import Photo

Ids = NDArray[np.int64]
"""(N,) of photos."""

THEME_COLOURS = (
    (78, 121, 167),
    (242, 142, 43),
    (225, 87, 89),
    (89, 161, 79),
    (176, 122, 161),
    (118, 183, 178),
    (237, 201, 72),
    (156, 117, 95),
)
"""Red, green and blue of the themes: told apart by most people, on light and on dark (Tableau 10)."""
FADED = (150, 150, 150)
SPACING = 80  # pixels between two pictures at a level's own scale; twice that before the next level
PICTURE = 0.66  # a picture's side, of the spacing
SHOWN_LARGE = 220  # pixels of the picture that is pointed at
MANY = 20_000  # dots; beyond it they are smaller
KEPT_RECORDS = 5000


class PhotoMap(MapView):
    records_wanted = Signal(list)
    """Ids of photos to be handed to ``take_records``."""

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.ids: Ids = np.zeros(0, np.int64)
        self._groups: NDArray[np.int64] = np.zeros(0, np.int64)
        self._alone: int | None = None
        self._dots: tuple[object, NDArray[np.uint8]] | None = None  # what they were painted for, and how
        self._thinned = Thinned(self.points)
        self._records: OrderedDict[int, Photo] = OrderedDict()
        self._requested: set[int] = set()
        self._wanted: list[int] = []
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._request)
        self.setAccessibleName(tr("Map of photos"))
        thumbnails.arrived.connect(self.update)

    def set_photos(self, ids: Ids, points: Points) -> None:
        self.ids = ids
        self._groups = np.zeros(len(ids), np.int64)
        self._alone = None
        self._dots = None
        # The same photo stands for its surroundings every time, but not always an old one.
        order = np.random.default_rng(0).permutation(len(ids))
        self._thinned = Thinned(points, order)
        self.set_points(points)

    def set_groups(self, groups: NDArray[np.int64]) -> None:
        """The theme of each point."""
        self._groups = groups
        self._dots = None
        self.update()

    def show_alone(self, group: int | None) -> None:
        """Let one theme stand out; None: all are alike."""
        self._alone = group
        self.update()

    def take_records(self, photos: Sequence[Photo]) -> None:
        for photo in photos:
            self._records[photo.id] = photo
        while len(self._records) > KEPT_RECORDS:
            self._requested.discard(self._records.popitem(last=False)[0])
        self.update()

    def edge(self) -> int:
        whole_picture = round(2 * SPACING * PICTURE)  # anywhere in its square, just before the next level
        return min(whole_picture, self.height() // 6)

    def row_at(self, place: QPointF) -> int | None:
        """The picture under the pointer, else the nearest dot."""
        side = self._side()
        for row, (x, y) in self._pictures(self.places()):
            if abs(place.x() - x) <= side / 2 and abs(place.y() - y) <= side / 2:
                return row
        return super().row_at(place)

    def paint_points(self, painter: QPainter, places: Points) -> None:
        self._paint_dots(painter, places)
        side = self._side()
        for row, (x, y) in self._pictures(places):
            card = QRect(round(x - side / 2), round(y - side / 2), side, side)
            painter.setOpacity(self._strength(row))
            draw_card(painter, self._image(row), card, self.palette().window().color(), 2.0)
        painter.setOpacity(1.0)
        if self.pointed is not None and self.pointed < len(places):
            self._paint_pointed(painter, self.pointed, places[self.pointed])

    # --- inside --------------------------------------------------------------------------------

    def _side(self) -> int:
        return round(PICTURE * SPACING * self.view.scale / 2.0**self.view.level)

    def _pictures(self, places: Points) -> list[tuple[int, tuple[float, float]]]:
        """The rows of the photos that are shown as such, and where: each within its own square."""
        rows = self._thinned.rows(self.view.level, SPACING)
        rows = rows[visible(places[rows], self.width(), self.height(), margin=2 * SPACING)]
        inside = self._thinned.kept_inside(rows, self.view.level, SPACING, PICTURE)
        return list(zip(rows.tolist(), map(tuple, self.view.to_screen(inside).tolist()), strict=True))

    def _strength(self, row: int) -> float:
        return 1.0 if self._alone is None or self._groups[row] == self._alone else 0.18

    def _paint_dots(self, painter: QPainter, places: Points) -> None:
        ratio = self.devicePixelRatioF()
        size = (max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        look = (self.view, self._alone, size, ratio)
        if self._dots is None or self._dots[0] != look:  # many photos arrive while nobody moves the map
            colours = [
                colour if self._alone in (None, group) else FADED
                for group, colour in enumerate(THEME_COLOURS)
            ]
            side = max(2, round((3 if len(places) > MANY else 5) * ratio))
            self._dots = (look, dots(places * np.float32(ratio), colours, self._groups, size, side))
        picture = self._dots[1]
        image = QImage(picture.data, size[0], size[1], 4 * size[0], QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        painter.drawImage(0, 0, image)

    def _paint_pointed(self, painter: QPainter, row: int, place: Rows) -> None:
        """The photo that is pointed at, large, with what is written about it."""
        x, y = float(place[0]), float(place[1])
        photo = self._photo(row)
        metrics, margin = painter.fontMetrics(), 10
        wrap = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        text = photo.description or "" if photo is not None else ""
        room = QRect(0, 0, SHOWN_LARGE, 3 * metrics.lineSpacing())
        written = metrics.boundingRect(room, wrap, text) if text else QRect()
        height = SHOWN_LARGE + (min(written.height(), room.height()) + margin if text else 0)
        card = QRect(QPoint(round(x) + 18, round(y) - height // 2), QSize(SHOWN_LARGE, height))
        if card.right() > self.width() - margin:
            card.moveRight(round(x) - 18)
        card.moveTop(min(max(card.top(), margin), max(margin, self.height() - height - margin)))
        painter.setPen(self.palette().mid().color())
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(card.adjusted(-6, -6, 6, 6), 10, 10)
        accent = self.palette().highlight().color()
        draw_card(
            painter, self._image(row), QRect(card.topLeft(), QSize(SHOWN_LARGE, SHOWN_LARGE)), accent, 1.0
        )
        if text:
            painter.setPen(self.palette().windowText().color())
            below = QRect(card.left(), card.top() + SHOWN_LARGE + margin // 2, SHOWN_LARGE, room.height())
            painter.drawText(below, wrap, text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(QPointF(x, y), 6, 6)

    def _photo(self, row: int) -> Photo | None:
        photo_id = int(self.ids[row])
        photo = self._records.get(photo_id)
        if photo is None and photo_id not in self._requested:
            self._wanted.append(photo_id)
            self._requested.add(photo_id)
            self._ask.start()
        return photo

    def _image(self, row: int) -> QImage | None:
        photo = self._photo(row)
        return self._thumbnails.image(photo) if photo is not None else None

    def _request(self) -> None:
        wanted, self._wanted = self._wanted, []
        if wanted:
            self.records_wanted.emit(wanted)
