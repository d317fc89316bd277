"""Networks that turn pixels into a map of features, by name: timm's and torchvision's.

    timm:resnet152           any network of timm whose features are a map or a square of patches
    torchvision:resnet152    a convolutional network of torchvision that classifies

They are made without weights; weights are downloaded by ``download`` alone, and only where a user
asked for it.
"""

import difflib
import math
from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn

from photoseek.errors import UnusableModel
from photoseek.models.torchvision_operators import declare_missing_operators

SHIPPED = "efficientnet-lite2"
_TIMM_NAME_OF_SHIPPED = "tf_efficientnet_lite2"
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Backbone:
    """A classifier, and what it expects of squares: pixels a side, mean and std of 0 ... 1."""

    network: Any
    input_size: int
    mean: Colour
    std: Colour


def create(name: str) -> Backbone:
    """The named network without weights, in eval mode. Raises UnusableModel for an unknown name."""
    declare_missing_operators()  # timm and torchvision are imported after this only
    library, network = _parse(name)
    return _from_torchvision(network) if library == "torchvision" else _from_timm(network)


def download(name: str) -> dict[str, Tensor]:
    """Its pretrained weights, from where timm or torchvision keep them. Opens network connections.

    Raises UnusableModel when they cannot be had.
    """
    declare_missing_operators()
    library, network = _parse(name)
    try:
        if library == "torchvision":
            from torchvision.models import get_model_weights

            chosen = get_model_weights(network).DEFAULT
            weights: dict[str, Tensor] = chosen.get_state_dict(check_hash=True, weights_only=True)
            return weights
        import timm

        return timm.create_model(network, pretrained=True).state_dict()
    except Exception as error:  # every library underneath has network errors of its own
        reason = " ".join(str(error).split())[:200]
        raise UnusableModel(
            f"The weights of {name} cannot be downloaded ({reason}). "
            "Give them as a file with --encoder-weights, or leave out --encoder."
        ) from error


def _parse(name: str) -> tuple[str, str]:
    if name == SHIPPED:
        return "timm", _TIMM_NAME_OF_SHIPPED
    library, colon, network = name.partition(":")
    if not colon or library not in ("timm", "torchvision"):
        raise UnusableModel(
            f"{name!r} is no encoder. Give timm:NAME or torchvision:NAME, such as timm:resnet152."
        )
    known = _timm_names() if library == "timm" else _torchvision_names()
    if network.partition(".")[0] not in known:  # timm's names may tell the training behind a dot
        near = ", ".join(f"{library}:{one}" for one in difflib.get_close_matches(network, known, 3))
        raise UnusableModel(
            f"{library} knows no network {network!r}." + (f" Did you mean {near}?" if near else "")
        )
    return library, network


def _timm_names() -> list[str]:
    import timm

    return list(timm.list_models())


def _torchvision_names() -> list[str]:
    import torchvision

    return list(torchvision.models.list_models(module=torchvision.models))


def _from_timm(name: str) -> Backbone:
    import timm

    network: Any = timm.create_model(name, pretrained=False).eval()
    config = network.pretrained_cfg
    return Backbone(network, config["input_size"][-1], tuple(config["mean"]), tuple(config["std"]))


def _from_torchvision(name: str) -> Backbone:
    from torchvision.models import get_model, get_model_weights

    network = get_model(name, weights=None).eval()
    preset = get_model_weights(name).DEFAULT.transforms()
    return Backbone(network, preset.crop_size[0], tuple(preset.mean), tuple(preset.std))


def features(network: Any, pixels: Tensor) -> Tensor:
    """Normalised pixels (B, 3, S, S) -> the network's last map of features (B, C, H, W)."""
    if hasattr(network, "forward_features"):
        return _map_of_timm(network, network.forward_features(pixels))
    # torchvision: all but the pooling and the head.
    layers = [network.features] if hasattr(network, "features") else list(network.children())[:-2]
    for layer in layers:
        pixels = layer(pixels)
    return pixels


def _map_of_timm(network: Any, found: Tensor) -> Tensor:
    if found.ndim == 3:  # a transformer's patches, row by row, behind its class token
        patches = found[:, getattr(network, "num_prefix_tokens", 0) :]  # (B, N, C)
        side = math.isqrt(patches.shape[1])
        return patches.transpose(1, 2).unflatten(2, (side, -1))
    if getattr(network, "output_fmt", "NCHW") == "NHWC":
        return found.permute(0, 3, 1, 2)
    return found


def class_head(network: Any) -> nn.Linear | None:
    """The last layer, which names ImageNet's classes, if it is one matrix."""
    linear = [layer for layer in network.modules() if isinstance(layer, nn.Linear)]
    return linear[-1] if linear else None
