"""Brings the maps up to date in a thread of its own, while nothing else is to be done."""

import logging
import threading
from typing import TYPE_CHECKING

from photoseek.ingest import maps
from photoseek.ingest.projection import Projector, Stopped
from photoseek.library.database import Database

if TYPE_CHECKING:
    from photoseek.models.inference import Inference

_log = logging.getLogger(__name__)


class Mapping:
    """At most one thread. A map that fails is tried again when the library has changed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._projector = Projector()
        self._thread: threading.Thread | None = None

    def begin(self, inference: "Inference") -> None:
        """Bring the maps up to date soon, unless that goes on already."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, args=(inference,), name="maps", daemon=True)
            self._thread.start()

    def stop(self, patience: float = 0.5) -> None:
        """End it now; it is begun again next time. Photos being placed may be left where they are."""
        self._projector.stop()
        if self._thread is not None:
            self._thread.join(patience)

    def _run(self, inference: "Inference") -> None:
        try:
            maps.update_photos(self._database, inference, self._projector.project)
            maps.update_words(self._database, inference.word_vectors, self._projector.project)
        except Stopped:
            _log.info("The map is not finished; it is made next time")
        except Exception:
            _log.exception("The map could not be made")
