"""Photos: listed in order, handed out as records, counted."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from photoseek.library import captions, embeddings, files, folders, photos
from photoseek.library.records import Counts
from tests.support.libraries import EMBEDDING, caption, found, new_photo, take_in


def test_each_order_lists_every_photo_once(session, pictures):
    folder = folders.add(session, pictures)
    second = 10**9
    files.add(
        session,
        folder.id,
        # modified on 2 and 4 January 1970
        [
            found("b10.jpg", 1, 86_400 * second),
            found("B9.jpg", 1, 3 * 86_400 * second),
            found("a.jpg"),
            found("z.jpg"),
        ],
    )
    dates = {
        "a.jpg": datetime(1970, 1, 3, 12),
        "b10.jpg": None,
        "B9.jpg": None,
        "z.jpg": datetime(1970, 1, 3, 12),
    }
    ids = {}
    for waiting in files.pending(session, 9):
        name = waiting.path.name
        content = "copy" if name in ("a.jpg", "z.jpg") else name
        ids[name] = photos.add(session, new_photo(content, dates[name]))
        files.link(session, waiting.id, ids[name])
    a, b9, b10 = ids["a.jpg"], ids["B9.jpg"], ids["b10.jpg"]
    assert ids["z.jpg"] == a
    assert photos.list_ids(session) == [b9, a, b10]
    assert photos.list_ids(session, "oldest") == [b10, a, b9]
    assert photos.list_ids(session, "name") == [a, b9, b10]
    assert photos.list_ids(session, "added") == [a, b9, b10]  # b10.jpg was seen first


def test_photos_come_in_the_order_asked_for_and_unknown_ones_are_left_out(session, pictures):
    ids = take_in(session, pictures, ["a.jpg", "b.jpg", "c.jpg"])
    asked = [ids["c.jpg"], 999, ids["a.jpg"], ids["b.jpg"]]
    assert [photo.path.name for photo in photos.by_ids(session, asked)] == ["c.jpg", "a.jpg", "b.jpg"]
    assert photos.by_ids(session, []) == []


def test_forty_thousand_ids_may_be_asked_for_at_once(session, pictures):
    ids = take_in(session, pictures, ["a.jpg"])
    assert [photo.id for photo in photos.by_ids(session, range(40_000))] == list(ids.values())


def test_details_hold_everything_that_is_known(session, pictures):
    ids = take_in(session, pictures, ["a.jpg"])
    caption(session, ids["a.jpg"], "a dog")
    details = photos.details(session, ids["a.jpg"])
    assert details.photo == photos.by_ids(session, [ids["a.jpg"]])[0]
    assert details.paths == (pictures / "a.jpg",)
    assert (details.size, details.format, details.camera, details.exposure) == (
        100,
        "JPEG",
        "Acme One",
        "1/250 s",
    )
    assert (details.latitude, details.longitude) == (48.2, 16.4)
    assert timedelta(0) <= datetime.now(UTC) - details.added_at < timedelta(minutes=1)
    assert [caption.text for caption in details.captions] == ["a dog"]
    assert photos.details(session, 999) is None


def test_a_file_that_is_there_is_shown_before_one_on_a_drive_that_is_away(session, pictures, tmp_path):
    (tmp_path / "drive").mkdir()
    ids = take_in(session, tmp_path / "drive", ["a.jpg"])
    take_in(session, pictures, ["a.jpg"])
    folders.set_online(session, folders.covering(session, tmp_path / "drive").id, False)
    (photo,) = photos.by_ids(session, list(ids.values()))
    assert (photo.path, photo.online) == (pictures / "a.jpg", True)


def test_the_same_content_is_one_photo_and_its_newest_vectors_count(session, pictures):
    first = take_in(session, pictures, ["a.jpg"])["a.jpg"]
    assert photos.add(session, new_photo("hash of a.jpg", datetime(2020, 1, 1))) == first
    assert photos.ids_by_hash(session, ["hash of a.jpg", "unknown"]) == {"hash of a.jpg": first}
    assert embeddings.ids(session, EMBEDDING).tolist() == [first]


def test_a_photo_is_found_by_any_path_that_leads_to_its_file(session, pictures, tmp_path, monkeypatch):
    (pictures / "a.jpg").touch()
    (tmp_path / "link").symlink_to(pictures, target_is_directory=True)
    (tmp_path / "link.jpg").symlink_to(pictures / "a.jpg")
    photo_id = take_in(session, pictures, ["a.jpg"])["a.jpg"]
    monkeypatch.chdir(pictures)
    for path in (
        pictures / "a.jpg",
        tmp_path / "link" / "a.jpg",
        tmp_path / "link.jpg",
        Path("a.jpg"),
        Path("../pictures/a.jpg"),
    ):
        assert photos.id_by_path(session, path) == photo_id
    assert photos.id_by_path(session, pictures / "b.jpg") is None
    assert photos.id_by_path(session, Path("/a.jpg")) is None


def test_counts_follow_the_work(session, pictures):
    assert photos.counts(session) == Counts(0, 0, 0, 0, 0, 0)
    ids = take_in(session, pictures, ["a.jpg", "b.jpg", "c.jpg"])
    folder = folders.list_all(session)[0]
    files.add(session, folder.id, [found("d.jpg"), found("e.jpg")])
    files.set_aside(session, files.pending(session, 1)[0].id, "read", "empty file")
    caption(session, ids["a.jpg"], "a dog")
    caption(session, ids["a.jpg"], "a cat")
    captions.edit(session, ids["a.jpg"], "en", "Rex")
    captions.edit(session, ids["b.jpg"], "en", "Tom")
    assert photos.counts(session) == Counts(
        photos=3, captioned=2, pending=1, failed=1, folders=1, offline_folders=0, recent=3
    )
    photos.set_favourite(session, [ids["c.jpg"]], True)
    assert photos.counts(session).favourites == 1
    captions.edit(session, ids["a.jpg"], "en", "")
    captions.edit(session, ids["b.jpg"], "en", "")
    assert photos.counts(session).captioned == 1
    files.remove(session, [file.id for file in files.known(session, folder.id).values()])
    assert photos.counts(session) == Counts(0, 0, 0, 0, 1, 0)


@pytest.mark.parametrize("order", ["newest", "oldest", "name", "added"])
def test_an_empty_library_lists_nothing(session, order):
    assert photos.list_ids(session, order) == []


def test_favourites_are_told_when_they_are_new(session, pictures):
    a, b = take_in(session, pictures, ["a.jpg", "b.jpg"]).values()
    assert photos.set_favourite(session, [a], True) == [a]
    assert sorted(photos.set_favourite(session, [a, b, 99_999], True)) == [b]
    assert [photo.favourite for photo in photos.by_ids(session, [a, b])] == [True, True]
    assert photos.set_favourite(session, [a], False) == [a]
    assert photos.details(session, a).photo.favourite is False


def test_quarter_turns_add_up_and_four_are_none(session, pictures):
    a, b = take_in(session, pictures, ["a.jpg", "b.jpg"]).values()
    assert photos.rotate(session, [a, 99_999], -1) == [a]
    assert photos.rotate(session, [a, b], 2) == [a, b]
    assert photos.rotate(session, [a, b], 4) == []
    assert [photo.rotation for photo in photos.by_ids(session, [a, b])] == [1, 2]


def test_a_shape_is_that_of_the_photo_as_it_is_turned(session, pictures):
    a, b = take_in(session, pictures, ["a.jpg", "b.jpg"]).values()
    photos.rotate(session, [b], 1)
    assert photos.shapes(session, [a, b, 99_999]) == {a: 64 / 48, b: 48 / 64}
