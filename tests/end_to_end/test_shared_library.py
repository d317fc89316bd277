"""Two workstations on one library: a real PostgreSQL server, real worker processes, the window's reader."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photoseek.cli import main as command
from photoseek.gui.library_reader import LibraryReader
from photoseek.ingest.scanner import scan
from photoseek.ipc import messages
from photoseek.library import folders, photos
from photoseek.library.records import Photo
from photoseek.paths import DATABASE_VARIABLE
from tests.support.indexing import Indexing, write_colour
from tests.support.postgresql import Server
from tests.support.stand_in_worker import AGAIN_AFTER, StandInWorker

COLOURS = ("red", "green", "blue")


@pytest.fixture
def url(postgresql_server: Server) -> str:
    return postgresql_server.make_database("family")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where both workstations have the share mounted."""
    for colour in COLOURS:
        for shade in range(3):
            write_colour(tmp_path / "share" / colour / f"{shade}.png", colour, shade=shade)
    return tmp_path / "share"


@pytest.fixture
def workstations(tmp_path: Path, folder: Path, url: str) -> Iterator[list[Indexing]]:
    made = [Indexing(tmp_path / name, folder, database_url=url) for name in ("ann", "bob")]
    yield made
    for one in made:
        one.database.close()


@pytest.fixture
def environment(url: str) -> dict[str, str]:
    return {**os.environ, DATABASE_VARIABLE: url, AGAIN_AFTER: "0.5"}


@pytest.fixture
def ann(tmp_path: Path, environment: dict[str, str]) -> Iterator[StandInWorker]:
    with StandInWorker(tmp_path / "ann", environment) as ann:
        yield ann


@pytest.fixture
def bob(tmp_path: Path, environment: dict[str, str]) -> Iterator[StandInWorker]:
    with StandInWorker(tmp_path / "bob", environment) as bob:
        yield bob


def test_what_one_has_taken_in_the_other_need_not(workstations: list[Indexing]) -> None:
    ann, bob = workstations
    assert ann.index().added == 9
    report = bob.index()
    assert (report.added, report.unchanged, report.captioned) == (0, 9, 0)
    assert bob.shown().keys() == ann.shown().keys()
    assert all(photo.online for photo in bob.shown().values())


def test_both_at_once_take_in_each_photo_once(workstations: list[Indexing]) -> None:
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(lambda one: one.index(), workstations))
    assert all(report.failed == () for report in reports)
    for one in workstations:
        assert len(one.shown()) == 9


def test_another_folder_of_the_same_name_is_not_taken_for_it(
    workstations: list[Indexing], folder: Path, tmp_path: Path
) -> None:
    ann, bob = workstations
    ann.index()
    folder.rename(tmp_path / "share of ann")
    write_colour(folder / "red" / "0.png", "red", shade=77)  # what bob has at this place
    result = scan(bob.database, bob.watched())
    assert (result.online, result.removed, result.added) == (False, 0, 0)
    assert len(bob.shown()) == 9
    assert not any(photo.online for photo in bob.shown().values())
    assert all(photo.online for photo in ann.shown().values())  # it is no matter of ann's


def test_what_one_does_the_other_is_told(
    ann: StandInWorker, bob: StandInWorker, folder: Path, qtbot: QtBot, url: str
) -> None:
    ann.do(messages.AddFolder, path=str(folder))
    bob.wait(messages.LibraryChanged, lambda it: it.folders_changed and it.photos_added)
    ann.until_done()
    bob.until_done()
    reader = LibraryReader(bob.paths.library, url=url)
    shown: list[list[int]] = []
    reader.ids("added", shown.append)
    qtbot.waitUntil(lambda: bool(shown))
    (ids,) = shown
    assert len(ids) == 9
    found: list[list[Photo]] = []

    def are_all_online() -> bool:
        reader.records(ids, found.append)
        return bool(found) and all(photo.online for photo in found[-1])

    qtbot.waitUntil(are_all_online)  # bob sees that it is the same folder
    reader.close()

    before = len(bob.messages)
    ann.do(messages.EditCaption, photo_id=ids[0], language="en", text="grandma's birthday cake")
    bob.wait(messages.LibraryChanged, lambda it: it.captions_added, before)
    before = len(bob.messages)
    ann.do(messages.MakeAlbum, name="Summer", photo_ids=ids[:2])
    bob.wait(messages.LibraryChanged, lambda it: it.albums_changed, before)
    before = len(bob.messages)
    write_colour(folder / "new.png", "red", shade=50)
    bob.wait(messages.LibraryChanged, lambda it: it.photos_added, before)
    ann.until_done()
    hits = bob.do(messages.Search, words="birthday cake")
    assert isinstance(hits, messages.Hits)
    assert ids[0] in [hit.photo_id for hit in hits.hits]


def test_when_the_one_at_work_dies_another_goes_on(
    ann: StandInWorker, folder: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    for number in range(60):
        write_colour(folder / "many" / f"{number}.png", "red", size=(97, 64 + number))
    ann.do(messages.AddFolder, path=str(folder))
    ann.wait(messages.Progress, lambda it: it.stage == "embedding" and it.done > 0)
    ann.process.send_signal(signal.SIGSTOP)  # in the middle of it, and perhaps of writing
    with StandInWorker(tmp_path / "bob", environment) as bob:
        bob.wait(messages.Progress, lambda it: it.waiting == "elsewhere")
        left = bob.counts()
        ann.kill()
        bob.until_done()
        taken_in = bob.counts()
    assert left.captioned < taken_in.photos  # ann had work left
    assert (taken_in.photos, taken_in.captioned, taken_in.failed) == (69, 69, 0)


def test_a_server_that_goes_away_is_told_in_a_line_and_all_goes_on(
    ann: StandInWorker, folder: Path, postgresql_server: Server
) -> None:
    ann.do(messages.AddFolder, path=str(folder))
    ann.until_done()
    (photo_id,) = (hit.photo_id for hit in ann.do(messages.Search, words="red", limit=1).hits)
    postgresql_server.stop()
    try:
        refused = ann.do(messages.EditCaption, photo_id=photo_id, language="en", text="meanwhile")
        assert isinstance(refused, messages.Failed)
        assert refused.theirs
        assert "cannot be reached" in refused.message
        write_colour(folder / "new.png", "blue", shade=90)
    finally:
        postgresql_server.start()
    ann.wait(messages.Progress, lambda it: it.stage == "idle" and it.done == 10)
    done = ann.do(messages.EditCaption, photo_id=photo_id, language="en", text="afterwards")
    assert isinstance(done, messages.Done)
    assert ann.process.poll() is None


def test_the_command_line_asks_the_library_that_it_is_told(
    workstations: list[Indexing], url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ann, bob = workstations
    ann.index()
    at = ["--base-dir", str(bob.base), "--database", url.replace("photoseek@", "photoseek:secret@")]
    assert command.main([*at, "status"]) == 0
    said = capsys.readouterr().out
    assert "9 photos, 9 with a caption" in said
    assert "secret" not in said
    assert command.main([*at, "backup", str(bob.base / "copy.db")]) == 1
    assert "pg_dump" in capsys.readouterr().err
    with bob.database.read() as session:
        assert photos.counts(session).photos == 9
        assert folders.list_all(session)[0].photo_count == 9
