"""Every text of the window is in the translation files, and every translation fits its text."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import translations

PLACEHOLDER = re.compile(r"\{[^}]*\}|%n")


def messages(file: Path) -> list[ElementTree.Element]:
    return ElementTree.parse(file).findall("./context/message")


def texts_of(message: ElementTree.Element) -> list[str]:
    """The translations of a message, one for each plural."""
    translation = message.find("translation")
    assert translation is not None
    forms = translation.findall("numerusform") if message.get("numerus") == "yes" else [translation]
    return [form.text or "" for form in forms]


def placeholders(text: str) -> set[str]:
    """A translation may write a number as its readers do, with ``%Ln``."""
    return set(PLACEHOLDER.findall(text.replace("%Ln", "%n")))


@pytest.fixture(scope="module")
def up_to_date(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as they are after the texts of the program have been read anew."""
    folder = tmp_path_factory.mktemp("translations")
    for file in (translations.WITH_PLURALS_ALONE, *translations.TRANSLATED):
        (folder / file.name).write_bytes(file.read_bytes())
    translations.update(folder)
    return folder


@pytest.mark.parametrize(
    "name", [file.name for file in (translations.WITH_PLURALS_ALONE, *translations.TRANSLATED)]
)
def test_every_text_is_translated(up_to_date: Path, name: str) -> None:
    missing = [
        message.findtext("source") for message in messages(up_to_date / name) if not all(texts_of(message))
    ]
    assert not missing, "python packaging/translations.py, then translate these"


@pytest.mark.parametrize("file", translations.TRANSLATED, ids=lambda file: file.name)
def test_a_translation_keeps_the_placeholders(file: Path) -> None:
    for message in messages(file):
        source = message.findtext("source") or ""
        for text in texts_of(message):
            assert placeholders(text) == placeholders(source), source


def test_the_files_compile(tmp_path: Path) -> None:
    for file in translations.TRANSLATED:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (compiled,) = translations.compile_all(tmp_path)
    assert compiled.stat().st_size > 1000
