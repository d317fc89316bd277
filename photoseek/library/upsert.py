"""Inserting rows of which some may be there already."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from photoseek.library.schema import Row

Values = Mapping[str, Any]


def put(session: Session, kind: type[Row], rows: Sequence[Values]) -> None:
    """Insert rows, each in place of the one with the same primary key."""
    statement = _insert(session)(kind)
    key = [column.name for column in kind.__table__.primary_key]
    new = {name: statement.excluded[name] for name in rows[0] if name not in key}
    session.execute(statement.on_conflict_do_update(index_elements=key, set_=new), rows)


def add(session: Session, kind: type[Row], rows: Sequence[Values]) -> None:
    """Insert rows, but those that are there already in the eyes of a primary key or a UNIQUE."""
    session.execute(_insert(session)(kind).on_conflict_do_nothing(), rows)


def add_found(
    session: Session, kind: type[Row], columns: Sequence[str], found: Select[*tuple[Any, ...]]
) -> None:
    """``add`` for what a query finds; it needs a WHERE."""
    session.execute(_insert(session)(kind).from_select(columns, found).on_conflict_do_nothing())


def _insert(session: Session) -> Any:
    """The INSERT of this database: each has its own for ON CONFLICT, alike in what is used here."""
    return import_module(f"sqlalchemy.dialects.{session.get_bind().dialect.name}").insert
