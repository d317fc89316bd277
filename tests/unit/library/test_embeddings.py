"""Vectors: handed out for the photos that are shown, each with the model that made it."""

import numpy as np
import pytest

from photoseek.library import embeddings, files, folders
from tests.support.libraries import DIMENSIONS, EMBEDDING, ENCODER, new_photo, take_in


@pytest.fixture
def ids(session, pictures):
    return list(take_in(session, pictures, ["a.jpg", "b.jpg", "c.jpg"]).values())


def hide(session, name):
    folder = folders.list_all(session)[0]
    files.remove(session, [files.known(session, folder.id)[name].id])


def expected(name):
    return np.frombuffer(new_photo(f"hash of {name}").embedding, "<f2")


def test_all_vectors_come_with_their_ids_in_order(session, ids):
    found, vectors = embeddings.load_all(session, EMBEDDING)
    assert found.dtype == np.int64
    assert vectors.dtype == np.float16
    assert found.tolist() == ids == embeddings.ids(session, EMBEDDING).tolist()
    assert np.array_equal(vectors, [expected(name) for name in ("a.jpg", "b.jpg", "c.jpg")])


def test_an_unknown_model_has_no_vectors(session, ids):
    found, vectors = embeddings.load_all(session, "another model")
    assert found.shape == (0,)
    assert len(vectors) == 0
    assert embeddings.vectors(session, EMBEDDING, []).shape[0] == 0


def test_photos_without_a_file_are_not_among_them(session, ids):
    hide(session, "b.jpg")
    assert embeddings.load_all(session, EMBEDDING)[0].tolist() == [ids[0], ids[2]]
    assert embeddings.ids(session, EMBEDDING).tolist() == [ids[0], ids[2]]


def test_some_vectors_come_in_the_order_asked_for(session, ids):
    vectors = embeddings.vectors(session, EMBEDDING, np.array([ids[2], ids[0]]))
    assert vectors.dtype == np.float32
    assert vectors.shape == (2, DIMENSIONS)
    assert np.array_equal(vectors, [expected("c.jpg"), expected("a.jpg")])
    with pytest.raises(KeyError):
        embeddings.vectors(session, EMBEDDING, [ids[0], 999])


def test_representations_are_found_by_their_encoder(session, ids):
    assert embeddings.representations(session, ENCODER, [ids[1], 999]) == {
        ids[1]: b"representation of hash of b.jpg"
    }
    assert embeddings.representations(session, "another encoder", ids) == {}


def test_a_new_model_embeds_from_representations(session, ids):
    waiting = embeddings.without_embedding(session, "embedding-2", ENCODER, 2)
    assert waiting == [
        (ids[0], b"representation of hash of a.jpg"),
        (ids[1], b"representation of hash of b.jpg"),
    ]
    vector = np.eye(DIMENSIONS, dtype="<f2")[3]
    embeddings.store(session, "embedding-2", [(photo_id, vector.tobytes()) for photo_id, _ in waiting])
    assert [
        photo_id for photo_id, _ in embeddings.without_embedding(session, "embedding-2", ENCODER, 9)
    ] == ids[2:]
    assert np.array_equal(embeddings.load_all(session, "embedding-2")[1], [vector, vector])
    assert embeddings.load_all(session, EMBEDDING)[0].tolist() == ids


def test_only_what_the_same_encoder_saw_is_embedded(session, ids):
    assert embeddings.without_embedding(session, "embedding-2", "encoder-2", 9) == []
    assert embeddings.without_representation(session, ENCODER, -1, 9) == []
    assert embeddings.without_representation(session, "encoder-2", -1, 2) == ids[:2]
    assert embeddings.without_representation(session, "encoder-2", ids[0], 9) == ids[1:]
    embeddings.store_representations(session, "encoder-2", [(ids[1], b"seen anew")])
    assert embeddings.without_representation(session, "encoder-2", -1, 9) == [ids[0], ids[2]]
    assert embeddings.without_embedding(session, "embedding-2", "encoder-2", 9) == [(ids[1], b"seen anew")]


def test_the_generation_rises_exactly_when_the_vectors_shown_may_have_changed(session, pictures, ids):
    seen = [embeddings.generation(session)]

    def risen():
        seen.append(embeddings.generation(session))
        return seen[-1] > seen[-2]

    assert not risen()
    hide(session, "a.jpg")
    assert risen()
    take_in(session, pictures, ["a.jpg"])
    assert risen()
    embeddings.store(session, "embedding-2", [(ids[0], bytes(16))])
    assert risen()
    folders.set_online(session, folders.list_all(session)[0].id, False)
    assert not risen()
    folders.remove(session, folders.list_all(session)[0].id)
    assert risen()
