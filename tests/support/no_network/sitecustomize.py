"""Loaded by every Python process that has this folder in its PYTHONPATH: sockets to other computers are
refused, and each attempt is noted in the file that NO_NETWORK_NOTES names."""

import os
import sys


def _refuse(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"):
        socket, address = arguments[:2]
        if getattr(socket, "family", None) == 1:  # a file of this computer: AF_UNIX
            return
    elif event not in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        return
    else:
        address = arguments[0]
    with open(os.environ["NO_NETWORK_NOTES"], "a") as notes:  # noqa: PTH123 - loaded before all else
        notes.write(f"{sys.argv} {event} {address!r}\n")
    raise OSError(f"no network here: {event} {address!r}")


# An audit hook cannot be taken away again, and hears of every module's sockets.
sys.addaudithook(_refuse)
