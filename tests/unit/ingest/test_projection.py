"""What is alike lies close together, also when it comes later."""

import io
import select
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from photoseek.ingest.projection import Projector, Stopped, Vectors, place, tsne


def clusters(count: int, each: int, seed: int = 0) -> tuple[Vectors, np.ndarray]:
    """Unit vectors around ``count`` far directions, and which direction each is near."""
    random = np.random.default_rng(seed)
    labels = np.repeat(np.arange(count), each)
    vectors = np.eye(16)[labels] + 0.1 * random.standard_normal((count * each, 16))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), labels


def nearest_labels(points: Vectors, labels: np.ndarray) -> np.ndarray:
    distances = np.linalg.norm(points[:, None] - points[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    return labels[distances.argmin(axis=1)]


def test_neighbours_stay_neighbours_in_a_process_of_its_own() -> None:
    vectors, labels = clusters(4, 20)
    points = Projector().project(vectors)
    assert points.shape == (80, 2)
    assert points.min() >= 0
    assert points.max() == pytest.approx(1)
    assert (nearest_labels(points, labels) == labels).all()


@pytest.mark.parametrize("count", [1, 2, 5, 6, 20])
def test_a_handful_of_vectors_has_a_place_too(count: int) -> None:
    points = tsne(clusters(1, count)[0])
    assert points.shape == (count, 2)
    assert np.isfinite(points).all()
    assert len(np.unique(points, axis=0)) == count


def test_equal_vectors_do_no_harm() -> None:
    assert np.isfinite(tsne(np.repeat(clusters(1, 1)[0], 12, axis=0))).all()


def test_later_ones_come_to_lie_among_their_neighbours() -> None:
    vectors, labels = clusters(3, 30)
    points = np.array([[0, 0], [10, 0], [0, 10]], np.float32)[labels]
    later, later_labels = clusters(3, 5, seed=1)
    placed = place(later, vectors, points)
    assert placed == pytest.approx(np.array([[0, 0], [10, 0], [0, 10]])[later_labels], abs=0.5)
    assert place(later, vectors[:1], points[:1]) == pytest.approx(np.zeros((15, 2)))


@pytest.mark.skipif(not hasattr(select, "poll"), reason="the end of a pipe cannot be waited for here")
def test_a_computation_that_nobody_waits_for_ends() -> None:
    array = io.BytesIO()
    np.save(array, np.random.default_rng(0).normal(size=(3000, 64)).astype(np.float32))
    command, pipe = [sys.executable, "-m", "photoseek.ingest.projection"], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(array.getvalue())
        process.stdin.close()
        process.stdout.close()
        assert process.stderr.read() == b""  # it did not come to its end, to write what nobody reads
    assert process.returncode == 1


def test_stopping_ends_a_computation_and_allows_no_other() -> None:
    projector = Projector()
    problems: list[Exception] = []

    def compute() -> None:
        try:
            projector.project(clusters(10, 500)[0])
        except Exception as error:
            problems.append(error)

    thread = threading.Thread(target=compute)
    thread.start()
    time.sleep(0.2)
    projector.stop()
    thread.join(30)
    assert not thread.is_alive()
    assert [type(problem) for problem in problems] == [Stopped]
    with pytest.raises(Stopped):
        projector.project(clusters(1, 6)[0])
