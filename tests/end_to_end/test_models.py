"""An OpenCLIP model from its folder to its first answers: the real command, on real photographs."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.clip_checkpoint import needs_open_clip, write_checkpoint

pytestmark = needs_open_clip


def photoseek(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "photoseek.cli.main", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


def models() -> dict[str, dict]:
    listed = [json.loads(line) for line in photoseek("model", "list", "--json").stdout.splitlines()]
    return {model["name"]: model for model in listed}


def test_the_old_vectors_answer_until_the_chosen_model_has_seen_the_photos(
    sample_photographs: Path, tmp_path: Path
) -> None:
    photographs = tmp_path / "photographs"
    photographs.mkdir()
    for name in ("cat.png", "moon.png", "rocket.jpg"):
        shutil.copy(sample_photographs / name, photographs)
    photoseek("index", photographs)
    photoseek("model", "install", write_checkpoint(tmp_path / "tiny"), "--use")

    before = photoseek("search", "moon", "--json")
    assert "tiny has not seen all photos yet, so shipped answers" in before.stderr
    assert Path(json.loads(before.stdout)["hits"][0]["path"]).name == "moon.png"

    report = json.loads(photoseek("index", photographs, "--json").stdout)
    assert (report["unchanged"], report["captioned"]) == (3, 0)
    found = models()
    assert (found["shipped"]["photos"], found["tiny"]["photos"], found["tiny"]["in_use"]) == (3, 3, True)
    after = photoseek("similar", photographs / "cat.png", "--json")
    assert "shipped" not in after.stderr
    assert Path(json.loads(after.stdout)["hits"][0]["path"]).name == "cat.png"

    photoseek("model", "use", "shipped")
    assert json.loads(photoseek("search", "moon", "--json").stdout) | {"took_ms": 0} == json.loads(
        before.stdout
    ) | {"took_ms": 0}
