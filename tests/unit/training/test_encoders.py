from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from photoseek.errors import UnusableModel
from photoseek.models import backbones
from photoseek.models.image_encoder import encoder_config
from photoseek.models.representation import SHIPPED_ENCODER
from photoseek.training import encoders
from photoseek.training.encoders import EncoderChoice, settle

NAME = "timm:resnet18"


def test_the_shipped_encoder_needs_nothing(tmp_path: Path) -> None:
    assert settle(EncoderChoice(), tmp_path) == SHIPPED_ENCODER
    assert not list(tmp_path.iterdir())


def test_weights_are_taken_from_a_file_and_then_from_the_run(tmp_path: Path) -> None:
    file = tmp_path / "weights.safetensors"
    save_file(backbones.create(NAME).network.state_dict(), file)
    run = tmp_path / "run"
    settled = settle(EncoderChoice(NAME, file), run)
    file.unlink()
    assert settle(EncoderChoice(NAME, file), run) == settled == encoder_config(run)


def test_nothing_is_downloaded_unless_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    state = backbones.create(NAME).network.state_dict()

    def download(name: str) -> dict[str, torch.Tensor]:
        asked.append(name)
        return state

    monkeypatch.setattr(encoders.backbones, "download", download)
    with pytest.raises(UnusableModel, match=r"not on this computer. Add --download .* --encoder-weights"):
        settle(EncoderChoice(NAME), tmp_path)
    assert asked == []
    assert settle(EncoderChoice(NAME, download=True), tmp_path).name == NAME
    assert settle(EncoderChoice(NAME, download=True), tmp_path).name == NAME
    assert asked == [NAME], "once"


def test_weights_that_could_run_code_are_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "weights.pth"
    torch.save({"weight": torch.zeros(1)}, file)
    with pytest.raises(UnusableModel, match="safetensors"):
        settle(EncoderChoice(NAME, file), tmp_path / "run")


@pytest.mark.parametrize("content", [b"no weights", b""])
def test_a_file_that_holds_no_weights_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "weights.safetensors"
    file.write_bytes(content)
    with pytest.raises(UnusableModel, match="cannot be read"):
        settle(EncoderChoice(NAME, file), tmp_path / "run")
