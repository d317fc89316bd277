"""``WHERE column IN (...)`` for lists of any length."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute


def among(column: InstrumentedAttribute[Any], values: Iterable[int] | Iterable[str]) -> ColumnElement[bool]:
    """True where ``column`` is one of ``values``.

    They travel as one JSON array: SQLite limits the parameters of a statement, and one shape of
    statement for all lengths is prepared only once. NumPy's integers are taken too.
    """
    array = func.json_each(json.dumps(list(values), default=int)).table_valued("value")
    return column.in_(select(array.c.value))
