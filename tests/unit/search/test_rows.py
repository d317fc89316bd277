import numpy as np

from photoseek.search.rows import Rows


def test_rows_stay_together_whatever_is_taken_out() -> None:
    random = np.random.default_rng(0)
    vectors = random.standard_normal((50, 4), np.float32)
    rows = Rows(4)
    rows.append(np.arange(30), vectors[:30])
    gone = random.permutation(30)[:20].tolist()
    assert all(rows.remove(photo_id) for photo_id in gone)
    rows.append(np.arange(30, 50), vectors[30:])
    left = sorted(set(range(50)) - set(gone))
    assert sorted(rows.ids.tolist()) == left
    assert len(rows) == len(rows.matrix) == len(left)
    np.testing.assert_array_equal(rows.vectors(np.array(left)), vectors[left])
    np.testing.assert_array_equal(rows.matrix, vectors[rows.ids])


def test_some_ids_are_far_apart() -> None:
    random = np.random.default_rng(0)
    vectors = random.standard_normal((3, 4), np.float32)
    rows = Rows(4)
    rows.append(np.array([5, 70_000]), vectors[:2])
    rows.append(np.array([1_000]), vectors[2:])
    assert rows.holds(np.array([-1, 1_000, 1_001, 70_000, 10**9])).tolist() == [
        False,
        True,
        False,
        True,
        False,
    ]
    assert rows.remove(5)
    asked = np.array([70_000, 1_000])
    np.testing.assert_array_equal(rows.vectors(asked), vectors[1:])
    np.testing.assert_allclose(rows.products(asked, vectors[0]), vectors[1:] @ vectors[0], rtol=1e-6)


def test_who_is_not_here_has_no_vector() -> None:
    rows = Rows(2, np.float16)
    rows.append(np.array([7]), np.array([[0.5, 0.25]]))
    assert not rows.remove(8)
    assert 8 not in rows
    found = rows.vectors(np.array([8, 7]))
    assert found.dtype == np.float32
    assert np.isnan(found[0]).all()
    assert found[1].tolist() == [0.5, 0.25]


def test_every_number_of_sixteen_bits_is_given_as_it_is() -> None:
    every = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    vectors = every[np.isfinite(every)].reshape(-1, 31)
    rows = Rows(31, np.float16)
    rows.append(np.arange(len(vectors)), vectors)
    np.testing.assert_array_equal(rows.vectors(np.arange(len(vectors))), vectors.astype(np.float32))
