"""Stands in for the desktop's screen saver on a session bus of its own, while a screen is kept awake.

Run by ``dbus-run-session``; prints what it was asked for, and "gone" once the asker's connection has ended.
"""

import sys

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVirtualObject

from photoseek.gui.photo.screen_awake import ScreenAwake

PATIENCE_MS = 60_000


class Saver(QDBusVirtualObject):
    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802
        sys.stdout.write(" ".join([message.member(), *message.arguments()]) + "\n")
        connection.send(message.createReply())
        screen.keep(False)
        self.asker = message.service()
        looking.start()
        return True


def look() -> None:
    if not bus.interface().isServiceRegistered(saver.asker).value():
        sys.stdout.write("gone\n")
        application.quit()


application = QCoreApplication([])
bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "saver")
saver, screen = Saver(), ScreenAwake()
looking = QTimer(interval=20)
looking.timeout.connect(look)
bus.registerVirtualObject("/org/freedesktop/ScreenSaver", saver)
bus.registerService("org.freedesktop.ScreenSaver")
screen.keep(True)
QTimer.singleShot(PATIENCE_MS, application.quit)
application.exec()
