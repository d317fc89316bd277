"""The map of words: those of this library strong and large, others quiet."""

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from photoseek.gui.appearance import muted
from photoseek.gui.language import tr
from photoseek.gui.map.map_geometry import Labels, Points, Rows, visible
from photoseek.gui.map.map_view import MapView

GAP = 8  # pixels between two words
COMMON = (1, 10, 100)  # photos from which on a word is written one step larger
STEPS = (0.92, 1.0, 1.18, 1.4)  # of the font's size


class WordMap(MapView):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words: tuple[str, ...] = ()
        self._steps: list[int] = []
        self._labels = Labels(self.points, np.ones((0, 2), np.float32), np.zeros(0, np.intp))
        self.setAccessibleName(tr("Map of words"))

    def set_words(self, words: Sequence[str], points: Points, counts: Mapping[str, int]) -> None:
        """``counts``: how many photos of this library hold a word; the commoner one comes before."""
        self.words = tuple(words)
        held = np.array([counts.get(word, 0) for word in words])
        self._steps = np.searchsorted(COMMON, held, side="right").tolist()
        metrics = [QFontMetricsF(self._font(step)) for step in range(len(STEPS))]
        sizes = [
            (metrics[step].horizontalAdvance(word) + GAP, metrics[step].height())
            for word, step in zip(words, self._steps, strict=True)
        ]
        order = np.lexsort((np.arange(len(words)), -held))
        self._labels = Labels(points, np.array(sizes, np.float32).reshape(-1, 2), order)
        self.set_points(points)

    def row_at(self, place: QPointF) -> int | None:
        places = self.places()
        for row in self._shown(places).tolist():
            if self._room(row, places).contains(place):
                return int(row)
        return None

    def paint_points(self, painter: QPainter, places: Points) -> None:
        here, elsewhere = self.palette().windowText().color(), muted(self)
        middle = Qt.AlignmentFlag.AlignCenter
        for row in self._shown(places).tolist():
            room = self._room(row, places)
            if row == self.pointed:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.palette().highlight())
                painter.drawRoundedRect(room.adjusted(-4, -2, 4, 2), 6, 6)
            painter.setFont(self._font(self._steps[row]))
            pointed = self.palette().highlightedText().color()
            painter.setPen(pointed if row == self.pointed else here if self._steps[row] else elsewhere)
            painter.drawText(room, middle, self.words[row])

    def _shown(self, places: Points) -> Rows:
        rows = self._labels.rows(self.view.level)
        return rows[visible(places[rows], self.width(), self.height(), margin=120)]

    def _room(self, row: int, places: Points) -> QRectF:
        metrics = QFontMetricsF(self._font(self._steps[row]))
        width, height = metrics.horizontalAdvance(self.words[row]), metrics.height()
        return QRectF(float(places[row, 0]) - width / 2, float(places[row, 1]) - height / 2, width, height)

    def _font(self, step: int) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * STEPS[step])
        if step:
            font.setWeight(QFont.Weight.Medium)
        return font
