"""Loads the models in a thread of its own: that takes seconds, and folders can be looked at meanwhile."""

import logging
import threading
from collections.abc import Callable

from photoseek.worker.inbox import Engine, Inbox, LoadFailed

_log = logging.getLogger(__name__)


def begin_loading(load: Callable[[], Engine], inbox: Inbox) -> None:
    """Put what ``load`` returns into the inbox once it is there, or ``LoadFailed``."""

    def run() -> None:
        try:
            inbox.put(load())
        except Exception as error:
            _log.exception("Loading the models failed")
            inbox.put(LoadFailed(error))

    threading.Thread(target=run, name="load", daemon=True).start()
