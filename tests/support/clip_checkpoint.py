"""A small OpenCLIP network with random weights, as open_clip would write it."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from photoseek.models.clip import build, import_open_clip
from photoseek.models.clip_sources import CONFIG, WEIGHTS

ARCHITECTURE: dict[str, Any] = {
    "embed_dim": 16,
    "vision_cfg": {"image_size": 32, "layers": 1, "width": 32, "head_width": 16, "patch_size": 16},
    "text_cfg": {"context_length": 12, "vocab_size": 49408, "width": 16, "heads": 2, "layers": 1},
}
PIXELS = {"mean": [0.5, 0.4, 0.3], "std": [0.2, 0.3, 0.4], "interpolation": "bicubic"}

needs_open_clip = pytest.mark.skipif(
    find_spec("open_clip") is None, reason="OpenCLIP models are an extra: photoseek[clip]"
)


def write_checkpoint(folder: Path, seed: int = 0) -> Path:
    """``folder`` with a description and weights; another seed, other weights."""
    import torch
    from safetensors.torch import save_file

    import_open_clip()
    folder.mkdir(parents=True, exist_ok=True)
    description = {"model_cfg": ARCHITECTURE, "preprocess_cfg": PIXELS}
    (folder / CONFIG).write_text(json.dumps(description))
    torch.manual_seed(seed)
    save_file(build(ARCHITECTURE).state_dict(), folder / WEIGHTS)
    return folder
