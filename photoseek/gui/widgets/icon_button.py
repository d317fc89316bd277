"""Buttons with an icon of the Phosphor set, whose colour follows the palette."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QToolButton, QWidget

from photoseek.gui.widgets.icons import icon


class IconButton(QToolButton):
    """A flat button. ``label`` is its tooltip and its accessible name, its text only if ``with_text``."""

    def __init__(
        self,
        icon_name: str,
        label: str,
        parent: QWidget | None = None,
        *,
        with_text: bool = False,
        shortcut: str = "",
        checkable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._shortcut = shortcut
        side = max(18, round(1.2 * self.fontMetrics().height()))  # beside large letters a larger one
        self.setIconSize(QSize(side, side))
        self.setCheckable(checkable)
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        styles = Qt.ToolButtonStyle
        self.setToolButtonStyle(styles.ToolButtonTextBesideIcon if with_text else styles.ToolButtonIconOnly)
        self.set_label(label)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._colour_icon()
        self.toggled.connect(self._colour_icon)

    @classmethod
    def of(cls, action: QAction, icon_name: str, parent: QWidget, *, checkable: bool = False) -> "IconButton":
        """A button that does what ``action`` does, and names its shortcut.

        With ``checkable`` the button is what changes: the action presses it.
        """
        button = cls(icon_name, action.text(), parent, checkable=checkable)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{action.text()} ({keys})" if keys else action.text())
        if checkable:
            action.triggered.connect(button.click)
        else:
            button.clicked.connect(action.trigger)
        return button

    def set_label(self, label: str) -> None:
        self.setText(label)
        self.setAccessibleName(label)
        native = QKeySequence(self._shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{label} ({native})" if native else label)
        if self._shortcut:
            self.setShortcut(QKeySequence(self._shortcut))  # setText drops it

    def set_icon(self, icon_name: str) -> None:
        self._icon_name = icon_name
        self._colour_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour_icon()

    def _colour_icon(self) -> None:
        palette = self.palette()
        role = QPalette.ColorRole.Highlight if self.isChecked() else QPalette.ColorRole.WindowText
        found = icon(self._icon_name, palette.color(role), palette.color(QPalette.ColorRole.Mid))
        if found.cacheKey() != self.icon().cacheKey():  # a change of colours is told many times over
            self.setIcon(found)
