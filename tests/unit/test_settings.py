"""Settings: what the file may hold, and what follows from it."""

import json
import os
from pathlib import Path

import pytest

from photoseek import settings
from photoseek.errors import BadSettings
from photoseek.paths import DATABASE_VARIABLE, Paths
from photoseek.settings import Settings


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    chosen = Settings(appearance="dark", caption_languages="zh+en")
    settings.save(chosen, tmp_path / "settings.json")
    assert settings.load(tmp_path / "settings.json") == chosen


def test_the_language_shown_comes_first() -> None:
    assert Settings().languages == ("en",)
    assert Settings(caption_languages="zh+en").languages == ("zh", "en")


@pytest.mark.parametrize("value", ["de", "en+de", "", 1, ["en"]])
def test_a_language_that_is_not_known_is_refused(tmp_path: Path, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"caption_languages": value}))
    with pytest.raises(BadSettings, match="caption_languages"):
        settings.load(path)


def test_a_shared_library_is_named_by_the_option_the_environment_or_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    assert settings.located(tmp_path) == Paths(tmp_path)
    assert not settings.located(tmp_path).has_library()
    settings.save(Settings(database="postgresql://settings/photos"), tmp_path / "settings.json")
    assert settings.located(tmp_path).database == "postgresql://settings/photos"
    assert settings.located(tmp_path).has_library()
    monkeypatch.setenv(DATABASE_VARIABLE, "postgresql://environment/photos")
    assert settings.located(tmp_path).database == "postgresql://environment/photos"
    assert settings.located(tmp_path, "postgresql://option/photos").database == "postgresql://option/photos"
    monkeypatch.setenv(DATABASE_VARIABLE, "")
    assert not settings.located(tmp_path).has_library()


@pytest.mark.parametrize("what", ["pipe", "depth", "gigabytes"])
def test_a_file_that_would_be_waited_for_or_fill_the_memory_is_not_read(tmp_path: Path, what: str) -> None:
    path = tmp_path / "settings.json"
    if what == "pipe":
        os.mkfifo(path)
    elif what == "depth":
        path.write_text("[" * 200_000)
    else:
        with path.open("wb") as file:
            file.truncate(20 << 30)
    with pytest.raises(BadSettings, match="Delete the file"):
        settings.load(path)
    mended, problem = settings.load_or_mend(path)
    assert mended == Settings()
    assert "the file is kept" in problem
    assert settings.load(path) == Settings()
