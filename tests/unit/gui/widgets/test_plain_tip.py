"""A tooltip shows what it is given letter by letter, also where that looks like HTML."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import Qt, QTextDocument
from pytestqt.qtbot import QtBot

from photoseek.gui.search.chip import Chip, Face
from photoseek.gui.sidebar.sidebar_entries import folders_entry
from photoseek.gui.sidebar.sidebar_items import SidebarItems
from photoseek.gui.widgets.plain_tip import plain_tip
from photoseek.library.records import Folder


def seen(tip: str) -> str:
    """What a person reads in the tooltip."""
    if not Qt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize(
    "text", ["beach.jpg", "<b>x</b>.jpg", "<img src='/etc/x'>\nsecond line", "a < b & c", "Tom &amp; Jerry"]
)
def test_every_letter_is_seen(text: str) -> None:
    assert seen(plain_tip(text)) == text


def test_a_path_stays_on_its_line() -> None:
    assert plain_tip(str(Path("/home/me/a b.jpg"))) == "/home/me/a b.jpg"


def test_the_words_of_a_search_are_no_html(qtbot: QtBot) -> None:
    chip = Chip(Face("words", "<i>dog</i>"))
    qtbot.addWidget(chip)
    assert seen(chip.toolTip()).startswith("<i>dog</i>\n")


def test_the_path_of_a_folder_is_no_html() -> None:
    items = SidebarItems()
    items.set_section(folders_entry((Folder(1, Path("/<b>Rome</b>"), True, 3),), ()))
    folders = items.index(0, 0, QModelIndex())
    tip = items.index(0, 0, folders).data(Qt.ItemDataRole.ToolTipRole)
    assert seen(tip) == "/<b>Rome</b>"
