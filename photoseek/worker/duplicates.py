"""Looks for duplicates in a thread of its own: it takes a minute, and no search waits for it."""

import logging
import os
import threading
import traceback
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from photoseek.errors import UserError
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ipc.messages import DuplicateGroup, Duplicates, Failed, FindDuplicates, Reply
from photoseek.library.database import Database
from photoseek.search import duplicates
from photoseek.search.duplicates import Group, Stopped

if TYPE_CHECKING:
    from photoseek.models.inference import Inference

_log = logging.getLogger(__name__)


class DuplicateFinder:
    """Looks for one answer at a time: who asks again gets one, and the question before an empty one."""

    def __init__(
        self, database: Database, thumbnails: ThumbnailStore, answer: Callable[[Reply], None]
    ) -> None:
        """``answer`` may be called from the thread."""
        self._database, self._thumbnails, self._answer = database, thumbnails, answer
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    def begin(self, inference: "Inference", request: FindDuplicates) -> None:
        """Answer ``request`` when it is done."""
        self._stopping.set()  # not waited for: requests wait behind this one
        self._stopping = threading.Event()
        work = partial(self._run, inference, request, self._stopping)
        self._thread = threading.Thread(target=work, name="duplicates", daemon=True)
        self._thread.start()

    def stop(self, patience: float = 0.5) -> None:
        """Give up what is being looked for."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(patience)

    def _run(self, inference: "Inference", request: FindDuplicates, stopping: threading.Event) -> None:
        self._answer(self._reply(inference, request, stopping))

    def _reply(self, inference: "Inference", request: FindDuplicates, stopping: threading.Event) -> Reply:
        try:
            groups = duplicates.find(
                self._database, inference, self._thumbnails.path, request.scope, stopping.is_set
            )
        except Stopped:
            return Duplicates(request.id, ())
        except UserError as error:
            return Failed(request.id, str(error), theirs=True)
        except Exception as error:
            _log.exception("Duplicates could not be looked for")
            text = f"PhotoSeek failed: {error!r}"
            return Failed(request.id, text, theirs=False, details=traceback.format_exc())
        return Duplicates(request.id, tuple(_told(group) for group in groups))


def _told(group: Group) -> DuplicateGroup:
    paths = tuple(os.fspath(place.path) for place in group.places)
    return DuplicateGroup(group.reason, group.photo_ids, group.sizes, paths)
