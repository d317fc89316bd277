"""The benchmark's plumbing, on sizes that take no time. No time is asserted: machines are noisy."""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from photoseek.evaluation.made_library import Basis, made_sentences, made_vectors, make_library
from photoseek.evaluation.speed import bench as speed_bench
from photoseek.evaluation.speed import index_quality, many_vectors, plot
from photoseek.evaluation.speed.bench import Bench
from photoseek.evaluation.speed.growth import exponents
from photoseek.evaluation.speed.indexing import indexing
from photoseek.evaluation.speed.made_photos import make_photos
from photoseek.evaluation.speed.rescanning import rescanning
from photoseek.images.content_hash import hash_file
from photoseek.images.decode import decode
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ingest import scanner
from photoseek.library import embeddings, folders, fulltext, photos
from photoseek.library.database import Database
from photoseek.library.records import Tag
from photoseek.paths import Paths
from photoseek.settings import Settings
from tests.support.inference import StandInInference
from tests.support.photos import write_photo

DIMENSIONS = 16
COUNT = 60


@pytest.fixture
def basis() -> Basis:
    random = np.random.default_rng(0)
    vectors = random.standard_normal((4, DIMENSIONS), np.float32)
    return Basis(
        encoder_id="encoder",
        embedding_id="embedding",
        representations=(b"one", b"two", b"three", b"four"),
        vectors=vectors / np.linalg.norm(vectors, axis=1, keepdims=True),
        words=("dog", "beach", "snow"),
        thumbnails=(b"small", b"smaller"),
        captioner_id="captioner",
        tagger_id="tagger",
        tags=((Tag("dog", 0.9),),),
    )


@pytest.fixture
def bench(tmp_path: Path, basis: Basis) -> Bench:
    inference = StandInInference()
    inference.embedding_dimensions = DIMENSIONS  # type: ignore[misc]
    inference.embedding_id = "embedding"
    made = Bench(inference, Settings(), Paths(tmp_path / "program"), tmp_path, COUNT, 4)  # type: ignore[arg-type]
    made.basis = basis  # type: ignore[misc]
    return made


@pytest.fixture
def library(bench: Bench) -> Iterator[Database]:
    database = Database.open_for_writing(bench.library.library)
    yield database
    database.close()


def test_a_made_library_is_whole_and_a_scan_finds_nothing_new(library: Database, basis: Basis) -> None:
    with library.read() as session:
        counts = photos.counts(session)
        (folder,) = folders.list_all(session)
        ids = embeddings.ids(session, "embedding")
        shown = photos.by_ids(session, ids.tolist())
    assert (counts.photos, counts.captioned, counts.pending) == (COUNT, COUNT, 0)
    assert len(shown) == COUNT
    assert all(hash_file(photo.path) == photo.content_hash for photo in shown)
    assert all(photo.tags == basis.tags[0] for photo in shown)
    result = scanner.scan(library, folder)
    assert (result.unchanged, result.added, result.changed, result.removed) == (COUNT, 0, 0, 0)


def test_its_photos_have_thumbnails(bench: Bench, library: Database) -> None:
    store = ThumbnailStore(bench.library.thumbnails)
    with library.read() as session:
        shown = photos.by_ids(session, photos.list_ids(session))
    assert {store.path(photo.content_hash).read_bytes() for photo in shown} == {b"small", b"smaller"}


def test_another_seed_makes_other_photos(bench: Bench, library: Database, basis: Basis) -> None:
    paths = bench.library
    make_library(library, paths.base / "photos", ThumbnailStore(paths.thumbnails), basis, 5, seed=1)
    with library.read() as session:
        assert photos.counts(session).photos == COUNT + 5


def test_a_multiplied_library_is_whole_and_a_scan_leaves_the_copies_alone(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed_bench, "MOST_WITH_FILES", COUNT)
    bench.photos = 3 * COUNT
    database = Database.open_for_writing(bench.library.library)
    with database.read() as session:
        for folder in folders.list_all(session):
            scanner.scan(database, folder)
    with database.read() as session:
        counts = photos.counts(session)
        ids, vectors = embeddings.load_all(session, "embedding")
        shown = photos.by_ids(session, ids.tolist())
        found = fulltext.search(session, "dog")
        representations = embeddings.representations(session, "encoder", ids.tolist())
    database.close()
    assert (counts.photos, counts.captioned, counts.pending) == (3 * COUNT, 3 * COUNT, 0)
    assert len(shown) == len({photo.path for photo in shown}) == 3 * COUNT
    assert len(found) == 3 * np.count_nonzero(found <= COUNT) > 0
    assert len(np.unique(vectors, axis=0)) == 3 * COUNT
    assert representations[1] == representations[1 + COUNT] == representations[1 + 2 * COUNT]


def test_made_vectors_are_unit_long_and_the_same_each_time(basis: Basis) -> None:
    vectors = made_vectors(basis, 10, seed=3)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    np.testing.assert_array_equal(vectors, made_vectors(basis, 10, seed=3))
    assert not np.allclose(vectors, made_vectors(basis, 10, seed=4))


def test_the_commonest_words_come_first(basis: Basis) -> None:
    words = " ".join(made_sentences(basis, 200)).split()
    assert words.count("dog") > words.count("beach") > words.count("snow") > 0


def test_made_photos_are_files_of_their_own(tmp_path: Path) -> None:
    sample = tmp_path / "sample.png"
    write_photo(sample)
    make_photos([sample], tmp_path / "made", 18, size=(64, 48))
    made = sorted((tmp_path / "made").iterdir())
    assert len({hash_file(path) for path in made}) == len(made) == 18
    assert {decode(path).metadata.width for path in made} == {64}


def test_a_rescan_finds_all_again_and_puts_all_back(bench: Bench) -> None:
    before = sorted((bench.library.base / "photos").rglob("*.jpg"))
    figures = rescanning(bench)
    assert figures["files"] == figures["renamed"] == COUNT
    assert figures["to_decode_again"] == 0
    assert sorted((bench.library.base / "photos").rglob("*.jpg")) == before


def test_the_index_is_judged_against_exact_search(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_quality, "LINKS", (4,))
    directions = list(made_vectors(bench.basis, 5, seed=9))
    monkeypatch.setattr(index_quality, "_directions", lambda bench: directions)  # the stand-in knows no words
    figures = index_quality.vector_index(bench)
    curve = figures["curve"]
    assert isinstance(curve, list)
    assert {point["links"] for point in curve} == {4, 24}
    assert all(point["recall"] == 1.0 for point in curve if point["width"] >= COUNT)
    assert figures["words"]["recall"] == figures["words_after_churn"]["recall"] == 1.0  # type: ignore[index]
    churned = figures["after_churn"]
    assert isinstance(churned, list)
    assert all(point["recall"] == 1.0 for point in churned if point["width"] >= COUNT)
    json.dumps(figures)


@pytest.mark.parametrize("exact_limit", [200, 10_000])
def test_an_index_of_many_vectors_is_measured_on_its_way(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, exact_limit: int
) -> None:
    monkeypatch.setattr(many_vectors, "_PUT_IN", 100)
    monkeypatch.setattr(many_vectors, "EXACT_LIMIT", exact_limit)
    figures = many_vectors.many_vectors(bench)
    rows = figures["rows"]
    assert isinstance(rows, list)
    assert [row["vectors"] for row in rows] == [100, 200, 300, 600]
    assert all(row["recall"] > 0.95 for row in rows)
    assert (figures["file_mb"] is None) == (exact_limit > 600)
    json.dumps(figures)


def test_exponents_tell_what_grows_how() -> None:
    rows = [{"photos": n, "same": 3.0, "twice": 2.0 * n, "square": n**2.0} for n in (10.0, 100.0, 1000.0)]
    assert exponents(rows) == {"same": 0.0, "twice": 1.0, "square": 2.0}


def test_what_only_large_libraries_have_has_no_exponent() -> None:
    assert exponents([{"photos": 10.0, "index": 0.0}, {"photos": 100.0, "index": 300.0}]) == {}


def test_drawings_are_svg_with_a_line_for_each_series(tmp_path: Path) -> None:
    report = {
        "growth": {
            "rows": [{"photos": 10.0, "a_s": 0.1, "b_ms": 0.0}, {"photos": 100.0, "a_s": 1.0, "b_ms": 5.0}]
        },
        "vector_index": {
            "photos": 10,
            "program": {"links": 16},
            "after_churn": [{"recall": 0.9, "ms": {"cpu_p50": 0.7}}],
            "curve": [
                {"links": 16, "build_s": 1.0, "recall": recall, "ms": {"cpu_p50": recall}}
                for recall in (0.5, 1.0)
            ],
        },
    }
    drawn = plot.draw(report, tmp_path / "docs")
    assert [path.name for path in drawn] == ["vector-index.svg", "growth.svg"]
    lines = [ElementTree.parse(path).getroot().findall("{*}polyline") for path in drawn]
    assert [len(each) for each in lines] == [2, 2]


def test_taking_in_is_measured_with_its_parts(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "jpegs"
    make_photos([write_photo(tmp_path / "sample.jpg")], folder, bench.files, size=(640, 480))
    bench.jpegs = folder  # type: ignore[misc]
    figures = indexing(bench)
    assert figures["photos"] == bench.files
    assert set(figures["processor_ms_a_photo"]) == {"decoding", "encoding", "all"}  # type: ignore[call-overload]
    assert figures["taken_in_per_s"] > 0  # type: ignore[operator]
