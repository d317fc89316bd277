"""Why a photo is an answer: each word of the search with how well the photo shows it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from photoseek.gui.appearance import muted
from photoseek.gui.language import tr
from photoseek.gui.photo.tag_chips import percent
from photoseek.gui.widgets.pointing import Pointing
from photoseek.ipc.messages import Reason

ROW_PADDING = 8
_BAR = 4.0  # pixels high


class ReasonRow(QWidget):
    """One word: a bar and a percentage, or struck through where it is not seen."""

    pointed = Signal(bool)
    """Whether the pointer or the keyboard's focus is on it."""

    def __init__(self, reason: Reason, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        Pointing(self, self.pointed.emit)
        self.reason = reason
        self.said = percent(reason.confidence) if reason.seen else tr("not seen")
        self.setAccessibleName(f"{reason.word}: {self.said}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        hint = tr("PhotoSeek is {percent} sure that the photo shows this.")
        unseen = tr("PhotoSeek does not see this in the photo.")
        self.setToolTip(hint.format(percent=self.said) if reason.seen else unseen)

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() + ROW_PADDING + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, metrics, room = self.palette(), self.fontMetrics(), self.rect()
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(palette.highlight().color(), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(palette.alternateBase())
            painter.drawRoundedRect(QRectF(room).adjusted(1, 1, -1, -1), 6, 6)
        faint = muted(self)
        inside = room.adjusted(ROW_PADDING, 0, -ROW_PADDING, 0)
        said_width = max(metrics.horizontalAdvance(self.said), metrics.horizontalAdvance(percent(1.0)))
        word_width = inside.width() - said_width - 12
        bar_width = max(40, word_width // 2) if self.reason.seen else 0
        word_width -= bar_width + 8 if bar_width else 0
        painter.setPen(palette.windowText().color() if self.reason.seen else faint)
        font = QFont(self.font())
        font.setStrikeOut(not self.reason.seen)
        painter.setFont(font)
        word = metrics.elidedText(self.reason.word, Qt.TextElideMode.ElideRight, word_width)
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, vertical | Qt.AlignmentFlag.AlignLeft, word)
        painter.setFont(self.font())
        painter.setPen(faint)
        painter.drawText(inside, vertical | Qt.AlignmentFlag.AlignRight, self.said)
        if bar_width:
            left = inside.right() - said_width - 12 - bar_width
            track = QRectF(left, room.center().y() - _BAR / 2 + 0.5, bar_width, _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.mid())
            painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
            track.setWidth(max(_BAR, bar_width * min(self.reason.confidence, 1.0)))
            painter.setBrush(palette.highlight())
            painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
        painter.end()


class ReasonsPanel(QWidget):
    """Hidden while there is nothing to say."""

    pointed = Signal(str)
    """The word pointed at that the photo shows; empty: none any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[ReasonRow] = []
        self.setAccessibleName(tr("What of the search this photo shows"))
        self.hide()

    def show_reasons(self, reasons: Sequence[Reason]) -> None:
        if [row.reason for row in self._rows] != list(reasons):
            for row in self._rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self._rows = [self._row(reason) for reason in reasons]
            for row in self._rows:
                self._column.addWidget(row)
        self.setVisible(bool(reasons))

    def rows(self) -> list[ReasonRow]:
        return list(self._rows)

    def _row(self, reason: Reason) -> ReasonRow:
        row = ReasonRow(reason, self)
        row.pointed.connect(lambda on: self.pointed.emit(reason.word if on and reason.seen else ""))
        return row
