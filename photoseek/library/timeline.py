"""How many photos each month has."""

from typing import Any

from sqlalchemy import Text, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from photoseek.library.records import EVERYTHING, Month, Order, Scope
from photoseek.library.schema import PhotoRow
from photoseek.library.scopes import within

_YEARS = "BETWEEN -62135596800 AND 253402300799"  # 1 to 9999; PostgreSQL refuses what is far beyond


class _month_of(GenericFunction[str]):  # noqa: N801 - the name of an SQL function
    """Year and month of seconds since 1970, "2024-05"; NULL for what is no date."""

    type = Text()
    inherit_cache = True


@compiles(_month_of, "sqlite")
def _in_sqlite(element: _month_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"strftime('%Y-%m', {compiler.process(element.clauses, **options)}, 'unixepoch')"


@compiles(_month_of, "postgresql")
def _in_postgresql(element: _month_of, compiler: SQLCompiler, **options: Any) -> str:
    seconds = compiler.process(element.clauses, **options)
    utc = f"to_timestamp({seconds}) AT TIME ZONE 'UTC'"
    return f"CASE WHEN {seconds} {_YEARS} THEN to_char({utc}, 'YYYY-MM') END"


def months(session: Session, order: Order = "newest", scope: Scope = EVERYTHING) -> list[Month]:
    """The months of a part of the library, in the order of ``photos.list_ids(order, scope)``: running
    sums of their counts are where each begins. Undated photos go by their file's date.

    Raises ValueError for an order that is not one of time.
    """
    if order not in ("newest", "oldest"):
        raise ValueError(f"photos by {order} have no months")
    month = _month_of(PhotoRow.sort_time)
    query = (
        select(month, func.count())
        .where(within(scope))
        .group_by(month, PhotoRow.sort_time > 0)
        .order_by(func.min(PhotoRow.sort_time))
    )
    runs: list[Month] = []
    for text, count in session.execute(query):
        year, number = _split(text)
        if runs and (runs[-1].year, runs[-1].month) == (year, number):
            count += runs.pop().photo_count
        runs.append(Month(year, number, count))
    return runs if order == "oldest" else runs[::-1]


def _split(text: str | None) -> tuple[int, int]:
    """Year and month; year 0 for what is none that a calendar shows."""
    year, _, month = (text or "").rpartition("-")
    return (int(year), int(month)) if year.isdigit() and 1 <= int(year) <= 9999 else (0, 1)
