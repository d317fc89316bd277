"""The chips of a question in a row, left of where one types; it scrolls when they are many."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from photoseek.gui.search.chip import Chip, Face

_SPACING = 4
_FADE = 24  # pixels at an end behind which there is more


class _Fade(QWidget):
    """Lies over the row, and lets it fade out where it goes on."""

    def __init__(self, strip: "ChipStrip") -> None:
        super().__init__(strip)
        self._bar = strip.horizontalScrollBar()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._bar.valueChanged.connect(self.update)
        self._bar.rangeChanged.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = self.palette().color(QPalette.ColorRole.Base)
        clear = QColor(ground)
        clear.setAlpha(0)
        ends = (
            (0, _FADE, self._bar.value() > 0),
            (self.width(), -_FADE, self._bar.value() < self._bar.maximum()),
        )
        for edge, inwards, has_more in ends:
            if has_more:
                gradient = QLinearGradient(edge, 0, edge + inwards, 0)
                gradient.setColorAt(0, ground)
                gradient.setColorAt(1, clear)
                painter.fillRect(min(edge, edge + inwards), 0, _FADE, self.height(), gradient)
        painter.end()


class ChipStrip(QScrollArea):
    edit_wanted = Signal(int)
    """The number of a chip, from the left; so for the others."""
    removed = Signal(int)
    weighed = Signal(int, int)
    """The number of a chip, and steps up or down."""
    turned = Signal(int)
    field_wanted = Signal(str)
    """The focus goes back to where one types, with what was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[Chip] = []
        self.setObjectName("chipStrip")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        self._row = QWidget(self)
        self._row.setObjectName("chipRow")
        self._boxes = QHBoxLayout(self._row)
        self._boxes.setContentsMargins(2, 0, 0, 0)
        self._boxes.setSpacing(_SPACING)
        self.setWidget(self._row)
        self._fade = _Fade(self)
        self.hide()

    def show_faces(self, faces: Sequence[Face]) -> None:
        """One chip each. One that only changes its weight stays itself, with its focus and picture."""
        focused = next((number for number, chip in enumerate(self.chips) if chip.hasFocus()), None)
        kept = 0
        for chip, face in zip(self.chips, faces, strict=False):
            if (chip.face.kind, chip.face.text) != (face.kind, face.text):
                break
            if chip.face != face:
                chip.set_face(face)
            kept += 1
        gone = self.chips[kept:]
        del self.chips[kept:]
        for chip in gone:
            self._boxes.removeWidget(chip)
        for face in faces[kept:]:
            chip = self._make(face)
            self._boxes.addWidget(chip)
            chip.show()
            self.chips.append(chip)
        self.updateGeometry()
        if self.chips:
            self.show()
        if focused is not None and focused >= kept:
            self.focus_chip(focused)  # before the old one goes, so that Qt does not look for another place
        for chip in gone:
            chip.hide()
            chip.deleteLater()
        self.setVisible(bool(self.chips))

    def focus_chip(self, number: int) -> None:
        """Past the last chip comes the field."""
        if 0 <= number < len(self.chips):
            self.chips[number].setFocus(Qt.FocusReason.TabFocusReason)
            self._reveal(self.chips[number])
        elif number >= 0:
            self.field_wanted.emit("")

    def show_end(self) -> None:
        """What was added last is seen."""
        if self.chips:
            self._reveal(self.chips[-1])

    def sizeHint(self) -> QSize:
        return QSize(self._row.sizeHint().width(), self._row.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._row.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fade.resize(self.size())
        self._fade.raise_()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """There is nothing to scroll up or down: it goes sideways."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - turn // 2)
        event.accept()

    def _reveal(self, chip: Chip) -> None:
        width = max(self._boxes.sizeHint().width(), self.viewport().width())
        self._row.resize(width, self.viewport().height())  # now, or the layout would squeeze the chips
        self._boxes.activate()
        self.ensureWidgetVisible(chip, 4, 0)

    def _make(self, face: Face) -> Chip:
        chip = Chip(face, self._row)
        chip.edit_wanted.connect(lambda: self.edit_wanted.emit(self.chips.index(chip)))
        chip.removed.connect(lambda: self.removed.emit(self.chips.index(chip)))
        chip.weighed.connect(lambda steps: self.weighed.emit(self.chips.index(chip), steps))
        chip.turned.connect(lambda: self.turned.emit(self.chips.index(chip)))
        chip.left_wanted.connect(lambda: self.focus_chip(self.chips.index(chip) - 1))
        chip.right_wanted.connect(lambda: self.focus_chip(self.chips.index(chip) + 1))
        chip.typed.connect(self.field_wanted)
        return chip
