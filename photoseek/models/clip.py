"""An OpenCLIP network: photos and sentences in one space, learnt from hundreds of millions of pairs.

CLIP (Radford et al. 2021, "Learning Transferable Visual Models From Natural Language Supervision"),
built by the package ``open_clip`` (the extra ``photoseek[clip]``). The weights lie in a file of our
own, ``clip.safetensors``, with the architecture and the normalisation of pixels as its config, so
that nothing is looked up anywhere when the program runs.
"""

import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from photoseek.errors import UnusableModel
from photoseek.models import weights
from photoseek.models.installed import CLIP
from photoseek.models.torchvision_operators import declare_missing_operators


@dataclass(frozen=True)
class ClipConfig:
    """What makes a network of its weights; saved with them."""

    architecture: dict[str, Any]
    """open_clip's own description: embed_dim, vision_cfg, text_cfg, ..."""
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    interpolation: str = "bicubic"
    source: str = ""
    """Where the weights came from, for people to read."""
    scale: float = 1.0
    offset: float = 0.0
    """``scale`` times a cosine of a text with a photo, plus ``offset``, is on the shipped model's scale."""


class Clip:
    """A network in eval mode; ``identity`` names what makes its vectors."""

    def __init__(self, network: nn.Module, config: ClipConfig, identity: str) -> None:
        self.identity = identity
        self.dimensions = int(config.architecture["embed_dim"])
        self.config = config
        self._network: Any = network.eval()
        text = config.architecture["text_cfg"]
        self._tokenize = import_open_clip().SimpleTokenizer(
            context_length=text.get("context_length", 77), **(text.get("tokenizer_kwargs") or {})
        )
        self._mean, self._std = (torch.tensor(values).view(3, 1, 1) for values in (config.mean, config.std))

    @classmethod
    def load(cls, folder: Path) -> "Clip":
        """The network in ``folder``. Raises DamagedWeights, and UnusableModel without ``open_clip``."""
        arrays, found, identity = weights.load(CLIP, folder)
        config = weights.configure(ClipConfig, found, CLIP)
        network = build(config.architecture)
        weights.fill(network, arrays, CLIP)
        return cls(network, config, identity)

    def embed_photos(self, squares: NDArray[np.uint8]) -> NDArray[np.float32]:
        """uint8 photos (B, S, S, 3), RGB, whole and squashed -> unit vectors (B, D)."""
        with torch.inference_mode():
            vectors: NDArray[np.float32] = self._network.encode_image(
                self._pixels(squares), normalize=True
            ).numpy()
        return vectors

    def embed_text(self, text: str) -> NDArray[np.float32]:
        """Any text -> its unit vector (D,); what is too long for the network is left out."""
        with torch.inference_mode():
            vector: NDArray[np.float32] = self._network.encode_text(self._tokenize([text]), normalize=True)[
                0
            ].numpy()
        return vector

    def knows(self, word: str) -> bool:
        """Whether a word was frequent enough where CLIP learnt to have a token of its own."""
        return len(self._tokenize.encode(word)) == 1

    def _pixels(self, squares: NDArray[np.uint8]) -> Tensor:
        pixels = torch.from_numpy(np.require(squares, requirements="W")).permute(0, 3, 1, 2).float()
        size = self._network.visual.image_size
        resized = functional.interpolate(pixels, size, mode=self.config.interpolation, antialias=True)
        return (resized.clamp(0, 255) / 255 - self._mean) / self._std  # (B, 3, size, size)


def build(architecture: dict[str, Any]) -> nn.Module:
    """A network of this architecture with random weights. Raises UnusableModel.

    Refused is what open_clip would look up on the model hub while building: text towers and
    tokenizers of ``transformers`` (SigLIP, multilingual CLIP) and image towers that lie there.
    """
    open_clip = import_open_clip()
    try:
        own = {key: dict(value) if isinstance(value, dict) else value for key, value in architecture.items()}
        text, vision = own["text_cfg"], own["vision_cfg"]
        elsewhere = text.get("hf_model_name") or text.get("hf_tokenizer_name")
        if elsewhere or ":" in (vision.get("timm_model_name") or "") or "multimodal_cfg" in own:
            raise UnusableModel(
                "This kind of OpenCLIP network needs more than its own file to run. "
                "Choose one with CLIP's own text tower, such as ViT-B-32 or MobileCLIP-S1."
            )
        if "timm_model_name" in vision:
            vision["timm_model_pretrained"] = False
        kind = open_clip.CustomTextCLIP if own.pop("custom_text", False) else open_clip.CLIP
        network: nn.Module = kind(**own)
    except (KeyError, TypeError, ValueError, AttributeError, RuntimeError, AssertionError) as error:
        raise UnusableModel(
            f"open_clip cannot build this architecture ({type(error).__name__}: {error}). "
            "Give the one that the weights were trained with."
        ) from error
    return network


def import_open_clip() -> Any:
    """The package ``open_clip``. Raises UnusableModel when it is not installed."""
    if importlib.util.find_spec("open_clip") is None:
        raise UnusableModel(
            "CLIP models need the package open_clip. "
            f'Run: {sys.executable} -m pip install "open-clip-torch>=3.0,<4"'
        )
    declare_missing_operators()
    import open_clip  # imports torchvision, so only after the operators are declared

    return open_clip
