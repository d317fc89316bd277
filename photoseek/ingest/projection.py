"""Vectors laid out in a plane so that what is alike lies close together, by t-SNE.

t-SNE (van der Maaten & Hinton 2008) takes half a minute of a processor for a few thousand vectors and
cannot be interrupted, so it runs in a process of its own, at the lowest priority: ``python -m
photoseek.ingest.projection`` reads an array from stdin and writes the points to stdout. What comes
later is placed beside its neighbours.
"""

import io
import os
import select
import subprocess
import sys
import threading

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

PERPLEXITY = 30.0  # neighbours that each point minds; the usual number
DIRECTIONS = 50  # principal components kept before: t-SNE's authors do so, against noise
NEIGHBOURS = 5  # of the points that are there, for one that comes later
SHARPNESS = 0.05  # cosine by which a neighbour counts e times less than a nearer one


class Stopped(Exception):
    """The computation was stopped before its end."""


class Projector:
    """Computes in a process of its own, one map at a time, until it is stopped."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def project(self, vectors: Vectors) -> Vectors:
        """Points (N, 2) between 0 and 1 for ``vectors`` (N, D). Waits; raises Stopped after ``stop``."""
        with self._lock:
            if self._stopped:
                raise Stopped
            # One thread: whatever else runs on this computer comes first.
            environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
            process = self._process = subprocess.Popen(
                [sys.executable, "-m", "photoseek.ingest.projection"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
            )
        answer, _ = process.communicate(_packed(vectors))
        if self._stopped:
            raise Stopped
        if process.returncode:
            raise RuntimeError(f"the map could not be computed (exit status {process.returncode})")
        points: Vectors = np.load(io.BytesIO(answer), allow_pickle=False)
        return points

    def stop(self) -> None:
        """End what is being computed; for another thread."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()


def tsne(vectors: Vectors) -> Vectors:
    """Points (N, 2) for ``vectors`` (N, D), the same ones each time; the longer side spans 0 to 1."""
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE

    count = len(vectors)
    if count <= DIRECTIONS // 10:  # too few for neighbourhoods: side by side
        return np.stack([np.linspace(0, 1, count), np.full(count, 0.5)], axis=1).astype(np.float32)
    kept = min(DIRECTIONS, *vectors.shape)
    reduced = PCA(kept, svd_solver="randomized", random_state=0).fit_transform(vectors)
    perplexity = min(PERPLEXITY, (count - 1) / 3)
    points = TSNE(2, perplexity=perplexity, init="pca", random_state=0, max_iter=750).fit_transform(reduced)
    points -= points.min(axis=0)
    points /= max(float(points.max()), 1e-9)
    placed: Vectors = points.astype(np.float32)
    return placed


def place(vectors: Vectors, known: Vectors, points: Vectors) -> Vectors:
    """Points (n, 2) for ``vectors`` (n, D) among ``points`` (k, 2) that ``known`` vectors (k, D) have.

    All vectors are of unit length. Each comes to lie between its nearest neighbours.
    """
    cosines = vectors @ known.T
    count = min(NEIGHBOURS, len(known))
    nearest = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
    near = np.take_along_axis(cosines, nearest, axis=1)
    weights = np.exp((near - near.max(axis=1, keepdims=True)) / SHARPNESS)
    weights /= weights.sum(axis=1, keepdims=True)
    placed: Vectors = np.einsum("nk,nkd->nd", weights, points[nearest]).astype(np.float32)
    return placed


def _packed(array: Vectors) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()


def _end_with_reader(pipe: int) -> None:
    """Leave when nobody waits for the answer any more: the worker was killed."""
    if hasattr(select, "poll"):
        reader = select.poll()
        reader.register(pipe, 0)  # for nothing but its end
        reader.poll()
        os._exit(1)


def main() -> None:
    """Project the array on stdin."""
    if sys.platform != "win32":
        os.nice(19)
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the numbers
    threading.Thread(target=_end_with_reader, args=(answer.fileno(),), daemon=True).start()
    vectors = np.load(io.BytesIO(sys.stdin.buffer.read()), allow_pickle=False)
    answer.write(_packed(tsne(vectors)))
    answer.flush()


if __name__ == "__main__":
    main()
