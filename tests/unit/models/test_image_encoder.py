from pathlib import Path

import pytest

from photoseek.errors import DamagedWeights
from photoseek.models import image_encoder


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
