"""Many values at once: ``WHERE column IN (...)`` for lists of any length, and all ids that a query finds."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, Text, cast, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class _json_values(GenericFunction[Any]):  # noqa: N801 - the name of an SQL function
    """The values of a JSON array, a row for each."""

    inherit_cache = True


@compiles(_json_values, "sqlite")
def _in_sqlite(element: _json_values, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_json_values, "postgresql")
def _in_postgresql(element: _json_values, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS JSON))"


def among(
    column: ColumnElement[Any] | InstrumentedAttribute[Any], values: Iterable[int] | Iterable[str]
) -> ColumnElement[bool]:
    """True where ``column`` is one of ``values``.

    They travel as one JSON array: databases limit the parameters of a statement, and one shape of
    statement for all lengths is prepared only once. NumPy's integers are taken too.
    """
    array = _json_values(json.dumps(list(values), default=int)).table_valued("value")
    return column.in_(select(cast(array.c.value, column.type)))


def all_ids(session: Session, query: Select[Any]) -> "NDArray[np.int64]":
    """The distinct ids (n,) that a query of one column finds, ascending."""
    return ids_in(session.scalar(as_text(query)))


def as_text(query: Select[Any]) -> Select[str | None]:
    """The ids that a query of one column finds in one text, for ``ids_in``.

    A row for each takes the database toolkit a microsecond.
    """
    found = query.subquery()
    return select(func.aggregate_strings(cast(found.c[0], Text), ","))


def ids_in(text: str | None) -> "NDArray[np.int64]":
    """The distinct ids (n,) of such a text, ascending."""
    import numpy as np  # here: the window reads its first photos without arrays

    ids = np.sort(np.fromstring(text or "", np.int64, sep=","))
    return ids[np.diff(ids, prepend=ids[:1] - 1) > 0]  # np.unique takes forty times as long
