"""Brings the maps up to date in a thread of its own, while nothing else is to be done."""

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from photoseek.ingest import maps
from photoseek.ingest.projection import Projector, Stopped
from photoseek.ipc.messages import Event, MapReady, Notice
from photoseek.library.database import Database

if TYPE_CHECKING:
    from photoseek.models.inference import Inference

Map = Literal["photos", "words"]

_log = logging.getLogger(__name__)


class Mapping:
    """At most one thread. A map that fails is tried again when the library has changed."""

    def __init__(
        self, database: Database, send: Callable[[Event], None], ended: Callable[[], None] = lambda: None
    ) -> None:
        """``ended``: told, from a thread, that nothing is being done any more."""
        self._database = database
        self._send = send  # from any thread
        self._ended = ended
        self._projector = Projector()
        self._lock = threading.Lock()
        self._wanted: list[Map] = []  # those asked for come first, and are answered even if up to date
        self._thread: threading.Thread | None = None

    def begin(self, inference: "Inference", wanted: Map | None = None) -> None:
        """Bring the maps up to date soon, unless that goes on already.

        ``MapReady`` tells of each that was made, and of the one ``wanted`` in any case.
        """
        with self._lock:
            if wanted is not None and wanted not in self._wanted:
                self._wanted.append(wanted)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, args=(inference,), name="maps", daemon=True)
                self._thread.start()

    def stop(self, patience: float = 0.5) -> None:
        """End it now; it is begun again next time. Photos being placed may be left where they are."""
        self._projector.stop()
        thread = self._thread
        if thread is not None:
            thread.join(patience)

    def _run(self, inference: "Inference") -> None:
        try:
            updated: set[Map] = set()
            while (which := self._next(updated)) is not None:
                self._update(which, inference)
                updated.add(which)
        except Stopped:
            _log.info("The map is not finished; it is made next time")
            self._give_up()
        except Exception:
            _log.exception("The map could not be made")
            if self._give_up():
                self._send(Notice("The map could not be made. Try again later."))
        self._ended()

    def _next(self, updated: set[Map]) -> Map | None:
        """What to bring up to date now; with nothing left, this thread is no longer the one that does."""
        with self._lock:
            everything: tuple[Map, ...] = ("photos", "words")
            left = [*self._wanted, *(which for which in everything if which not in updated)]
            if not left:
                self._thread = None
            return left[0] if left else None

    def _update(self, which: Map, inference: "Inference") -> None:
        if which == "photos":
            made = maps.update_photos(self._database, inference, self._projector.project)
        else:
            made = maps.update_words(self._database, inference.word_vectors, self._projector.project)
        with self._lock:
            asked = which in self._wanted
            if asked:
                self._wanted.remove(which)
        if made or asked:
            self._send(MapReady(which))

    def _give_up(self) -> bool:
        """Whether anybody waits for a map that is not made now."""
        with self._lock:
            waiting, self._wanted, self._thread = bool(self._wanted), [], None
            return waiting
