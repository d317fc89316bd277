import pytest
import torch

from photoseek.errors import UnusableModel
from photoseek.models import backbones


@pytest.mark.parametrize(
    ("name", "dimensions", "side"),
    [
        ("timm:resnet18", 512, 7),
        ("torchvision:resnet18", 512, 7),
        ("torchvision:mobilenet_v2", 1280, 7),
        ("timm:vit_tiny_patch16_224", 192, 14),
        ("timm:swin_tiny_patch4_window7_224", 768, 7),
    ],
)
def test_networks_of_every_kind_make_a_map_of_features(name: str, dimensions: int, side: int) -> None:
    made = backbones.create(name)
    assert made.input_size == 224
    with torch.inference_mode():
        features = backbones.features(made.network.eval(), torch.rand(1, 3, 224, 224))
    assert features.shape == (1, dimensions, side, side)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("timm:resnet1523", "Did you mean .*timm:resnet152"),
        ("torchvision:resnet1523", "Did you mean .*torchvision:resnet152"),
        ("resnet152", "Give timm:NAME or torchvision:NAME"),
    ],
)
def test_an_unknown_name_is_said_with_those_near_it(name: str, said: str) -> None:
    with pytest.raises(UnusableModel, match=said):
        backbones.create(name)


@pytest.mark.parametrize("name", ["timm:resnet18", "torchvision:resnet18"])
def test_weights_that_cannot_be_downloaded_are_said_with_what_to_do(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: object, **__: object) -> object:
        raise ConnectionError("no route to host")

    monkeypatch.setattr("timm.create_model", unreachable)
    monkeypatch.setattr("torchvision.models._api.load_state_dict_from_url", unreachable)
    with pytest.raises(UnusableModel, match=r"cannot be downloaded \(no route to host\).*--encoder-weights"):
        backbones.download(name)
