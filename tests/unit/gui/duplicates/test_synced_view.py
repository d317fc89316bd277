"""Photos that are zoomed and moved together."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui.duplicates.synced_view import Look, Sync, SyncedView


def image(width: int, height: int) -> QImage:
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(0xFF8800)
    return picture


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(900, 500)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def views(page: QWidget, qtbot: QtBot) -> list[SyncedView]:
    sync, row = Sync(page), QHBoxLayout(page)
    views = [SyncedView(page), SyncedView(page)]
    for view in views:
        row.addWidget(view)
        sync.add(view)
    qtbot.waitUntil(lambda: views[0].isVisible() and views[0].width() == views[1].width())
    views[0].set_image(image(800, 600))
    views[1].set_image(image(200, 150))
    return views


def near(one: Look, other: Look) -> bool:
    pairs = ((one.zoom, other.zoom), (one.x, other.x), (one.y, other.y))
    return all(abs(first - second) < 0.01 for first, second in pairs)


def test_a_small_copy_is_shown_as_large_as_the_original(views: list[SyncedView]) -> None:
    assert views[0].photo_place().size().toSize() == views[1].photo_place().size().toSize()


def test_the_others_show_the_same_part(views: list[SyncedView]) -> None:
    views[0].zoom_by(3.0, QPointF(40, 60))
    assert views[0].look().zoom == pytest.approx(3.0)
    assert near(views[0].look(), views[1].look())
    views[1].pan(QPointF(50, -20))
    assert near(views[0].look(), views[1].look())
    views[1].fit()
    assert views[0].is_fitted()


def test_what_is_not_the_users_doing_moves_nobody(
    page: QWidget, views: list[SyncedView], qtbot: QtBot
) -> None:
    views[0].zoom_by(2.0)
    with qtbot.assertNotEmitted(views[1].moved):
        views[1].set_image(image(400, 300))
        views[1].look_at(views[0].look())
        page.resize(700, 400)
    assert views[0].look().zoom > 1.5


def test_a_view_without_a_photo_is_no_example(views: list[SyncedView]) -> None:
    views[0].zoom_by(2.0)
    views[1].set_image(QImage())
    views[1].zoom_by(4.0)
    assert views[0].look().zoom == pytest.approx(2.0)
    assert views[1].look() == Look(1.0, 0.5, 0.5)
