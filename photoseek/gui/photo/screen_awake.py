"""Keeps the screen from going dark while a slideshow runs: asked of the desktop, which may decline.

On Linux the desktop's screen saver is asked over D-Bus, through a connection of its own: the wish ends with
the connection, also when the program dies. Elsewhere nothing is done, and the screen goes dark as ever.
"""

import logging
import sys

from PySide6.QtCore import QObject

from photoseek.gui.language import tr

_log = logging.getLogger(__name__)

_SERVICE = "org.freedesktop.ScreenSaver"
_PATH = "/org/freedesktop/ScreenSaver"
_CONNECTION = "photoseek-slideshow"


class ScreenAwake(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = False

    def keep(self, awake: bool) -> None:
        """Ask for it, or let the desktop do as it likes again."""
        if awake == self._kept or sys.platform != "linux":
            return
        from PySide6.QtDBus import QDBusConnection, QDBusMessage  # few sessions have a slideshow

        self._kept = awake
        if not awake:
            QDBusConnection.disconnectFromBus(_CONNECTION)
            return
        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)
        if not bus.isConnected():
            _log.info("The screen is not kept awake: there is no session bus")
            return
        message = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "Inhibit")
        message.setArguments(["PhotoSeek", tr("Slideshow")])
        bus.asyncCall(message)  # nobody waits for the answer
