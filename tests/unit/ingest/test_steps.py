"""One step at a time."""

import errno
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from photoseek.errors import LibraryProblem
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ingest import steps
from photoseek.ingest.scanner import scan
from photoseek.ingest.steps import Gone, ReadFile, SetAside, embed, embedding_bytes, read, store
from photoseek.library import files
from photoseek.library.records import PendingFile
from tests.support.indexing import Indexing, touch_later, write_colour
from tests.support.inference import StandInInference


def pending(indexing: Indexing) -> list[PendingFile]:
    """Scan, and begin an attempt at everything that waits, as the pipeline does."""
    indexing.watch()
    scan(indexing.database, indexing.watched())
    with indexing.database.write() as session:
        waiting = files.pending(session, 100)
        files.begin_attempt(session, [file.id for file in waiting])
    return waiting


def read_one(indexing: Indexing) -> steps.Outcome:
    (file,) = pending(indexing)
    return read(indexing.database, ThumbnailStore(indexing.paths.thumbnails), file)


def take(indexing: Indexing, outcome: steps.Outcome) -> steps.Stored:
    batch = [outcome] if isinstance(outcome, ReadFile) else []
    new, refused = embed(indexing.inference, batch)  # type: ignore[arg-type]
    return store(indexing.database, [outcome, *refused], new, Counter())


def test_a_read_photo_has_its_thumbnail_on_disk(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a.png", "red")
    outcome = read_one(indexing)
    assert isinstance(outcome, ReadFile)
    assert outcome.decoded is not None
    assert ThumbnailStore(indexing.paths.thumbnails).has(outcome.content_hash)


def test_known_content_is_not_decoded_again_while_its_thumbnail_is_there(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a.png", "red")
    indexing.index()
    write_colour(indexing.folder / "copy.png", "red")
    outcome = read_one(indexing)
    assert isinstance(outcome, ReadFile)
    assert outcome.decoded is None
    store_ = ThumbnailStore(indexing.paths.thumbnails)
    store_.path(outcome.content_hash).unlink()
    again = read(indexing.database, store_, outcome.file)
    assert isinstance(again, ReadFile)
    assert store_.has(outcome.content_hash)


def test_a_file_that_changes_once_while_it_is_read_is_read_again(
    indexing: Indexing, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_colour(indexing.folder / "a.png", "red")
    whole = steps.hash_apart
    hashes = []

    def change_after_hashing(file: Path) -> str:
        hashes.append(whole(file))
        if len(hashes) == 1:
            write_colour(path, "blue")
            touch_later(path)
        return hashes[-1]

    monkeypatch.setattr(steps, "hash_apart", change_after_hashing)
    monkeypatch.setattr(steps, "_REST", 0.0)
    outcome = read_one(indexing)
    assert isinstance(outcome, ReadFile)
    assert outcome.content_hash == whole(path)
    assert outcome.decoded is not None
    assert outcome.decoded.square[0, 0].tolist() == [40, 60, 220]


def test_a_file_that_keeps_changing_is_set_aside_until_it_rests(
    indexing: Indexing, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_colour(indexing.folder / "a.png", "red")
    whole = steps.hash_apart

    def change_after_hashing(file: Path) -> str:
        content_hash = whole(file)
        touch_later(file)
        return content_hash

    monkeypatch.setattr(steps, "hash_apart", change_after_hashing)
    monkeypatch.setattr(steps, "_REST", 0.0)
    outcome = read_one(indexing)
    assert isinstance(outcome, SetAside)
    assert "keeps changing" in outcome.reason
    take(indexing, outcome)
    monkeypatch.undo()
    assert path.exists()
    report = indexing.index()
    assert (report.added, report.failed) == (1, ())


def test_a_file_that_changes_after_it_was_read_is_not_linked_to_its_old_content(indexing: Indexing) -> None:
    path = write_colour(indexing.folder / "a.png", "red")
    outcome = read_one(indexing)
    write_colour(path, "blue")
    touch_later(path)
    scan(indexing.database, indexing.watched())  # notes the change while the batch is with the network
    assert take(indexing, outcome).photo_ids == ()
    report = indexing.index()
    assert report.added == 1
    assert indexing.shown()["a.png"].caption == "a blue picture"


def test_a_file_removed_from_the_library_meanwhile_does_not_spoil_its_batch(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a.png", "red")
    outcome = read_one(indexing)
    write_colour(indexing.folder / "b.png", "blue")
    (indexing.folder / "a.png").unlink()
    scan(indexing.database, indexing.watched())
    assert take(indexing, outcome).photo_ids == ()


def test_a_file_that_has_gone_is_forgotten(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a.png", "red")
    (file,) = pending(indexing)
    file.path.rename(indexing.folder / "a.txt")
    outcome = read(indexing.database, ThumbnailStore(indexing.paths.thumbnails), file)
    assert isinstance(outcome, Gone)
    assert take(indexing, outcome).removed == 1
    with indexing.database.read() as session:
        assert files.known(session, indexing.watched().id) == {}


def test_a_file_whose_drive_has_gone_stays_and_its_folder_is_offline(
    indexing: Indexing, tmp_path: Path
) -> None:
    write_colour(indexing.folder / "a.png", "red")
    (file,) = pending(indexing)
    indexing.folder.rename(tmp_path / "unplugged")
    outcome = read(indexing.database, ThumbnailStore(indexing.paths.thumbnails), file)
    stored = take(indexing, outcome)
    assert stored.offline == {indexing.watched().id}
    assert not indexing.watched().online
    with indexing.database.read() as session:
        assert len(files.known(session, indexing.watched().id)) == 1
        assert files.failures(session) == []


@pytest.mark.logs_errors
def test_a_bug_in_a_decoder_sets_one_photo_aside_and_is_logged(
    indexing: Indexing, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(path: Path, *, square_side: int) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(steps, "decode_apart", fail)
    write_colour(indexing.folder / "a.png", "red")
    outcome = read_one(indexing)
    assert isinstance(outcome, SetAside)
    assert outcome.step == "decode"
    assert "ZeroDivisionError" in outcome.reason
    assert "Traceback" in caplog.text


def test_a_full_disk_costs_the_thumbnail_but_not_the_photo(
    indexing: Indexing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(store_: ThumbnailStore, content_hash: str, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ThumbnailStore, "write", fail)
    write_colour(indexing.folder / "a.png", "red")
    assert isinstance(read_one(indexing), ReadFile)


def test_a_failing_library_is_no_fault_of_the_photo(
    indexing: Indexing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise LibraryProblem("the disk is full")

    write_colour(indexing.folder / "a.png", "red")
    (file,) = pending(indexing)
    monkeypatch.setattr(steps.photos, "ids_by_hash", fail)
    with pytest.raises(LibraryProblem):
        read(indexing.database, ThumbnailStore(indexing.paths.thumbnails), file)


def test_embeddings_are_stored_as_little_endian_half_floats() -> None:
    (stored,) = embedding_bytes(np.array([[0.6, -0.8]], np.float32))
    assert np.allclose(np.frombuffer(stored, "<f2"), [0.6, -0.8], atol=1e-3)


def test_a_batch_of_known_content_does_not_wake_the_network() -> None:
    file = PendingFile(1, Path("/a.png"), 0, None)
    inference = StandInInference()
    assert embed(inference, [ReadFile(file, "00", None)]) == ({}, [])  # type: ignore[arg-type]
    assert inference.batches == []
