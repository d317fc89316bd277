"""Long work on a thread of its own, a batch ahead, while its caller gets a turn every moment."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

MOMENT = 0.02  # seconds until the caller gets a turn: a search may be waiting

_Batch = TypeVar("_Batch")
_Made = TypeVar("_Made")


def beside(
    batches: Iterable[_Batch | None], work: Callable[[_Batch], _Made]
) -> Generator[tuple[_Batch, _Made] | None]:
    """What ``work`` makes of each batch, in order; None for each moment in which nothing is finished.

    While the caller deals with a batch, the thread works on the next one. ``batches`` is advanced by the
    caller's thread; None there: none is ready at the moment. Raises as ``work`` does.
    """
    thread = ThreadPoolExecutor(1, thread_name_prefix="beside")
    going: deque[tuple[_Batch, Future[_Made]]] = deque()

    def finished() -> tuple[_Batch, _Made] | None:
        if not wait([going[0][1]], MOMENT).done:
            return None
        batch, made = going.popleft()
        return batch, made.result()

    try:
        for batch in batches:
            if batch is not None:
                going.append((batch, thread.submit(work, batch)))
            elif going:
                yield finished()
            else:
                yield None
            while len(going) > 1:
                yield finished()
        while going:
            yield finished()
    finally:
        thread.shutdown(wait=False, cancel_futures=True)
