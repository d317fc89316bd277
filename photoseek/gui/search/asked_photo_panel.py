"""The photo that is asked about, with what is in it outlined: a click searches for that part only."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from photoseek.gui.language import listed, tr
from photoseek.gui.photo.region_overlay import Outline, outline_at, paint_outlines
from photoseek.gui.widgets.icon_button import IconButton
from photoseek.gui.widgets.turning import turned

HEIGHT = 200  # device-independent pixels of the photo
WIDEST = 3  # times its height; a panorama is shown smaller
_NEXT = {"plain": "kept", "kept": "banned", "banned": "plain"}


class AskedPhoto(QWidget):
    """The picture and its outlines. Each click takes an outline on: wanted, pushed away, neither."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._turns = 0
        self.outlines: tuple[Outline, ...] = ()
        """As they stand, none of them hovered."""
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Parts of the photo"))

    def show_photo(self, image: QImage, turns: int = 0) -> None:
        """``turns``: quarter turns clockwise that it is shown with; outlines are of the photo before them."""
        self._image = turned(image, turns)
        self._turns = turns
        self.updateGeometry()
        self.update()

    def show_outlines(self, outlines: Sequence[Outline]) -> None:
        self.outlines, self._hovered = tuple(outlines), None
        self.setAccessibleDescription(listed(outline.label for outline in outlines))
        self.update()

    def sizeHint(self) -> QSize:
        if self._image.isNull():
            return QSize(HEIGHT, HEIGHT)
        return self._image.size().scaled(HEIGHT * WIDEST, HEIGHT, Qt.AspectRatioMode.KeepAspectRatio)

    def toggle(self, number: int) -> None:
        """Take an outline one step on."""
        outline = self.outlines[number]
        after = replace(outline, state=_NEXT[outline.state])  # type: ignore[arg-type]
        self.outlines = (*self.outlines[:number], after, *self.outlines[number + 1 :])
        self.update()
        self.changed.emit()

    # --- Qt ------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 8, 8)
        painter.setClipPath(shape)
        if self._image.isNull():
            painter.fillRect(self.rect(), self.palette().alternateBase())
        else:
            painter.drawImage(self.rect(), self._image)
        shown = [
            replace(outline, state="hovered", heat=outline.heat)
            if number == self._hovered and outline.state == "plain"
            else replace(outline, heat=())
            for number, outline in enumerate(self.outlines)
        ]
        paint_outlines(painter, shown, QRectF(self.rect()), self.palette(), self._turns)
        if self.hasFocus():
            painter.setClipping(False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().highlight().color(), 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and number is not None:
            self.toggle(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        count = len(self.outlines)
        if event.key() in (keys.Key_Right, keys.Key_Left) and count:
            step = 1 if event.key() == keys.Key_Right else -1
            now = self._hovered if self._hovered is not None else (-1 if step > 0 else 0)
            self._hover((now + step) % count)
        elif event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space) and self._hovered is not None:
            self.toggle(self._hovered)
        else:
            super().keyPressEvent(event)

    # --- inside --------------------------------------------------------------------------------

    def _at(self, place: QPointF) -> int | None:
        return outline_at(place, self.outlines, QRectF(self.rect()), self.font(), self._turns)

    def _hover(self, number: int | None) -> None:
        if number != self._hovered:
            self._hovered = number
            self.setCursor(
                Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.PointingHandCursor
            )
            self.update()


class AskedPhotoPanel(QFrame):
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("askedPhoto")
        self.photo = AskedPhoto(self)
        self.title = QLabel(tr("What counts in this photo?"), self)
        self.title.setObjectName("panelTitle")
        self.title.setWordWrap(True)
        self.hint = QLabel(self)
        self.hint.setObjectName("muted")
        self.hint.setWordWrap(True)
        self.close_button = IconButton("x", tr("Hide this panel"), self)
        text = QVBoxLayout()
        text.setSpacing(6)
        text.addWidget(self.title)
        text.addWidget(self.hint)
        text.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 12, 12)
        row.setSpacing(20)
        row.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.close_button.clicked.connect(self.closed)
        self.hide()

    def show_state(self, *, looking: bool) -> None:
        """``looking``: what is in the photo is not known yet."""
        if looking:
            self.hint.setText(tr("Looking at the photo …"))
        elif self.photo.outlines:
            self.hint.setText(
                tr("Click a part to search for it alone, again to push it away, once more to let it be.")
            )
        else:
            self.hint.setText(tr("The whole photo: no part of it stands out."))
