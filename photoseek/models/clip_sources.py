"""Where OpenCLIP's weights come from: a folder as open_clip writes it, a lone file, or the model hub."""

import importlib.util
import json
import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from torch import nn

from photoseek.errors import UnusableModel
from photoseek.models.clip import ClipConfig, build, import_open_clip

CONFIG = "open_clip_config.json"
WEIGHTS = "open_clip_model.safetensors"
HUB = "hub:"

_OF_OPEN_CLIP = (
    RuntimeError,
    AttributeError,
    AssertionError,
    StopIteration,
)  # how it meets what it cannot use

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ClipCheckpoint:
    """Weights as somebody else wrote them, and what they are the weights of."""

    file: Path
    config: ClipConfig

    def load(self) -> nn.Module:
        """The network with these weights. Raises UnusableModel."""
        if self.file.suffix != ".safetensors":
            raise UnusableModel(
                f"{self.file} is no .safetensors file. PhotoSeek opens no other kind: they can hold programs."
            )
        open_clip = import_open_clip()
        network = build(self.config.architecture)
        try:
            with safe_open(self.file, framework="pt"):
                pass  # its header is read and checked
            open_clip.load_checkpoint(network, os.fspath(self.file))
        except (OSError, SafetensorError) as error:
            raise UnusableModel(f"{self.file} cannot be read ({error}). Get that file again.") from error
        except (LookupError, TypeError, ValueError, *_OF_OPEN_CLIP) as error:
            reason = " ".join(str(error).split())[:200]
            raise UnusableModel(
                f"{self.file} does not fit its architecture ({reason}). Check --architecture."
            ) from error
        return network


def from_folder(folder: Path) -> ClipCheckpoint:
    """What open_clip's ``save_for_hf`` writes, and the hub's repositories hold. Raises UnusableModel."""
    try:
        found = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        architecture, pixels = found["model_cfg"], found.get("preprocess_cfg", {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusableModel(
            f"{folder / CONFIG} is not a description that open_clip wrote ({error!r})."
        ) from error
    files = [folder / WEIGHTS] if (folder / WEIGHTS).exists() else sorted(folder.glob("*.safetensors"))
    if len(files) != 1:
        raise UnusableModel(f"{folder} should hold one file {WEIGHTS}; {len(files)} .safetensors are there.")
    return ClipCheckpoint(files[0], _config(architecture, pixels, folder.name))


def from_file(file: Path, architecture: str) -> ClipCheckpoint:
    """A file of weights and open_clip's name of its architecture: ``ViT-B-32`` or ``ViT-L-14/openai``.

    What follows the slash names whose weights they are, where that decides how pixels are
    normalised. Raises UnusableModel.
    """
    open_clip = import_open_clip()
    name, _, whose = architecture.partition("/")
    described = open_clip.get_model_config(name) if name in open_clip.list_models() else None
    if described is None:
        raise UnusableModel(
            f"open_clip knows no architecture {name!r}. Names are like ViT-B-32 or MobileCLIP-S1."
        )
    published = {
        tag: open_clip.get_pretrained_cfg(name, tag) for tag in open_clip.list_pretrained_tags_by_model(name)
    }
    chosen = [published[whose]] if whose in published else list(published.values())
    if (whose and whose not in published) or len({_pixels(pixels) for pixels in chosen}) > 1:
        names = ", ".join(f"{name}/{tag}" for tag in published) or name
        raise UnusableModel(f"Say whose weights these are, with --architecture and one of: {names}")
    return ClipCheckpoint(
        file, _config(described, chosen[0] if chosen else {}, f"{file.name}, {architecture}")
    )


def from_hub(repository: str, folder: Path) -> ClipCheckpoint:
    """Fetch ``owner/name`` from the Hugging Face hub into ``folder``. Raises UnusableModel.

    The only place where this package asks the network for anything.
    """
    if importlib.util.find_spec("huggingface_hub") is None:
        raise UnusableModel(
            f"Fetching needs huggingface_hub. Run: {sys.executable} -m pip install huggingface-hub"
        )
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import huggingface_hub

    try:
        for name in (CONFIG, WEIGHTS):
            huggingface_hub.hf_hub_download(repository, name, local_dir=folder)
    except Exception as error:  # its own, its HTTP client's and the system's: of many families
        _log.info("Fetching %s failed", repository, exc_info=True)
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise UnusableModel(
            f"{repository} cannot be fetched from the model hub ({reason}). Check name and connection, or "
            f"get its {CONFIG} and {WEIGHTS} another way and install their folder."
        ) from error
    return from_folder(folder)


def _config(architecture: dict[str, Any], pixels: dict[str, Any], source: str) -> ClipConfig:
    try:
        mean, std, interpolation = _pixels(pixels)
    except (TypeError, ValueError) as error:
        raise UnusableModel(f"{source}: its description of pixels cannot be used ({error}).") from error
    return ClipConfig(architecture, mean, std, interpolation, source)


def _pixels(found: dict[str, Any]) -> tuple[tuple[float, float, float], tuple[float, float, float], str]:
    """Mean, deviation and interpolation; what is not said is as OpenAI's CLIP had it."""
    open_clip = import_open_clip()
    mean = tuple(map(float, found.get("mean") or open_clip.OPENAI_DATASET_MEAN))
    std = tuple(map(float, found.get("std") or open_clip.OPENAI_DATASET_STD))
    if not len(mean) == len(std) == 3 or min(std) <= 0:
        raise ValueError("mean and std must be three numbers, std above 0")
    interpolation = found.get("interpolation")
    return mean, std, interpolation if interpolation == "bilinear" else "bicubic"
