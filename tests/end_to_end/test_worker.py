"""The real worker process on real photographs with the shipped weights, killed half way, too.

Its sockets are refused: nothing that it does may need, or try to reach, another computer.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from photoseek import settings
from photoseek.ipc import messages
from photoseek.ipc.codec import decode, encode
from photoseek.library import files, photos
from photoseek.library.database import Database
from photoseek.library.records import Counts
from photoseek.paths import Paths, resource
from photoseek.settings import Settings
from tests.support.isolation import NOTES, without_network

PATIENCE = 400.0  # seconds; loading the models takes some on a busy machine
Kind = TypeVar("Kind")


class WorkerProcess:
    """``python -m photoseek.worker`` and what it has said so far."""

    def __init__(self, base: Path) -> None:
        self.paths = Paths(base)
        self.messages: list[messages.Message] = []
        self._arrived = threading.Condition()
        self._ended = False
        self._next_id = 0
        self._errors: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "photoseek.worker", "--base-dir", str(base)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=without_network(base / NOTES),
        )
        self._readers = [threading.Thread(target=self._read), threading.Thread(target=self._read_errors)]
        for reader in self._readers:
            reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._arrived:
                self.messages.append(decode(line))
                self._arrived.notify_all()
        with self._arrived:
            self._ended = True
            self._arrived.notify_all()

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        self._errors += self.process.stderr.read().decode().splitlines()

    def write(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode("ascii") + b"\n")
        self.process.stdin.flush()

    def ask(self, kind: Callable[..., messages.Request], **values: object) -> messages.Reply:
        self._next_id += 1
        self.write(encode(kind(id=self._next_id, **values)))
        return self.wait(
            (messages.Hits, messages.Suggestions, messages.Done, messages.Failed),
            lambda reply: reply.id == self._next_id,
        )

    def wait(self, kind: object, accept: Callable[[Kind], bool] = lambda message: True) -> Kind:
        deadline = time.monotonic() + PATIENCE
        with self._arrived:
            while True:
                for message in self.messages:
                    if isinstance(message, kind) and accept(message):  # type: ignore[arg-type]
                        return message  # type: ignore[return-value]
                assert not self._ended, (self.messages, self.errors())
                assert self._arrived.wait(deadline - time.monotonic()), self.messages

    def counts(self) -> Counts:
        database = Database.open_for_reading(self.paths.library)
        try:
            with database.read() as session:
                return photos.counts(session)
        finally:
            database.close()

    def until(self, happened: Callable[[Counts], bool]) -> Counts:
        deadline = time.monotonic() + PATIENCE
        while not happened(counts := self.counts()):
            assert self.process.poll() is None, self.errors()
            assert time.monotonic() < deadline, (counts, self.messages[-5:])
            time.sleep(0.05)
        return counts

    def errors(self) -> list[str]:
        """Lines on stderr; complete once the process has ended."""
        return self._errors

    def end(self) -> int:
        """End its input, and return its exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.join()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.join()

    def join(self) -> int:
        code = self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join(PATIENCE)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe is not None
            with contextlib.suppress(BrokenPipeError):  # what was buffered for a process that is gone
                pipe.close()
        return code


@pytest.fixture(scope="module")
def converted(compiled_models: Path) -> Path:
    """The encoder as its runtime wants it: converting it takes longer than all else at a first start."""
    from photoseek.models.runtime import load_encoder

    load_encoder("auto", compiled_models)
    return compiled_models


@pytest.fixture
def start(tmp_path: Path, converted: Path) -> Iterator[Callable[[], WorkerProcess]]:
    started: list[WorkerProcess] = []
    paths = Paths(tmp_path / "base")
    paths.create()
    shutil.copytree(converted, paths.compiled_models, dirs_exist_ok=True)
    settings.save(Settings(beam_size=1), paths.settings)

    def begin() -> WorkerProcess:
        started.append(WorkerProcess(tmp_path / "base"))
        return started[-1]

    yield begin
    for worker in started:
        if worker.process.poll() is None:
            worker.kill()
    assert not (paths.base / NOTES).exists(), (paths.base / NOTES).read_text()


@pytest.fixture
def folder(tmp_path: Path, sample_photographs: Path) -> Path:
    return Path(shutil.copytree(sample_photographs, tmp_path / "photos"))


def many(folder: Path, copies: int) -> int:
    """Make each photograph into several contents: bytes after a picture's end do not change it."""
    originals = sorted(path for path in folder.iterdir() if path.suffix in (".jpg", ".png"))
    for original in originals:
        data = original.read_bytes()
        for copy in range(copies):
            (folder / f"{original.stem} {copy}{original.suffix}").write_bytes(data + bytes([copy]))
    return len(originals) * (copies + 1)


def path_of(worker: WorkerProcess, photo_id: int) -> Path:
    database = Database.open_for_reading(worker.paths.library)
    try:
        with database.read() as session:
            (photo,) = photos.by_ids(session, [photo_id])
            return photo.path
    finally:
        database.close()


def test_photographs_are_indexed_captioned_and_found(
    start: Callable[[], WorkerProcess], folder: Path
) -> None:
    worker = start()
    hello = worker.wait(object)
    assert isinstance(hello, messages.Hello)
    assert hello.protocol_version == messages.PROTOCOL_VERSION
    assert isinstance(worker.ask(messages.AddFolder, path=str(folder)), messages.Done)
    total = len(list(folder.iterdir()))
    counts = worker.until(lambda now: now.pending == 0 and now.photos > 0 and now.captioned == now.photos)
    assert counts.photos + counts.failed >= total - 1  # two of them may hold the same photo
    worker.wait(messages.Progress, lambda one: one.stage == "idle" and one.done == one.total > 0)
    assert worker.wait(messages.Ready).runtime
    words = worker.ask(messages.Search, words="cat", limit=3)
    assert isinstance(words, messages.Hits)
    assert "cat" in path_of(worker, words.hits[0].photo_id).name
    like = worker.ask(messages.Search, path=str(folder / "coffee.png"), limit=3)
    assert isinstance(like, messages.Hits)
    assert path_of(worker, like.hits[0].photo_id).name == "coffee.png"
    similar = worker.ask(messages.Search, photo_id=like.hits[0].photo_id, limit=3)
    assert isinstance(similar, messages.Hits)
    assert like.hits[0].photo_id not in [hit.photo_id for hit in similar.hits]
    suggestions = worker.ask(messages.SuggestWords, text="cat")
    assert isinstance(suggestions, messages.Suggestions)
    assert suggestions.suggestions
    assert {"wider", "beside"} <= {one.relation for one in suggestions.suggestions}
    analogy = worker.ask(messages.Analogy, a="man", b="king", c="woman")
    assert isinstance(analogy, messages.Suggestions)
    assert analogy.suggestions[0].word == "queen"
    slip = worker.ask(messages.Analogy, a="man", b="kign", c="woman")
    assert isinstance(slip, messages.Suggestions)
    assert slip.suggestions == ()
    assert "king" in slip.unknown_words[0].nearest
    unknown = worker.ask(messages.Search, words="xqzzy")
    assert isinstance(unknown, messages.Hits)
    assert unknown.hits == ()
    assert [word.word for word in unknown.unknown_words] == ["xqzzy"]
    assert worker.end() == 0
    assert worker.paths.library.exists()
    for path in set(worker.paths.base.rglob("*")) - set(worker.paths.compiled_models.iterdir()):
        assert path.stat().st_mode & 0o077 == 0, f"{path} is not private"


def test_a_socket_would_be_refused_and_noted(tmp_path: Path) -> None:
    reaching = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')"
    environment = without_network(tmp_path / NOTES)
    done = subprocess.run([sys.executable, "-c", reaching], env=environment, capture_output=True, text=True)
    assert "no network here" in done.stderr
    assert "127.0.0.1" in (tmp_path / NOTES).read_text()


def test_photographs_are_shown_at_once_and_before_the_models_are_loaded(
    start: Callable[[], WorkerProcess], folder: Path
) -> None:
    worker = start()
    worker.wait(messages.Progress)
    worker.ask(messages.AddFolder, path=str(folder))
    worker.until(lambda now: now.photos > 0)
    assert not [one for one in worker.messages if isinstance(one, messages.Ready)]
    assert list(worker.paths.thumbnails.rglob("*.jpg"))
    worker.until(lambda now: now.pending == 0 and now.captioned == now.photos > 0)
    assert worker.end() == 0


def test_killed_half_way_and_started_again_it_loses_nothing(
    start: Callable[[], WorkerProcess], folder: Path
) -> None:
    total = many(folder, 3)
    worker = start()
    worker.ask(messages.AddFolder, path=str(folder))
    worker.until(lambda now: 4 <= now.photos < total - 20)
    worker.kill()
    half = worker.counts()
    assert 0 < half.photos < total
    again = start()
    counts = again.until(lambda now: now.pending == 0 and now.captioned == now.photos >= half.photos)
    assert counts.failed == 0
    database = Database.open_for_reading(again.paths.library)
    with database.read() as session:
        kept = {photo.path.name for photo in photos.by_ids(session, photos.list_ids(session))}
        assert files.failures(session) == []
    database.close()
    assert len(kept) == counts.photos
    assert counts.photos >= total - 4  # two photographs of the samples may be one content
    assert again.end() == 0


def test_when_its_input_ends_it_stops_in_the_middle_of_the_work(
    start: Callable[[], WorkerProcess], folder: Path
) -> None:
    total = many(folder, 3)
    worker = start()
    worker.ask(messages.AddFolder, path=str(folder))
    worker.until(lambda now: now.photos > 0)
    assert worker.end() == 0
    assert worker.counts().photos < total


def test_it_stops_before_the_models_are_loaded_when_its_input_ends(
    start: Callable[[], WorkerProcess],
) -> None:
    worker = start()
    worker.wait(messages.Hello)
    assert worker.end() == 0
    assert not [one for one in worker.messages if isinstance(one, messages.Ready)]


def test_a_second_worker_on_the_same_library_says_so_and_ends(start: Callable[[], WorkerProcess]) -> None:
    first = start()
    first.wait(messages.Progress)
    second = start()
    assert second.join() == 1
    assert "already running" in second.errors()[-1]
    notice = second.messages[-1]
    assert isinstance(notice, messages.Notice)
    assert "already running" in notice.text
    assert first.end() == 0


def test_the_lock_dies_with_its_process(start: Callable[[], WorkerProcess]) -> None:
    first = start()
    first.wait(messages.Progress)
    first.kill()
    second = start()
    second.wait(messages.Progress)
    assert second.end() == 0


def test_a_damaged_library_is_named_with_what_to_do(
    start: Callable[[], WorkerProcess], tmp_path: Path
) -> None:
    paths = Paths(tmp_path / "base")
    paths.create()
    paths.library.write_bytes(os.urandom(8192))
    worker = start()
    assert worker.join() == 1
    assert "Move that file" in worker.errors()[-1]


@pytest.mark.parametrize("missing", [False, True])
def test_damaged_weights_are_named_and_photos_are_shown_without_them(
    start: Callable[[], WorkerProcess], folder: Path, tmp_path: Path, missing: bool
) -> None:
    paths = Paths(tmp_path / "base")
    model = Path(shutil.copytree(resource("models"), paths.models / "mine"))
    damaged = model / "joint.safetensors"
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    if missing:
        damaged.unlink()
    settings.save(Settings(model="mine"), paths.settings)
    worker = start()
    assert isinstance(worker.ask(messages.AddFolder, path=str(folder)), messages.Done)
    notice = worker.wait(messages.Notice, lambda one: str(damaged) in one.text)
    assert "could not be loaded" in notice.text
    failed = worker.ask(messages.Search, words="cat")
    assert isinstance(failed, messages.Failed)
    assert failed.theirs
    worker.until(lambda now: now.photos > 0 and now.pending == 0)
    settings.save(Settings(beam_size=1), paths.settings)
    assert isinstance(worker.ask(messages.ReloadSettings), messages.Done)
    worker.wait(messages.Ready)
    assert isinstance(worker.ask(messages.Search, words="cat"), messages.Hits)
    assert worker.end() == 0


def test_a_garbled_line_is_refused_and_the_next_one_answered(start: Callable[[], WorkerProcess]) -> None:
    worker = start()
    worker.write("not json at all")
    worker.write(json.dumps({"type": "Dance", "id": 77}))
    refused = worker.wait(messages.Failed)
    assert refused.id == 77
    assert isinstance(worker.ask(messages.Rescan), messages.Done)
    assert worker.end() == 0
