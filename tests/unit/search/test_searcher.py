import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoseek.errors import UnknownWords, UnreadablePhoto, UserError
from photoseek.library import albums, captions, files, folders, photos
from photoseek.library.database import Database
from photoseek.library.records import FoundFile, NewPhoto, Scope
from photoseek.search.answer import Answer
from photoseek.search.parts import Part
from photoseek.search.searcher import SHOWN_ANYWAY, Searcher
from photoseek.search.vector_index import VectorIndex
from tests.support.vector_library import (
    DIMENSIONS,
    EMBEDDING_ID,
    add_photos,
    axis_inference,
    mixture,
    random_vectors,
    remove_file,
)

PHOTOS = {
    "pet.jpg": mixture(dog=1, red=0.1),
    "shore.jpg": mixture(beach=1, people=0.6),
    "walk.jpg": mixture(dog=0.7, beach=0.7),
    "crowd.jpg": mixture(people=1, dog=0.2),
    "kitten.jpg": mixture(cat=1),
    "IMG_2041.jpg": mixture(snow=1),
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open_for_writing(tmp_path / "library.db")
    yield database
    database.close()


@pytest.fixture
def photo_ids(database: Database, tmp_path: Path) -> dict[str, int]:
    return add_photos(database, tmp_path / "photos", PHOTOS)


@pytest.fixture
def searcher(database: Database, photo_ids: dict[str, int], tmp_path: Path) -> Searcher:
    index = VectorIndex.open_or_build(tmp_path / "vectors.hnsw", database, EMBEDDING_ID, DIMENSIONS)
    return Searcher(database, axis_inference(), index)  # type: ignore[arg-type]


def names(answer: Answer, photo_ids: dict[str, int]) -> list[str]:
    by_id = {photo_id: name for name, photo_id in photo_ids.items()}
    return [by_id[hit.photo_id] for hit in answer.hits]


def write_caption(database: Database, photo_id: int, text: str) -> None:
    with database.write() as session:
        captions.edit(session, photo_id, "en", text)


def test_words_find_the_photos_that_show_them(searcher: Searcher, photo_ids: dict[str, int]) -> None:
    assert names(searcher.by_words("dog", 2), photo_ids) == ["pet.jpg", "walk.jpg"]
    assert names(searcher.by_words("dog beach", 1), photo_ids) == ["walk.jpg"]


def in_band(answer: Answer, band: str, photo_ids: dict[str, int]) -> list[str]:
    return names(Answer(tuple(hit for hit in answer.hits if hit.band == band)), photo_ids)


def test_hits_are_told_apart_by_how_well_they_fit(searcher: Searcher, photo_ids: dict[str, int]) -> None:
    answer = searcher.by_words("dog", 100)
    assert in_band(answer, "strong", photo_ids) == ["pet.jpg", "walk.jpg"]
    assert in_band(answer, "possible", photo_ids) == ["crowd.jpg"]  # a dog among people hardly counts
    assert {hit.band for hit in searcher.by_words("ball", 100).hits} == {"weak"}
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)


def test_weak_photos_only_fill_the_first_places(
    searcher: Searcher, database: Database, tmp_path: Path
) -> None:
    cats = {f"cat {number}.jpg": mixture(cat=1) for number in range(SHOWN_ANYWAY + 5)}
    add_photos(database, tmp_path / "photos", cats)
    assert len(searcher.by_words("ball", 100).hits) == SHOWN_ANYWAY
    assert len(searcher.by_words("cat", 100).hits) == SHOWN_ANYWAY + 6
    assert len(searcher.by_words("ball", 3).hits) == 3


def test_an_unwanted_word_pushes_photos_away(searcher: Searcher, photo_ids: dict[str, int]) -> None:
    assert names(searcher.by_words("beach", 2), photo_ids) == ["shore.jpg", "walk.jpg"]
    assert names(searcher.by_words("beach -people", 2), photo_ids) == ["walk.jpg", "shore.jpg"]


def test_a_query_of_unwanted_words_alone_puts_their_photos_last(
    searcher: Searcher, photo_ids: dict[str, int]
) -> None:
    assert names(searcher.by_words("-dog", 100), photo_ids)[-2:] == ["walk.jpg", "pet.jpg"]


def test_a_photo_whose_caption_says_the_unwanted_word_falls_behind_its_peers(
    searcher: Searcher, database: Database, photo_ids: dict[str, int], tmp_path: Path
) -> None:
    photo_ids |= add_photos(database, tmp_path / "photos", {"run.jpg": mixture(dog=0.8, beach=0.6)})
    assert names(searcher.by_words("dog beach -snow", 3), photo_ids) == ["walk.jpg", "run.jpg", "pet.jpg"]
    write_caption(database, photo_ids["walk.jpg"], "a walk in the snow")
    assert names(searcher.by_words("dog beach -snow", 3), photo_ids) == ["run.jpg", "walk.jpg", "pet.jpg"]


def test_an_unwanted_phrase_pushes_only_captions_that_hold_all_of_it(
    searcher: Searcher, database: Database, photo_ids: dict[str, int], tmp_path: Path
) -> None:
    photo_ids |= add_photos(database, tmp_path / "photos", {"run.jpg": mixture(dog=0.8, beach=0.6)})
    write_caption(database, photo_ids["walk.jpg"], "red nose")
    query = 'dog beach -"red boat"'
    assert names(searcher.by_words(query, 1), photo_ids) == ["walk.jpg"]
    write_caption(database, photo_ids["walk.jpg"], "red nose in a boat")
    assert names(searcher.by_words(query, 1), photo_ids) != ["walk.jpg"]


def test_weights_shift_the_balance(searcher: Searcher, photo_ids: dict[str, int]) -> None:
    assert names(searcher.by_words("dog^9 people", 2), photo_ids)[0] == "pet.jpg"
    assert names(searcher.by_words("dog people^9", 2), photo_ids)[0] == "crowd.jpg"


def test_what_a_person_wrote_finds_its_photo_whatever_the_networks_see(
    searcher: Searcher, database: Database, photo_ids: dict[str, int]
) -> None:
    assert in_band(searcher.by_words("ball"), "strong", photo_ids) == []
    write_caption(database, photo_ids["crowd.jpg"], "Cinderella's ball")
    assert in_band(searcher.by_words("ball"), "strong", photo_ids) == ["crowd.jpg"]
    assert searcher.by_words("ball").hits[0].photo_id == photo_ids["crowd.jpg"]


def test_a_caption_lifts_its_photo_among_near_equals(
    searcher: Searcher, database: Database, photo_ids: dict[str, int]
) -> None:
    assert names(searcher.by_words("boat", 1), photo_ids) != ["kitten.jpg"]
    write_caption(database, photo_ids["kitten.jpg"], "a kitten in a boat")
    assert names(searcher.by_words("boat", 1), photo_ids) == ["kitten.jpg"]


def test_a_caption_cannot_bury_what_the_vectors_find(
    searcher: Searcher, database: Database, photo_ids: dict[str, int]
) -> None:
    write_caption(database, photo_ids["kitten.jpg"], "a dog that is a cat")
    assert names(searcher.by_words("dog", 2), photo_ids) == ["pet.jpg", "walk.jpg"]


def test_a_word_known_only_to_a_file_name_is_known(searcher: Searcher, photo_ids: dict[str, int]) -> None:
    answer = searcher.by_words("2041")
    assert names(answer, photo_ids) == ["IMG_2041.jpg"]
    assert answer.unknown == {}


def test_a_word_known_only_to_a_caption_is_known_in_any_form(
    searcher: Searcher, database: Database, photo_ids: dict[str, int]
) -> None:
    write_caption(database, photo_ids["shore.jpg"], "Sunbathers in Warnemünde")
    assert names(searcher.by_words("sunbather"), photo_ids) == ["shore.jpg"]
    assert names(searcher.by_words("warnemunde beach", 1), photo_ids) == ["shore.jpg"]
    assert names(searcher.by_words("-warnemünde", 100), photo_ids) == []


def test_an_unknown_word_is_left_out_and_named_with_its_neighbours(
    searcher: Searcher, photo_ids: dict[str, int]
) -> None:
    answer = searcher.by_words("dogg beach", 1)
    assert answer.unknown == {"dogg": ["dog"]}
    assert names(answer, photo_ids) == ["shore.jpg"]


@pytest.mark.parametrize("text", ["xyzzy", "xyzzy plugh", "xyzzy -dog", "-xyzzy"])
def test_a_query_without_a_known_word_is_no_answer_but_an_error(searcher: Searcher, text: str) -> None:
    with pytest.raises(UnknownWords, match="'xyzzy' is not a word this program knows"):
        searcher.by_words(text)


@pytest.mark.parametrize("text", ["", " - ", "?!", "\udcff"])
def test_a_query_without_any_word_says_so(searcher: Searcher, text: str) -> None:
    with pytest.raises(UnknownWords, match="holds no words"):
        searcher.by_words(text)


def test_a_photo_whose_file_is_gone_is_not_found(
    searcher: Searcher, database: Database, photo_ids: dict[str, int], tmp_path: Path
) -> None:
    remove_file(database, tmp_path / "photos", "pet.jpg")
    assert "pet.jpg" not in names(searcher.by_words("dog", 100), photo_ids)
    assert "pet.jpg" not in names(searcher.by_photo(photo_ids["walk.jpg"], 100), photo_ids)


def test_a_photo_taken_in_later_is_found(searcher: Searcher, database: Database, tmp_path: Path) -> None:
    searcher.by_words("dog")
    added = add_photos(database, tmp_path / "photos", {"later.jpg": mixture(boat=1)})
    assert searcher.by_words("boat", 1).hits[0].photo_id == added["later.jpg"]


def test_a_photo_finds_the_ones_like_it_but_not_itself(searcher: Searcher, photo_ids: dict[str, int]) -> None:
    found = names(searcher.by_photo(photo_ids["pet.jpg"], 100), photo_ids)
    assert found[0] == "walk.jpg"
    assert sorted([*found, "pet.jpg"]) == sorted(PHOTOS)
    assert names(searcher.by_photo(photo_ids["pet.jpg"], 1), photo_ids) == ["walk.jpg"]


def test_a_photo_that_left_the_library_cannot_be_asked_for(searcher: Searcher) -> None:
    with pytest.raises(UserError, match="no longer in the library"):
        searcher.by_photo(99_999)


def test_more_photos_than_are_compared_closely_keep_their_order(
    database: Database, searcher: Searcher, tmp_path: Path
) -> None:
    vectors = {f"{row}.jpg": vector for row, vector in enumerate(random_vectors(400))}
    made = add_photos(database, tmp_path / "many", vectors)
    first = next(iter(made.values()))
    hits = searcher.by_photo(first, 1000).hits
    assert len(hits) == 400 + len(PHOTOS) - 1
    assert len({hit.photo_id for hit in hits}) == len(hits)
    scores = np.array([hit.score for hit in hits])
    assert (np.diff(scores) <= 0).all()


def test_any_image_file_finds_the_photos_like_it(
    searcher: Searcher, photo_ids: dict[str, int], tmp_path: Path
) -> None:
    blue = tmp_path / "elsewhere.png"
    Image.new("RGB", (40, 30), (10, 10, 250)).save(blue)  # blue is "people" to these networks
    assert names(searcher.by_file(blue, 1), photo_ids) == ["crowd.jpg"]


def test_an_unreadable_file_is_named_with_its_reason(searcher: Searcher, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"not a photo")
    with pytest.raises(UnreadablePhoto):
        searcher.by_file(broken)


def test_the_same_question_has_the_same_answer(searcher: Searcher) -> None:
    assert searcher.by_words("dog -people").hits == searcher.by_words("dog -people").hits


def test_suggestions_come_with_the_number_of_photos_that_hold_them(
    searcher: Searcher, database: Database, photo_ids: dict[str, int]
) -> None:
    write_caption(database, photo_ids["shore.jpg"], "a boat on the beach")
    write_caption(database, photo_ids["walk.jpg"], "a walk on the beach")
    suggested, unknown = searcher.suggest("bea", 5)
    assert [(it.word, it.count) for it in suggested] == [("beach", 2)]
    assert len(suggested[0].photo_ids) == 2
    assert unknown == {}


def test_an_unfinished_word_is_completed_from_the_captions(
    searcher: Searcher, database: Database, photo_ids: dict[str, int]
) -> None:
    write_caption(database, photo_ids["shore.jpg"], "sunbathers and sunshades")
    write_caption(database, photo_ids["walk.jpg"], "sunbathers")
    assert [it.word for it in searcher.suggest("dog sun", 3)[0]][:2] == ["sunbathers", "sunshades"]


def test_with_nothing_typed_the_captions_are_summed_up(
    searcher: Searcher, database: Database, photo_ids: dict[str, int]
) -> None:
    assert searcher.suggest("", 5) == ([], {})
    write_caption(database, photo_ids["shore.jpg"], "a boat in the sun")
    write_caption(database, photo_ids["walk.jpg"], "a dog and a boat")
    suggested, _ = searcher.suggest("", 2)
    assert [(it.word, it.count) for it in suggested] == [("boat", 2), ("dog", 1)]


def test_a_word_that_nothing_knows_is_said_to_be_unknown(searcher: Searcher) -> None:
    suggested, unknown = searcher.suggest("dgo", 5)
    assert suggested == []
    assert unknown["dgo"][0] == "dog"


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_file_names_that_are_no_text_do_not_disturb(
    searcher: Searcher, database: Database, tmp_path: Path
) -> None:
    add_photos(database, tmp_path / "photos", {os.fsdecode(b"caf\xe9.jpg"): mixture(ball=1)})
    assert len(searcher.by_words("ball", 1).hits) == 1


def test_reasons_say_which_words_a_photo_shows(searcher: Searcher, photo_ids: dict[str, int]) -> None:
    why = searcher.explain("a red dog -snow xyzzy", photo_ids["walk.jpg"])
    assert [(reason.word, reason.seen) for reason in why] == [("red", False), ("dog", True)]
    assert 0 < why[0].confidence < 0.1 < 0.9 < why[1].confidence < 1
    with pytest.raises(UserError, match="no longer in the library"):
        searcher.explain("dog", 99_999)


def test_a_photo_counts_more_or_less_beside_words(searcher: Searcher, photo_ids: dict[str, int]) -> None:
    def first(weight: float) -> str:
        found = searcher.by_photo(photo_ids["pet.jpg"], 1, words="cat", weight=weight)
        return names(found, photo_ids)[0]

    assert first(20) == "walk.jpg"
    assert first(0.01) == "kitten.jpg"


def test_words_are_mixed_into_a_photo(searcher: Searcher, photo_ids: dict[str, int]) -> None:
    plain = names(searcher.by_photo(photo_ids["pet.jpg"], 2), photo_ids)
    mixed = names(searcher.by_photo(photo_ids["pet.jpg"], 2, words="+cat -beach"), photo_ids)
    assert plain[0] == "walk.jpg"
    assert mixed[0] == "kitten.jpg"
    with pytest.raises(UnknownWords):
        searcher.by_photo(photo_ids["pet.jpg"], words="xyzzy")


def test_words_point_at_a_part_of_a_photo(searcher: Searcher, photo_ids: dict[str, int]) -> None:
    walk = photo_ids["walk.jpg"]
    assert names(searcher.by_photo(walk, 1, about="dog"), photo_ids) == ["pet.jpg"]
    assert names(searcher.by_photo(walk, 1, about="beach"), photo_ids) == ["shore.jpg"]


def test_the_captioner_can_be_asked_backwards(searcher: Searcher, photo_ids: dict[str, int]) -> None:
    assert names(searcher.by_inversion("a dog -people", 2), photo_ids) == ["pet.jpg", "walk.jpg"]
    with pytest.raises(UnknownWords, match="holds no words"):
        searcher.by_inversion("-dog")


@pytest.fixture
def trip(database: Database, photo_ids: dict[str, int]) -> Scope:
    """An album of three of the photos."""
    with database.write() as session:
        inside = [photo_ids[name] for name in ("walk.jpg", "crowd.jpg", "kitten.jpg")]
        return Scope(album_id=albums.make(session, "Trip", inside))


def test_every_question_can_be_asked_of_a_part_of_the_library(
    searcher: Searcher, photo_ids: dict[str, int], trip: Scope
) -> None:
    assert names(searcher.by_words("dog", scope=trip), photo_ids) == ["walk.jpg", "crowd.jpg", "kitten.jpg"]
    assert names(searcher.by_photo(photo_ids["pet.jpg"], scope=trip), photo_ids)[0] == "walk.jpg"
    assert len(searcher.by_photo(photo_ids["pet.jpg"], scope=trip).hits) == 3
    assert names(searcher.by_inversion("dog", 1, trip), photo_ids) == ["walk.jpg"]
    nowhere = Scope(favourites=True)
    assert searcher.by_words("dog", scope=nowhere).hits == ()
    assert searcher.by_photo(photo_ids["pet.jpg"], scope=nowhere).hits == ()


def test_a_part_of_the_library_does_not_change_how_well_photos_fit(
    searcher: Searcher, photo_ids: dict[str, int], trip: Scope
) -> None:
    bands = {hit.photo_id: (hit.score, hit.band) for hit in searcher.by_words("dog").hits}
    for hit in searcher.by_words("dog", scope=trip).hits:
        assert (pytest.approx(hit.score), hit.band) == bands[hit.photo_id]


def test_text_is_found_in_a_part_of_the_library_only(
    searcher: Searcher, database: Database, photo_ids: dict[str, int], trip: Scope
) -> None:
    write_caption(database, photo_ids["pet.jpg"], "Rex at home")
    assert names(searcher.by_words("rex"), photo_ids) == ["pet.jpg"]
    assert searcher.by_words("rex", scope=trip).hits == ()
    assert searcher.by_words("rex", scope=trip).unknown == {}  # it is known, only not there


@pytest.fixture
def flag(tmp_path: Path) -> Path:
    """Red on the left, green on the right: "dog" and "beach" to these networks."""
    image = Image.new("RGB", (60, 30), (250, 10, 10))
    image.paste((10, 250, 10), (30, 0, 60, 30))
    image.save(tmp_path / "flag.png")
    return tmp_path / "flag.png"


LEFT, RIGHT = (0.0, 0.0, 0.5, 1.0), (0.5, 0.0, 1.0, 1.0)


def test_parts_of_a_photo_are_searched_for_by_themselves(
    searcher: Searcher, photo_ids: dict[str, int], flag: Path
) -> None:
    assert names(searcher.by_file(flag, 1), photo_ids) == ["walk.jpg"]
    assert names(searcher.by_file(flag, 1, parts=[Part(LEFT)]), photo_ids) == ["pet.jpg"]
    assert names(searcher.by_file(flag, 1, parts=[Part(RIGHT)]), photo_ids) == ["shore.jpg"]
    assert names(searcher.by_file(flag, 1, parts=[Part(LEFT), Part(RIGHT)]), photo_ids) == ["walk.jpg"]
    assert in_band(searcher.by_file(flag, 6, parts=[Part(LEFT)]), "strong", photo_ids) == [
        "pet.jpg",
        "walk.jpg",
    ]


def test_a_part_that_is_unwanted_pushes_photos_away(
    searcher: Searcher, photo_ids: dict[str, int], flag: Path
) -> None:
    alone = searcher.by_file(flag, 6, parts=[Part(LEFT, -1.0)])
    assert names(alone, photo_ids)[0] == "shore.jpg"  # like all of it, but for the dog
    both = names(searcher.by_file(flag, 6, parts=[Part(LEFT), Part(RIGHT, -1.0)]), photo_ids)
    assert both[0] == "pet.jpg"
    assert both[-1] == "shore.jpg"


def test_parts_of_a_photo_of_the_library_are_read_from_its_file(
    searcher: Searcher, database: Database, photo_ids: dict[str, int], tmp_path: Path, flag: Path
) -> None:
    with pytest.raises(UnreadablePhoto, match="not there"):
        searcher.by_photo(photo_ids["pet.jpg"], parts=[Part(LEFT)])
    flag.rename(tmp_path / "photos" / "pet.jpg")
    assert names(searcher.by_photo(photo_ids["pet.jpg"], 1, parts=[Part(RIGHT)]), photo_ids) == ["shore.jpg"]


def test_a_photo_that_no_network_has_seen_yet_is_looked_at_now(
    searcher: Searcher, database: Database, photo_ids: dict[str, int], tmp_path: Path, flag: Path
) -> None:
    flag.rename(tmp_path / "photos" / "flag.png")
    with database.write() as session:
        folder_id = folders.add(session, tmp_path / "photos").id
        files.add(session, folder_id, [FoundFile(Path("flag.png"), 1, 1)])
        unseen = photos.add(session, NewPhoto("ff", 60, 30, "PNG", None, None, None, None, None))
        files.link(session, files.known(session, folder_id)["flag.png"].id, unseen)
    assert names(searcher.by_photo(unseen, 1), photo_ids) == ["walk.jpg"]
    assert [reason.word for reason in searcher.explain("dog", unseen)] == ["dog"]
