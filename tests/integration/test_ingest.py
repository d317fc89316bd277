"""Folders taken in from beginning to end: real files, real library, a stand-in for the networks."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from photoseek.errors import UnusableFolder
from photoseek.ingest import pipeline
from photoseek.ingest.index_run import IndexProgress
from photoseek.library import albums, captions, embeddings, files, photos
from photoseek.settings import Settings
from tests.support.indexing import Indexing, touch_later, write_colour
from tests.support.inference import StandInInference
from tests.support.photos import write_photo


@pytest.fixture
def indexing(tmp_path: Path) -> Iterator[Indexing]:
    made = Indexing(tmp_path / "base", tmp_path / "photos")
    yield made
    made.database.close()


def numbers(report: object) -> dict[str, int]:
    names = ("added", "changed", "moved", "removed", "unchanged", "captioned")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


def test_new_photos_get_captions_vectors_and_thumbnails(indexing: Indexing) -> None:
    write_colour(indexing.folder / "sky.png", "blue")
    write_colour(indexing.folder / "garden" / "grass.png", "green")
    report = indexing.index()
    assert numbers(report) == {"added": 2, "captioned": 2}
    assert report.failed == ()
    shown = indexing.shown()
    assert {name: photo.caption for name, photo in shown.items()} == {
        "sky.png": "a blue picture",
        "garden/grass.png": "a green picture",
    }
    with indexing.database.read() as session:
        ids, vectors = embeddings.load_all(session, indexing.inference.embedding_id)
    assert sorted(ids.tolist()) == sorted(photo.id for photo in shown.values())
    assert vectors.shape == (2, 4)
    for photo in shown.values():
        thumbnail = indexing.paths.thumbnails / photo.content_hash[:2] / f"{photo.content_hash}.jpg"
        assert thumbnail.stat().st_size > 0


def test_a_second_run_finds_everything_unchanged_and_does_nothing(indexing: Indexing) -> None:
    for shade in range(3):
        write_colour(indexing.folder / f"{shade}.png", "red", shade=shade)
    indexing.index()
    embedded = list(indexing.inference.batches)
    assert numbers(indexing.index()) == {"unchanged": 3}
    assert indexing.inference.batches == embedded


def test_a_renamed_file_keeps_its_caption_and_its_vector(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a.png", "red")
    indexing.index()
    before = indexing.shown()["a.png"]
    indexing.edit_caption(before, "our house")
    (indexing.folder / "a.png").rename(indexing.folder / "b.png")
    assert numbers(indexing.index()) == {"moved": 1}
    after = indexing.shown()
    assert list(after) == ["b.png"]
    assert (after["b.png"].id, after["b.png"].caption) == (before.id, "our house")


def test_a_file_moved_with_a_new_date_is_known_by_its_content(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a.png", "red")
    indexing.index()
    before = indexing.shown()["a.png"]
    embedded = list(indexing.inference.batches)
    (indexing.folder / "a.png").rename(indexing.folder / "b.png")
    touch_later(indexing.folder / "b.png")
    assert numbers(indexing.index()) == {"moved": 1}
    assert indexing.shown()["b.png"].id == before.id
    assert indexing.inference.batches == embedded


def test_a_renamed_folder_moves_all_its_photos(indexing: Indexing) -> None:
    for shade in range(5):
        write_colour(indexing.folder / "2019" / f"{shade}.png", "green", shade=shade)
    indexing.index()
    before = {photo.id for photo in indexing.shown().values()}
    (indexing.folder / "2019").rename(indexing.folder / "holidays")
    assert numbers(indexing.index()) == {"moved": 5}
    assert {photo.id for photo in indexing.shown().values()} == before


def test_a_photo_moved_to_another_watched_folder_keeps_its_caption(
    indexing: Indexing, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write_colour(other / "stays.png", "white")
    write_colour(indexing.folder / "stays.png", "black")
    write_colour(indexing.folder / "a.png", "red")
    indexing.index(indexing.folder, other)
    with indexing.database.read() as session:
        photo_id = photos.id_by_path(session, indexing.folder / "a.png")
    (indexing.folder / "a.png").rename(other / "a.png")
    assert numbers(indexing.index(indexing.folder, other)) == {"moved": 1, "unchanged": 2}
    with indexing.database.read() as session:
        assert photos.id_by_path(session, other / "a.png") == photo_id


def test_a_photo_that_comes_back_after_it_was_deleted_counts_as_moved(
    indexing: Indexing, tmp_path: Path
) -> None:
    write_colour(indexing.folder / "stays.png", "white")
    away = tmp_path / "away.png"
    write_colour(indexing.folder / "a.png", "red").rename(away)
    shutil.copy2(away, indexing.folder / "a.png")
    indexing.index()
    before = indexing.shown()["a.png"]
    (indexing.folder / "a.png").unlink()
    assert numbers(indexing.index()) == {"removed": 1, "unchanged": 1}
    assert list(indexing.shown()) == ["stays.png"]
    shutil.copy2(away, indexing.folder / "again.png")
    assert numbers(indexing.index()) == {"moved": 1, "unchanged": 1}
    assert indexing.shown()["again.png"].id == before.id


def test_a_copy_is_another_file_of_the_same_photo(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a.png", "red")
    indexing.index()
    shutil.copy2(indexing.folder / "a.png", indexing.folder / "copy.png")
    assert numbers(indexing.index()) == {"added": 1, "unchanged": 1}
    assert len(indexing.shown()) == 1


def test_twins_in_one_batch_are_one_photo(indexing: Indexing) -> None:
    for name in ("a.png", "b.png", "c.png"):
        write_colour(indexing.folder / name, "red")
    assert numbers(indexing.index()) == {"added": 3, "captioned": 1}
    assert len(indexing.shown()) == 1


def test_a_changed_file_is_taken_in_anew(indexing: Indexing) -> None:
    path = write_colour(indexing.folder / "a.png", "red")
    indexing.index()
    before = indexing.shown()["a.png"]
    write_colour(path, "blue")
    touch_later(path)
    assert numbers(indexing.index()) == {"changed": 1, "captioned": 1}
    after = indexing.shown()["a.png"]
    assert after.id != before.id
    assert after.caption == "a blue picture"


def test_a_file_that_was_only_touched_is_unchanged(indexing: Indexing) -> None:
    path = write_colour(indexing.folder / "a.png", "red")
    indexing.index()
    touch_later(path)
    assert numbers(indexing.index()) == {"unchanged": 1}


def test_a_removed_file_is_no_longer_shown(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a.png", "red")
    write_colour(indexing.folder / "b.png", "blue")
    indexing.index()
    (indexing.folder / "a.png").unlink()
    assert numbers(indexing.index()) == {"removed": 1, "unchanged": 1}
    assert list(indexing.shown()) == ["b.png"]


@pytest.mark.parametrize("leave_mount_point", [True, False])
def test_an_unmounted_folder_goes_offline_and_loses_nothing(
    indexing: Indexing, tmp_path: Path, leave_mount_point: bool
) -> None:
    write_colour(indexing.folder / "a.png", "red")
    indexing.index()
    indexing.folder.rename(tmp_path / "unplugged")
    if leave_mount_point:
        indexing.folder.mkdir()
    report = indexing.index()
    assert report.offline_folders == (indexing.folder.resolve(),)
    assert report.removed == 0
    assert not indexing.watched().online
    assert indexing.shown()["a.png"].caption == "a red picture"
    if leave_mount_point:
        indexing.folder.rmdir()
    (tmp_path / "unplugged").rename(indexing.folder)
    assert numbers(indexing.index()) == {"unchanged": 1}
    assert indexing.watched().online


def test_bad_files_are_named_with_a_reason_and_the_rest_goes_on(indexing: Indexing) -> None:
    good = write_colour(indexing.folder / "good.png", "red")
    (indexing.folder / "empty.jpg").touch()
    (indexing.folder / "text.jpg").write_text("this is no photo, whatever its name says")
    whole = write_photo(indexing.folder / "whole.jpg").read_bytes()
    (indexing.folder / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    report = indexing.index()
    assert numbers(report) == {"added": 2, "captioned": 2}
    reasons = {path.name: reason for path, reason in report.failed}
    assert sorted(reasons) == ["cut.jpg", "empty.jpg", "text.jpg"]
    assert reasons["empty.jpg"] == "empty file"
    assert "truncated" in reasons["cut.jpg"]
    assert "not a photo" in reasons["text.jpg"]
    assert good.name in indexing.shown()
    again = indexing.index()
    assert numbers(again) == {"unchanged": 2}
    assert again.failed == report.failed


def test_a_mended_file_is_taken_in(indexing: Indexing) -> None:
    path = indexing.folder / "a.png"
    path.touch()
    assert len(indexing.index().failed) == 1
    write_colour(path, "red")
    report = indexing.index()
    assert numbers(report) == {"added": 1, "captioned": 1}
    assert report.failed == ()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_whose_permissions_were_mended_is_taken_in(indexing: Indexing) -> None:
    path = write_colour(indexing.folder / "a.png", "red")
    path.chmod(0)
    assert len(indexing.index().failed) == 1
    path.chmod(0o600)
    assert numbers(indexing.index()) == {"added": 1, "captioned": 1}


@pytest.mark.logs_errors
def test_a_photo_on_which_the_network_fails_is_set_aside_and_its_neighbours_are_not(
    indexing: Indexing,
) -> None:
    indexing.inference = StandInInference(broken=[(40, 60, 220)])
    write_colour(indexing.folder / "bad.png", "blue")
    write_colour(indexing.folder / "twin.png", "blue")
    write_colour(indexing.folder / "good.png", "red")
    report = indexing.index()
    assert numbers(report) == {"added": 1, "captioned": 1}
    assert sorted(path.name for path, _ in report.failed) == ["bad.png", "twin.png"]


def test_a_name_that_is_not_utf8_is_taken_in(indexing: Indexing) -> None:
    name = os.fsdecode(b"caf\xe9.png")
    try:
        write_colour(indexing.folder / "plain.png", "red").rename(indexing.folder / name)
    except OSError:
        pytest.skip("this file system knows no such names")
    assert numbers(indexing.index()) == {"added": 1, "captioned": 1}
    assert list(indexing.shown()) == [name]


def test_captions_are_left_out_when_the_settings_say_so(indexing: Indexing) -> None:
    indexing.settings = Settings(make_captions=False)
    write_colour(indexing.folder / "a.png", "red")
    assert numbers(indexing.index()) == {"added": 1}
    indexing.settings = Settings()
    assert numbers(indexing.index()) == {"unchanged": 1, "captioned": 1}


def test_a_new_encoder_looks_at_every_photo_again_and_keeps_captions(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a.png", "red")
    gone_bad = write_colour(indexing.folder / "b.png", "blue")
    indexing.index()
    gone_bad.write_bytes(b"")
    os.utime(gone_bad, ns=(0, 0))
    with indexing.database.read() as session:
        ids = photos.list_ids(session, "added")
        before = captions.shown(session, ids)
    indexing.inference = StandInInference(
        encoder_id="stand-in-encoder-2", embedding_id="stand-in-embedding-2"
    )
    looked = pipeline.refresh_representations(indexing.database, indexing.inference)  # type: ignore[arg-type]
    assert [(one.seen_again, one.progress) for one in looked if not one.is_empty] == [(1, (1, 2))]
    with indexing.database.read() as session:
        seen = embeddings.representations(session, "stand-in-encoder-2", ids)
        assert len(seen) == 1, "the photo that can be read has been looked at, the other passed over"
        assert embeddings.ids(session, "stand-in-embedding-2").tolist() == list(seen)
        assert captions.shown(session, ids) == before


def test_a_new_joint_model_embeds_without_decoding_again(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a.png", "red")
    write_colour(indexing.folder / "b.png", "blue")
    indexing.index()
    indexing.inference = StandInInference(embedding_id="stand-in-embedding-2")
    assert numbers(indexing.index()) == {"unchanged": 2}
    assert indexing.inference.batches == []
    with indexing.database.read() as session:
        ids = embeddings.ids(session, "stand-in-embedding-2").tolist()
    assert sorted(ids) == sorted(photo.id for photo in indexing.shown().values())


def test_the_library_s_own_thumbnails_are_no_photos(tmp_path: Path) -> None:
    indexing = Indexing(tmp_path / "photos" / "base", tmp_path / "photos")
    write_colour(indexing.folder / "a.png", "red")
    indexing.index()
    assert list(indexing.paths.thumbnails.rglob("*.jpg"))
    assert numbers(indexing.index()) == {"unchanged": 1}
    indexing.database.close()


def test_nothing_is_written_into_the_photo_folder(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a.png", "red")
    (indexing.folder / "bad.jpg").touch()
    before = {path: path.stat().st_mtime_ns for path in [indexing.folder, *indexing.folder.rglob("*")]}
    indexing.index()
    assert {
        path: path.stat().st_mtime_ns for path in [indexing.folder, *indexing.folder.rglob("*")]
    } == before


def test_a_folder_that_does_not_exist_is_refused_before_anything_is_done(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a.png", "red")
    with pytest.raises(UnusableFolder, match="does not exist"):
        indexing.index(indexing.folder, indexing.folder / "missing" / "deeper")
    with pytest.raises(UnusableFolder, match="does not exist"):
        indexing.index(indexing.folder.parent / "missing")
    assert indexing.shown() == {}


def test_a_part_of_a_watched_folder_is_looked_at_alone(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a" / "1.png", "red")
    write_colour(indexing.folder / "b" / "2.png", "blue")
    indexing.index()
    (indexing.folder / "a" / "1.png").unlink()
    (indexing.folder / "b" / "2.png").unlink()
    assert numbers(indexing.index(indexing.folder / "a")) == {"removed": 1}
    assert list(indexing.shown()) == ["b/2.png"]


def test_nested_and_repeated_folders_are_counted_once(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a" / "1.png", "red")
    inner = indexing.folder / "a"
    assert numbers(indexing.index(inner, indexing.folder, inner)) == {"added": 1, "captioned": 1}


def test_progress_reaches_its_total_in_every_stage(indexing: Indexing) -> None:
    for shade in range(10):
        write_colour(indexing.folder / f"{shade}.png", "red", shade=shade)
    (indexing.folder / "bad.jpg").touch()
    indexing.index()
    last = {step.stage: step for step in indexing.progress}
    assert last["scanning"].done == 11
    assert (last["embedding"].done, last["embedding"].total, last["embedding"].failed) == (11, 11, 1)
    assert (last["captioning"].done, last["captioning"].total) == (10, 10)


def test_files_left_pending_by_a_run_cut_short_are_taken_in_by_the_next(indexing: Indexing) -> None:
    for shade in range(30):
        write_colour(indexing.folder / f"{shade}.png", "red", shade=shade)

    class InterruptedRun(list[IndexProgress]):
        def append(self, step: IndexProgress) -> None:
            if step.stage == "embedding" and step.done:
                raise KeyboardInterrupt

    indexing.progress = InterruptedRun()
    with pytest.raises(KeyboardInterrupt):
        indexing.index()
    done = len(indexing.shown())
    assert 0 < done < 30
    indexing.progress = []
    report = indexing.index()
    assert numbers(report) == {"added": 30 - done, "unchanged": done, "captioned": 30}
    with indexing.database.read() as session:
        assert files.pending(session, 100) == []


def test_what_the_user_made_of_a_photo_survives_that_its_file_is_changed(indexing: Indexing) -> None:
    path = write_colour(indexing.folder / "sky.png", "blue")
    indexing.index()
    before = indexing.shown()["sky.png"]
    indexing.edit_caption(before, "our sky")
    with indexing.database.write() as session:
        photos.set_favourite(session, [before.id], True)
        albums.make(session, "Skies", [before.id])
    write_colour(path, "red")
    touch_later(path)
    assert numbers(indexing.index())["changed"] == 1
    after = indexing.shown()["sky.png"]
    assert after.id != before.id
    assert (after.caption, after.favourite) == ("our sky", True)
    with indexing.database.read() as session:
        assert [album.name for album in albums.of_photo(session, after.id)] == ["Skies"]
