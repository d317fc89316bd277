"""Above the photo: back, the photos beside it, how large it is, and what can be done with it."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from photoseek.gui.actions import Actions
from photoseek.gui.language import tr
from photoseek.gui.widgets.icon_button import IconButton

TIGHT = 480  # pixels; in less, a key has to do for the whole screen
ROOMY = 620  # pixels; in less, what the wheel and keys do as well gives way


class PhotoBar(QWidget):
    zoomed = Signal(float)
    """By this factor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = IconButton("arrow-left", tr("Back to the photos"), self)
        self.back.setToolTip(tr("Back to the photos (Esc)"))
        self.previous = IconButton("caret-left", tr("Photo before"), self)
        self.previous.setToolTip(tr("Photo before (←)"))
        self.next = IconButton("caret-right", tr("Photo after"), self)
        self.next.setToolTip(tr("Photo after (→)"))
        self.position = QLabel(self)
        self.position.setObjectName("muted")
        self.zoom_out = IconButton("minus", tr("Smaller"), self)
        self.zoom_out.setToolTip(tr("Smaller (−)"))
        self.zoom_in = IconButton("plus", tr("Larger"), self)
        self.zoom_in.setToolTip(tr("Larger (+)"))
        self.zoom = QLabel(self)
        self.zoom.setObjectName("muted")
        self.zoom.setMinimumWidth(self.zoom.fontMetrics().horizontalAdvance("0000 %"))
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.fit = IconButton("corners-out", tr("Fit, or actual size"), self)
        self.fit.setToolTip(tr("Fit (0), or actual size (1)"))
        self.details = IconButton("info", tr("Show or hide what is known of the photo"), self, checkable=True)
        self.details.setToolTip(tr("Show or hide what is known of the photo (I)"))
        self.details.setChecked(True)
        self.favourite: IconButton | None = None
        self.full_screen: IconButton | None = None
        self._favourite_action: QAction | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._row.setSpacing(2)
        self._row.addWidget(self.back)
        self._row.addSpacing(8)
        self._row.addWidget(self.previous)
        self._row.addWidget(self.next)
        self._row.addSpacing(6)
        self._row.addWidget(self.position)
        self._row.addStretch(1)
        for part in (self.zoom_out, self.zoom, self.zoom_in, self.fit):
            self._row.addWidget(part)
        self._row.addSpacing(16)
        self._row.addWidget(self.details)
        self.zoom_in.clicked.connect(lambda: self.zoomed.emit(1.25))
        self.zoom_out.clicked.connect(lambda: self.zoomed.emit(0.8))

    def use_actions(self, actions: Actions) -> None:
        """Buttons for what the window can do with a photo."""
        self._favourite_action = actions["favourite"]
        for name, icon_name in (
            ("favourite", "heart"),
            ("rotate_left", "arrow-counter-clockwise"),
            ("rotate_right", "arrow-clockwise"),
            ("slideshow", "presentation"),
            ("full_screen", "arrows-out"),
        ):
            button = IconButton.of(actions[name], icon_name, self)
            self._row.insertWidget(self._row.indexOf(self.details), button)
            if name == "favourite":
                self.favourite = button
            elif name == "full_screen":
                self.full_screen = button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (self.zoom_out, self.zoom, self.zoom_in, self.fit):
            part.setVisible(self.width() >= ROOMY)
        if self.full_screen is not None:
            self.full_screen.setVisible(self.width() >= TIGHT)

    def show_favourite(self, favourite: bool) -> None:
        if self.favourite is None or self._favourite_action is None:
            return
        self.favourite.set_icon("heart-fill" if favourite else "heart")
        said = tr("No longer a favourite") if favourite else tr("Make it a favourite")
        self.favourite.set_label(said)
        keys = self._favourite_action.shortcut().toString()
        self.favourite.setToolTip(f"{said} ({keys})" if keys else said)

    def show_position(self, row: int | None, count: int) -> None:
        """``row``: None for a photo that is not among those one walks through."""
        locale = QLocale()
        text = tr("{number} of {count}")
        shown = text.format(number=locale.toString((row or 0) + 1), count=locale.toString(count))
        self.position.setText("" if row is None else shown)
        self.previous.setEnabled(row is None or row > 0)
        self.next.setEnabled(row is None or row + 1 < count)

    def show_zoom(self, percent: int, *, fitted: bool) -> None:
        self.zoom.setText(tr("{number} %").format(number=QLocale().toString(percent)))
        self.fit.set_icon("frame-corners" if fitted else "corners-out")
