"""The page of the two maps: which one, what the colours mean, and how to get around."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader
from photoseek.gui.language import tr
from photoseek.gui.map.map_view import MapView
from photoseek.gui.map.photo_map import THEME_COLOURS, PhotoMap
from photoseek.gui.map.word_map import WordMap
from photoseek.gui.widgets.elided_label import ElidedLabel
from photoseek.gui.widgets.flow_layout import FlowLayout
from photoseek.gui.widgets.icon_button import IconButton


class ThemeButton(QPushButton):
    asked = Signal()
    """A double click."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.asked.emit()


class MapPage(QWidget):
    shown = Signal(str)
    """"photos" or "words": the map that is looked at now."""
    made_anew = Signal(str)
    """The user wants this map to be laid out again."""
    theme_chosen = Signal(int)
    """A theme whose photos are wanted in the grid."""

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photos = PhotoMap(thumbnails, self)
        self.words = WordMap(self)
        self.title = QLabel(tr("Map"), self)
        self.title.setObjectName("pageTitle")
        self.photos_button = self._segment(tr("Photos"), "first")
        self.words_button = self._segment(tr("Words"), "last")
        self._which = QButtonGroup(self)
        for button in (self.photos_button, self.words_button):
            self._which.addButton(button)
        self.photos_button.setChecked(True)
        self.lasso = IconButton("selection", tr("Choose photos by drawing around them"), self, checkable=True)
        self.zoom_out = IconButton("minus", tr("Smaller"), self)
        self.zoom_in = IconButton("plus", tr("Larger"), self)
        self.fit = IconButton("corners-out", tr("The whole map"), self)
        self.again = IconButton("arrows-clockwise", tr("Lay the map out again"), self)
        self.hint = ElidedLabel("", self)
        self.hint.setObjectName("muted")
        self.message = QLabel(self)
        self.message.setObjectName("empty")
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        self._legend = FlowLayout(spacing=2)
        self._body = QStackedWidget(self)
        for part in (self.photos, self.words, self.message):
            self._body.addWidget(part)
        self._place()
        self._which.buttonClicked.connect(lambda _button: self._choose())
        self.lasso.toggled.connect(self._set_lasso)
        self.zoom_in.clicked.connect(lambda: self.current().zoom_by(1.5))
        self.zoom_out.clicked.connect(lambda: self.current().zoom_by(1 / 1.5))
        self.fit.clicked.connect(lambda: self.current().fit())
        self.again.clicked.connect(lambda: self.made_anew.emit(self.which()))
        self._choose()

    def which(self) -> str:
        return "photos" if self.photos_button.isChecked() else "words"

    def current(self) -> MapView:
        return self.photos if self.which() == "photos" else self.words

    def show_map(self) -> None:
        """What was there before a message."""
        self._body.setCurrentWidget(self.current())
        self.current().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_message(self, text: str) -> None:
        """Why there is no map."""
        self.message.setText(text)
        self._body.setCurrentWidget(self.message)

    def show_themes(self, names: Sequence[str]) -> None:
        """What the colours mean; a press lets one theme stand out, a double click shows its photos."""
        self._legend.remove_all()
        for number, name in enumerate(names):
            if name:
                self._legend.addWidget(self._theme(number, name))

    def _theme(self, number: int, name: str) -> QPushButton:
        button = ThemeButton(name, self)
        button.setObjectName("theme")
        button.setCheckable(True)
        button.setIcon(_dot(QColor(*THEME_COLOURS[number]), self.devicePixelRatioF()))
        button.setIconSize(QSize(10, 10))
        button.setToolTip(tr("Let these photos stand out; a double click shows them in the grid"))
        button.setAccessibleName(tr("Theme: {name}").format(name=name))
        button.toggled.connect(lambda on: self._stand_out(number if on else None))
        button.asked.connect(lambda: self.theme_chosen.emit(number))
        button.setProperty("theme", number)
        return button

    def _stand_out(self, number: int | None) -> None:
        for at in range(self._legend.count()):
            item = self._legend.itemAt(at)
            button = item.widget() if item is not None else None
            if isinstance(button, QPushButton) and number is not None:
                other = button.property("theme") != number
                if other and button.isChecked():
                    button.blockSignals(True)
                    button.setChecked(False)
                    button.blockSignals(False)
        self.photos.show_alone(number)

    def _set_lasso(self, on: bool) -> None:
        self.photos.lasso_mode = on

    def _choose(self) -> None:
        photos = self.which() == "photos"
        self.setFocusProxy(self.current())
        self.lasso.setVisible(photos)
        for at in range(self._legend.count()):
            item = self._legend.itemAt(at)
            button = item.widget() if item is not None else None
            if button is not None:
                button.setVisible(photos)
        self.hint.setText(
            tr("What is alike lies close together. Shift and drag to choose photos.")
            if photos
            else tr("Words of your photos are strong. Click one to search for it.")
        )
        self.show_map()
        self.shown.emit(self.which())

    def _segment(self, text: str, place: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName("segment")
        button.setProperty("place", place)
        button.setCheckable(True)
        return button

    def _place(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 16, 6)
        head.setSpacing(6)
        head.addWidget(self.title)
        head.addSpacing(12)
        segments = QHBoxLayout()
        segments.setSpacing(0)
        segments.addWidget(self.photos_button)
        segments.addWidget(self.words_button)
        head.addLayout(segments)
        head.addSpacing(12)
        head.addWidget(self.hint, 1)
        for button in (self.lasso, self.zoom_out, self.zoom_in, self.fit, self.again):
            head.addWidget(button)
        self._legend.setContentsMargins(20, 6, 20, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._body, 1)
        column.addLayout(self._legend)


def _dot(colour: QColor, ratio: float) -> QIcon:
    side = 10
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(0, 0, side, side)
    painter.end()
    return QIcon(picture)
