"""Processes without a network."""

import os
from pathlib import Path

import photoseek

NOTES = "network.txt"


def without_network(notes: Path) -> dict[str, str]:
    """The environment of a process whose sockets are refused; attempts are noted in the file ``notes``."""
    paths = (Path(__file__).with_name("no_network"), Path(photoseek.__file__).parents[1])
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "NO_NETWORK_NOTES": str(notes),
    }
