"""``photoseek model``: list, use, install."""

import json

import pytest

from photoseek import settings
from photoseek.cli.main import main
from photoseek.library.lock import WriterLock
from photoseek.models import weights
from photoseek.paths import Paths
from tests.support.clip_checkpoint import needs_open_clip, write_checkpoint


@pytest.fixture
def paths(base_directory) -> Paths:
    return Paths(base_directory)


def listed(capsys) -> dict[str, dict]:
    capsys.readouterr()
    assert main(["model", "list", "--json"]) == 0
    models = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {model["name"]: model for model in models}


def add(paths: Paths, name: str) -> None:
    (paths.models / name).mkdir(parents=True)
    weights.write_hashes(paths.models / name, {"joint.safetensors": "0123456789"})


def test_the_shipped_model_is_listed_and_in_use(paths, capsys):
    (shipped,) = listed(capsys).values()
    assert (shipped["name"], shipped["kind"], shipped["in_use"]) == ("shipped", "shipped", True)
    assert shipped["parts"]["joint"] == weights.load("joint")[2]
    assert shipped["bytes"] > 1_000_000


def test_people_see_which_one_is_in_use(paths, capsys):
    add(paths, "walks")
    assert main(["model", "list"]) == 0
    shipped, walks = capsys.readouterr().out.splitlines()
    assert shipped.startswith("* shipped")
    assert walks.startswith("  walks")


def test_a_model_is_chosen_and_other_settings_stay(paths, capsys):
    add(paths, "walks")
    paths.settings.write_text('{"beam_size": 5}')
    assert main(["model", "use", "walks"]) == 0
    chosen = settings.load(paths.settings)
    assert (chosen.model, chosen.beam_size) == ("walks", 5)
    assert listed(capsys)["walks"]["in_use"]


def test_a_model_that_is_not_there_cannot_be_chosen(paths, capsys):
    assert main(["model", "use", "walks"]) == 1
    assert "'walks' is installed" in capsys.readouterr().err
    assert settings.load(paths.settings).model == "shipped"


def test_nothing_is_chosen_behind_the_back_of_a_running_photoseek(paths, capsys):
    paths.create()
    add(paths, "walks")
    with WriterLock(paths.lock):
        assert main(["model", "use", "walks"]) == 1
    assert "already running" in capsys.readouterr().err


def test_a_chosen_model_that_went_away_is_said(paths, capsys):
    paths.settings.write_text('{"model": "gone"}')
    assert main(["model", "list"]) == 1
    assert "'gone'" in capsys.readouterr().err


def test_what_cannot_be_installed_is_one_line(paths, tmp_path, capsys):
    assert main(["model", "install", str(tmp_path / "nowhere")]) == 1
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert "is no model" in error


def test_a_wish_is_needed(paths):
    with pytest.raises(SystemExit):
        main(["model"])


@needs_open_clip
def test_an_open_clip_folder_is_installed_and_chosen(paths, tmp_path, capsys):
    folder = write_checkpoint(tmp_path / "tiny clip")
    assert main(["model", "install", str(folder), "--name", "tiny", "--use"]) == 0
    assert "tiny is installed" in capsys.readouterr().out
    tiny = listed(capsys)["tiny"]
    assert (tiny["kind"], tiny["in_use"], tiny["photos"]) == ("clip", True, 0)
    assert main(["status", "--json"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert status["model"] == "tiny"
    assert {"clip", "captions"} <= set(status["models"])
