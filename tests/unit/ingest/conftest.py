"""A folder and a library for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.indexing import Indexing


@pytest.fixture
def indexing(tmp_path: Path) -> Iterator[Indexing]:
    made = Indexing(tmp_path / "base", tmp_path / "photos")
    yield made
    made.database.close()
