"""The first page."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photoseek.gui.first_run_page import FirstRunPage


def test_everything_fits_the_smallest_window(qtbot: QtBot) -> None:
    page = FirstRunPage()
    qtbot.addWidget(page)
    page.resize(760, 500)
    page.show()
    parts = [*page.findChildren(QLabel), page.drop_here, page.choose, page.samples]
    for part in parts:
        corner = part.mapTo(page, QPoint(0, 0))
        assert page.rect().contains(corner)
        assert page.rect().contains(corner + QPoint(part.width() - 1, part.height() - 1))
        if isinstance(part, QLabel) and part.wordWrap():
            assert part.height() >= part.heightForWidth(part.width())
    assert page.samples.mapTo(page, QPoint(0, 0)).y() >= page.drop_here.mapTo(page, QPoint(0, 0)).y() + (
        page.drop_here.height()
    )


def test_a_folder_is_chosen_by_the_button_and_by_the_place_to_drop_it(qtbot: QtBot) -> None:
    page = FirstRunPage()
    qtbot.addWidget(page)
    page.show()
    for target, place in ((page.choose, page.choose.rect().center()), (page.drop_here, QPoint(10, 20))):
        with qtbot.waitSignal(page.choose_wanted):
            qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(page.samples_wanted):
        qtbot.mouseClick(page.samples, Qt.MouseButton.LeftButton)
