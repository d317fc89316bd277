from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photoseek.gui.photo_page import PhotoPage
from photoseek.library.records import Caption, Photo, PhotoDetails

PHOTO = Photo(7, Path("/p/<b>a</b>.jpg"), True, "ab", 40, 30, None, "a dog")
DETAILS = PhotoDetails(
    PHOTO, (PHOTO.path,), 1000, "JPEG", "<b>Evil</b>", None, None, None, datetime(2024, 1, 1, tzinfo=UTC),
    (Caption(7, "en", "a dog", -3.0, (), "captioner"),),
)  # fmt: skip


@pytest.fixture
def page(qtbot: QtBot) -> PhotoPage:
    page = PhotoPage()
    qtbot.addWidget(page)
    page.resize(900, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.show_details(DETAILS)
    page.show_position(1, 3)
    return page


@pytest.mark.parametrize(("key", "by"), [(Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)])
def test_arrow_keys_go_to_the_photo_beside(key: Qt.Key, by: int, page: PhotoPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.stepped, timeout=1000) as stepped:
        qtbot.keyClick(page.view, key)
    assert stepped.args == [by]


def test_escape_goes_back(page: PhotoPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.closed, timeout=1000):
        qtbot.keyClick(page.view, Qt.Key.Key_Escape)


def test_the_buttons_know_their_photo(page: PhotoPage, qtbot: QtBot) -> None:
    for button, signal in ((page.find_similar, page.similar_wanted), (page.show_folder, page.folder_wanted)):
        with qtbot.waitSignal(signal, timeout=1000) as wanted:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert wanted.args == [7]


def test_a_caption_is_kept_with_enter_and_restored_with_escape(page: PhotoPage, qtbot: QtBot) -> None:
    page.caption.setFocus()
    page.caption.setPlainText("my dog")
    qtbot.keyClick(page.caption, Qt.Key.Key_Escape)
    assert page.caption.toPlainText() == "a dog"
    page.caption.setPlainText("  my\n dog ")
    with qtbot.waitSignal(page.caption_edited, timeout=1000) as edited:
        qtbot.keyClick(page.caption, Qt.Key.Key_Return)
    assert edited.args == [7, "my dog"]


def test_who_wrote_the_caption_is_said(page: PhotoPage) -> None:
    assert page.caption_origin.text().startswith("Written by PhotoSeek")
    page.show_details(replace(DETAILS, captions=(Caption(7, "en", "Rex", 0.0, (), None),)))
    assert page.caption_origin.text().startswith("Edited by you")
    page.show_details(replace(DETAILS, captions=()))
    assert page.caption_origin.text() == ""


def test_news_of_the_library_leave_the_text_alone_that_is_being_written(page: PhotoPage) -> None:
    page.caption.setFocus()
    page.caption.setPlainText("my d")
    page.show_details(replace(DETAILS, captions=(Caption(7, "en", "a dog runs", -3.0, (), "captioner"),)))
    assert page.caption.toPlainText() == "my d"
    page.show_details(replace(DETAILS, photo=replace(PHOTO, id=8)))
    assert page.caption.toPlainText() == "a dog"


def test_the_ends_of_the_row_of_photos_are_ends(page: PhotoPage) -> None:
    page.show_position(0, 2)
    assert (page.previous.isEnabled(), page.next.isEnabled()) == (False, True)
    page.show_position(1, 2)
    assert (page.previous.isEnabled(), page.next.isEnabled()) == (True, False)


def test_markup_in_metadata_is_shown_as_it_is(page: PhotoPage) -> None:
    labels = {label.text(): label for label in page.findChildren(QLabel)}
    assert labels["<b>Evil</b>"].textFormat() is Qt.TextFormat.PlainText
    assert labels["/p/<b>a</b>.jpg"].textFormat() is Qt.TextFormat.PlainText
