"""What every presenter may use: the window's own objects, made once by ``app``."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from photoseek.gui.background import Background
from photoseek.gui.changes import Changes
from photoseek.gui.grid.photo_items import PhotoItems
from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader
from photoseek.gui.library_reader import LibraryReader
from photoseek.gui.main_window import MainWindow
from photoseek.gui.preferences import Preferences
from photoseek.gui.worker_client import WorkerClient
from photoseek.paths import Paths


@dataclass(frozen=True)
class Parts:
    window: MainWindow
    photos: PhotoItems
    """The photos of the grid."""
    thumbnails: ThumbnailLoader
    thumbnail_path: Callable[[str], Path]
    """The thumbnail of a content hash."""
    reader: LibraryReader
    client: WorkerClient
    pictures: Background
    """For decoding pictures and other slow work of the window's own."""
    changes: Changes
    preferences: Preferences
    paths: Paths
