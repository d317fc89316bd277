from datetime import UTC, datetime
from pathlib import Path

from photoseek.gui.photo.photo_changes import caption_change, rotation_change
from photoseek.ipc.messages import Changed, EditCaption, Rotate
from photoseek.library.records import Caption, Photo, PhotoDetails


def details(*captions: Caption) -> PhotoDetails:
    photo = Photo(7, Path("/p/a.jpg"), True, "ab", 40, 30, None, None)
    return PhotoDetails(
        photo, (photo.path,), 1, "JPEG", None, None, None, None, datetime(2024, 1, 1, tzinfo=UTC), captions
    )


MADE = Caption(7, "en", "a dog", -3.0, (), "captioner")
OWN = Caption(7, "en", "Rex", 0.0, (), None)


def test_undoing_a_first_edit_goes_back_to_the_model_s_caption() -> None:
    change = caption_change(details(MADE), "en", "Rex")
    assert change.do.kind is EditCaption
    assert change.do.values == {"photo_id": 7, "language": "en", "text": "Rex"}
    assert change.undo(None).values["text"] == ""


def test_undoing_a_later_edit_goes_back_to_the_one_before() -> None:
    assert caption_change(details(OWN), "en", "Bello").undo(None).values["text"] == "Rex"
    taken_back = caption_change(details(OWN), "en", "")
    assert taken_back.undo(None).values["text"] == "Rex"
    assert taken_back.text != caption_change(details(OWN), "en", "Bello").text


def test_another_language_s_caption_is_left_alone() -> None:
    assert caption_change(details(OWN), "zh", "狗").undo(None).values == {
        "photo_id": 7,
        "language": "zh",
        "text": "",
    }


def test_a_turn_is_undone_for_the_photos_it_concerned() -> None:
    change = rotation_change([7, 8], -1)
    assert change.do.kind is Rotate
    assert change.do.values == {"photo_ids": (7, 8), "quarter_turns": -1}
    assert change.undo(Changed(1, (8,))).values == {"photo_ids": (8,), "quarter_turns": 1}
