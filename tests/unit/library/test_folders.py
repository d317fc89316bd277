"""Watched folders never overlap, and a folder that is away is not forgotten."""

import os
from pathlib import Path

import pytest

from photoseek.errors import UnusableFolder
from photoseek.ingest.ignoring import ignores
from photoseek.library import captions, embeddings, files, folders, fulltext, photos
from tests.support.libraries import caption, found, take_in


def test_a_folder_is_kept_by_its_real_absolute_path(session, pictures, tmp_path, monkeypatch):
    (tmp_path / "link").symlink_to(pictures, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    folder = folders.add(session, Path("link"))
    assert folder.path == pictures.resolve()
    assert (folder.online, folder.photo_count) == (True, 0)
    assert folders.list_all(session) == [folder]


def test_adding_a_folder_twice_or_one_inside_it_gives_the_watched_one(session, pictures):
    (pictures / "2024").mkdir()
    folder = folders.add(session, pictures)
    assert folders.add(session, pictures) == folder
    assert folders.add(session, pictures / "2024") == folder
    assert folders.list_all(session) == [folder]


def test_a_folder_whose_name_begins_alike_is_another_one(session, tmp_path):
    for name in ("photos", "photos2"):
        (tmp_path / name).mkdir()
        folders.add(session, tmp_path / name)
    assert [folder.path.name for folder in folders.list_all(session)] == ["photos", "photos2"]


def test_a_parent_takes_over_files_photos_and_captions(session, pictures):
    for name in ("2023", "2024"):
        (pictures / name).mkdir()
    first = take_in(session, pictures / "2023", ["a.jpg", "trip/b.jpg"])
    second = take_in(session, pictures / "2024", ["a2.jpg"])
    caption(session, first["a.jpg"], "a dog")
    before = embeddings.generation(session)
    parent = folders.add(session, pictures)
    assert folders.list_all(session) == [parent]
    assert parent.photo_count == 3
    assert set(files.known(session, parent.id)) == {
        "2023/a.jpg",
        "2023/trip/b.jpg",
        "2024/a2.jpg",
    }
    assert photos.id_by_path(session, pictures / "2023" / "trip" / "b.jpg") == first["trip/b.jpg"]
    assert captions.shown(session, [first["a.jpg"]])[first["a.jpg"]].text == "a dog"
    assert photos.by_ids(session, [second["a2.jpg"]])[0].path == pictures / "2024" / "a2.jpg"
    assert set(fulltext.search(session, "pictures").tolist()) == {*first.values(), *second.values()}
    assert embeddings.generation(session) == before  # the same photos are shown


def test_a_removed_folder_hides_its_photos_and_brings_them_back_captioned(session, pictures):
    ids = take_in(session, pictures, ["a.jpg"])
    caption(session, ids["a.jpg"], "a dog")
    folders.remove(session, folders.list_all(session)[0].id)
    assert folders.list_all(session) == []
    assert photos.list_ids(session) == []
    assert photos.by_ids(session, list(ids.values())) == []
    assert fulltext.search(session, "dog").tolist() == []
    assert take_in(session, pictures, ["a.jpg"]) == ids
    assert photos.by_ids(session, list(ids.values()))[0].caption == "a dog"
    assert fulltext.search(session, "dog").tolist() == [ids["a.jpg"]]


def test_a_photo_that_lies_in_another_folder_too_stays_when_one_is_removed(session, pictures, tmp_path):
    (tmp_path / "copies").mkdir()
    ids = take_in(session, pictures, ["a.jpg"])
    assert take_in(session, tmp_path / "copies", ["a.jpg"]) == ids
    gone = folders.covering(session, pictures)
    folders.remove(session, gone.id)
    (photo,) = photos.by_ids(session, photos.list_ids(session))
    assert photo.path == tmp_path / "copies" / "a.jpg"
    assert fulltext.search(session, "copies").tolist() == [ids["a.jpg"]]
    assert fulltext.search(session, "pictures").tolist() == []


def test_going_offline_and_coming_back_is_news_once_each(session, pictures):
    ids = take_in(session, pictures, ["a.jpg"])
    folder = folders.list_all(session)[0]
    files.add(session, folder.id, [found("waiting.jpg")])
    changes = [folders.set_online(session, folder.id, online) for online in (True, False, False)]
    assert changes == [False, True, False]
    assert not folders.list_all(session)[0].online
    assert photos.list_ids(session) == list(ids.values())
    assert not photos.by_ids(session, list(ids.values()))[0].online
    assert files.pending(session, 9) == []
    assert (photos.counts(session).offline_folders, photos.counts(session).pending) == (1, 0)
    assert folders.set_online(session, folder.id, True)
    assert len(files.pending(session, 9)) == 1


def test_the_folder_around_a_path_is_found(session, pictures, tmp_path):
    folder = folders.add(session, pictures)
    assert folders.covering(session, pictures / "a" / "b.jpg") == folder
    assert folders.covering(session, pictures) == folder
    assert folders.covering(session, tmp_path) is None


def test_folders_that_cannot_be_watched_say_why(session, pictures):
    (pictures / "a.jpg").touch()
    (pictures / "circle").symlink_to(pictures / "circle")
    reasons = {
        pictures / "missing": "does not exist",
        pictures / "a.jpg": "not a folder",
        pictures / "circle": "cannot be read",
        Path("nul\0nul"): "cannot be read",
    }
    for path, reason in reasons.items():
        with pytest.raises(UnusableFolder, match=reason):
            folders.add(session, path)
    assert folders.list_all(session) == []


def test_a_folder_name_that_is_not_utf_8_survives(session, tmp_path):
    odd = tmp_path / os.fsdecode(b"caf\xe9\n")
    odd.mkdir()
    ids = take_in(session, odd, ["a.jpg"])
    assert photos.by_ids(session, list(ids.values()))[0].path == odd / "a.jpg"


def test_what_is_left_out_below_a_folder_is_kept_with_it(session, pictures):
    folder = folders.add(session, pictures)
    assert folder.ignored == ()
    folders.set_ignored(session, folder.id, ["*.png", "raw/"])
    assert [found.ignored for found in folders.list_all(session)] == [("*.png", "raw/")]


def test_a_parent_leaves_out_what_the_folders_it_takes_over_did(session, pictures):
    inner = pictures / "trips [old]"
    inner.mkdir()
    folder = folders.add(session, inner)
    folders.set_ignored(session, folder.id, ["# no screenshots", "*.gif", "/private", "!keep.gif", "raw/"])
    ignored = folders.add(session, pictures).ignored
    left_out = ignores(ignored)
    for path, is_folder, expected in (
        ("trips [old]/a.gif", False, True),
        ("trips [old]/deep/a.gif", False, True),
        ("trips [old]/keep.gif", False, False),
        ("trips [old]/private", True, True),
        ("trips [old]/deep/private", True, False),
        ("trips [old]/deep/raw", True, True),
        ("a.gif", False, False),
        ("private", True, False),
        ("raw", True, False),
    ):
        assert left_out(path + "/" * is_folder) is expected, path
