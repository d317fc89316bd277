"""What a cell shows, by its pixels."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui.grid import cell_painter
from photoseek.gui.grid.cell_painter import CAPTION_LINES, CellPainter, wrapped
from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader
from photoseek.library.records import Photo

RED = Photo(1, Path("/p/red.jpg"), True, "red", 300, 200, None, "a red wall")
CELL = QRect(10, 10, 150, 100)


class Canvas:
    """Paints one cell and keeps the picture."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        Image.new("RGB", (300, 200), (200, 20, 20)).save(folder / "red", "JPEG")
        self.widget = QWidget()
        qtbot.addWidget(self.widget)
        self.loader = ThumbnailLoader(lambda name: folder / name)
        self.cells = CellPainter(self.loader)

    def paint(self, photo: Photo | None, *, fades: bool = False, **states: bool) -> QImage:
        image = QImage(QSize(170, 120), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        self.cells.begin_frame(self.widget, fades=fades)
        known = {"chosen": False, "current": False, "hovered": False} | states
        self.cells.paint(painter, CELL, photo, **known)
        painter.end()
        return image

    def load(self, photo: Photo, qtbot: QtBot) -> None:
        with qtbot.waitSignal(self.loader.arrived):
            self.loader.plan([self.cells.wish(photo, CELL.size())])


@pytest.fixture
def canvas(tmp_path: Path, qtbot: QtBot) -> Iterator[Canvas]:
    canvas = Canvas(tmp_path, qtbot)
    yield canvas
    canvas.loader.finish()


def is_red(colour: QColor) -> bool:
    return colour.red() > 150 and colour.green() < 60


def test_a_photo_fills_its_cell_but_for_the_corners(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.load(RED, qtbot)
    image = canvas.paint(RED)
    assert is_red(image.pixelColor(CELL.center()))
    assert is_red(image.pixelColor(CELL.left(), CELL.center().y()))
    assert image.pixelColor(CELL.topLeft()) == QColor("white")


def test_what_is_not_there_yet_is_waited_for(canvas: Canvas, qtbot: QtBot) -> None:
    ground = canvas.paint(RED).pixelColor(CELL.center())
    assert canvas.cells.is_waiting
    assert ground == canvas.widget.palette().alternateBase().color()
    assert canvas.paint(None).pixelColor(CELL.center()) == ground
    canvas.load(RED, qtbot)
    canvas.paint(RED)
    assert not canvas.cells.is_waiting


def test_a_photo_comes_up_softly_where_that_is_welcome(
    canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas.load(RED, qtbot)
    since = canvas.loader.look(canvas.cells.wish(RED, CELL.size())).since
    seen = []
    for age in (0.0, 0.06, 0.2):
        monkeypatch.setattr(cell_painter.time, "monotonic", lambda age=age: since + age)
        seen.append(canvas.paint(RED, fades=True).pixelColor(CELL.center()).green())
        assert canvas.cells.is_fading == (age < cell_painter.FADE_S)
    assert seen[0] > seen[1] + 30 > seen[2] + 60
    assert time.monotonic() == since + 0.2
    monkeypatch.setattr(cell_painter.time, "monotonic", lambda: since)
    assert is_red(canvas.paint(RED).pixelColor(CELL.center()))


def test_a_photo_that_cannot_be_read_has_a_sign_instead(canvas: Canvas, qtbot: QtBot) -> None:
    gone = replace(RED, content_hash="gone")
    canvas.load(gone, qtbot)
    image = canvas.paint(gone)
    middle = {image.pixelColor(x, CELL.center().y()).name() for x in range(60, 110)}
    assert len(middle) > 2


@pytest.mark.parametrize(
    ("photo", "places"),
    [
        (RED, []),
        (replace(RED, favourite=True), [18]),
        (replace(RED, online=False), [18]),
        (replace(RED, favourite=True, online=False), [18, 46]),
    ],
)
def test_badges_stand_side_by_side_at_the_upper_right(
    photo: Photo, places: list[int], canvas: Canvas, qtbot: QtBot
) -> None:
    canvas.load(photo, qtbot)
    image = canvas.paint(photo)
    covered = [
        from_right
        for from_right in (18, 46)
        if not is_red(image.pixelColor(CELL.topRight() + QPoint(-from_right - 8, 22)))
    ]
    assert covered == places


def test_a_chosen_photo_has_a_ring_and_a_mark(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.load(RED, qtbot)
    image = canvas.paint(RED, chosen=True)
    accent = canvas.widget.palette().highlight().color()
    ring = image.pixelColor(CELL.left(), CELL.center().y())
    assert abs(ring.blue() - accent.blue()) < 30
    assert not is_red(image.pixelColor(CELL.topLeft() + QPoint(12, 20)))


@pytest.mark.parametrize("state", ["hovered", "current"])
def test_the_caption_shows_where_one_points_or_the_keys_are(state: str, canvas: Canvas, qtbot: QtBot) -> None:
    canvas.load(RED, qtbot)
    image = canvas.paint(RED, **{state: True})
    assert not is_red(image.pixelColor(CELL.center().x(), CELL.bottom() - 5))
    assert is_red(canvas.paint(RED).pixelColor(CELL.center().x(), CELL.bottom() - 5))


def test_a_long_caption_is_cut_after_some_lines(qtbot: QtBot) -> None:
    lines = wrapped("a very long sentence about a dog " * 9, QFont(), 120)
    assert len(lines) == CAPTION_LINES
    assert lines[-1].endswith("…")
    assert wrapped("a dog", QFont(), 120) == ["a dog"]
