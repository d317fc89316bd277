"""Long work beside its caller: in order, a batch ahead, and never in the caller's way."""

import threading

import pytest

from photoseek.ingest.beside import beside


def test_all_batches_are_worked_on_in_order() -> None:
    made = [result for result in beside(iter(range(20)), lambda number: number * number) if result]
    assert made == [(number, number * number) for number in range(20)]
    assert list(beside(iter(()), str)) == []


def test_the_caller_gets_turns_while_the_work_goes_on() -> None:
    allowed = threading.Event()

    def work(number: int) -> int:
        assert allowed.wait(60.0)
        return number

    run = beside(iter([1]), work)
    assert [next(run) for _ in range(3)] == [None] * 3
    allowed.set()
    assert [result for result in run if result] == [(1, 1)]


def test_the_next_batch_is_begun_before_the_caller_has_the_one_before() -> None:
    begun = threading.Event()

    def work(number: int) -> int:
        if number == 2:
            begun.set()
        return number

    run = beside(iter([1, 2]), work)
    while next(run) is None:
        pass
    assert begun.wait(60.0)
    assert [result for result in run if result] == [(2, 2)]


def test_what_is_finished_is_given_while_no_batch_is_ready() -> None:
    ready: list[int | None] = [1, *[None] * 5000, 2]
    first = next(result for result in beside(iter(ready), str) if result)
    assert first == (1, "1")
    assert list(beside(iter([None, None]), str)) == [None, None]


def test_work_that_fails_ends_the_run_with_its_reason() -> None:
    def work(number: int) -> int:
        raise ValueError("no memory left")

    with pytest.raises(ValueError, match="no memory left"):
        list(beside(iter([1]), work))
