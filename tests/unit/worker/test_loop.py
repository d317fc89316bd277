"""The worker in this process, with the stand-in for the networks: what each request does."""

import io
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from photoseek import settings
from photoseek.errors import DamagedWeights, LibraryProblem
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ipc import messages
from photoseek.ipc.codec import decode
from photoseek.library import captions, embeddings, files, folders, photos
from photoseek.library.database import Database
from photoseek.paths import Paths
from photoseek.search.searcher import Searcher
from photoseek.search.vector_index import VectorIndex
from photoseek.settings import Settings
from photoseek.worker import loop, permission, scans, setback
from photoseek.worker.ahead import Asked
from photoseek.worker.channel import Channel
from photoseek.worker.inbox import Coming, Engine, Inbox, Stop
from photoseek.worker.surroundings import Situation, Surroundings
from tests.support.indexing import write_colour
from tests.support.inference import StandInInference

PATIENCE = 30.0  # seconds; only a failing test waits that long
Kind = TypeVar("Kind")


class Recorded(io.RawIOBase):
    """Keeps what the worker sends and wakes who waits for it."""

    def __init__(self) -> None:
        self.messages: list[messages.Message] = []
        self.arrived = threading.Condition()

    def write(self, data: object) -> int:
        line = bytes(data)  # type: ignore[call-overload]
        with self.arrived:
            self.messages.append(decode(line))
            self.arrived.notify_all()
        return len(line)


class Hesitant(StandInInference):
    """Another model; it looks at a photo only when it is allowed to."""

    def __init__(self) -> None:
        super().__init__(encoder_id="another-encoder", embedding_id="another-embedding")
        self.allowed = threading.Semaphore(0)
        self.problem: Exception | None = None

    def represent(self, squares: NDArray[np.uint8]) -> list[bytes]:
        assert self.allowed.acquire(timeout=PATIENCE)
        if self.problem is not None:
            raise self.problem
        return super().represent(squares)


class Running:
    """A worker on a thread. ``may_load``: the models are there as soon as it is set."""

    def __init__(self, base: Path, chosen: Settings | None = None) -> None:
        self.paths = Paths(base)
        self.paths.create()
        self.database = Database.open_for_writing(self.paths.library)
        self.inference = StandInInference()
        self.coming: StandInInference | None = None
        self.may_load = threading.Event()
        self.load_error: Exception | None = None
        self.output = Recorded()
        self.inbox = Inbox()
        self._ids = iter(range(1, 10_000))
        channel = Channel(self.output, self.inbox)  # type: ignore[arg-type]
        self.worker = loop.Worker(
            self.paths, chosen or Settings(), self.database, channel, self.inbox, self._load
        )
        self.thread = threading.Thread(target=self.worker.run)
        self.thread.start()

    def _load(self, paths: Paths, chosen: Settings, database: Database) -> Engine:
        self.may_load.wait()
        if self.load_error is not None:
            raise self.load_error
        coming = self.coming
        if coming is None:
            return self._engine(self.inference)
        return self._engine(self.inference, Coming(coming, lambda: self._engine(coming)))  # type: ignore[arg-type]

    def _engine(self, inference: StandInInference, coming: Coming | None = None) -> Engine:
        index = VectorIndex.open_or_build(
            self.paths.vector_index, self.database, inference.embedding_id, inference.embedding_dimensions
        )
        return Engine(inference, index, Searcher(self.database, inference, index), coming)  # type: ignore[arg-type]

    def ask(self, kind: Callable[..., messages.Request], **values: object) -> int:
        request = kind(id=next(self._ids), **values)
        self.inbox.put(Asked(request))
        return request.id

    def reply(self, request_id: int) -> messages.Reply:
        return self.wait(get_args(messages.Reply), lambda message: message.id == request_id)

    def do(self, kind: Callable[..., messages.Request], **values: object) -> messages.Reply:
        return self.reply(self.ask(kind, **values))

    def wait(
        self, kind: object, accept: Callable[[Kind], bool] = lambda message: True, after: int = 0
    ) -> Kind:
        """The first message of this kind, sent after the first ``after`` ones, that is acceptable."""
        deadline = time.monotonic() + PATIENCE
        with self.output.arrived:
            while True:
                for message in self.output.messages[after:]:
                    if isinstance(message, kind) and accept(message):  # type: ignore[arg-type]
                        return message  # type: ignore[return-value]
                if not self.output.arrived.wait(deadline - time.monotonic()):
                    raise AssertionError(f"no such message: {self.output.messages}")

    def until(self, happened: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < deadline, self.output.messages
            time.sleep(0.02)

    def captions(self) -> dict[str, str | None]:
        """Photos shown, by name."""
        with self.database.read() as session:
            found = photos.by_ids(session, photos.list_ids(session))
        return {photo.path.name: photo.caption for photo in found}

    def names(self) -> set[str]:
        return set(self.captions())

    def sent(self, kind: type[Kind]) -> list[Kind]:
        return [message for message in self.output.messages if isinstance(message, kind)]

    def stop(self) -> None:
        self.may_load.set()
        self.inbox.put(Stop())
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
        self.database.close()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    made = Running(tmp_path / "base")
    yield made
    made.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, colour in (("sky", "blue"), ("grass", "green"), ("rose", "red")):
        write_colour(tmp_path / "photos" / f"{name}.png", colour)
    return tmp_path / "photos"


def filled(running: Running, folder: Path) -> None:
    running.may_load.set()
    running.do(messages.AddFolder, path=str(folder))
    running.until(lambda: len(running.captions()) == 3 and None not in running.captions().values())


def test_photos_are_shown_before_the_models_are_there_and_seen_by_them_later(
    running: Running, folder: Path
) -> None:
    (folder / "bad.jpg").write_bytes(b"no photo")
    assert isinstance(running.do(messages.AddFolder, path=str(folder)), messages.Done)
    running.wait(messages.LibraryChanged, lambda one: one.photos_added)
    progress = running.wait(messages.Progress, lambda one: one.done == 4)
    assert (progress.stage, progress.total, progress.failed) == ("looking", 4, 1)
    assert running.names() == {"sky.png", "grass.png", "rose.png"}
    store = ThumbnailStore(running.paths.thumbnails)
    with running.database.read() as session:
        shown = photos.by_ids(session, photos.list_ids(session))
    assert all(store.has(photo.content_hash) for photo in shown)
    assert running.sent(messages.Ready) == []
    running.may_load.set()
    running.wait(messages.Ready)
    running.until(lambda: None not in running.captions().values())
    idle = running.wait(messages.Progress, lambda one: one.stage == "idle" and one.done == one.total == 4)
    assert idle.failed == 1
    found = running.do(messages.Search, words="green")
    assert isinstance(found, messages.Hits)
    assert len(found.hits) == 3
    with running.database.read() as session:
        assert photos.list_ids(session, "added") == sorted((photo.id for photo in shown), reverse=True)


def test_the_work_waits_while_the_user_is_busy_and_searches_do_not(
    running: Running, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(running, folder)
    monkeypatch.setattr(permission, "EVERY", 0.05)
    calm = threading.Event()

    def look(self: Surroundings) -> Situation:
        return Situation(False, 0.0, permission.QUIET if calm.is_set() else 0.0)

    monkeypatch.setattr(Surroundings, "look", look)
    settings.save(Settings(work="idle"), running.paths.settings)
    running.do(messages.ReloadSettings)
    write_colour(folder / "snow.png", "white")
    running.do(messages.Rescan)
    running.wait(messages.Progress, lambda one: one.waiting == "busy")
    assert isinstance(running.do(messages.UserActive), messages.Done)
    assert isinstance(running.do(messages.Search, words="red"), messages.Hits)
    assert "snow.png" not in running.names()
    seen = len(running.output.messages)
    calm.set()
    running.until(lambda: "snow.png" in running.names())
    running.wait(messages.Progress, lambda one: one.waiting == "", after=seen)


def test_what_is_left_out_of_a_folder_leaves_the_library_and_comes_back(
    running: Running, folder: Path
) -> None:
    filled(running, folder)
    with running.database.read() as session:
        (watched,) = folders.list_all(session)
    refused = running.do(messages.SetIgnored, folder_id=watched.id, patterns=("!",))
    assert isinstance(refused, messages.Failed)
    assert refused.theirs
    running.do(messages.SetIgnored, folder_id=watched.id, patterns=("r*.png",))
    running.until(lambda: running.names() == {"sky.png", "grass.png"})
    running.do(messages.SetIgnored, folder_id=watched.id, patterns=())
    running.until(lambda: len(running.names()) == 3)


def test_a_backup_is_written_when_it_is_asked_for(running: Running, folder: Path, tmp_path: Path) -> None:
    filled(running, folder)
    assert isinstance(running.do(messages.BackUp, path=str(tmp_path / "copy.db")), messages.Done)
    copied = Database.open_for_reading(tmp_path / "copy.db")
    with copied.read() as session:
        assert len(photos.list_ids(session)) == 3
    copied.close()
    refused = running.do(messages.BackUp, path=str(tmp_path / "missing" / "copy.db"))
    assert isinstance(refused, messages.Failed)
    assert refused.theirs


@pytest.mark.logs_errors
def test_photos_are_shown_even_if_the_models_cannot_be_loaded(running: Running, folder: Path) -> None:
    running.load_error = DamagedWeights("encoder.safetensors is damaged. Install PhotoSeek again.")
    running.may_load.set()
    running.wait(messages.Notice)
    running.do(messages.AddFolder, path=str(folder))
    running.until(lambda: len(running.names()) == 3)
    running.wait(messages.Progress, lambda one: one.stage == "idle" and one.done == 3)


def test_a_search_waits_for_the_models_and_is_then_answered(running: Running, folder: Path) -> None:
    request_id = running.ask(messages.Search, words="blue")
    assert isinstance(running.do(messages.SetPaused, paused=False), messages.Done)
    assert running.sent(messages.Hits) == []
    running.may_load.set()
    assert isinstance(running.reply(request_id), messages.Hits)
    order = [type(one) for one in running.output.messages]
    assert order.index(messages.Ready) < order.index(messages.Hits)


def test_searches_find_what_was_taken_in(running: Running, folder: Path) -> None:
    filled(running, folder)
    with running.database.read() as session:
        ids = {photo.path.stem: photo.id for photo in photos.by_ids(session, photos.list_ids(session))}
    by_words = running.do(messages.Search, words="green")
    assert isinstance(by_words, messages.Hits)
    assert by_words.hits[0].photo_id == ids["grass"]
    assert by_words.took_ms > 0
    by_photo = running.do(messages.Search, photo_id=ids["sky"], limit=1)
    assert isinstance(by_photo, messages.Hits)
    assert [hit.photo_id for hit in by_photo.hits] != [ids["sky"]]
    by_file = running.do(messages.Search, path=str(folder / "rose.png"))
    assert isinstance(by_file, messages.Hits)
    assert by_file.hits[0].photo_id == ids["rose"]
    mixed = running.do(messages.Search, photo_id=ids["rose"], limit=1, words="blue")
    assert isinstance(mixed, messages.Hits)
    assert mixed.hits[0].photo_id == ids["sky"]


def test_a_hit_is_explained_word_by_word(running: Running, folder: Path) -> None:
    filled(running, folder)
    with running.database.read() as session:
        ids = {photo.path.stem: photo.id for photo in photos.by_ids(session, photos.list_ids(session))}
    found = running.do(messages.ExplainHit, photo_id=ids["grass"], text="the red green -blue")
    assert isinstance(found, messages.Reasons)
    red, green = found.reasons
    assert (red.word, green.word) == ("red", "green")
    assert red.confidence < green.confidence
    gone = running.do(messages.ExplainHit, photo_id=99_999, text="green")
    assert isinstance(gone, messages.Failed)
    assert gone.theirs


def test_words_are_pointed_at_in_a_photo(running: Running, folder: Path) -> None:
    filled(running, folder)
    with running.database.read() as session:
        photo_id = photos.list_ids(session)[0]
    reply = running.do(messages.AlignWords, photo_id=photo_id, text="Green or blue?")
    assert isinstance(reply, messages.Regions)
    assert [region.words for region in reply.words] == [("green",), ("blue",)]
    assert [region.heat.index(1.0) for region in reply.words] == [1, 2]
    blue = reply.phrases[-1]
    assert (blue.left, blue.top, blue.right, blue.bottom) == pytest.approx((0.4, 0.0, 0.6, 0.2))
    assert running.do(messages.AlignWords, photo_id=photo_id, text="xyz").words == ()  # type: ignore[union-attr]
    gone = running.do(messages.AlignWords, photo_id=10_000, text="blue")
    assert isinstance(gone, messages.Failed)
    assert gone.theirs


def test_unknown_words_come_with_their_nearest(running: Running, folder: Path) -> None:
    filled(running, folder)
    reply = running.do(messages.Search, words="blau")
    assert isinstance(reply, messages.Hits)
    assert reply.hits == ()
    assert reply.unknown_words == (messages.UnknownWord("blau", ("blue", "black")),)


def test_a_file_that_cannot_be_searched_by_is_named_with_its_reason(running: Running, tmp_path: Path) -> None:
    running.may_load.set()
    (tmp_path / "empty.jpg").touch()
    reply = running.do(messages.Search, path=str(tmp_path / "empty.jpg"))
    assert reply == messages.Failed(reply.id, "empty file", theirs=True)


@pytest.mark.logs_errors
def test_a_bug_is_answered_with_its_traceback_and_the_worker_goes_on(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(captions, "edit", fail)
    monkeypatch.setattr(photos, "by_ids", lambda session, ids: ids)
    reply = running.do(messages.EditCaption, photo_id=1, text="x")
    assert isinstance(reply, messages.Failed)
    assert not reply.theirs
    assert "ZeroDivisionError" in reply.details
    assert isinstance(running.do(messages.SetPaused, paused=False), messages.Done)


def test_a_folder_that_does_not_exist_is_refused(running: Running, tmp_path: Path) -> None:
    reply = running.do(messages.AddFolder, path=str(tmp_path / "missing"))
    assert isinstance(reply, messages.Failed)
    assert reply.theirs
    assert "does not exist" in reply.message


def test_a_removed_folder_is_no_longer_shown(running: Running, folder: Path) -> None:
    filled(running, folder)
    with running.database.read() as session:
        (watched,) = folders.list_all(session)
    seen = len(running.output.messages)
    assert isinstance(running.do(messages.RemoveFolder, folder_id=watched.id), messages.Done)
    assert running.captions() == {}
    running.wait(messages.LibraryChanged, lambda one: one.photos_added and one.folders_changed, after=seen)
    reply = running.do(messages.Search, words="blue")
    assert isinstance(reply, messages.Hits)
    assert reply.hits == ()


def test_the_user_s_caption_is_kept_shown_and_found(running: Running, folder: Path) -> None:
    filled(running, folder)
    with running.database.read() as session:
        photo_id = photos.id_by_path(session, folder / "sky.png")
    assert isinstance(running.do(messages.EditCaption, photo_id=photo_id, text="over Lisbon"), messages.Done)
    assert running.captions()["sky.png"] == "over Lisbon"
    reply = running.do(messages.Search, words="lisbon")
    assert isinstance(reply, messages.Hits)
    assert [hit.photo_id for hit in reply.hits] == [photo_id]
    running.do(messages.EditCaption, photo_id=photo_id, text="")
    assert running.captions()["sky.png"] == "a blue picture"


def test_a_photo_that_is_gone_cannot_be_captioned(running: Running) -> None:
    reply = running.do(messages.EditCaption, photo_id=99, text="x")
    assert isinstance(reply, messages.Failed)
    assert reply.theirs


def test_nothing_is_taken_in_while_paused_and_searching_goes_on(running: Running, folder: Path) -> None:
    running.do(messages.SetPaused, paused=True)
    running.may_load.set()
    running.do(messages.AddFolder, path=str(folder))
    running.wait(messages.Progress, lambda one: one.paused and one.total == 3)
    assert isinstance(running.do(messages.Search, words="blue"), messages.Hits)
    assert running.names() == set()
    running.do(messages.SetPaused, paused=False)
    running.until(lambda: len(running.names()) == 3)


def test_new_changed_moved_and_deleted_files_are_noticed(running: Running, folder: Path) -> None:
    filled(running, folder)
    write_colour(folder / "new.png", "white")
    running.until(lambda: "new.png" in running.names())
    (folder / "new.png").rename(folder / "renamed.png")
    running.until(lambda: running.names() == {"sky.png", "grass.png", "rose.png", "renamed.png"})
    (folder / "renamed.png").unlink()
    running.until(lambda: running.names() == {"sky.png", "grass.png", "rose.png"})
    write_colour(folder / "sky.png", "black", size=(50, 50))
    running.until(lambda: running.captions().get("sky.png") == "a black picture")


def test_a_folder_that_goes_and_comes_back_is_told(
    running: Running, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(running, folder)
    folder.rename(tmp_path / "unplugged")
    running.do(messages.Rescan)
    running.wait(messages.Notice, lambda one: "not there" in one.text)
    assert len(running.names()) == 3
    (tmp_path / "unplugged").rename(folder)
    running.do(messages.Rescan)
    running.wait(messages.Notice, lambda one: "is back" in one.text)


def test_failures_are_tried_again_when_asked_for(running: Running, folder: Path) -> None:
    (folder / "bad.jpg").touch()
    filled(running, folder)
    running.wait(messages.Progress, lambda one: one.failed == 1)
    assert running.sent(messages.Notice) == []
    assert isinstance(running.do(messages.RetryFailures), messages.Done)
    seen = len(running.output.messages)
    running.wait(messages.Progress, lambda one: one.failed == 1 and one.stage == "idle", after=seen)


def test_captions_wait_until_the_settings_allow_them(tmp_path: Path, folder: Path) -> None:
    running = Running(tmp_path / "base", Settings(make_captions=False))
    try:
        running.may_load.set()
        running.do(messages.AddFolder, path=str(folder))
        running.until(lambda: len(running.names()) == 3)
        running.wait(messages.Progress, lambda one: one.stage == "idle" and one.done == 3)
        assert set(running.captions().values()) == {None}
        settings.save(Settings(make_captions=True), running.paths.settings)
        assert isinstance(running.do(messages.ReloadSettings), messages.Done)
        running.until(lambda: None not in running.captions().values())
    finally:
        running.stop()


def test_bad_settings_are_refused_and_the_old_ones_stay(running: Running) -> None:
    running.paths.settings.write_text('{"beam_size": 99}')
    reply = running.do(messages.ReloadSettings)
    assert isinstance(reply, messages.Failed)
    assert reply.theirs
    assert running.worker.settings == Settings()


@pytest.mark.logs_errors
def test_without_models_searches_fail_with_what_to_do_and_folders_can_still_be_added(
    running: Running, folder: Path
) -> None:
    waiting = running.ask(messages.Search, words="blue")
    running.load_error = DamagedWeights("Install PhotoSeek again.")
    running.may_load.set()
    expected = (True, "Install PhotoSeek again.")
    for reply in (running.reply(waiting), running.do(messages.SuggestWords, text="blue")):
        assert isinstance(reply, messages.Failed)
        assert (reply.theirs, reply.message) == expected
    running.wait(messages.Notice, lambda one: "Install PhotoSeek again." in one.text)
    assert isinstance(running.do(messages.AddFolder, path=str(folder)), messages.Done)


@pytest.mark.logs_errors
def test_a_failure_of_the_work_is_told_and_a_rescan_tries_again(
    running: Running, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(representations: object, beam_size: int, language: str) -> None:
        raise ZeroDivisionError("a bug")

    whole = running.inference.caption
    running.inference.caption = fail  # type: ignore[method-assign, assignment]
    running.may_load.set()
    running.do(messages.AddFolder, path=str(folder))
    running.wait(messages.Notice, lambda one: "ZeroDivisionError" in one.text)
    assert len(running.names()) == 3
    running.inference.caption = whole  # type: ignore[method-assign]
    running.do(messages.Rescan)
    running.until(lambda: None not in running.captions().values())


def test_work_that_a_full_disk_stops_goes_on_by_itself(
    running: Running, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setback, "AGAIN_AFTER", 0.1)
    failures = iter(range(3))
    whole = files.begin_attempt

    def full(*arguments: Any) -> None:
        if next(failures, None) is not None:
            raise LibraryProblem("the disk is full")
        whole(*arguments)

    monkeypatch.setattr(files, "begin_attempt", full)
    running.may_load.set()
    running.do(messages.AddFolder, path=str(folder))
    running.until(lambda: len(running.names()) == 3)
    running.wait(messages.Notice, lambda one: "goes on." in one.text)
    assert sum("waits" in one.text for one in running.sent(messages.Notice)) == 1


@pytest.mark.logs_errors
def test_a_scan_that_fails_is_told_and_the_next_one_is_done(
    running: Running, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError("a bug")

    with monkeypatch.context() as broken:
        broken.setattr(scans, "scan", fail)
        running.do(messages.AddFolder, path=str(folder))
        running.wait(messages.Notice, lambda one: "looked through" in one.text)
    running.may_load.set()
    running.do(messages.Rescan)
    running.until(lambda: len(running.names()) == 3)


def test_an_idle_worker_sends_nothing_and_sleeps(
    running: Running, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(running, folder)
    running.wait(messages.Progress, lambda one: one.stage == "idle" and one.done == 3)
    time.sleep(1.5)  # for the watcher's last wish
    before, turns = len(running.output.messages), []
    whole = running.worker._next_item
    monkeypatch.setattr(running.worker, "_next_item", lambda: turns.append(1) or whole())
    time.sleep(1)
    assert len(running.output.messages) == before
    assert turns == []  # it still waits in the turn that was begun before


def choose_another(running: Running) -> Hesitant:
    """Choose another model, which the worker loads at once."""
    another = running.coming = Hesitant()
    settings.save(Settings(model="another"), running.paths.settings)
    assert isinstance(running.do(messages.ReloadSettings), messages.Done)
    return another


def green(running: Running) -> tuple[int, ...]:
    reply = running.do(messages.Search, words="green")
    assert isinstance(reply, messages.Hits)
    return tuple(hit.photo_id for hit in reply.hits)


def test_the_model_of_before_answers_until_the_chosen_one_has_seen_all_photos(
    running: Running, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop.pipeline, "FIRST_BATCHES", (1,))
    monkeypatch.setattr(loop.pipeline, "BATCH", 1)
    filled(running, folder)
    before = green(running)
    assert before
    another = choose_another(running)
    another.allowed.release()  # the first of three photos
    running.until(lambda: len(another.batches) == 1)
    assert running.worker.engine.inference is running.inference
    for _ in range(2):
        another.allowed.release()
    running.until(lambda: running.worker.engine.inference is another)
    assert running.worker.engine.coming is None
    assert green(running) == before
    with running.database.read() as session:
        assert len(embeddings.ids(session, another.embedding_id)) == 3


def test_new_photos_are_taken_in_before_the_chosen_model_goes_on(running: Running, folder: Path) -> None:
    filled(running, folder)
    another = choose_another(running)
    write_colour(folder / "leaf.png", "green", shade=9)
    for _ in range(8):
        another.allowed.release()
    running.until(lambda: running.worker.engine.inference is another and len(running.names()) == 4)
    running.until(lambda: len(running.worker.engine.index) == 4)
    assert len(green(running)) >= 2


@pytest.mark.logs_errors
def test_a_chosen_model_that_cannot_be_used_is_told_once_and_the_other_one_stays(
    running: Running, folder: Path
) -> None:
    filled(running, folder)
    another = choose_another(running)
    another.problem = DamagedWeights("Install this model again.")
    another.allowed.release()
    running.wait(messages.Notice, lambda one: "chosen model" in one.text and "again" in one.text)
    running.until(lambda: running.worker.engine.coming is None)
    assert running.worker.engine.inference is running.inference
    assert green(running)
