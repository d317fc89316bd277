"""What runs the image encoder: a graphics processor, OpenVINO where it is installed, torch everywhere.

OpenVINO in float32 gives torch's numbers at a multiple of its speed on a processor. bfloat16 would
be quicker still where the processor has it, but strays further from torch's numbers than one
shared index can bear, so it is measured (``photoseek benchmark encoders``) and not used.
"""

import importlib.util
import json
import logging
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from photoseek.models.image_encoder import encoder_config, load_image_encoder
from photoseek.models.representation import GRID_CELLS
from photoseek.models.weights import sha256

_log = logging.getLogger(__name__)

Encode = Callable[[NDArray[np.uint8]], tuple[NDArray[np.float32], NDArray[np.float32]]]
"""uint8 photos (B, S, S, 3) -> pooled (B, P) and grid (B, 25, P). One call at a time."""

REFERENCE = "torch float32 on the processor"
_OPENVINO = "OpenVINO float32 on the processor"
_CUDA = "torch float32 on the graphics processor (CUDA)"
_MPS = "torch float32 on the graphics processor (MPS)"
_PREFERRED = {"auto": (_CUDA, _MPS, _OPENVINO), "openvino": (_OPENVINO,), "torch": (_CUDA, _MPS)}

_NICENESS = 5  # of OpenVINO's threads, as of the decoders

_ALL_THREADS = torch.get_num_threads()


def use_one_thread() -> None:
    """Let torch and NumPy compute on one thread each from now on.

    All but the encoder is small: texts, some twenty words against a photo, one vector against a library.
    Several threads gain little there on an idle machine, and on a busy one they wait for each other: a
    search took 300 ms instead of 6.
    """
    torch.set_num_threads(1)
    threadpool_limits(1, user_api="blas")


def load_encoder(
    choice: str, cache: Path | None, folder: Path | None = None, threads: int = 0
) -> tuple[Encode, str]:
    """The encoder of the model in ``folder`` as a function, and what runs it, for people to read.

    ``choice``: "auto", "openvino" or "torch". ``cache``: where the converted network is kept, so
    that the next start skips the conversion. ``threads``: as many as it may use; 0: as it sees fit.
    Raises DamagedWeights.
    """
    here = encoders_here(cache, folder, threads)
    for name in _PREFERRED[choice]:
        if name in here:
            try:
                return here[name](), name
            except (RuntimeError, OSError) as error:
                # Too old a processor, or a cache that cannot be written: slower, but torch works.
                _log.warning("%s cannot run the encoder: %s", name, error)
    return here[REFERENCE](), REFERENCE


def encoders_here(
    cache: Path | None, folder: Path | None = None, threads: int = 0
) -> dict[str, Callable[[], Encode]]:
    """All that may run the encoder on this computer, to be loaded: the reference first."""
    here: dict[str, Callable[[], Encode]] = {}
    here[REFERENCE] = partial(_torch, folder, "cpu", threads or _ALL_THREADS)
    if torch.cuda.is_available():
        here[_CUDA] = partial(_torch, folder, "cuda", 1)
    if torch.backends.mps.is_available():
        here[_MPS] = partial(_torch, folder, "mps", 1)
    if importlib.util.find_spec("openvino") is not None:
        here[_OPENVINO] = partial(_openvino, cache, folder, threads)
        if "BF16" in _import_openvino().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
            here["OpenVINO bfloat16 on the processor"] = partial(_openvino, cache, folder, threads, "bf16")
    return here


def _torch(folder: Path | None, device: str, threads: int) -> Encode:
    encoder = load_image_encoder(folder)
    encoder.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload] # faster; torch's stub lacks it
    torch.backends.cudnn.allow_tf32 = False  # on by default, with 10 bits where float32 has 23

    def encode(photos: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        torch.set_num_threads(threads)
        try:
            with torch.inference_mode():
                pooled, grid = encoder(torch.from_numpy(np.require(photos, requirements="W")).to(device))
        finally:
            use_one_thread()
        return pooled.cpu().numpy(), grid.cpu().numpy()

    return encode


def _openvino(cache: Path | None, folder: Path | None, threads: int, precision: str = "f32") -> Encode:
    openvino = _import_openvino()
    core = openvino.Core()
    config = encoder_config(folder)
    converted = None if cache is None else cache / f"{config.identity}.xml"
    network = None if converted is None else _kept(core, converted)
    if network is None:
        side = config.input_size
        example = torch.zeros(2, side, side, 3, dtype=torch.uint8)
        network = openvino.convert_model(load_image_encoder(folder), example_input=example)
        if converted is not None:
            _save(openvino, network, converted)
    # A photo at a time: what lies between the layers stays in the processor's cache. 16 together take a
    # fifth longer each.
    network.reshape({0: [1, config.input_size, config.input_size, 3]})
    # A thread that is bound to a processor waits there for other programs, such as our own decoders.
    choices: dict[str, Any] = {
        "INFERENCE_PRECISION_HINT": precision,
        "PERFORMANCE_HINT": "THROUGHPUT",
        "ENABLE_CPU_PINNING": False,
    }
    if threads:
        choices["INFERENCE_NUM_THREADS"] = str(threads)
    compiled = _behind_searches(lambda: core.compile_model(network, "CPU", choices))
    waiting = openvino.AsyncInferQueue(compiled)  # one request for each stream, which uses some of the cores

    def encode(photos: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        pooled = np.empty((len(photos), config.dimensions), np.float32)
        grid = np.empty((len(photos), GRID_CELLS, config.dimensions), np.float32)

        def keep(request: Any, number: int) -> None:
            for output, whole in enumerate((pooled, grid)):
                whole[number] = request.get_output_tensor(output).data[0]

        waiting.set_callback(keep)
        for number, photo in enumerate(photos):
            waiting.start_async({0: photo[None]}, number)
        waiting.wait_all()
        compiled.release_memory()  # of what lies between the layers: it costs nothing to have it anew
        return pooled, grid

    return encode


def _behind_searches(make: Callable[[], Any]) -> Any:
    """What ``make`` returns. Threads that it starts let others go first, where the system tells them apart.

    So a search, which is soon done, gets a processor at once while photos are taken in.
    """

    def work() -> Any:
        if sys.platform == "linux":
            here = threading.get_native_id()
            os.setpriority(os.PRIO_PROCESS, here, os.getpriority(os.PRIO_PROCESS, here) + _NICENESS)
        return make()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def _kept(core: Any, converted: Path) -> Any:
    """The network converted by an earlier start, or None when there is none that is whole."""
    if not converted.exists():
        return None
    try:
        listed = json.loads(_hashes_file(converted).read_text(encoding="utf-8"))
        if listed == _hashes(converted):
            return core.read_model(converted)
        _log.warning("The kept conversion of the encoder is damaged and made anew")
    except (RuntimeError, OSError, ValueError) as error:
        _log.warning("The kept conversion of the encoder is damaged and made anew: %s", error)
    return None


def _save(openvino: Any, network: Any, target: Path) -> None:
    """Keep the converted network, and the hashes of its files: a changed weight is no fault that shows."""
    temporary = target.with_name(f"new-{target.name}")
    try:
        openvino.save_model(network, temporary, compress_to_fp16=False)
        hashes = json.dumps(_hashes(temporary))
        temporary.with_suffix(".bin").replace(target.with_suffix(".bin"))
        temporary.replace(target)
        _hashes_file(target).write_text(hashes, encoding="utf-8")
    except (RuntimeError, OSError) as error:
        _log.warning("The converted encoder is not kept: %s", error)


def _hashes_file(converted: Path) -> Path:
    return converted.with_suffix(".json")


def _hashes(converted: Path) -> list[str]:
    return [sha256(converted), sha256(converted.with_suffix(".bin"))]


def _import_openvino() -> Any:
    # WORKAROUND: with openvino_telemetry installed, conversion reports to its maker. Nothing may
    # leave this machine; without that package OpenVINO uses an empty stand-in of its own.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino
