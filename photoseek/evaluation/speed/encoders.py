"""What can run the image encoder here: how fast each is, and how far from torch's own numbers."""

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photoseek.evaluation.speed.bench import Bench, Figures
from photoseek.images.decode import decode_upright
from photoseek.models.representation import GridCompression, pack
from photoseek.models.runtime import Encode, encoders_here

BATCH = 32
ROUNDS = 5
NEAREST = 10
Squares = NDArray[np.uint8]
Encoded = tuple[NDArray[np.float32], NDArray[np.float32]]  # as ``runtime.Encode`` gives them


def encoders(bench: Bench) -> Figures:
    """Photos a second of each, in turn, and its likeness to torch in float32 over made photographs."""
    if bench.model.kind == "clip":
        return {"skipped": "a model of OpenCLIP is chosen, which only torch runs"}
    model = bench.model
    here = encoders_here(bench.program.compiled_models, model.parts, bench.settings.threads)
    compression, _ = GridCompression.load(model.parts)

    def vectors_of(encoded: Encoded) -> NDArray[np.float32]:
        pooled, grid = encoded
        return bench.inference.embed_photos(pack(pooled, compression.compress(grid)))

    squares = made_squares(bench, bench.files)
    encode = {name: make() for name, make in here.items()}
    rates: dict[str, list[float]] = {name: [] for name in encode}
    for number in range(ROUNDS):  # in turn: what else the machine does falls upon all alike
        for name, run in encode.items():
            rates[name].append(_rate(run, squares[:BATCH]))
            bench.progress("encoding", number, ROUNDS)
    reference = next(iter(encode))
    expected = _encoded(encode[reference], squares)
    expected_vectors = vectors_of(expected)
    figures: dict[str, object] = {"photos": len(squares), "runs": bench.inference.runtime}
    for name, run in encode.items():
        found = expected if name == reference else _encoded(run, squares)
        vectors = vectors_of(found)
        median = float(np.median(rates[name]))
        figures[name] = {
            "per_s": round(median, 1),
            "times_torch": round(float(np.median(np.divide(rates[name], rates[reference]))), 2),
            "features_cosine": _cosines(found[0], expected[0]),
            "vector_cosine": _cosines(vectors, expected_vectors),
            "same_ten_nearest": round(_agreement(vectors, expected_vectors), 4),
        }
    return figures


def made_squares(bench: Bench, count: int) -> Squares:
    """Parts of the sample photographs, (count, S, S, 3): large and small ones, mirrored, darker, lighter."""
    random = np.random.default_rng(0)
    pictures = [decode_upright(path, 1024)[0] for path in bench.samples]
    side = bench.inference.input_size
    squares = []
    for number in range(count):
        picture = pictures[number % len(pictures)]
        width, height = (round(length * random.uniform(0.3, 1.0)) for length in picture.size)
        left = int(random.integers(picture.width - width + 1))
        top = int(random.integers(picture.height - height + 1))
        part = picture.resize((side, side), box=(left, top, left + width, top + height))
        pixels = np.asarray(part, np.float32)[:, :: random.choice((1, -1))] * random.uniform(0.6, 1.3)
        squares.append(np.clip(pixels, 0, 255).astype(np.uint8))
    return np.stack(squares)


def _rate(encode: Encode, squares: Squares) -> float:
    began = time.perf_counter()
    encode(squares)
    return len(squares) / (time.perf_counter() - began)


def _encoded(encode: Encode, squares: Squares) -> Encoded:
    parts = [encode(squares[begin : begin + BATCH]) for begin in range(0, len(squares), BATCH)]
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def _cosines(found: NDArray[np.float32], expected: NDArray[np.float32]) -> dict[str, float]:
    lengths = np.linalg.norm(found, axis=1) * np.linalg.norm(expected, axis=1)
    cosines = (found * expected).sum(axis=1) / lengths
    return {"mean": round(float(cosines.mean()), 5), "worst": round(float(cosines.min()), 5)}


def _agreement(found: NDArray[np.float32], expected: NDArray[np.float32]) -> float:
    """Share of the ten nearest photos of each photo that stay the same."""
    nearest = [_nearest(vectors) for vectors in (found, expected)]
    same: Sequence[int] = [len(np.intersect1d(one, other)) for one, other in zip(*nearest, strict=True)]
    return float(np.mean(same) / nearest[0].shape[1])


def _nearest(vectors: NDArray[np.float32]) -> NDArray[np.intp]:
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -np.inf)
    return np.argsort(-cosines, axis=1)[:, : min(NEAREST, len(vectors) - 1)]
