"""Which model answers: the chosen one as soon as it has seen what there is to see."""

import shutil
from pathlib import Path

import pytest

from photoseek.errors import UnusableModel
from photoseek.library import embeddings, folders
from photoseek.library.database import Database
from photoseek.models import installed, weights
from photoseek.models.installed import SHIPPED
from photoseek.paths import Paths
from photoseek.search.answering import answering_model
from tests.support.libraries import DIMENSIONS, take_in

VECTOR = bytes(2 * DIMENSIONS)


class Library:
    """Photos, and models that have seen some of them."""

    def __init__(self, base: Path) -> None:
        self.paths = Paths(base)
        self.paths.create()
        self.folder = base / "photos"
        self.folder.mkdir()
        self.database = Database.open_for_writing(self.paths.library)
        with self.database.write() as session:
            self.photos = list(take_in(session, self.folder, ["a.jpg", "b.jpg", "c.jpg"]).values())
        for name, digest in (("first", "11111111"), ("second", "22222222")):
            (self.paths.models / name).mkdir(parents=True)
            weights.write_hashes(self.paths.models / name, {"joint.safetensors": digest})

    def sees(self, model: str, photos: int) -> None:
        embedding_id = installed.find(self.paths, model).embedding_id
        with self.database.write() as session:
            embeddings.store(session, embedding_id, [(photo, VECTOR) for photo in self.photos[:photos]])

    def answers(self, chosen: str) -> str:
        return answering_model(self.database, self.paths, chosen)


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path)
    yield library
    library.database.close()


def test_in_a_new_library_the_chosen_model_answers(library):
    assert library.answers("first") == "first"


def test_until_the_chosen_model_has_seen_all_the_one_that_has_seen_most_answers(library):
    library.sees(SHIPPED, 1)
    library.sees("first", 3)
    library.sees("second", 2)
    assert library.answers("second") == "first"
    library.sees("second", 3)
    assert library.answers("second") == "second"


def test_a_model_that_has_seen_as_many_others_answers_itself(library):
    library.sees("first", 2)
    library.sees("second", 2)
    assert library.answers("second") == "second"


def test_going_back_is_done_at_once(library):
    library.sees("first", 3)
    library.sees("second", 3)
    assert library.answers("first") == "first"


def test_photos_that_are_offline_are_not_waited_for(library):
    library.sees("first", 3)
    with library.database.write() as session:
        folders.set_online(session, folders.list_all(session)[0].id, False)
    assert library.answers("second") == "second"


def test_a_model_that_is_not_installed_any_more_does_not_answer(library):
    library.sees("first", 3)
    shutil.rmtree(library.paths.models / "first")
    assert library.answers("second") == "second"
    with pytest.raises(UnusableModel):
        library.answers("first")
