"""No test of the worker computes a map in a process of its own, which takes seconds, unless it means to."""

import numpy as np
import pytest

from photoseek.ingest.projection import Projector, Vectors


@pytest.fixture(autouse=True)
def quick_maps(monkeypatch: pytest.MonkeyPatch) -> None:
    def project(self: Projector, vectors: Vectors) -> Vectors:
        return np.linspace(0, 1, 2 * len(vectors), dtype=np.float32).reshape(-1, 2)

    monkeypatch.setattr(Projector, "project", project)
