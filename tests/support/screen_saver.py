"""Stands in for the desktop's screen saver on a session bus of its own, while a screen is kept awake.

Run by ``dbus-run-session``; prints what it was asked for, and "gone" once the asker's connection has ended.
"""

import sys

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusServiceWatcher, QDBusVirtualObject

from photoseek.gui.photo.screen_awake import ScreenAwake

PATIENCE_MS = 10_000


class Saver(QDBusVirtualObject):
    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802
        sys.stdout.write(" ".join([message.member(), *message.arguments()]) + "\n")
        watcher.addWatchedService(message.service())
        connection.send(message.createReply())
        screen.keep(False)
        return True


def gone(_service: str) -> None:
    sys.stdout.write("gone\n")
    application.quit()


application = QCoreApplication([])
bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "saver")
saver, watcher, screen = Saver(), QDBusServiceWatcher(), ScreenAwake()
watcher.setConnection(bus)
watcher.serviceUnregistered.connect(gone)
bus.registerVirtualObject("/org/freedesktop/ScreenSaver", saver)
bus.registerService("org.freedesktop.ScreenSaver")
screen.keep(True)
QTimer.singleShot(PATIENCE_MS, application.quit)
application.exec()
