"""Groups of photos that are there more than once, over a real library with made-up looks."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from photoseek.library import albums, captions, files, folders, photos
from photoseek.library.database import Database
from photoseek.library.records import FoundFile, Scope
from photoseek.search import duplicates
from photoseek.search.duplicates import Group, Stopped, best_first, find
from tests.support.libraries import ENCODER, new_photo
from tests.support.photos import noise

NOON = datetime(2024, 5, 1, 12)


@dataclass
class Looks:
    """Stands in for Inference: the representation is the look, eight float16."""

    encoder_id: str = ENCODER

    def looks(self, representations: Sequence[bytes]) -> NDArray[np.float32]:
        return np.stack([np.frombuffer(data, "<f2").astype(np.float32) for data in representations])


@dataclass
class Library:
    database: Database
    folder: Path
    thumbnails: Path
    ids: dict[str, int] = field(default_factory=dict)

    def add(
        self,
        name: str,
        look: Sequence[float],
        *,
        image: Image.Image | None = None,
        taken_at: datetime | None = None,
        size: tuple[int, int] = (64, 48),
        length: int = 100,
        copies: Sequence[str] = (),
    ) -> int:
        vector = np.array([*look, *[0.0] * (8 - len(look))], np.float32)
        vector /= np.linalg.norm(vector)
        photo = replace(
            new_photo(os.fsencode(name).hex(), taken_at),
            representation=vector.astype("<f2").tobytes(),
            width=size[0],
            height=size[1],
        )
        with self.database.write() as session:
            folder_id = folders.add(session, self.folder).id
            names = [Path(name), *map(Path, copies)]
            files.add(session, folder_id, [FoundFile(one, length, 1) for one in names])
            known = files.known(session, folder_id)
            self.ids[name] = photos.add(session, photo)
            for one in names:
                files.link(session, known[one.as_posix()].id, self.ids[name])
        if image is not None:
            image.save(self.thumbnail(photo.content_hash))
        return self.ids[name]

    def thumbnail(self, content_hash: str) -> Path:
        return self.thumbnails / f"{content_hash[:40]}.png"

    def find(self, scope: Scope | None = None) -> list[Group]:
        return find(self.database, Looks(), self.thumbnail, scope or Scope())  # type: ignore[arg-type]

    def names(self, group: Group) -> list[str]:
        by_id = {id_: name for name, id_ in self.ids.items()}
        return [by_id[id_] for id_ in group.photo_ids]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "photos").mkdir()
    (tmp_path / "thumbnails").mkdir()
    database = Database.open_for_writing(tmp_path / "library.db")
    return Library(database, tmp_path / "photos", tmp_path / "thumbnails")


def test_a_photo_at_two_places_is_a_group_of_files_with_the_plainest_name_first(library: Library) -> None:
    photo_id = library.add("a/IMG_1 (copy).jpg", [1], copies=["b/IMG_1.jpg"], length=7)
    library.add("other.jpg", [0, 1])
    (group,) = library.find()
    assert (group.reason, group.photo_ids, group.sizes) == ("file", (photo_id,), (7, 7))
    assert [place.path.name for place in group.places] == ["IMG_1.jpg", "IMG_1 (copy).jpg"]


def test_a_smaller_copy_is_the_same_shot_and_the_larger_is_to_be_kept(library: Library) -> None:
    image = noise(1, 200, 150).resize((40, 30)).resize((200, 150))
    library.add("small.jpg", [1, 0.1], image=image.resize((120, 90)), size=(400, 300), length=5)
    library.add("large.jpg", [1, 0.2], image=image, size=(800, 600), length=50)
    (group,) = library.find()
    assert group.reason == "shot"
    assert library.names(group) == ["large.jpg", "small.jpg"]
    assert group.sizes == (50, 5)


def test_photos_that_only_look_alike_are_no_group(library: Library) -> None:
    library.add("dog.jpg", [1, 0.1], image=noise(1))
    library.add("another dog.jpg", [1, 0.2], image=noise(2))
    library.add("no thumbnail.jpg", [1, 0.15])
    assert library.find() == []


def test_photos_of_one_burst_are_the_same_shot(library: Library) -> None:
    for number, seconds in enumerate((0, 2, 4)):
        taken = NOON + timedelta(seconds=seconds)
        library.add(f"{number}.jpg", [1, 0.1 * number], image=noise(number), taken_at=taken)
    (group,) = library.find()
    assert (group.reason, sorted(group.photo_ids)) == ("shot", sorted(library.ids.values()))


def test_photos_alike_within_minutes_show_the_same_scene(library: Library) -> None:
    for number, minutes in enumerate((0, 5, 60)):
        taken = NOON + timedelta(minutes=minutes)
        library.add(f"{number}.jpg", [1, 0.1 * number], image=noise(number), taken_at=taken)
    (group,) = library.find()
    assert group.reason == "scene"
    assert sorted(library.names(group)) == ["0.jpg", "1.jpg"]


def test_without_dates_the_numbers_in_the_names_tell(library: Library) -> None:
    for number, name in enumerate(("IMG_0107.jpg", "IMG_0109.jpg", "IMG_0207.jpg", "DSC_0108.jpg")):
        library.add(name, [1, 0.1 * number], image=noise(number))
    library.add("elsewhere/IMG_0108.jpg", [1, 0.15], image=noise(9))
    (group,) = library.find()
    assert group.reason == "scene"
    assert sorted(library.names(group)) == ["IMG_0107.jpg", "IMG_0109.jpg"]


def test_a_walk_through_a_day_is_not_one_scene(library: Library) -> None:
    for number in range(4):  # each is like the next one only
        angle = number * 0.8
        taken = NOON + timedelta(minutes=number)
        look = [float(np.cos(angle)), float(np.sin(angle))]
        library.add(f"{number}.jpg", look, image=noise(number), taken_at=taken)
    groups = library.find()
    assert [library.names(group) for group in groups] == [["0.jpg", "1.jpg"], ["2.jpg", "3.jpg"]]


def test_only_photos_of_the_scope_are_compared(library: Library) -> None:
    for number in range(2):
        library.add(f"{number}.jpg", [1], image=noise(number), taken_at=NOON)
    assert len(library.find()) == 1
    assert library.find(Scope(favourites=True)) == []


@pytest.mark.parametrize("mark", ["caption", "favourite", "album"])
def test_what_the_user_has_marked_goes_before_a_larger_file(library: Library, mark: str) -> None:
    library.add("larger.jpg", [1], image=noise(1), taken_at=NOON, length=100)
    marked = library.add("marked.jpg", [1, 0.1], image=noise(2), taken_at=NOON, length=90)
    assert [library.names(group) for group in library.find()] == [["larger.jpg", "marked.jpg"]]
    with library.database.write() as session:
        if mark == "caption":
            captions.edit(session, marked, "en", "mine")
        elif mark == "favourite":
            photos.set_favourite(session, [marked], True)
        else:
            albums.make(session, "Summer", [marked])
    assert [library.names(group) for group in library.find()] == [["marked.jpg", "larger.jpg"]]


def test_more_pixels_go_before_everything_else(library: Library) -> None:
    library.add("small.jpg", [1], image=noise(1), taken_at=NOON, size=(640, 480))
    library.add("large.jpg", [1, 0.1], image=noise(2), taken_at=NOON, size=(800, 600))
    with library.database.write() as session:
        photos.set_favourite(session, [library.ids["small.jpg"]], True)
    (group,) = library.find()
    assert library.names(group) == ["large.jpg", "small.jpg"]


def test_the_best_of_nothing_is_nothing() -> None:
    assert best_first([]) == []


def test_it_stops_when_nobody_waits_any_more(library: Library) -> None:
    library.add("a.jpg", [1])
    with pytest.raises(Stopped):
        find(library.database, Looks(), library.thumbnail, stopping=lambda: True)  # type: ignore[arg-type]


def test_of_very_many_alike_only_the_nearest_pairs_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "_ROWS", 7)
    monkeypatch.setattr(duplicates, "_COLUMNS", 11)
    vectors = np.random.default_rng(0).normal(1, 0.2, (60, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = np.arange(100, 160)
    products = vectors @ vectors.T
    wanted = set()
    for row in range(60):
        nearest = row + 1 + np.argsort(-products[row, row + 1 :], kind="stable")[:32]
        wanted.update((100 + row, 100 + column) for column in nearest.tolist())
    found = list(duplicates._alike(ids, vectors, lambda: False))
    assert {pair[:2] for pair in found} == wanted
    assert all(abs(products[one - 100, other - 100] - likeness) < 1e-5 for one, other, likeness in found)


def test_projected_looks_keep_their_likeness() -> None:
    vectors = np.random.default_rng(1).normal(0.5, 1, (50, 3000)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    sketches = vectors @ duplicates._projection(3000)
    sketches /= np.linalg.norm(sketches, axis=1, keepdims=True)
    off = (sketches @ sketches.T - vectors @ vectors.T)[np.triu_indices(50, 1)]
    assert float(np.sqrt(np.mean(off**2))) < 0.08
