"""Words in groups, as Qt's views read them."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from photoseek.gui.words.word_items import HEADING_ROLE, SUGGESTION_ROLE, Group, Heading, WordItems
from photoseek.ipc.messages import Suggestion

DOGS, ANIMAL, CAT = (
    Suggestion("dogs", 0.9, 65, "same"),
    Suggestion("animal", 0.5, 2),
    Suggestion("cat", 0.4, 1),
)
SAME, WIDER = Heading("The same thing", "equals"), Heading("Wider")


@pytest.fixture
def items() -> WordItems:
    items = WordItems()
    QAbstractItemModelTester(items, QAbstractItemModelTester.FailureReportingMode.Fatal, items)
    items.set_groups([Group([DOGS], SAME), Group([], Heading("Narrower")), Group([ANIMAL, CAT], WIDER)])
    return items


def test_groups_stand_below_their_headings_and_empty_ones_are_left_out(items: WordItems) -> None:
    shown = [items.index(row).data() for row in range(items.rowCount())]
    assert shown == ["The same thing", "dogs", "Wider", "animal", "cat"]
    assert items.words() == ["dogs", "animal", "cat"]


def test_the_keyboard_passes_over_headings(items: WordItems) -> None:
    assert not items.index(0).flags() & Qt.ItemFlag.ItemIsSelectable
    assert items.index(1).flags() & Qt.ItemFlag.ItemIsSelectable


def test_a_row_is_a_heading_or_a_word(items: WordItems) -> None:
    assert items.index(0).data(HEADING_ROLE) == SAME
    assert items.index(0).data(SUGGESTION_ROLE) is None
    assert items.index(1).data(SUGGESTION_ROLE) == DOGS
    assert items.index(1).data(HEADING_ROLE) is None
    assert items.data(QModelIndex()) is None


def test_a_screen_reader_hears_the_word_and_how_many_photos(items: WordItems) -> None:
    said = items.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("dogs, in 65 photo")
    assert items.index(4).data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Wider"


def test_photos_that_come_later_are_told_of_their_words_alone(items: WordItems) -> None:
    changed: list[int] = []
    items.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    items.set_photos({"cat": [7, 8], "unseen": [9]})
    assert changed == [4]
    assert items.index(4).data(SUGGESTION_ROLE).photo_ids == (7, 8)
    assert items.index(3).data(SUGGESTION_ROLE).photo_ids == ()
    items.forget_photos()
    assert items.index(4).data(SUGGESTION_ROLE).photo_ids == ()


def test_the_same_words_again_do_not_move_the_list(items: WordItems) -> None:
    resets: list[bool] = []
    items.modelReset.connect(lambda: resets.append(True))
    items.set_groups([Group([DOGS], SAME), Group([ANIMAL, CAT], WIDER)])
    assert resets == []
    items.set_groups([Group([DOGS])])
    assert resets == [True]


def test_the_same_words_told_again_keep_their_photos() -> None:
    items = WordItems()
    words = [Suggestion("dog", 0.0, 3)]
    items.set_groups([Group(words)], photos_anew=True)
    items.set_photos({"dog": [7]})
    items.set_groups([Group(words)], photos_anew=True)  # whose reader does not look again
    assert items.index(0).data(SUGGESTION_ROLE).photo_ids == (7,)
    items.set_groups([Group([Suggestion("dog", 0.0, 4)])], photos_anew=True)
    assert items.index(0).data(SUGGESTION_ROLE).photo_ids == ()
