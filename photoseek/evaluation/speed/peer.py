"""What rclip, a program that searches photos by words on the command line, needs for the same files.

Its way is followed here, not its code: each photo decoded whole, its shorter side resized to 256 pixels,
the middle cut out, eight at a time through a ViT-B/32 for 256 pixels. The network has random weights, which
cost the same time, and runs in OpenVINO in place of ONNX Runtime, which is as quick at it.
"""

import importlib.util
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photoseek.evaluation.speed.bench import Bench, Figures
from photoseek.evaluation.speed.indexing import ROUNDS, effort_of, take_in, warm_up
from photoseek.models.torchvision_operators import declare_missing_operators

NETWORK = "ViT-B-32-256"
SIDE = 256
BATCH = 8
FILES = 64
MEAN, STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)


def rclip(bench: Bench) -> Figures:
    """Photos a second of both programs' ways, one after the other, on the same files."""
    if importlib.util.find_spec("open_clip") is None or importlib.util.find_spec("openvino") is None:
        return {"skipped": "needs the packages open-clip-torch and openvino"}
    paths = sorted(bench.jpegs.iterdir())[:FILES]
    network = _network()
    _encode(network, [_pixels(paths[0])])
    warm_up(bench)

    def work() -> int:
        with ThreadPoolExecutor() as pool:
            for begin in range(0, len(paths), BATCH):
                _encode(network, list(pool.map(_pixels, paths[begin : begin + BATCH])))
                bench.progress("encoding as rclip does", begin, len(paths))
        return len(paths)

    # In turn: what else the machine does falls upon both alike.
    rounds = [(effort_of(work), take_in(bench)) for _ in range(ROUNDS)]
    efforts = dict(zip(("rclip", "photoseek"), zip(*rounds, strict=True), strict=True))
    rate = {name: max(one.per_s for one in several) for name, several in efforts.items()}
    cost = {name: min(one.milliseconds for one in several) for name, several in efforts.items()}
    return {
        "per_s": {name: round(found, 1) for name, found in rate.items()},
        "times_rclip": round(rate["photoseek"] / rate["rclip"], 1),
        "processor_ms_a_photo": {name: round(found, 1) for name, found in cost.items()},
    }


def _network() -> Any:
    declare_missing_operators()  # before torchvision, which open_clip imports
    import open_clip
    import openvino
    import torch

    visual = open_clip.create_model(NETWORK).visual.eval()
    torch.backends.mha.set_fastpath_enabled(False)  # it cannot be traced
    example = torch.zeros(2, 3, SIDE, SIDE)
    with torch.no_grad():
        traced = torch.jit.trace(visual, example, check_trace=False)  # type: ignore[no-untyped-call]
    converted = openvino.convert_model(traced, example_input=example)
    return openvino.Core().compile_model(
        converted, "CPU", {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"}
    )


def _encode(network: Any, pixels: Sequence[NDArray[np.float32]]) -> None:
    network(np.stack(pixels))


def _pixels(path: Path) -> NDArray[np.float32]:
    """(3, 256, 256), as the network wants it."""
    with Image.open(path) as image:
        whole = image.convert("RGB")
    scale = SIDE / min(whole.size)
    size = (round(whole.width * scale), round(whole.height * scale))
    small = whole.resize(size, Image.Resampling.BICUBIC)
    left, top = (small.width - SIDE) // 2, (small.height - SIDE) // 2
    square = np.asarray(small.crop((left, top, left + SIDE, top + SIDE)), np.float32) / 255
    return ((square - MEAN) / STD).transpose(2, 0, 1).astype(np.float32)
