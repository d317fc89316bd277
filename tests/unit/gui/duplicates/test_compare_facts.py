"""What tells compared photos apart."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLocale

from photoseek.gui.duplicates.compare_facts import ComparedFact, compared
from photoseek.library.records import Photo, PhotoDetails

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


def details(width: int = 800, size: int = 9000, **values: object) -> PhotoDetails:
    photo = Photo(
        1, Path("/home/me/Lisbon/a.jpg"), True, "00", width, 600, datetime(2024, 5, 1, 12, 30, 7), None
    )
    found = PhotoDetails(photo, (photo.path,), size, "JPEG", "Canon", None, None, None, datetime.now(UTC), ())
    return replace(found, **values)  # type: ignore[arg-type]


def by_name(column: list[ComparedFact]) -> dict[str, ComparedFact]:
    return {fact.name: fact for fact in column}


def test_what_differs_is_marked_and_the_most_too() -> None:
    columns = compared([details(), details(400, 2000)], ENGLISH)
    large, small = map(by_name, columns)
    assert large["Dimensions"] == ComparedFact("Dimensions", "800 × 600", differs=True, is_best=True)
    assert small["Dimensions"] == ComparedFact("Dimensions", "400 × 600", differs=True)
    assert large["File"].text == "JPEG, 9.0 kB"
    assert not large["Camera"].differs
    assert not large["Camera"].is_best


def test_equal_photos_have_no_best() -> None:
    columns = compared([details(), details()], ENGLISH)
    assert not any(fact.differs or fact.is_best for column in columns for fact in column)


def test_what_no_photo_has_is_left_out_and_what_one_lacks_is_a_dash() -> None:
    columns = compared([details(exposure="1/250 s"), details()], ENGLISH)
    assert by_name(columns[1])["Exposure"].text == "–"
    assert "Exposure" not in by_name(compared([details()], ENGLISH)[0])


def test_seconds_tell_a_burst_apart_and_turned_photos_are_upright() -> None:
    turned = details()
    turned = replace(turned, photo=replace(turned.photo, rotation=1))
    facts = by_name(compared([turned], ENGLISH)[0])
    assert facts["Taken"].text.endswith("12:30:07")
    assert facts["Dimensions"].text == "600 × 800"
    assert facts["Folder"].text == str(Path("me/Lisbon"))
