"""What every test gets: a base directory of its own, no display, and no error that goes unseen."""

import logging
import os
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from photoseek.paths import BASE_VARIABLE, DATABASE_VARIABLE, Paths
from photoseek.sample_photographs import sample_photographs as copy_sample_photographs
from tests.support import postgresql
from tests.support.patient_bot import PatientBot

# Before an application is made. A test of a real display starts Xvfb and a process of its own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Before anything imports torch or NumPy: tests run beside each other, one for each processor.
os.environ.setdefault("OMP_NUM_THREADS", "1")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "logs_errors: the test provokes records of level ERROR")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let what was logged about names that are no text travel between the processes of a test run."""
    report = yield
    report.sections = [
        (title, text.encode("utf-8", "backslashreplace").decode()) for title, text in report.sections
    ]
    return report


@pytest.fixture(scope="session")
def compiled_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the converted encoder is kept for all tests: converting it takes 12 s of a processor."""
    return tmp_path_factory.mktemp("compiled_models")


@pytest.fixture(autouse=True)
def base_directory(
    tmp_path_factory: pytest.TempPathFactory, compiled_models: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The base directory of this test and of the processes it starts; nobody's own library is touched."""
    paths = Paths(tmp_path_factory.mktemp("base"))
    paths.cache.mkdir()
    paths.compiled_models.symlink_to(compiled_models, target_is_directory=True)
    monkeypatch.setenv(BASE_VARIABLE, str(paths.base))
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    return paths.base


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """In the place of pytest-qt's own."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def no_unseen_error(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A record of level ERROR fails a test that is not marked ``logs_errors``."""
    yield
    if request.node.get_closest_marker("logs_errors"):
        return
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    errors = [record.getMessage() for record in records if record.levelno >= logging.ERROR]
    if errors:
        pytest.fail("An error was logged: " + "; ".join(errors), pytrace=False)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.Server]:
    """A server. Not in pytest's own folders: the path of a socket has 107 bytes at most."""
    if reason := postgresql.why_not():
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="pg") as folder, postgresql.running(Path(folder)) as server:
        yield server


@pytest.fixture(scope="session")
def sample_photographs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of real photographs (cat.png, coffee.png, rocket.jpg, ...). Copy it to change it."""
    return copy_sample_photographs(tmp_path_factory.mktemp("photographs"))
