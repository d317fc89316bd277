from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photoseek.gui.photo.photo_page import PhotoPage
from photoseek.gui.words.word_chip import WordChip
from photoseek.ipc.messages import Reason
from photoseek.library.records import Album, Caption, Photo, PhotoDetails, Tag

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
    with qtbot.waitSignal(page.stepped) as stepped:
        qtbot.keyClick(page.view, key)
    assert stepped.args == [by]


def test_escape_goes_back(page: PhotoPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page.view, Qt.Key.Key_Escape)


def test_the_buttons_know_their_photo(page: PhotoPage, qtbot: QtBot) -> None:
    for button, signal in ((page.find_similar, page.similar_wanted), (page.show_folder, page.folder_wanted)):
        with qtbot.waitSignal(signal) as wanted:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert wanted.args == [7]


def test_a_caption_is_kept_with_enter_and_restored_with_escape(page: PhotoPage, qtbot: QtBot) -> None:
    page.captions["en"].edit.setFocus()
    page.captions["en"].edit.setPlainText("my dog")
    qtbot.keyClick(page.captions["en"].edit, Qt.Key.Key_Escape)
    assert page.captions["en"].edit.toPlainText() == "a dog"
    page.captions["en"].edit.setPlainText("  my\n dog ")
    with qtbot.waitSignal(page.caption_edited) as edited:
        qtbot.keyClick(page.captions["en"].edit, Qt.Key.Key_Return)
    assert edited.args == [7, "en", "my dog"]


def test_who_wrote_the_caption_is_said(page: PhotoPage) -> None:
    assert page.captions["en"].origin.text().startswith("Written by PhotoSeek")
    page.show_details(replace(DETAILS, captions=(Caption(7, "en", "Rex", 0.0, (), None),)))
    assert page.captions["en"].origin.text().startswith("Edited by you")
    page.show_details(replace(DETAILS, captions=()))
    assert page.captions["en"].origin.text() == ""
    assert page.side.caption_texts() == []


def test_each_language_has_its_caption_and_the_first_is_on_top(page: PhotoPage, qtbot: QtBot) -> None:
    assert (page.captions["en"].isVisible(), page.captions["zh"].isVisible()) == (True, False)
    page.set_languages(("zh", "en"))
    chinese = Caption(7, "zh", "一只狗", -3.0, (), "captioner-zh")
    page.show_details(replace(DETAILS, captions=(*DETAILS.captions, chinese)))
    assert [page.captions[language].edit.toPlainText() for language in ("en", "zh")] == ["a dog", "一只狗"]
    qtbot.waitUntil(lambda: page.captions["zh"].y() < page.captions["en"].y())
    page.captions["zh"].edit.setPlainText("狗")
    with qtbot.waitSignal(page.caption_edited) as edited:
        qtbot.keyClick(page.captions["zh"].edit, Qt.Key.Key_Return)
    assert edited.args == [7, "zh", "狗"]


def test_a_caption_in_a_language_that_is_not_chosen_any_more_is_still_shown(page: PhotoPage) -> None:
    page.show_details(replace(DETAILS, captions=(Caption(7, "zh", "一只狗", -3.0, (), None),)))
    assert (page.captions["en"].isVisible(), page.captions["zh"].isVisible()) == (True, True)


def test_news_of_the_library_leave_the_text_alone_that_is_being_written(page: PhotoPage) -> None:
    page.captions["en"].edit.setFocus()
    page.captions["en"].edit.setPlainText("my d")
    page.show_details(replace(DETAILS, captions=(Caption(7, "en", "a dog runs", -3.0, (), "captioner"),)))
    assert page.captions["en"].edit.toPlainText() == "my d"
    page.show_details(replace(DETAILS, photo=replace(PHOTO, id=8)))
    assert page.captions["en"].edit.toPlainText() == "a dog"


def test_the_ends_of_the_row_of_photos_are_ends(page: PhotoPage) -> None:
    page.show_position(0, 2)
    assert (page.previous.isEnabled(), page.next.isEnabled()) == (False, True)
    page.show_position(1, 2)
    assert (page.previous.isEnabled(), page.next.isEnabled()) == (True, False)


def test_markup_in_metadata_is_shown_as_it_is(page: PhotoPage) -> None:
    labels = {label.text(): label for label in page.findChildren(QLabel)}
    assert labels["<b>Evil</b>"].textFormat() is Qt.TextFormat.PlainText
    assert labels["/p/<b>a</b>.jpg"].textFormat() is Qt.TextFormat.PlainText


def test_each_album_of_the_photo_leads_to_it(page: PhotoPage, qtbot: QtBot) -> None:
    page.show_details(replace(DETAILS, albums=(Album(3, "Summer", 12, None), Album(4, "Rex", 2, 7))))
    chips = page.side.findChildren(WordChip)
    assert [chip.word for chip in chips] == ["Summer", "Rex"]
    with qtbot.waitSignal(page.album_chosen) as chosen:
        chips[1].click()
    assert chosen.args == [4, "Rex"]


def test_bars_and_panels_give_way_to_the_photo_and_come_back(page: PhotoPage, qtbot: QtBot) -> None:
    parts = (page.bar, page.side, page.strip)
    page.set_bare(True)
    assert [part.isVisible() for part in parts] == [False, False, False]
    page.set_bare(False)
    assert [part.isVisible() for part in parts] == [True, True, True]
    qtbot.keyClick(page.view, Qt.Key.Key_I)
    assert [part.isVisible() for part in parts] == [True, False, True]
    page.set_bare(True)
    page.set_bare(False)
    assert [part.isVisible() for part in parts] == [True, False, True]


def test_what_is_pointed_at_is_told_with_its_sentence(page: PhotoPage) -> None:
    told: list[list[object]] = []
    page.pointed.connect(lambda *args: told.append(list(args)))
    page.show_details(replace(DETAILS, photo=replace(PHOTO, tags=(Tag("grass", 0.5),))))
    page.show_reasons([Reason("red", 0.5, True)])
    page.captions["en"].edit.pointed.emit(1)
    page.captions["en"].edit.pointed.emit(-1)
    page.tags.pointed.emit("grass")
    page.reasons.pointed.emit("red")
    assert told == [["a dog", "dog", 1], ["a dog", "", -1], ["grass", "grass", -1], ["", "red", -1]]


def test_a_photo_from_elsewhere_has_no_position_but_a_way_back_to_the_row(page: PhotoPage) -> None:
    page.show_position(None, 3)
    assert page.position.text() == ""
    assert page.next.isEnabled()


def test_in_a_small_window_the_photo_keeps_its_room(page: PhotoPage, qtbot: QtBot) -> None:
    page.resize(700, 400)
    qtbot.waitUntil(lambda: not page.strip.list.isVisible())
    assert not page.bar.zoom_in.isVisible()
    assert page.view.geometry().bottom() < page.strip.geometry().top()
    page.resize(1100, 700)
    qtbot.waitUntil(lambda: page.bar.zoom_in.isVisible())
    assert page.strip.height() > 100
