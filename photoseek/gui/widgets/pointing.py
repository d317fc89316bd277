"""Whether a widget is pointed at: by the mouse, or by having the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

_TOLD = {
    QEvent.Type.Enter: True,
    QEvent.Type.FocusIn: True,
    QEvent.Type.Leave: False,
    QEvent.Type.FocusOut: False,
}


class Pointing(QObject):
    """Calls ``tell`` with True when ``widget`` begins to be pointed at, with False when it ends."""

    def __init__(self, widget: QWidget, tell: Callable[[bool], object]) -> None:
        super().__init__(widget)
        self._tell = tell
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOLD:
            self._tell(_TOLD[event.type()])
        return super().eventFilter(watched, event)
