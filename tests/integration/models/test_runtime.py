from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoseek.models.class_names import class_names
from photoseek.models.image_encoder import INPUT_SIZE, load_image_encoder
from photoseek.models.runtime import load_encoder


@pytest.fixture(scope="module")
def squares(sample_photographs: Path) -> np.ndarray:
    names = ("cat.png", "coffee.png", "rocket.jpg")
    opened = [Image.open(sample_photographs / name).convert("RGB") for name in names]
    return np.stack(
        [np.asarray(image.resize((INPUT_SIZE, INPUT_SIZE), Image.Resampling.BICUBIC)) for image in opened]
    )


def test_openvino_and_torch_agree_and_a_kept_conversion_gives_the_same(
    squares: np.ndarray, tmp_path: Path
) -> None:
    pytest.importorskip("openvino")
    by_torch, _ = load_encoder("torch", None)
    fresh, runtime = load_encoder("openvino", tmp_path)
    assert runtime.startswith("OpenVINO")
    assert list(tmp_path.glob("*.xml")), "the conversion is kept"
    kept, _ = load_encoder("auto", tmp_path)
    reference = by_torch(squares)
    for encode in (fresh, kept):
        for ours, theirs in zip(encode(squares), reference, strict=True):
            assert ours.shape == theirs.shape
            cosine = (ours * theirs).sum(-1) / (
                np.linalg.norm(ours, axis=-1) * np.linalg.norm(theirs, axis=-1)
            )
            assert cosine.min() > 0.9999


def test_a_batch_of_any_size_is_encoded_in_order(squares: np.ndarray, tmp_path: Path) -> None:
    encode, _ = load_encoder("auto", tmp_path)
    together, _ = encode(np.concatenate([squares, squares[:2]]))
    assert together.shape == (5, 1280)
    np.testing.assert_allclose(together[3:], together[:2], rtol=1e-3, atol=1e-3)


def test_a_damaged_kept_conversion_is_replaced(squares: np.ndarray, tmp_path: Path) -> None:
    fresh, _ = load_encoder("openvino", tmp_path)
    (kept,) = tmp_path.glob("*.bin")
    weights = bytearray(kept.read_bytes())
    weights[len(weights) // 2 : len(weights) // 2 + 4096] = bytes(4096)  # no error shows it
    kept.write_bytes(weights)
    encode, _ = load_encoder("openvino", tmp_path)
    np.testing.assert_allclose(encode(squares)[0], fresh(squares)[0], rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize(("photo", "name"), [(0, "cat"), (1, "espresso"), (2, "missile")])
def test_the_encoder_names_what_real_photographs_show(
    squares: np.ndarray, photo: int, name: str, tmp_path: Path
) -> None:
    encode, _ = load_encoder("torch", None)
    pooled, _ = encode(squares)
    head, bias = load_image_encoder().class_head()
    best = (pooled[photo] @ head.numpy().T + bias.numpy()).argsort()[::-1][:3]
    assert any(name in class_names()[place] for place in best), [class_names()[place] for place in best]
