"""What is said of the background work. Without a translation, a plural is told as "minute(s)"."""

import pytest
from PySide6.QtCore import QLocale

from photoseek.gui.work.progress_text import one_line, time_left
from photoseek.ipc.messages import Progress


@pytest.fixture(autouse=True)
def english() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


def test_work_is_told_with_count_rate_and_time_left() -> None:
    text = one_line(Progress("embedding", 1200, 5000, 3, 14.2, False))
    assert text.startswith("Learning what the photos show: 1,200 of 5,000, 14 a second, about 4 minute")
    assert text.endswith(" left")


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (Progress("scanning", 0, 0, 0, 0.0, False), "Looking for photos …"),
        (Progress("looking", 1, 3, 0, 0.0, False), "Looking at photos: 1 of 3"),
        (Progress("tagging", 1, 3, 0, 0.0, False), "Finding words for the photos: 1 of 3"),
        (Progress("captioning", 1, 3, 0, 0.0, False), "Writing captions: 1 of 3"),
        (Progress("mapping", 0, 0, 0, 0.0, False), "Drawing the maps …"),
        (Progress("idle", 3, 3, 0, 9.0, False), "Up to date"),
        (Progress("idle", 3, 3, 0, 9.0, False, "busy"), "Up to date"),
        (Progress("embedding", 1, 3, 0, 9.0, True), "Paused. Searching goes on working."),
        (
            Progress("embedding", 1, 3, 0, 9.0, False, "battery"),
            "Waiting. It goes on when the computer is plugged in.",
        ),
        (
            Progress("captioning", 1, 3, 0, 9.0, False, "busy"),
            "Waiting. It goes on when nobody uses the computer.",
        ),
    ],
)
def test_every_stage_has_its_words(progress: Progress, text: str) -> None:
    assert one_line(progress) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(12, "10 second"), (80, "80 second"), (100, "2 minute"), (3600, "60 minute"), (9000, "2 hour")],
)
def test_a_duration_is_rounded_as_one_would_say_it(seconds: float, text: str) -> None:
    assert f"about {text}" in time_left(seconds)
