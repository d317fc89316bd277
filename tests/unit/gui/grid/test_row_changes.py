import random

from photoseek.gui.grid.row_changes import MOST_RUNS, RowChanges, row_changes


def applied(old: list[int], new: list[int], changes: RowChanges) -> list[int]:
    rows = list(old)
    for first, stop in reversed(changes.removed):
        del rows[first:stop]
    for first, stop in changes.inserted:
        rows[first:first] = new[first:stop]
    return rows


def test_photos_that_come_and_go_are_found_as_runs() -> None:
    changes = row_changes([1, 2, 3, 4, 5, 6], [9, 1, 2, 5, 7, 8, 6])
    assert changes == RowChanges(removed=[(2, 4)], inserted=[(0, 1), (4, 6)])


def test_the_runs_make_the_one_list_of_the_other() -> None:
    chance = random.Random(5)
    for _ in range(50):
        whole = chance.sample(range(1000), 60)
        old = [photo_id for photo_id in whole if chance.random() < 0.9]
        new = [photo_id for photo_id in whole if chance.random() < 0.9]
        changes = row_changes(old, new)
        assert changes is not None
        assert applied(old, new, changes) == new


def test_what_is_rather_another_list_is_no_change_of_rows() -> None:
    assert row_changes([1, 2, 3], [3, 2, 1]) is None
    assert row_changes([1, 2, 3, 4], [5, 6, 7, 8]) is None
    assert row_changes([], [1]) is None
    assert row_changes([1, 2], []) is None
    assert row_changes([1, 2], [1, 2, 3, 4, 5]) is None


def test_too_many_runs_are_announced_as_one_change() -> None:
    count = 4 * MOST_RUNS
    assert row_changes(range(0, count, 2), range(count)) is None
