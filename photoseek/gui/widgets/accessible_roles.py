"""What our own widgets are, to those who hear the screen; Qt knows its own."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLES = {
    "PhotoGrid": QAccessible.Role.List,
    "PhotoView": QAccessible.Role.Graphic,
    "AskedPhoto": QAccessible.Role.Graphic,
    "MapView": QAccessible.Role.Graphic,
    "ComparePage": QAccessible.Role.Grouping,
    "PhotoSide": QAccessible.Role.Pane,
    "_Edge": QAccessible.Role.Splitter,
}
"""By the name of the class, or of the one that it is derived from."""
_installed: list[bool] = []


def tell() -> None:
    """Once for the process."""
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(True)


def _interface(class_name: str, told_of: QObject) -> QAccessibleWidget | None:
    role = _ROLES.get(class_name)
    if role is None or not isinstance(told_of, QWidget):
        return None
    return QAccessibleWidget(told_of, role)
