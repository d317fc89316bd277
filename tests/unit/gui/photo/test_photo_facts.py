from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLocale

from photoseek.gui.photo.photo_facts import facts, place
from photoseek.library.records import Photo, PhotoDetails

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)
PHOTO = Photo(1, Path("/p/a.jpg"), True, "ab", 4000, 3000, datetime(2019, 5, 8, 18, 17), "a dog")
DETAILS = PhotoDetails(
    PHOTO, (Path("/p/a.jpg"), Path("/q/b.jpg")), 3_500_000, "JPEG", "Canon EOS 5D", "1/250 s", 47.3769,
    -8.5, datetime(2024, 1, 1, tzinfo=UTC), (),
)  # fmt: skip


def texts(details: PhotoDetails, locale: QLocale = ENGLISH) -> dict[str, str]:
    return {fact.name: fact.text for fact in facts(details, locale)}


def test_everything_known_is_told_in_order() -> None:
    told = facts(DETAILS, ENGLISH)
    assert [fact.name for fact in told] == [
        "Taken", "Camera", "Exposure", "Place", "Size", "File", "Path", "Also at",
    ]  # fmt: skip
    assert [fact.name for fact in told if fact.is_path] == ["Path", "Also at"]
    assert texts(DETAILS)["Taken"].startswith("Wednesday, May 8, 2019, 6:17")
    assert texts(DETAILS)["Size"] == "4000 × 3000 (12.0 megapixels)"
    assert texts(DETAILS)["File"] == "JPEG, 3.5 MB"
    assert texts(DETAILS)["Place"] == "47.3769° N, 8.5000° W"


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
    assert list(texts(bare)) == ["Size", "File", "Path"]


def test_a_turned_photo_has_its_sides_turned() -> None:
    assert texts(replace(DETAILS, photo=replace(PHOTO, rotation=3)))["Size"].startswith("3000 × 4000")


def test_numbers_and_dates_are_the_reader_s() -> None:
    assert texts(DETAILS, GERMAN)["Size"] == "4000 × 3000 (12,0 megapixels)"
    assert texts(DETAILS, GERMAN)["Taken"].startswith("Mittwoch, 8. Mai 2019")


def test_a_name_that_is_not_utf8_can_be_shown() -> None:
    odd = replace(DETAILS, paths=(Path("/p/caf\udce9.jpg"),))
    assert texts(odd)["Path"] == "/p/caf?.jpg"


def test_south_and_west_are_named() -> None:
    assert place(-33.8688, 151.2093, ENGLISH) == "33.8688° S, 151.2093° E"
