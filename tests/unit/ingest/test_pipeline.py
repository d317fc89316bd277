"""Batches: their order and size, and what a sudden end leaves behind."""

import pytest

from photoseek.errors import LibraryProblem
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ingest import pipeline, reading, steps
from photoseek.ingest.pipeline import Batch, first_look, make_captions, make_tags, see_unseen, take_in
from photoseek.ingest.reading import Pace
from photoseek.ingest.scanner import scan
from photoseek.library import captions, embeddings, files, folders, photos
from photoseek.models.vocabulary import Language
from tests.support.indexing import Indexing, touch_later, write_colour
from tests.support.inference import COLOURS, StandInInference


def prepare(indexing: Indexing, count: int) -> None:
    for shade in range(count):
        write_colour(indexing.folder / f"{shade:03}.png", "green", shade=shade // 2, size=(32 + shade, 32))
    indexing.watch()
    scan(indexing.database, indexing.watched())


def batches(indexing: Indexing) -> list[Batch]:
    store = ThumbnailStore(indexing.paths.thumbnails)
    every = take_in(indexing.database, indexing.inference, store)  # type: ignore[arg-type]
    return [batch for batch in every if batch.stored != steps.Stored()]


def begin_all(indexing: Indexing, times: int = 1) -> None:
    """As a program does that ends suddenly while it reads them."""
    with indexing.database.write() as session:
        waiting = files.pending(session, 1000)
        for _ in range(times):
            files.begin_attempt(session, [file.id for file in waiting])


def test_the_first_batches_are_small(indexing: Indexing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WORK", 600.0)  # whatever else this machine does
    prepare(indexing, 70)
    sizes = [len(batch.stored.photo_ids) for batch in batches(indexing)]
    assert sizes == [4, 8, 16, 32, 10]


def test_batches_become_small_where_photos_take_long() -> None:
    now = 0.0
    pace = Pace(lambda: now)
    sizes = []
    for seconds in (0.04, 0.04, 0.04, 1.0, 1.0, 0.1):
        sizes.append(pace.size())
        now += seconds * sizes[-1]
        pace.note(sizes[-1])
    assert sizes == [4, 8, 10, 10, 1, 1]


def test_every_batch_is_committed_before_the_next_one(indexing: Indexing) -> None:
    prepare(indexing, 20)
    store = ThumbnailStore(indexing.paths.thumbnails)
    seen = 0
    for batch in take_in(indexing.database, indexing.inference, store):  # type: ignore[arg-type]
        seen += len(batch.stored.photo_ids)
        with indexing.database.read() as session:
            assert photos.counts(session).photos == seen
    assert seen == 20


def test_photos_read_but_not_committed_stay_pending(indexing: Indexing) -> None:
    prepare(indexing, 20)
    store = ThumbnailStore(indexing.paths.thumbnails)
    run = take_in(indexing.database, indexing.inference, store)  # type: ignore[arg-type]
    while not next(run).stored.photo_ids:
        pass
    run.close()
    with indexing.database.read() as session:
        assert photos.counts(session).pending == 16
    assert sum(len(batch.stored.photo_ids) for batch in batches(indexing)) == 16


def test_photos_caught_by_a_sudden_end_are_tried_and_taken_in(indexing: Indexing) -> None:
    prepare(indexing, 6)
    begin_all(indexing)
    assert sum(batch.stored.added for batch in batches(indexing)) == 6


def test_photos_caught_by_several_sudden_ends_are_read_alone(
    indexing: Indexing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "WORK", 600.0)
    prepare(indexing, 6)
    with indexing.database.write() as session:
        doubtful = [file.id for file in files.pending(session, 1000)][1:3]
        for _ in range(files.IN_DOUBT):
            files.begin_attempt(session, doubtful)
    assert [len(batch.stored.photo_ids) for batch in batches(indexing)] == [4, 1, 1]


def test_sudden_ends_that_no_photo_is_to_blame_for_cost_none(indexing: Indexing) -> None:
    prepare(indexing, 6)
    store = ThumbnailStore(indexing.paths.thumbnails)
    for _ in range(30):
        begun = reading.Reading(indexing.database, store, 32, readers=1)
        begun.begin(8)
        begun.close()
    assert sum(batch.stored.added for batch in batches(indexing)) == 6


def test_a_photo_in_work_at_too_many_sudden_ends_is_set_aside(indexing: Indexing) -> None:
    prepare(indexing, 1)
    begin_all(indexing, times=reading.LAST_ATTEMPT)
    assert [len(batch.stored.failed) for batch in batches(indexing)] == [1]


def test_a_failing_library_ends_the_run_with_its_reason(
    indexing: Indexing, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(indexing, 1)

    def fail(*arguments: object) -> None:
        raise LibraryProblem("the disk is full")

    monkeypatch.setattr(steps, "read", fail)
    with pytest.raises(LibraryProblem, match="the disk is full"):
        batches(indexing)


def test_files_of_a_folder_removed_during_the_run_are_left_out(indexing: Indexing) -> None:
    prepare(indexing, 20)
    store = ThumbnailStore(indexing.paths.thumbnails)
    run = take_in(indexing.database, indexing.inference, store)  # type: ignore[arg-type]
    while not next(run).stored.photo_ids:
        pass
    with indexing.database.write() as session:
        folders.remove(session, indexing.watched().id)
    assert [batch.stored.photo_ids for batch in run if batch.stored.photo_ids] == []


def looked_at(indexing: Indexing, until: int = 1000) -> list[Batch]:
    """The batches of a first look that is asked to end once so many photos are shown."""

    def go_on() -> bool:
        return len(indexing.shown()) < until

    every = first_look(indexing.database, ThumbnailStore(indexing.paths.thumbnails), go_on)
    return [batch for batch in every if batch.stored != steps.Stored()]


def test_a_first_look_shows_photos_that_the_network_sees_later_and_only_once(indexing: Indexing) -> None:
    prepare(indexing, 20)
    (indexing.folder / "bad.png").write_bytes(b"no photo")
    scan(indexing.database, indexing.watched())
    stored = [batch.stored for batch in looked_at(indexing)]
    assert (sum(one.added for one in stored), sum(len(one.failed) for one in stored)) == (20, 1)
    assert batches(indexing) == []
    seen = list(see_unseen(indexing.database, indexing.inference))  # type: ignore[arg-type]
    assert sum(batch.seen_again for batch in seen) == 20
    assert seen[-1].progress == (21, 21)
    assert sum(indexing.inference.batches) == 20
    assert list(see_unseen(indexing.database, indexing.inference)) == []  # type: ignore[arg-type]
    with indexing.database.read() as session:
        assert len(embeddings.ids(session, indexing.inference.embedding_id)) == 20


def test_a_photo_that_was_only_looked_at_is_seen_wherever_its_file_lies_by_then(indexing: Indexing) -> None:
    prepare(indexing, 4)
    looked_at(indexing)
    first = next(indexing.folder.iterdir())
    first.rename(touched := first.with_name("moved.png"))
    touch_later(touched)
    report = indexing.index()
    assert (report.added, report.moved, report.captioned) == (0, 1, 4)
    with indexing.database.read() as session:
        assert len(embeddings.ids(session, indexing.inference.embedding_id)) == 4


def test_a_first_look_that_is_ended_leaves_no_file_in_doubt(indexing: Indexing) -> None:
    prepare(indexing, 30)
    looked_at(indexing, until=4)
    with indexing.database.read() as session:
        waiting = files.pending(session, 100)
    assert 0 < len(waiting) < 30
    assert [file.attempts for file in waiting] == [0] * len(waiting)


@pytest.mark.logs_errors
def test_a_photo_on_which_the_network_fails_stays_in_view_and_is_told_of(indexing: Indexing) -> None:
    indexing.inference = StandInInference(broken=[COLOURS["blue"]])
    indexing.watch()
    write_colour(indexing.folder / "bad.png", "blue")
    write_colour(indexing.folder / "good.png", "red")
    scan(indexing.database, indexing.watched())
    looked_at(indexing)
    seen = list(see_unseen(indexing.database, indexing.inference))  # type: ignore[arg-type]
    assert [(batch.seen_again, len(batch.stored.failed)) for batch in seen if not batch.is_empty] == [(1, 1)]
    assert list(see_unseen(indexing.database, indexing.inference)) == []  # type: ignore[arg-type]
    with indexing.database.write() as session:
        (failure,) = files.failures(session)
        assert (failure.path.name, failure.step) == ("bad.png", "embed")
        assert len(photos.list_ids(session)) == 2
        files.retry_failed(session)
    indexing.inference = StandInInference()
    again = list(see_unseen(indexing.database, indexing.inference))  # type: ignore[arg-type]
    assert sum(batch.seen_again for batch in again) == 1


def test_no_more_files_are_read_at_a_time_than_threads_are_allowed() -> None:
    assert pipeline.readers_for(1) == 1
    assert pipeline.readers_for(0) == pipeline.readers_for(64) == pipeline.READERS


def captioned(indexing: Indexing, *languages: Language) -> list[tuple[int, tuple[int, int]]]:
    inference = indexing.inference
    made = make_captions(indexing.database, inference, beam_size=3, languages=languages)  # type: ignore[arg-type]
    return [(batch.captioned, batch.progress) for batch in made if batch.captioned]


def test_captions_are_made_in_small_batches_and_only_once(indexing: Indexing) -> None:
    prepare(indexing, 20)
    batches(indexing)
    assert captioned(indexing, "en") == [(16, (16, 20)), (4, (20, 20))]
    assert captioned(indexing, "en") == []


def test_each_language_is_captioned_and_both_are_kept(indexing: Indexing) -> None:
    prepare(indexing, 2)
    batches(indexing)
    assert captioned(indexing, "zh", "en") == [(2, (2, 2)), (2, (2, 2))]
    with indexing.database.read() as session:
        found = captions.in_every_language(session, photos.list_ids(session)).values()
    assert {(kept["en"].text[:2], kept["zh"].text[:2]) for kept in found} == {("a ", "一张")}


def test_a_language_without_a_captioner_is_passed_over(indexing: Indexing) -> None:
    prepare(indexing, 1)
    batches(indexing)
    indexing.inference.caption_languages = ("en",)
    assert captioned(indexing, "zh") == []


def tagged(indexing: Indexing) -> list[int]:
    made = make_tags(indexing.database, indexing.inference)  # type: ignore[arg-type]
    return [batch.tagged for batch in made]


def test_tags_are_made_once_and_anew_by_another_model(indexing: Indexing) -> None:
    prepare(indexing, 40)
    batches(indexing)
    assert tagged(indexing) == [32, 8]
    assert tagged(indexing) == []
    photo = indexing.shown()["000.png"]
    assert [tag.word for tag in photo.tags] == ["green", "picture"]
    indexing.inference.tagger_id = "stand-in-tagger-2"
    assert tagged(indexing) == [32, 8]


def test_photos_captioned_by_an_older_model_are_captioned_again(indexing: Indexing) -> None:
    prepare(indexing, 2)
    indexing.index()
    indexing.inference.captioner = "stand-in-captioner-2"
    assert indexing.index().captioned == 2
