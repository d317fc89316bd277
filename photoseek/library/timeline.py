"""How many photos each month has."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from photoseek.library.records import EVERYTHING, Month, Order, Scope
from photoseek.library.schema import PhotoRow
from photoseek.library.scopes import within
from photoseek.library.sorting import NO_DATE


def months(session: Session, order: Order = "newest", scope: Scope = EVERYTHING) -> list[Month]:
    """The months of a part of the library, in the order of ``photos.list_ids(order, scope)``: running
    sums of their counts are where each begins. Undated photos go by their file's date.

    Raises ValueError for an order that is not one of time.
    """
    if order not in ("newest", "oldest"):
        raise ValueError(f"photos by {order} have no months")
    month = func.strftime("%Y-%m", PhotoRow.sort_time, "unixepoch")  # NULL for what SQLite calls no date
    query = (
        select(month, PhotoRow.sort_time == NO_DATE, func.count())
        .where(within(scope))
        .group_by(month, PhotoRow.sort_time > 0)
        .order_by(func.min(PhotoRow.sort_time))
    )
    runs: list[Month] = []
    for text, undated, count in session.execute(query):
        year, number = _split(None if undated else text)
        if runs and (runs[-1].year, runs[-1].month) == (year, number):
            count += runs.pop().photo_count
        runs.append(Month(year, number, count))
    return runs if order == "oldest" else runs[::-1]


def _split(text: str | None) -> tuple[int, int]:
    """Year and month; year 0 for what is none that a calendar shows."""
    year, _, month = (text or "").rpartition("-")
    return (int(year), int(month)) if year.isdigit() and 1 <= int(year) <= 9999 else (0, 1)
