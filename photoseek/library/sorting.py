"""What photos and files are sorted by: times without a zone, and names in an order that people expect."""

import re
from datetime import datetime
from pathlib import Path

NO_DATE = 2**62  # later than any date a file can have

_EPOCH = datetime(1970, 1, 1)
_DIGITS = re.compile(r"\d+")


def seconds(moment: datetime) -> int:
    """Seconds since 1970 on the same clock, without a zone; only good for sorting."""
    return round((moment - _EPOCH).total_seconds())


def file_seconds(modified_ns: int) -> int:
    """``seconds`` of a file's date in nanoseconds: local time, as cameras write it."""
    try:
        return seconds(datetime.fromtimestamp(modified_ns / 1e9))
    except (OverflowError, ValueError, OSError):  # a date before year 1 or after 9999
        return modified_ns // 10**9


def sort_name(path: Path) -> str:
    """The file's name such that text order is the order people expect: IMG_9 before img_10."""
    # Bytes that are not UTF-8 are surrogates in Python, which SQLite's text cannot hold.
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    return _DIGITS.sub(lambda digits: digits.group().zfill(12), name.casefold())
