"""Where the Tab key goes: along the layouts, as the eye does, whatever was made first or came later."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLayout,
    QWidget,
)

_WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox)
"""What is inside these is theirs."""


def step(root: QWidget, *, forwards: bool) -> bool:
    """Move the focus to the next control below ``root``, or to the one before; False if there is none."""
    stops = list(controls(root))
    if not stops:
        return False
    now = QApplication.focusWidget()
    by = 1 if forwards else -1
    at = stops.index(now) + by if now in stops else 0 if forwards else -1
    reasons = Qt.FocusReason
    reason = reasons.TabFocusReason if forwards else reasons.BacktabFocusReason
    stops[at % len(stops)].setFocus(reason)
    return True


def controls(root: QWidget) -> Iterator[QWidget]:
    """Every control below ``root`` that the Tab key can reach at the moment, in the order of the layouts."""
    for widget in _along(root):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        if takes and widget.isEnabled() and widget.focusProxy() is None:
            yield widget


def _along(widget: QWidget) -> Iterator[QWidget]:
    """What is visible below ``widget``, each before what it holds."""
    if isinstance(widget, _WHOLE):
        return
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    others = [
        child
        for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child not in placed
    ]
    others.sort(key=lambda child: (child.y(), child.x()))
    for child in placed + others:
        if child.isVisible() and not child.isWindow():
            yield child
            yield from _along(child)


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)
