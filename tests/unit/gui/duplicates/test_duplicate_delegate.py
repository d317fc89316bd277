"""Where everything is in a group's card."""

import pytest
from PySide6.QtCore import QPoint

from photoseek.gui.duplicates.duplicate_delegate import CardLayout


@pytest.mark.parametrize(("width", "count"), [(400, 2), (900, 2), (900, 7), (2000, 40)])
def test_photos_lie_within_the_card_and_apart(width: int, count: int) -> None:
    layout = CardLayout(width, count, 16)
    pictures = [layout.picture(place) for place in range(count)]
    for picture in pictures:
        assert picture.width() == picture.height() == layout.side
        assert picture.left() > layout.heading.right()
        assert picture.bottom() + 2 * 16 < layout.height
        assert layout.place_at(picture.center()) == pictures.index(picture)
        assert width < 600 or picture.right() < width - 20
    assert not any(one.intersects(other) for one in pictures for other in pictures if one is not other)


def test_its_name_belongs_to_a_photo_and_the_heading_to_none() -> None:
    layout = CardLayout(900, 2, 16)
    below = layout.picture(1).center() + QPoint(0, layout.side // 2 + 20)
    assert layout.place_at(below) == 1
    assert layout.place_at(layout.heading.center()) is None


def test_a_group_of_many_grows_downwards() -> None:
    assert CardLayout(900, 20, 16).height > 2 * CardLayout(900, 3, 16).height
