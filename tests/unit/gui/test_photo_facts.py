from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLocale

from photoseek.gui.photo_facts import facts, place
from photoseek.library.records import Photo, PhotoDetails

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
PHOTO = Photo(1, Path("/p/a.jpg"), True, "ab", 4000, 3000, datetime(2019, 5, 8, 18, 17), "a dog")
DETAILS = PhotoDetails(
    PHOTO, (Path("/p/a.jpg"), Path("/q/b.jpg")), 3_500_000, "JPEG", "Canon EOS 5D", "1/250 s", 47.3769,
    -8.5, datetime(2024, 1, 1, tzinfo=UTC), None,
)  # fmt: skip


def test_everything_known_is_told_in_order() -> None:
    told = facts(DETAILS, ENGLISH)
    assert [label for label, _ in told] == [
        "Taken", "Camera", "Exposure", "Place", "Dimensions", "File", "Path", "Also at",
    ]  # fmt: skip
    texts = dict(told)
    assert "2019" in texts["Taken"] or "5/8/19" in texts["Taken"]
    assert texts["Dimensions"] == "4000 × 3000 (12.0 megapixels)"
    assert texts["File"] == "JPEG, 3.34 MiB"
    assert texts["Place"] == "47.3769° N, 8.5000° W"


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(
        DETAILS,
        photo=replace(PHOTO, taken_at=None),
        camera=None,
        exposure=None,
        latitude=None,
        longitude=None,
        paths=(Path("/p/a.jpg"),),
    )
    assert [label for label, _ in facts(bare, ENGLISH)] == ["Dimensions", "File", "Path"]


def test_a_name_that_is_not_utf8_can_be_shown() -> None:
    odd = replace(DETAILS, paths=(Path("/p/caf\udce9.jpg"),))
    assert dict(facts(odd, ENGLISH))["Path"] == "/p/caf?.jpg"


def test_south_and_west_are_named() -> None:
    assert place(-33.8688, 151.2093) == "33.8688° S, 151.2093° E"
