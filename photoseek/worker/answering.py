"""Requests and their replies. One that needs the models waits for them, one that needs a disk for that."""

import logging
import traceback
from typing import TYPE_CHECKING

from photoseek.errors import UserError
from photoseek.ipc.messages import Failed, Reply, Request
from photoseek.worker import handlers
from photoseek.worker.ahead import Ahead, Asked, NotKnownYet

if TYPE_CHECKING:
    from photoseek.worker.loop import Worker

_log = logging.getLogger(__name__)


class Answering:
    def __init__(self, worker: "Worker") -> None:
        self._worker = worker
        self._ahead = Ahead(worker.inbox.put)
        self._waiting: list[Request] = []  # for the models
        self.look = self._ahead.look

    def answer(self, asked: Asked) -> None:
        """Send the reply, now or as soon as what it takes is there."""
        if isinstance(asked.request, handlers.NEEDS_MODELS) and self._worker.is_loading:
            self._waiting.append(asked.request)
            return
        self._ahead.begin(asked)
        try:
            reply = self._reply(asked.request)
        except NotKnownYet as missing:
            self._ahead.find_out(asked, missing)
        else:
            if reply is not None:
                self._worker.channel.send(reply)

    def models_are_there(self) -> None:
        """Answer what waited for the models, or for the error that came in their place."""
        waiting, self._waiting = self._waiting, []
        for request in waiting:
            self.answer(Asked(request))

    def _reply(self, request: Request) -> Reply | None:
        try:
            return handlers.handle(self._worker, request)
        except NotKnownYet:
            raise
        except UserError as error:
            return Failed(request.id, str(error), theirs=True)
        except Exception as error:
            _log.exception("%s failed", type(request).__name__)
            return Failed(
                request.id, f"PhotoSeek failed: {error!r}", theirs=False, details=traceback.format_exc()
            )
