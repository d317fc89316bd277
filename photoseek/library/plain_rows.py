"""Rows as the driver gives them, for answers as long as the library: the toolkit's own cost as much again."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.orm import Session


def plain_rows(session: Session, query: Executable) -> Iterator[Any]:
    """Tuples of numbers and texts; columns of other types come as the database keeps them."""
    cursor: Any = session.connection().execute(query).cursor
    yield from cursor
