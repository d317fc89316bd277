from pathlib import Path

import numpy as np
import pytest

from photoseek.errors import DamagedWeights
from photoseek.models import weights


def test_what_is_saved_comes_back_with_its_config(tmp_path: Path) -> None:
    saved = np.linspace(-2, 2, 12, dtype=np.float32).reshape(3, 4)
    weights.save("toy", {"layer": saved}, {"words": ["käse", "狗"]}, tmp_path)
    arrays, config, identity = weights.load("toy", tmp_path)
    np.testing.assert_allclose(arrays["layer"], saved, atol=2e-3)  # kept as float16
    assert config == {"words": ["käse", "狗"]}
    assert identity.startswith("toy-")
    assert len(identity) == len("toy-") + 8


def test_other_numbers_have_another_identity(tmp_path: Path) -> None:
    weights.save("toy", {"layer": np.zeros(3, np.float32)}, {}, tmp_path)
    before = weights.load("toy", tmp_path)[2]
    weights.save("toy", {"layer": np.ones(3, np.float32)}, {}, tmp_path)
    assert weights.load("toy", tmp_path)[2] != before


@pytest.mark.parametrize("position", [0, 40, -1])
def test_a_changed_byte_is_noticed(tmp_path: Path, position: int) -> None:
    path = weights.save("toy", {"layer": np.zeros(3, np.float32)}, {}, tmp_path)
    content = bytearray(path.read_bytes())
    content[position] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(DamagedWeights, match="damaged"):
        weights.load("toy", tmp_path)


def test_a_missing_or_unlisted_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DamagedWeights, match=r"toy\.safetensors is missing"):
        weights.load("toy", tmp_path)


@pytest.mark.parametrize("name", ["words", "representation", "joint", "captions"])
def test_every_shipped_part_passes_its_check(name: str) -> None:
    arrays, config, _ = weights.load(name)
    assert arrays
    assert config


def test_all_shipped_weights_together_stay_below_sixty_megabytes() -> None:
    total = sum(path.stat().st_size for path in weights.shipped_folder().glob("*.safetensors"))
    assert 0 < total < 60_000_000
