"""The two pipes to the window: requests come in on stdin, replies and events go out on stdout."""

import logging
import os
import threading
from collections.abc import Iterable
from typing import BinaryIO, cast, get_args

from photoseek.ipc.codec import ProtocolError, decode, encode
from photoseek.ipc.messages import Event, Failed, Reply, Request
from photoseek.worker.ahead import Asked
from photoseek.worker.inbox import Inbox, Stop

_log = logging.getLogger(__name__)


def claim_stdout() -> BinaryIO:
    """The stream for messages. Descriptor 1 leads to stderr from now on, so that a stray print, of
    Python or of a C library, cannot garble them."""
    output = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return output


class Channel:
    """Sends messages, from any thread."""

    def __init__(self, output: BinaryIO, inbox: Inbox) -> None:
        self._output = output
        self._inbox = inbox
        self._lock = threading.Lock()
        self._broken = False

    def send(self, message: Reply | Event) -> None:
        """Write one line. If the window has gone, the worker is told to stop."""
        line = _line(message)
        with self._lock:
            if self._broken:
                return
            try:
                view = memoryview(line)
                while view:  # a pipe may take less than it is given
                    view = view[self._output.write(view) :]
            except OSError as error:
                _log.info("Nobody reads the messages any more: %s", error)
                self._broken = True
                self._inbox.put(Stop())


def _line(message: Reply | Event) -> bytes:
    try:
        return encode(message).encode("ascii") + b"\n"
    except ValueError as error:  # a score that is no number: that costs the one answer
        _log.exception("%s cannot be sent", type(message).__name__)
        if not isinstance(message, get_args(Reply)):
            raise
        return _line(Failed(message.id, f"PhotoSeek failed: {error!r}", theirs=False))


def read_requests(lines: Iterable[bytes], channel: Channel, inbox: Inbox) -> None:
    """Put every request into the inbox, and ``Stop`` after the last one. Runs in a thread of its own."""
    try:
        for line in lines:
            if line.strip():
                _receive(line, channel, inbox)
    except (OSError, ValueError) as error:
        _log.warning("Requests cannot be read any more: %s", error)
    finally:
        inbox.put(Stop())


def _receive(line: bytes, channel: Channel, inbox: Inbox) -> None:
    try:
        message = decode(line)
        if not isinstance(message, get_args(Request)):
            raise ProtocolError(f"{type(message).__name__} is no request", getattr(message, "id", None))
    except ProtocolError as error:
        _log.error("A line was refused: %s", error)
        if error.request_id is not None:
            channel.send(Failed(error.request_id, f"The request was not understood: {error}", theirs=False))
    else:
        inbox.put(Asked(cast(Request, message)))
