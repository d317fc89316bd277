"""Files of weights: safetensors with their config inside, checked against a list of hashes.

The only place that reads or writes weights of our own. safetensors holds tensors and text alone,
so a file cannot run code. A folder's ``hashes.json`` names the SHA-256 of each of its files.
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
from photoseek.paths import HASHES, resource

if TYPE_CHECKING:
    from torch import nn

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
        expected = hashes(folder)[path.name]
    except (OSError, KeyError) as error:
        raise DamagedWeights(f"The model file {path} is missing or not listed. {_remedy(folder)}") from error
    if digest != expected:
        raise DamagedWeights(f"The model file {path} is damaged. {_remedy(folder)}")
    try:
        with safe_open(path, framework="numpy") as file:
            config = json.loads((file.metadata() or {})["config"])
            arrays = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 - no mapping
    except (SafetensorError, KeyError, ValueError) as error:
        raise DamagedWeights(f"The model file {path} cannot be read ({error}). {_remedy(folder)}") from error
    return arrays, config, f"{name}-{digest[:8]}"


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a folder of weights, as it was written. Raises DamagedWeights."""
    path = folder / HASHES
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedWeights(f"The list {path} cannot be read. {_remedy(folder)}") from error
    if not isinstance(listed, dict) or not all(isinstance(digest, str) for digest in listed.values()):
        raise DamagedWeights(f"The list {path} is damaged. {_remedy(folder)}")
    return listed


def identities(folder: Path) -> dict[str, str]:
    """The identity of each part in a folder of weights, as ``load`` would give it, without loading any."""
    return {Path(file).stem: f"{Path(file).stem}-{digest[:8]}" for file, digest in hashes(folder).items()}


def save(name: str, arrays: Arrays, config: dict[str, Any], folder: Path) -> Path:
    """Write ``<name>.safetensors`` and note its hash. Floating-point tensors become float16 if they fit."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.safetensors"
    halved = {key: np.ascontiguousarray(_halve(value)) for key, value in arrays.items()}
    save_file(halved, path, metadata={"config": json.dumps(config, ensure_ascii=False)})
    listed = hashes(folder) if (folder / HASHES).exists() else {}
    listed[path.name] = sha256(path)
    write_hashes(folder, listed)
    return path


def _halve(value: NDArray[Any]) -> NDArray[Any]:
    if value.dtype.kind != "f" or np.abs(value, dtype=np.float32).max(initial=0) > np.finfo(np.float16).max:
        return value
    return value.astype(np.float16)


def write_hashes(folder: Path, listed: dict[str, str]) -> None:
    """Write the list of a folder's files and their SHA-256."""
    text = json.dumps(dict(sorted(listed.items())), indent=2) + "\n"
    (folder / HASHES).write_text(text, encoding="utf-8")


def configure(kind: type[Config], config: dict[str, Any], name: str) -> Config:
    """The config of ``<name>.safetensors`` as its dataclass. Raises DamagedWeights.

    A field with a default may be missing: it is younger than the file, and its default is what was
    before there was a choice.
    """
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    try:
        return kind(**{key: value for key, value in config.items() if key in known})
    except TypeError as error:  # a field without a default is missing
        raise _of_another_version(name) from error


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
    return DamagedWeights(
        f"The model file {name} belongs to another version. Install PhotoSeek, or the model you added, again."
    )


def _remedy(folder: Path) -> str:
    if folder == shipped_folder():
        return "Install PhotoSeek again."
    return "Train or install this model again, or run 'photoseek model use shipped'."
