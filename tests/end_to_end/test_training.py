"""Training and measuring as somebody with captions of their own would: the real commands, little data."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CAPTIONS = {
    "cat.png": ("train", "A tabby cat looks at the camera ."),
    "coffee.png": ("train", "A cup of coffee on a wooden table ."),
    "motorcycle.png": ("train", "A red motorcycle in a garage ."),
    "rocket.jpg": ("train", "A rocket stands on its launch pad at night ."),
    "flower.jpg": ("val", "An orange flower in bloom ."),
    "temple.jpg": ("val", "A temple above a lake ."),
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory, sample_photographs: Path) -> Path:
    folder = tmp_path_factory.mktemp("dataset")
    (folder / "images").mkdir()
    for name in CAPTIONS:
        shutil.copy(sample_photographs / name, folder / "images")
    images = [
        {"filename": name, "split": split, "sentences": [{"raw": caption}, {"raw": caption}]}
        for name, (split, caption) in CAPTIONS.items()
    ]
    (folder / "dataset.json").write_text(json.dumps({"images": images}))
    return folder


def photoseek(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "photoseek", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.timeout(300)
def test_joint_space_and_captions_are_trained_into_one_folder(dataset: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    for part in ("joint", "captions"):
        done = photoseek("train", part, "--data", dataset, "--epochs", "2", "--output", run, "--json")
        assert done.returncode == 0, done.stderr
        assert "epoch 2 of 2" in done.stderr
        scores = json.loads(done.stdout)
    assert set(scores["captions"]) >= {"bleu_4", "cider", "rouge_l"}
    made = {path.name for path in run.glob("*.safetensors")}
    assert made == {"representation.safetensors", "joint.safetensors", "captions.safetensors"}
    assert set(json.loads((run / "hashes.json").read_text())) == made
    assert json.loads((run / "recipe.json").read_text())["captions"]["epochs"] == 2


def test_a_split_is_measured_by_name(dataset: Path) -> None:
    done = photoseek("evaluate", dataset, "--split", "train", "--json")
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout)
    assert measured["photos"] == 4
    assert measured["text_to_photo"]["recall_at_1"] >= 75  # by chance: 25
    assert 0 < measured["captions"]["bleu_1"] <= 1


def test_a_data_set_that_is_none_is_said_in_one_line(dataset: Path, tmp_path: Path) -> None:
    wrong_folder = photoseek("evaluate", tmp_path)
    assert (wrong_folder.returncode, wrong_folder.stdout) == (1, "")
    assert "holds no dataset.json" in wrong_folder.stderr
    assert len(wrong_folder.stderr.splitlines()) == 1
    wrong_split = photoseek("evaluate", dataset, "--split", "holiday")
    assert wrong_split.returncode == 1
    assert "it has: train, val" in wrong_split.stderr
