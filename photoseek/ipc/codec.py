"""Messages to lines and back: one JSON object per line, its class name under ``"type"``.

Pure ASCII on the wire, so that a file name that is not valid UTF-8 (it holds lone surrogates in
Python) survives the trip and no code page can spoil it.
"""

import json
import sys
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from photoseek.ipc.messages import Message

_INTEGERS = 1 << 63  # SQLite's go no further

T = TypeVar("T")


class ProtocolError(ValueError):
    """A line is no message of this protocol. ``request_id`` is the id it carried, if it had one."""

    def __init__(self, reason: str, request_id: int | None = None) -> None:
        super().__init__(reason)
        self.request_id = request_id


def encode(message: Message) -> str:
    """One line without its line end. Raises ValueError for NaN and infinities, which JSON has not."""
    return json.dumps(
        {"type": type(message).__name__, **asdict(message)},
        allow_nan=False,
        separators=(",", ":"),
        default=str,  # a path or a date
    )


def decode(line: str | bytes) -> Message:
    """The message of a line. Raises ProtocolError, naming what does not fit."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(f"not JSON: {error}") from error
    if not isinstance(found, dict):
        raise ProtocolError("not a JSON object")
    request_id = found.get("id") if type(found.get("id")) is int else None
    name = found.pop("type", None)
    kind = _kinds().get(name) if isinstance(name, str) else None
    if kind is None:
        raise ProtocolError(f"unknown type {name!r}", request_id)
    try:
        return cast(Message, _record(kind, found))
    except ProtocolError as error:
        raise ProtocolError(f"{name}: {error}", request_id) from error


def encode_record(record: Any) -> str:
    """Any frozen dataclass of the kinds of values that messages hold, as JSON; without its class name."""
    return json.dumps(asdict(record), allow_nan=False, default=str)


def decode_record(kind: type[T], text: str | bytes) -> T:
    """The record of class ``kind`` that ``encode_record`` wrote. Raises ProtocolError for anything else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(f"not JSON: {error}") from error
    return cast(T, _record(kind, found))


@cache
def _kinds() -> dict[str, type]:
    return {kind.__name__: kind for kind in _members(Message)}


def _members(union: object) -> list[type]:
    if isinstance(union, UnionType):
        return [kind for member in get_args(union) for kind in _members(member)]
    return [cast(type, union)]


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _record(kind: type, found: object) -> object:
    if not isinstance(found, dict):
        raise ProtocolError(f"expected an object, not {found!r}")
    hints = _hints(kind)
    unknown = found.keys() - hints.keys()
    if unknown:
        raise ProtocolError(f"unknown field {min(unknown)!r}")
    values = {name: _value(hints[name], name, value) for name, value in found.items()}
    try:
        return kind(**values)
    except TypeError as error:
        missing = [field.name for field in fields(kind) if field.name not in values]
        raise ProtocolError(f"missing field among {missing}") from error


def _value(annotation: Any, name: str, value: object) -> object:
    """``value`` as ``annotation`` wants it. Types are compared exactly: JSON's true is no number."""
    if isinstance(annotation, UnionType):  # "something or None"
        kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
        return None if value is None else _value(kinds[0], name, value)
    if get_origin(annotation) is Literal and value in get_args(annotation):
        return value
    if get_origin(annotation) is tuple and isinstance(value, list):
        return tuple(_value(get_args(annotation)[0], name, item) for item in value)
    if is_dataclass(annotation):
        return _record(cast(type, annotation), value)
    if annotation is Path and isinstance(value, str):
        return Path(value)
    if annotation in (date, datetime) and isinstance(value, str):
        try:
            return annotation.fromisoformat(value)
        except ValueError as error:
            raise ProtocolError(f"{name}: {error}") from error
    if annotation is float and type(value) in (int, float):
        if abs(cast(float, value)) <= sys.float_info.max:  # Python's reader takes NaN and 1e999 as well
            return float(cast(float, value))
    elif type(value) is annotation and (type(value) is not int or -_INTEGERS <= value < _INTEGERS):
        return value
    raise ProtocolError(f"{name}: {value!r} is not allowed")
