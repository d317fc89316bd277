"""Where a run gets its encoder: shipped, from a file, or, where the user asked for it, by download."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from photoseek.errors import UnusableModel
from photoseek.models import backbones
from photoseek.models.image_encoder import encoder_config, save_image_encoder
from photoseek.models.representation import SHIPPED_ENCODER, EncoderConfig


@dataclass(frozen=True)
class EncoderChoice:
    """Which network looks at the photos, and where its pretrained weights come from."""

    name: str = backbones.SHIPPED
    file: Path | None = None
    """Its weights: a .safetensors file, which cannot run code."""
    download: bool = False


def settle(choice: EncoderChoice, folder: Path) -> EncoderConfig:
    """Put the chosen encoder into the run's folder, unless it is there or is the shipped one.

    Raises UnusableModel when its weights cannot be had.
    """
    if choice.name == SHIPPED_ENCODER.name:
        return SHIPPED_ENCODER
    kept = encoder_config(folder)
    if kept.name == choice.name:
        return kept
    if choice.file is not None:
        state = _read(choice.file)
    elif choice.download:
        state = backbones.download(choice.name)
    else:
        backbones.create(choice.name)  # an unknown name is said first
        raise UnusableModel(
            f"The pretrained weights of {choice.name} are not on this computer. "
            "Add --download to fetch them, or give them as a file with --encoder-weights."
        )
    return save_image_encoder(choice.name, state, folder)


def _read(file: Path) -> Mapping[str, Tensor]:
    try:
        return load_file(file)
    except (SafetensorError, OSError) as error:
        raise UnusableModel(
            f"The weights in {file} cannot be read ({error}). Give the network's state_dict as .safetensors."
        ) from error
