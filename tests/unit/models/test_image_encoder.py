from pathlib import Path

import pytest
import torch

from photoseek.errors import DamagedWeights, UnusableModel
from photoseek.models import backbones, image_encoder
from photoseek.models.representation import SHIPPED_ENCODER


def test_other_weights_than_the_known_ones_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "weights.pth"
    content = bytearray(image_encoder.weights_file().read_bytes())
    content[len(content) // 2] ^= 0xFF
    changed.write_bytes(content)
    monkeypatch.setattr(image_encoder, "weights_file", lambda: changed)
    with pytest.raises(DamagedWeights, match="damaged"):
        image_encoder.load_image_encoder()


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_encoder, "weights_file", lambda: tmp_path / "gone.pth")
    with pytest.raises(DamagedWeights, match="cannot be read"):
        image_encoder.load_image_encoder()


@pytest.mark.parametrize("name", ["timm:resnet18", "torchvision:resnet18"])
def test_another_encoder_is_kept_in_the_models_folder(name: str, tmp_path: Path) -> None:
    torch.manual_seed(0)
    state = backbones.create(name).network.state_dict()
    saved = image_encoder.save_image_encoder(name, state, tmp_path)
    assert (saved.name, saved.input_size, saved.dimensions) == (name, 224, 512)
    assert image_encoder.encoder_config(tmp_path) == saved

    encoder = image_encoder.load_image_encoder(tmp_path)
    with torch.inference_mode():
        pooled, grid = encoder(torch.randint(0, 256, (2, 224, 224, 3), dtype=torch.uint8))
    assert (pooled.shape, grid.shape) == ((2, 512), (2, 25, 512))
    weight, _ = encoder.class_head()
    torch.testing.assert_close(weight, state["fc.weight"], atol=1e-3, rtol=0)  # kept as float16


def test_a_class_head_that_reads_no_mean_of_features_is_left_out(tmp_path: Path) -> None:
    name = "timm:vit_tiny_patch16_224"  # it reads the class token
    image_encoder.save_image_encoder(name, backbones.create(name).network.state_dict(), tmp_path)
    weight, bias = image_encoder.load_image_encoder(tmp_path).class_head()
    assert weight.shape == (1000, 192)
    assert not weight.any()
    assert not bias.any()


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    state = backbones.create("timm:resnet18").network.state_dict()
    with pytest.raises(UnusableModel, match="timm:resnet34 cannot be used as an encoder with these weights"):
        image_encoder.save_image_encoder("timm:resnet34", state, tmp_path)
    assert image_encoder.encoder_config(tmp_path) == SHIPPED_ENCODER


def test_other_weights_are_another_encoder(tmp_path: Path) -> None:
    state = backbones.create("timm:resnet18").network.state_dict()
    first = image_encoder.save_image_encoder("timm:resnet18", state, tmp_path).identity
    state["fc.bias"] += 1
    assert image_encoder.save_image_encoder("timm:resnet18", state, tmp_path).identity != first
