"""The folder of a training run.

config.json        for every part what it was trained with: encoder, data, recipe
*.safetensors      the weights, a model's folder together with hashes.json
scores.json        validation scores of the finished parts
epochs.jsonl       every epoch: loss and scores
curves.svg         the same, drawn
checkpoints/       what is needed to go on; deleted when a part is finished
"""

import json
import shutil
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from photoseek.errors import UserError
from photoseek.training.curves import draw
from photoseek.training.progress import Epoch


class RunFolder:
    """One run on disk. Parts may be added to it by later commands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)

    @classmethod
    def new(cls, runs: Path, part: str) -> "RunFolder":
        """A folder of its own for a run that begins now."""
        name = f"{datetime.now():%Y-%m-%d-%H%M%S}-{part}"
        taken = sum(path.name.startswith(name) for path in runs.glob("*"))
        return cls(runs / (f"{name}-{taken + 1}" if taken else name))

    @classmethod
    def latest(cls, runs: Path, part: str) -> "RunFolder":
        """The youngest run of ``part`` below ``runs``. Raises UserError when there is none."""
        found = sorted(file.parent for file in runs.glob(f"*-{part}*/config.json"))
        if not found:
            raise UserError(f"There is no run of {part!r} in {runs} to go on with. Leave out --resume.")
        return cls(found[-1])

    def begin(self, part: str, config: dict[str, Any], *, resume: bool) -> bool:
        """Note that ``part`` is trained with ``config`` from here on; False if it is finished already.

        ``config`` is JSON, and names the ``encoder``. Raises UserError when the part was begun before
        and ``resume`` is not wished, or with another config.
        """
        config = json.loads(json.dumps(config))  # as it will be read again
        begun = self._read("config.json")
        for other, known in begun.items():
            if known["encoder"] != config["encoder"]:
                raise UserError(
                    f"{other!r} in {self.path} was trained on the encoder {known['encoder']}, "
                    f"which does not go with {config['encoder']}. Choose another --output."
                )
        if part in begun:
            if not resume:
                raise UserError(
                    f"{self.path} holds a run of {part!r} already. "
                    "Go on with it by --resume, or choose another --output."
                )
            if begun[part] != config:
                changed = sorted(key for key in config if config[key] != begun[part].get(key))
                raise UserError(
                    f"The run in {self.path} was begun with another {' and '.join(changed)}. "
                    "Give the same, or begin anew with another --output."
                )
            return part not in self.scores
        self._write("config.json", {**begun, part: config})
        return True

    def checkpoint(self, part: str, stage: str = "only") -> Path:
        """Where a trainer keeps its state; a part may be trained in several stages."""
        return self.path / "checkpoints" / part / stage

    def record(self, epoch: Epoch) -> None:
        """Note an epoch, and draw the curves anew."""
        with (self.path / "epochs.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(epoch)) + "\n")
        (self.path / "curves.svg").write_text(draw(self.epochs), encoding="utf-8")

    @property
    def epochs(self) -> list[Epoch]:
        """All epochs so far. One that was done again after an interruption is here once, as it ended."""
        file = self.path / "epochs.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        epochs = [Epoch(**json.loads(line)) for line in lines]
        return list({(epoch.part, epoch.number): epoch for epoch in epochs}.values())

    @property
    def scores(self) -> dict[str, Any]:
        """Validation scores of the finished parts."""
        return self._read("scores.json")

    def finish(self, part: str, scores: dict[str, Any]) -> None:
        """Note the scores of ``part``, whose weights are written."""
        self._write("scores.json", {**self.scores, part: scores})
        checkpoints = self.path / "checkpoints"
        shutil.rmtree(checkpoints / part, ignore_errors=True)
        if checkpoints.is_dir() and not any(checkpoints.iterdir()):
            checkpoints.rmdir()

    def _read(self, name: str) -> dict[str, Any]:
        file = self.path / name
        if not file.exists():
            return {}
        try:
            found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise UserError(f"{file} is damaged ({error}). Choose another --output.") from error
        return found

    def _write(self, name: str, content: dict[str, Any]) -> None:
        temporary = self.path / f"{name}.new"
        temporary.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        temporary.replace(self.path / name)
