"""The models of this computer: the shipped one, and those that the user installed beside it.

A model is a folder of weights with its ``hashes.json``. There are three kinds:

- *shipped*: comes with the program, and is what all others are measured by;
- *trained*: a run's folder of ``photoseek train``, whole in itself;
- *clip*: an OpenCLIP network. It only sees and finds; captions, tags and words stay the shipped ones.

Without torch: models can be listed and chosen by whoever does not run them.
"""

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from photoseek.errors import DamagedWeights, UnusableModel
from photoseek.models import weights
from photoseek.paths import Paths
from photoseek.settings import Settings

SHIPPED = Settings().model
CLIP = "clip"  # the file of weights that tells an OpenCLIP model
Kind = Literal["shipped", "trained", "clip"]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that can be used. ``folder`` holds its own weights."""

    name: str
    kind: Kind
    folder: Path

    @property
    def parts(self) -> Path:
        """The folder of its words, joint space, captions and so on."""
        return weights.shipped_folder() if self.kind == "clip" else self.folder

    @property
    def identities(self) -> dict[str, str]:
        """The identity of each of its own files, without loading any; none if their list is damaged."""
        try:
            return weights.identities(self.folder)
        except DamagedWeights as error:
            _log.warning("%s", error)
            return {}

    @property
    def embedding_id(self) -> str:
        """As ``Inference.embedding_id``: names what made its index vectors. Empty if it is damaged."""
        return self.identities.get(CLIP if self.kind == "clip" else "joint", "")


def list_all(paths: Paths) -> list[InstalledModel]:
    """Every model, the shipped one first, the others by name."""
    shipped = InstalledModel(SHIPPED, "shipped", weights.shipped_folder())
    return [shipped, *map(_in, paths.model_folders())]


def find(paths: Paths, name: str) -> InstalledModel:
    """The model of that name. Raises UnusableModel when it is not installed."""
    for model in list_all(paths):
        if model.name == name:
            return model
    raise UnusableModel(
        f"No model named {name!r} is installed. Run 'photoseek model list', and 'photoseek model use NAME'."
    )


def check_name(paths: Paths, name: str) -> None:
    """Raises UnusableModel unless a model could be installed under this name."""
    if not _NAME.fullmatch(name):
        raise UnusableModel(
            f"{name!r} cannot name a model. Use up to 64 letters, digits, '.', '_' and '-' with --name."
        )
    if name == SHIPPED:
        raise UnusableModel(f"{SHIPPED!r} is the model that comes with PhotoSeek. Choose another --name.")
    if (paths.models / name).exists():
        raise UnusableModel(
            f"{name!r} is installed already. Choose another --name, or delete {paths.models / name}."
        )


def _in(folder: Path) -> InstalledModel:
    is_clip = (folder / f"{CLIP}.safetensors").exists()
    return InstalledModel(folder.name, "clip" if is_clip else "trained", folder)
