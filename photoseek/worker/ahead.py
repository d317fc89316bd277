"""What requests want of the disks on which photos lie, found out on threads: a dead disk never answers.

The loop, which answers one request at a time, must not wait for it. So a request that wants such a thing is
laid aside, and carried out from its beginning once that is known.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from photoseek.ipc.messages import Request

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and what was found out for it: results, or the errors that came instead."""

    request: Request
    known: dict[Hashable, Any] = field(default_factory=dict)


class NotKnownYet(Exception):
    """A request must wait for what ``find_out`` returns."""

    def __init__(self, key: Hashable, find_out: Callable[[], Any]) -> None:
        self.key, self.find_out = key, find_out


class Ahead:
    def __init__(self, again: Callable[[Asked], None]) -> None:
        """``again``: takes a request that can go on; called on a thread."""
        self._again = again
        self._known: dict[Hashable, Any] = {}

    def begin(self, asked: Asked) -> None:
        """This request is being carried out now."""
        self._known = asked.known

    def look(self, key: Hashable, find_out: Callable[[], _T]) -> _T:
        """What ``find_out`` returns, or raises. Raises NotKnownYet to lay the request aside."""
        if key not in self._known:
            raise NotKnownYet(key, find_out)
        found = self._known[key]
        if isinstance(found, Exception):
            raise found
        return found  # type: ignore[no-any-return]

    def find_out(self, asked: Asked, missing: NotKnownYet) -> None:
        """Carry ``asked`` out again as soon as that is known; never, if its disk is dead."""

        def work() -> None:
            try:
                found = missing.find_out()
            except Exception as error:
                found = error
            self._again(Asked(asked.request, {**asked.known, missing.key: found}))

        threading.Thread(target=work, name="ahead", daemon=True).start()
