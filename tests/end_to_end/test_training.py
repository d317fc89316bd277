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
    "astronaut.png": ("val", "A woman in an orange suit smiles ."),
    "coins.png": ("val", "Old coins in rows ."),
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


def test_all_parts_are_trained_into_one_folder_and_a_finished_run_stays_as_it_is(
    dataset: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    order = ("train", "all", "--data", dataset, "--epochs", "2", "--seed", "3", "--output", run, "--json")
    done = photoseek(*order)
    assert done.returncode == 0, done.stderr
    assert "captions, epoch 2 of 2" in done.stderr
    scores = json.loads(done.stdout)
    assert set(scores["captions"]) >= {"bleu_4", "cider", "rouge_l"}
    made = {path.name for path in run.glob("*.safetensors")}
    assert made >= {"joint.safetensors", "captions.safetensors", "alignment.safetensors"}
    assert set(json.loads((run / "hashes.json").read_text())) == made
    config = json.loads((run / "config.json").read_text())
    assert config["captions"]["recipe"]["epochs"] == 2
    assert config["joint"]["recipe"]["seed"] == 3
    assert "cider" in (run / "curves.svg").read_text()
    # Two of each part; captions have two more, which are self-critical.
    assert len((run / "epochs.jsonl").read_text().splitlines()) == 8

    again = photoseek(*order)
    assert again.returncode == 1
    assert "--resume" in again.stderr
    resumed = photoseek(*order, "--resume")
    assert resumed.returncode == 0, resumed.stderr
    assert "epoch" not in resumed.stderr
    assert json.loads(resumed.stdout) == scores


def test_a_model_can_stand_on_another_encoder(dataset: Path, tmp_path: Path) -> None:
    from safetensors.torch import save_file

    from photoseek.models import backbones
    from photoseek.models.representation import GridCompression

    save_file(backbones.create("timm:resnet18").network.state_dict(), tmp_path / "resnet.safetensors")
    run = tmp_path / "run"
    encoder = ("--encoder", "timm:resnet18", "--encoder-weights", tmp_path / "resnet.safetensors")
    for part in ("joint", "captions"):
        done = photoseek("train", part, "--data", dataset, "--epochs", "1", "--output", run, *encoder)
        assert done.returncode == 0, done.stderr
    made = {path.name for path in run.glob("*.safetensors")}
    parts = {"encoder", "representation", "joint", "tags", "captions"}
    assert made == {f"{part}.safetensors" for part in parts}
    assert GridCompression.load(run)[0].encoder.name == "timm:resnet18"


def test_a_split_is_measured_by_name(dataset: Path) -> None:
    names = "text_to_photo,captions,captions_chinese,text_to_photo_reranked,neighbours,alignment"
    done = photoseek("evaluate", dataset, "--split", "train", "--only", names, "--json")
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout)
    assert measured.keys() == {"photos", "unreadable", "seconds", "models", *names.split(",")}
    assert measured["photos"] == 4
    assert measured["text_to_photo"]["recall_at_1"] >= 75  # by chance: 25
    assert 0 < measured["captions"]["bleu_1"] <= 1
    assert measured["text_to_photo_reranked"]["recall_at_1"] >= 75
    assert "'zh'" in measured["captions_chinese"]["not_measured"]


def test_photos_in_folders_are_searched_by_the_folders_names(
    sample_photographs: Path, tmp_path: Path
) -> None:
    for name, file in (("tabby", "cat.png"), ("espresso", "coffee.png"), ("motor scooter", "motorcycle.png")):
        (tmp_path / name.replace(" ", "_")).mkdir()
        shutil.copy(sample_photographs / file, tmp_path / name.replace(" ", "_"))
    done = photoseek("evaluate", tmp_path, "--json", "--only", "class_names,tags")
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout)
    assert measured["class_names"]["classes"] == 3
    assert measured["class_names"]["recall_at_1"] == 100
    assert measured["tags"]["right_in_first_10"] >= 66


def test_words_are_measured_without_photos(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("Word 1,Word 2,Human (mean)\ncar,automobile,9\ntiger,cat,7\nnoon,string,1\n")
    done = photoseek("evaluate", "--word-pairs", pairs)
    assert done.returncode == 0, done.stderr
    assert "wide, spearman" in done.stdout
    wrong = photoseek("evaluate", "--only", "words,relevence")
    assert wrong.returncode == 2
    assert "relevence: no such measure; there are text_to_photo" in wrong.stderr


def test_a_data_set_that_is_none_is_said_in_one_line(dataset: Path, tmp_path: Path) -> None:
    wrong_folder = photoseek("evaluate", tmp_path)
    assert (wrong_folder.returncode, wrong_folder.stdout) == (1, "")
    assert "holds no dataset.json" in wrong_folder.stderr
    assert len(wrong_folder.stderr.splitlines()) == 1
    wrong_split = photoseek("evaluate", dataset, "--split", "holiday")
    assert wrong_split.returncode == 1
    assert "it has: train, val" in wrong_split.stderr
