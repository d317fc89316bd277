"""Every text is a legal query: it finds something, or nothing, or says what it does not know."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from photoseek.errors import UserError
from photoseek.library.database import Database
from photoseek.search.query import parse
from photoseek.search.searcher import Searcher
from photoseek.search.vector_index import VectorIndex
from tests.support.any_text import any_texts
from tests.support.vector_library import DIMENSIONS, EMBEDDING_ID, add_photos, axis_inference, mixture

TEXTS = 400


@pytest.fixture
def searcher(tmp_path: Path) -> Iterator[Searcher]:
    database = Database.open_for_writing(tmp_path / "library.db")
    add_photos(database, tmp_path / "photos", {"pet.jpg": mixture(dog=1), "shore.jpg": mixture(beach=1)})
    index = VectorIndex.open_or_build(tmp_path / "vectors.hnsw", database, EMBEDDING_ID, DIMENSIONS)
    yield Searcher(database, axis_inference(), index)  # type: ignore[arg-type]
    database.close()


def test_every_text_is_a_legal_query(searcher: Searcher) -> None:
    for text in any_texts(TEXTS):
        parse(text)
        with suppress(UserError):
            assert len(searcher.by_words(text, 5).hits) <= 5
        suggested, _ = searcher.suggest(text, 5)
        assert len(suggested) <= 5 * 5
        for photo_id in (1, 2):
            searcher.explain(text, photo_id)
