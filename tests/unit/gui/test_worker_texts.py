"""What other packages say in English is known by its wording, and said in the window's language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import photoseek
from photoseek.gui import language
from photoseek.gui.worker_texts import NOTICES, REASONS, REFUSALS, RUNTIMES, translated

PACKAGE = Path(photoseek.__file__).parent
HOLE = re.compile(r"\{[^{}]*\}")


def literals(node: ast.AST) -> Iterator[str]:
    """Every text below ``node``, with ``{}`` for each value in it."""
    for part in ast.walk(node):
        if isinstance(part, ast.JoinedStr):
            yield "".join(
                str(value.value) if isinstance(value, ast.Constant) else "{}" for value in part.values
            )
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield HOLE.sub("{}", part.value)


def said_outside_the_window() -> set[str]:
    files = [file for file in PACKAGE.rglob("*.py") if "gui" not in file.relative_to(PACKAGE).parts]
    return {text for file in files for text in literals(ast.parse(file.read_text(encoding="utf-8")))}


def test_every_known_text_is_still_said() -> None:
    said = said_outside_the_window()
    gone = [text for text in REASONS + NOTICES + REFUSALS + RUNTIMES if HOLE.sub("{}", text) not in said]
    assert not gone, "mend these in gui/worker_texts.py: their wording has changed"


def test_every_reason_for_setting_a_file_aside_is_known() -> None:
    known = {HOLE.sub("{}", text) for text in REASONS}
    raised = set()
    for file in (PACKAGE / "images").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "UnreadablePhoto":
                raised |= {next(literals(value)) for value in node.args if not isinstance(value, ast.Call)}
    assert len(raised) > 8
    assert raised <= known, "add these to gui/worker_texts.py"


def test_texts_are_as_they_were_in_english(qapp: QApplication) -> None:
    language.use(qapp, "en")
    for text in REASONS + NOTICES + REFUSALS + RUNTIMES:
        filled = HOLE.sub("/some/{}, place", text)
        assert translated(filled) == filled


@pytest.mark.usefixtures("chinese")
def test_a_known_text_is_said_in_the_language_of_the_window() -> None:
    assert translated("empty file") == "空文件"
    assert translated("too large: 400 megapixels, more than 300 megapixels").count("百万像素") == 2


@pytest.mark.usefixtures("chinese")
def test_values_are_kept_and_what_they_say_is_translated() -> None:
    text = translated("/photos/a (b). Choose another folder. cannot be written to (Permission denied). "
                      "Choose another folder.")  # fmt: skip
    assert "/photos/a (b). Choose another folder." in text
    assert "Permission" not in text


@pytest.mark.usefixtures("chinese")
def test_an_unknown_text_stays_as_it_is() -> None:
    assert translated("Nobody ever says this {so}.") == "Nobody ever says this {so}."
    assert translated("") == ""
