"""Files: known by path, taken in once, set aside with a reason."""

import os
from pathlib import Path

import pytest
from sqlalchemy import text

from photoseek.library import captions, embeddings, files, folders, fulltext, photos
from photoseek.library.records import PendingFile
from tests.support.libraries import caption, found, new_photo, take_in

ODD_NAMES = [
    os.fsdecode(b"caf\xe9.jpg"),
    "two\nlines.jpg",
    "ünï.jpg",
    "u\u0308.jpg",
    "-rf '\".jpg",
    "a%_*?.jpg",
    "🐕.jpg",
]


@pytest.fixture
def folder(session, pictures):
    return folders.add(session, pictures)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_a_file_system_allows_is_kept_exactly(session, folder, name):
    files.add(session, folder.id, [found(Path("sub") / name)])
    assert list(files.known(session, folder.id)) == [f"sub/{name}"]
    (waiting,) = files.pending(session, 9)
    assert waiting.path == folder.path / "sub" / name
    files.link(session, waiting.id, photos.add(session, new_photo("a")))
    assert photos.id_by_path(session, waiting.path) == photos.list_ids(session)[0]


@pytest.mark.parametrize("name", [b"../../etc/a.jpg", b"/etc/a.jpg", b"x/../../etc/a.jpg", b"etc/\0a.jpg"])
def test_a_path_that_leads_out_of_its_folder_is_never_followed(session, folder, name):
    files.add(session, folder.id, [found(Path("a.jpg"))])
    session.execute(text("UPDATE files SET relative_path = :name"), {"name": name})
    (file,) = files.pending(session, 10)
    assert file.path.is_relative_to(folder.path)
    assert ".." not in file.path.parts
    assert b"\0" not in os.fsencode(file.path)


def test_sizes_and_dates_beyond_every_calendar_come_back_as_they_were(session, folder):
    odd = [found("a.jpg", 2**40, 10**20), found("b.jpg", 0, -1), found("c.jpg", 1, -(10**20))]
    files.add(session, folder.id, odd)
    known = files.known(session, folder.id)
    assert [
        (known[file.relative_path.as_posix()].size, known[file.relative_path.as_posix()].modified_ns)
        for file in odd
    ] == [(file.size, file.modified_ns) for file in odd]
    for waiting in files.pending(session, 9):
        files.link(session, waiting.id, photos.add(session, new_photo(waiting.path.name)))
    names = [photo.path.name for photo in photos.by_ids(session, photos.list_ids(session, "oldest"))]
    assert names == ["c.jpg", "b.jpg", "a.jpg"]


def test_known_files_can_be_asked_for_below_a_sub_folder(session, folder):
    paths = ["a.jpg", "sub/b.jpg", "sub/deep/c.jpg", "sub2/d.jpg", "sub.jpg", "sub-1/e.jpg"]
    files.add(session, folder.id, [found(path) for path in paths])
    below = set(files.known(session, folder.id, Path("sub")))
    assert below == {"sub/b.jpg", "sub/deep/c.jpg"}
    assert set(files.known(session, folder.id, Path("a.jpg"))) == {"a.jpg"}
    assert set(files.known(session, folder.id)) == set(paths)


def test_what_was_taken_in_is_counted_below_a_sub_folder(session, pictures):
    take_in(session, pictures, ["a.jpg", "trip/b.jpg", "trip/c.jpg", "trip 2/d.jpg"])
    (folder,) = folders.list_all(session)
    files.add(session, folder.id, [found("trip/waits.jpg")])
    assert files.count_taken_in(session, folder.id) == 4
    assert files.count_taken_in(session, folder.id, Path("trip")) == 2


def test_files_wait_in_the_order_they_were_seen(session, folder):
    files.add(session, folder.id, [found("z.jpg"), found("a.jpg"), found("m.jpg")])
    assert [file.path.name for file in files.pending(session, 2)] == ["z.jpg", "a.jpg"]


def test_attempts_are_counted_until_a_file_is_taken_in(session, folder):
    files.add(session, folder.id, [found("a.jpg")])
    (waiting,) = files.pending(session, 9)
    for _ in range(2):
        files.begin_attempt(session, [waiting.id])
    assert files.pending(session, 9) == [PendingFile(waiting.id, folder.path / "a.jpg", 2, None)]
    files.link(session, waiting.id, photos.add(session, new_photo("a")))
    assert files.pending(session, 9) == []
    files.mark_changed(session, [(waiting.id, found("a.jpg", 200))])
    assert files.pending(session, 9)[0].attempts == 0


def test_a_file_set_aside_waits_no_more_until_it_is_asked_for(session, folder):
    files.add(session, folder.id, [found("b.jpg"), found("a.jpg")])
    for waiting in files.pending(session, 9):
        files.begin_attempt(session, [waiting.id])
        files.set_aside(session, waiting.id, "decode", f"truncated: {waiting.path.name}")
    assert files.pending(session, 9) == []
    assert [
        (failure.path.name, failure.step, failure.reason, failure.attempts)
        for failure in files.failures(session)
    ] == [
        ("a.jpg", "decode", "truncated: a.jpg", 1),
        ("b.jpg", "decode", "truncated: b.jpg", 1),
    ]
    assert all(file.failed for file in files.known(session, folder.id).values())
    assert photos.counts(session).failed == 2
    assert files.retry_failed(session, []) == 0
    assert files.retry_failed(session, [files.failures(session)[0].file_id]) == 1
    assert [failure.path.name for failure in files.failures(session)] == ["b.jpg"]
    assert files.retry_failed(session) == 1
    assert files.retry_failed(session) == 0
    assert [file.attempts for file in files.pending(session, 9)] == [0, 0]
    assert files.failures(session) == []


def test_a_changed_file_waits_again_and_remembers_its_photo(session, pictures, folder):
    ids = take_in(session, pictures, ["a.jpg"])
    known = files.known(session, folder.id)["a.jpg"]
    files.mark_changed(session, [(known.id, found("a.jpg", 999))])
    (waiting,) = files.pending(session, 9)
    assert waiting.previous_photo_id == ids["a.jpg"]
    assert files.known(session, folder.id)["a.jpg"].size == 999
    assert photos.list_ids(session) == []
    assert fulltext.search(session, "a").tolist() == []


def test_a_changed_file_that_was_set_aside_gets_a_new_chance(session, folder):
    files.add(session, folder.id, [found("a.jpg")])
    (waiting,) = files.pending(session, 9)
    files.set_aside(session, waiting.id, "read", "empty file")
    files.mark_changed(session, [(waiting.id, found("a.jpg", 5))])
    assert [file.id for file in files.pending(session, 9)] == [waiting.id]


def test_a_renamed_file_keeps_its_caption_and_vector_and_is_found_by_its_new_name(session, pictures, folder):
    ids = take_in(session, pictures, ["old.jpg"])
    caption(session, ids["old.jpg"], "a dog")
    before = embeddings.generation(session)
    known = files.known(session, folder.id)["old.jpg"]
    files.move(session, folder.id, [(known.id, Path("sub/new.jpg"))])
    (photo,) = photos.by_ids(session, list(ids.values()))
    assert (photo.path, photo.caption) == (pictures / "sub" / "new.jpg", "a dog")
    assert embeddings.generation(session) == before
    assert fulltext.search(session, "new sub dog").tolist() == [photo.id]
    assert fulltext.search(session, "old").tolist() == []


def test_a_photo_stays_while_one_of_its_files_does(session, pictures, folder):
    files.add(session, folder.id, [found("a.jpg"), found("copy.jpg")])
    photo_id = photos.add(session, new_photo("same"))
    first, second = files.pending(session, 9)
    files.link_all(session, [(first.id, photo_id), (second.id, photo_id)])
    assert photos.details(session, photo_id).paths == (pictures / "a.jpg", pictures / "copy.jpg")
    files.remove(session, [first.id])
    assert photos.by_ids(session, [photo_id])[0].path == pictures / "copy.jpg"
    files.remove(session, [second.id])
    assert photos.by_ids(session, [photo_id]) == []
    assert photos.ids_by_hash(session, ["same"]) == {"same": photo_id}


def test_a_photo_that_comes_back_has_its_caption(session, pictures, folder):
    ids = take_in(session, pictures, ["a.jpg"])
    captions.edit(session, ids["a.jpg"], "en", "Grandma")
    files.remove(session, [files.known(session, folder.id)["a.jpg"].id])
    assert fulltext.search(session, "grandma").tolist() == []
    assert take_in(session, pictures, ["elsewhere/a.jpg"])["elsewhere/a.jpg"] == ids["a.jpg"]
    assert fulltext.search(session, "grandma").tolist() == [ids["a.jpg"]]


def test_numbers_in_names_sort_as_numbers():
    names = ["IMG_10.jpg", "img_9.jpg", "IMG_9a.jpg", "apple.jpg", os.fsdecode(b"\xff1.jpg")]
    ordered = sorted(names, key=lambda name: files.sort_name(Path("x") / name))
    assert ordered[-4:] == ["apple.jpg", "img_9.jpg", "IMG_9a.jpg", "IMG_10.jpg"]
