"""How one list of photos becomes another by taking some out and putting some in, if that is all it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Run = tuple[int, int]
"""A first row and the row after the last one."""

MOST_RUNS = 300  # each is announced to all who look; beyond it one announcement for all is quicker


@dataclass(frozen=True, slots=True)
class RowChanges:
    removed: Sequence[Run]
    """Of the old rows; to be taken out from the last run to the first."""
    inserted: Sequence[Run]
    """Of the new rows; to be put in from the first run to the last."""


def row_changes(old: Sequence[int], new: Sequence[int]) -> RowChanges | None:
    """None where photos have changed places, or too much is new for it to be the same list still."""
    if not old or not new or min(len(old), len(new)) * 2 < max(len(old), len(new)):
        return None
    import numpy as np

    before, after = np.array(old, np.int64), np.array(new, np.int64)
    stays, was_there = np.isin(before, after), np.isin(after, before)
    if not np.array_equal(before[stays], after[was_there]) or stays.sum() * 2 < len(before):
        return None
    removed, inserted = _runs(~stays), _runs(~was_there)
    return RowChanges(removed, inserted) if len(removed) + len(inserted) <= MOST_RUNS else None


def _runs(marked: "NDArray[np.bool_]") -> list[Run]:
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(np.int8))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))
