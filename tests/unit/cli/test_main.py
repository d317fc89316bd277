import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from photoseek.cli import main as command
from photoseek.cli import search, window, words
from photoseek.errors import UserError
from photoseek.paths import BASE_VARIABLE

COMMAND = [sys.executable, "-m", "photoseek.cli.main"]


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object, Path]]:
    """Which verb ran, with what and on which base directory, instead of running it."""
    calls: list[tuple[str, object, Path]] = []

    def record(name: str, value: str) -> object:
        return lambda arguments, paths: calls.append((name, getattr(arguments, value), paths.base)) or 0

    monkeypatch.setattr(words, "run", record("words", "word"))
    monkeypatch.setattr(search, "run", record("search", "query"))
    monkeypatch.setattr(window, "run", record("window", "folders"))
    return calls


def test_without_a_verb_the_window_opens_on_the_folders(called: list[tuple[str, object, Path]]) -> None:
    assert command.main([]) == 0
    assert command.main(["/photos", "more"]) == 0
    assert [(name, value) for name, value, _ in called] == [
        ("window", []),
        ("window", [Path("/photos"), Path("more")]),
    ]


def test_a_first_word_that_is_a_verb_is_the_verb(called: list[tuple[str, object, Path]]) -> None:
    command.main(["words", "dog"])
    assert called[0][:2] == ("words", "dog")


@pytest.mark.parametrize("argv", [["--", "words"], ["/photos", "words"]])
def test_elsewhere_the_word_is_a_folder(called: list[tuple[str, object, Path]], argv: list[str]) -> None:
    command.main(argv)
    assert called[0][0] == "window"
    assert called[0][1][-1] == Path("words")  # type: ignore[index]


@pytest.mark.parametrize(
    "argv",
    [
        ["--base-dir", "{}", "words", "dog"],
        ["--base-dir={}", "words", "dog"],
        ["words", "--base-dir", "{}", "dog"],
        ["words", "dog", "--base-dir={}"],
        ["--base-dir", "/elsewhere", "words", "dog", "--base-dir", "{}"],
        ["--base-dir", "{}", "/photos"],
        ["/photos", "--base-dir", "{}"],
    ],
)
def test_the_base_directory_may_be_named_before_and_after_the_verb(
    called: list[tuple[str, object, Path]], argv: list[str], tmp_path: Path
) -> None:
    command.main([word.format(tmp_path) for word in argv])
    assert called[0][2] == tmp_path


def test_a_shared_library_may_be_named_before_and_after_the_verb(monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[str] = []
    monkeypatch.setattr(words, "run", lambda _arguments, paths: named.append(paths.database) or 0)
    command.main(["--database", "postgresql://host/one", "words", "dog"])
    command.main(["words", "dog", "--database=postgresql://host/two"])
    command.main(["words", "dog"])
    assert named == ["postgresql://host/one", "postgresql://host/two", ""]


def test_the_environment_names_the_base_directory_otherwise(
    called: list[tuple[str, object, Path]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(BASE_VARIABLE, str(tmp_path / "chosen"))
    command.main(["words", "dog"])
    assert called[0][2] == tmp_path / "chosen"


@pytest.mark.parametrize(
    ("argv", "query"),
    [
        (["-people"], ["-people"]),
        (["dog", "-people", "beach", "--limit", "3"], ["dog", "-people", "beach"]),
        (["--limit=3", "--json", "-"], ["-"]),
        (["--json", "--", "--limit"], ["--limit"]),
        (["dog", "--base-dir", "/base", "-cat"], ["dog", "-cat"]),
        (["dog", "--database", "postgresql://host/photos", "-cat"], ["dog", "-cat"]),
    ],
)
def test_unwanted_words_of_a_query_are_no_options(
    called: list[tuple[str, object, Path]], argv: list[str], query: list[str], tmp_path: Path
) -> None:
    command.main(["search", *(str(tmp_path) if word == "/base" else word for word in argv)])
    assert called[0][1] == query


@pytest.mark.parametrize(
    "argv",
    [
        ["words"],
        ["words", "dog", "--limit", "0"],
        ["words", "dog", "--limit", "many"],
        ["search"],
        ["search", "dog", "--limit"],
        ["search", "--jsn", "dog"],
        ["analogy", "man", "king"],
        ["caption"],
        ["caption", "a.jpg", "--beam", "0"],
        ["similar"],
        ["serach", "dog"],
        ["--unknown"],
    ],
)
def test_wrong_usage_is_exit_code_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(argv)
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("photoseek")


def test_a_misspelt_verb_is_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["serach", "dog"])
    assert "Did you mean 'search'?" in capsys.readouterr().err


def test_a_folder_that_is_spelt_nearly_like_a_verb_is_opened(
    called: list[tuple[str, object, Path]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "serach").mkdir()
    monkeypatch.chdir(tmp_path)
    command.main(["serach"])
    assert called[0][:2] == ("window", [Path("serach")])


def test_a_users_problem_is_one_line_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_arguments: object, _paths: object) -> int:
        raise UserError("The disk is full. Make room.")

    monkeypatch.setattr(words, "run", fail)
    assert command.main(["words", "dog"]) == 1
    printed = capsys.readouterr()
    assert printed.err == "photoseek: The disk is full. Make room.\n"
    assert printed.out == ""


@pytest.mark.logs_errors
def test_a_bug_is_one_line_that_names_the_log_with_the_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], base_directory: Path
) -> None:
    def fail(_arguments: object, _paths: object) -> int:
        raise ZeroDivisionError("over two\nlines")

    monkeypatch.setattr(words, "run", fail)
    assert command.main(["words", "dog"]) == 1
    log = base_directory / "logs" / "photoseek.log"
    (line,) = capsys.readouterr().err.splitlines()
    assert "ZeroDivisionError: over two lines" in line
    assert str(log) in line
    assert "Traceback" in log.read_text()


def test_an_interruption_is_quiet_and_exit_code_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_arguments: object, _paths: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(words, "run", interrupt)
    assert command.main(["words", "dog"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_base_directory_that_cannot_be_made_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert command.main(["--base-dir", str(in_the_way), "words", "dog"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert str(in_the_way) in line
    assert "--base-dir" in line


@pytest.mark.parametrize("argv", [["search", "dog"], ["similar", "a.jpg"]])
def test_searching_without_a_library_says_what_to_do_and_makes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, argv: list[str]
) -> None:
    base = tmp_path / "none"
    assert command.main(["--base-dir", str(base), *argv]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "photoseek index FOLDER" in line
    assert not base.exists()


def test_opening_the_window_on_something_else_than_a_folder_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert command.main([str(tmp_path / "missing")]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"photoseek: {tmp_path / 'missing'} is not a folder. Name a folder of photos."
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_opening_the_window_without_a_display_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert command.main([]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "no display" in line


def test_every_verb_has_a_module_that_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    for verb in command.VERBS:
        with pytest.raises(SystemExit) as ended:
            command.main([verb, "--help"])
        assert ended.value.code == 0


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(["--help"])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert all(f"\n  {verb} " in printed for verb in command.VERBS)


def test_a_reader_that_has_had_enough_is_no_error() -> None:
    process = subprocess.Popen(
        [*COMMAND, "words", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(b"dog\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["word"] == "dog"
    process.stdout.close()
    process.stdin.write(b"cat\n")
    process.stdin.close()
    assert process.wait() == 141
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT to send")
def test_ctrl_c_while_waiting_for_a_line_is_quiet() -> None:
    process = subprocess.Popen(
        [*COMMAND, "words", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background ignores it
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(b"dog\n")
    process.stdin.flush()
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130
    assert errors == b""
