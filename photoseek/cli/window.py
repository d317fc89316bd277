"""``photoseek [FOLDER...]``: open the window, and watch these folders."""

import argparse
import gc
import os
import sys
from pathlib import Path

from photoseek.errors import UnusableFolder, UserError
from photoseek.paths import Paths


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes when no verb is given."""
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="folders of photos to add")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Open the window and return when it is closed."""
    folders = [folder.expanduser().absolute() for folder in arguments.folders]
    for folder in folders:
        if not folder.is_dir():
            raise UnusableFolder(f"{folder} is not a folder. Name a folder of photos.")
    # Qt would end the process with a core dump.
    if sys.platform == "linux" and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise UserError("There is no display. Use 'photoseek index FOLDER' and 'photoseek search' instead.")
    gc.disable()  # a start makes no garbage; the window turns it on again
    from photoseek.gui import app

    return app.run(paths, folders)
