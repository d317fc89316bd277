"""Where the window was, kept beside the library."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow


def restore(window: QMainWindow, file: Path) -> None:
    """Put the window where it was; Qt moves it onto a screen when that one has gone."""
    geometry = QSettings(str(file), QSettings.Format.IniFormat).value("geometry")
    if isinstance(geometry, QByteArray):
        window.restoreGeometry(geometry)


def save(window: QMainWindow, file: Path) -> None:
    store = QSettings(str(file), QSettings.Format.IniFormat)
    store.setValue("geometry", window.saveGeometry())
    store.sync()
