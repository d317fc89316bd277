"""Photos are looked at in parts, in the order in which they were asked for."""

import threading
import time

import numpy as np
import pytest

from photoseek.models import turns
from photoseek.models.turns import Turns


def photos(count: int, first: int = 0) -> np.ndarray:
    return np.arange(first, first + count, dtype=np.uint8).repeat(12).reshape(count, 2, 2, 3)


def named(part: np.ndarray) -> list[bytes]:
    return [bytes([photo[0, 0, 0]]) for photo in part]


def test_parts_give_what_the_whole_would() -> None:
    assert Turns(named)(photos(100)) == named(photos(100))
    assert Turns(named)(photos(0)) == []


def test_parts_grow_to_a_limit_where_the_work_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST", 60.0)
    sizes: list[int] = []

    def work(part: np.ndarray) -> list[bytes]:
        sizes.append(len(part))
        return named(part)

    Turns(work)(photos(100))
    assert sizes == [1, 2, 4, 8, 16, 32, 32, 5]


def test_slow_work_is_done_one_photo_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST", 0.0)
    sizes: list[int] = []

    def work(part: np.ndarray) -> list[bytes]:
        sizes.append(len(part))
        return named(part)

    Turns(work)(photos(4))
    assert sizes == [1, 1, 1, 1]


def test_a_single_photo_is_looked_at_in_the_midst_of_many() -> None:
    begun, allowed = threading.Event(), threading.Event()
    order: list[int] = []

    def work(part: np.ndarray) -> list[bytes]:
        begun.set()
        assert allowed.wait(60.0)
        order.extend(int(photo[0, 0, 0]) for photo in part)
        return named(part)

    in_turns = Turns(work)
    many = threading.Thread(target=in_turns, args=(photos(20),))
    many.start()
    assert begun.wait(60.0)
    single = threading.Thread(target=in_turns, args=(photos(1, first=200),))
    single.start()
    while in_turns._line._work_queue.empty():  # until it stands in line
        time.sleep(0.001)
    allowed.set()
    many.join(60.0)
    single.join(60.0)
    assert order.index(200) < 19


def test_what_fails_is_told_to_whom_it_concerns() -> None:
    def work(part: np.ndarray) -> list[bytes]:
        raise ValueError("no such photo")

    with pytest.raises(ValueError, match="no such photo"):
        Turns(work)(photos(1))
