"""The chosen photos of the grid as rows and runs of rows: 100,000 chosen ones are one run."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractItemModel, QItemSelection

Run = tuple[int, int]
"""First and last row."""


def runs_of(selection: QItemSelection) -> list[Run]:
    """From the top to the bottom."""
    return sorted((part.top(), part.bottom()) for part in selection.toList())


def rows_within(selection: QItemSelection, rows: range) -> set[int]:
    """Which of ``rows`` are chosen."""
    return {
        row
        for part in selection.toList()
        for row in range(max(part.top(), rows.start), min(part.bottom() + 1, rows.stop))
    }


def count_of(selection: QItemSelection) -> int:
    return sum(part.bottom() - part.top() + 1 for part in selection.toList())


def selection_of(model: QAbstractItemModel, runs: Iterable[Run]) -> QItemSelection:
    selection = QItemSelection()
    for first, last in runs:
        selection.select(model.index(first, 0), model.index(last, 0))
    return selection


def runs_among(rows: Sequence[int]) -> list[Run]:
    """``rows``, which are sorted, as runs."""
    runs: list[Run] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
