"""Files of weights: safetensors with their config inside, checked against a list of hashes.

The only place that reads or writes weights of our own. safetensors holds tensors and text alone,
so a file cannot run code. ``resources/models/hashes.json`` names the SHA-256 of every shipped file.
"""

import hashlib
import json
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from photoseek.errors import DamagedWeights
from photoseek.paths import resource

if TYPE_CHECKING:
    from torch import nn

HASHES = "hashes.json"
Arrays = dict[str, NDArray[Any]]
Config = TypeVar("Config")


def shipped_folder() -> Path:
    """Where the weights that come with the program lie."""
    return resource("models")


def sha256(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load(name: str, folder: Path | None = None) -> tuple[Arrays, dict[str, Any], str]:
    """Tensors, config and identity of ``<name>.safetensors``.

    The identity is ``name-`` and the first eight digits of the file's hash: it names what made a
    vector or a caption. Raises DamagedWeights when the file is missing or not the one listed.
    """
    folder = folder or shipped_folder()
    path = folder / f"{name}.safetensors"
    try:
        digest = sha256(path)
        expected = json.loads((folder / HASHES).read_text(encoding="utf-8"))[path.name]
    except (OSError, KeyError, ValueError) as error:
        raise DamagedWeights(
            f"The model file {path} is missing or not listed. Install PhotoSeek again."
        ) from error
    if digest != expected:
        raise DamagedWeights(f"The model file {path} is damaged. Install PhotoSeek again.")
    try:
        with safe_open(path, framework="numpy") as file:
            config = json.loads((file.metadata() or {})["config"])
            arrays = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 - no mapping
    except (SafetensorError, KeyError, ValueError) as error:
        raise DamagedWeights(
            f"The model file {path} cannot be read ({error}). Install PhotoSeek again."
        ) from error
    return arrays, config, f"{name}-{digest[:8]}"


def save(name: str, arrays: Arrays, config: dict[str, Any], folder: Path) -> Path:
    """Write ``<name>.safetensors`` and note its hash. Floating-point tensors become float16."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.safetensors"
    halved = {
        key: np.ascontiguousarray(value.astype(np.float16) if value.dtype.kind == "f" else value)
        for key, value in arrays.items()
    }
    save_file(halved, path, metadata={"config": json.dumps(config, ensure_ascii=False)})
    hashes_file = folder / HASHES
    hashes = json.loads(hashes_file.read_text(encoding="utf-8")) if hashes_file.exists() else {}
    hashes[path.name] = sha256(path)
    hashes_file.write_text(json.dumps(dict(sorted(hashes.items())), indent=2) + "\n", encoding="utf-8")
    return path


def configure(kind: type[Config], config: dict[str, Any], name: str) -> Config:
    """The config of ``<name>.safetensors`` as its dataclass. Raises DamagedWeights."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if not names <= config.keys():
        raise _of_another_version(name)
    return kind(**{key: value for key, value in config.items() if key in names})


def fill(network: "nn.Module", arrays: Arrays, name: str) -> None:
    """Put the tensors of ``<name>.safetensors`` into a network, in eval mode. Raises DamagedWeights."""
    import torch  # here, since words are looked up without it

    tensors = {key: torch.from_numpy(np.asarray(value, dtype=np.float32)) for key, value in arrays.items()}
    try:
        network.load_state_dict(tensors)
    except RuntimeError as error:
        raise _of_another_version(name) from error
    network.eval()


def _of_another_version(name: str) -> DamagedWeights:
    return DamagedWeights(f"The model file {name} belongs to another version. Install PhotoSeek again.")
