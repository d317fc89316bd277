"""What the worker says before it begins to work."""

from pathlib import Path

import pytest

from photoseek.ipc.messages import Notice
from photoseek.paths import Paths
from photoseek.worker import entry


def test_a_cache_that_can_be_written_is_nothing_to_tell(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.create()
    assert entry._cache_problem(paths) == ""
    assert not list(paths.thumbnails.iterdir())
    paths.thumbnails.rmdir()
    assert str(paths.thumbnails) in entry._cache_problem(paths)


def test_a_library_on_a_network_disk_is_warned_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []

    class Deaf:
        def __init__(self, *arguments: object) -> None:
            pass

        def send(self, message: object) -> None:
            told.append(message)

    def stop(*arguments: object) -> None:
        raise entry.LibraryProblem("enough")

    for name, value in {
        "Channel": Deaf,
        "claim_stdout": lambda: None,
        "is_network_folder": lambda folder: folder == tmp_path,
        "_give_way": lambda: None,
    }.items():
        monkeypatch.setattr(entry, name, value)
    monkeypatch.setattr(entry.signal, "signal", stop_nothing)
    monkeypatch.setattr(entry.os, "umask", lambda mask: 0)
    monkeypatch.setattr(entry.logs, "start", stop_nothing)
    monkeypatch.setattr(entry.Database, "open_for_writing", stop)
    assert entry._run(Paths(tmp_path)) == entry.THEIR_WORLD
    assert ["network disk" in one.text for one in told if isinstance(one, Notice)] == [True, False]


def stop_nothing(*arguments: object) -> None:
    """In place of what would change this process."""
