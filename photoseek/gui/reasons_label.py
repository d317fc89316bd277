"""Why a photo is an answer: each word of the query, struck through where it was not seen."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from photoseek.ipc.messages import Reason


class ReasonsLabel(QLabel):
    """Wraps like text. Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName("What of the search this photo shows")
        self.hide()

    def show_reasons(self, reasons: Sequence[Reason]) -> None:
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        parts = []
        for reason in reasons:
            word = escape(reason.word)
            said = f"{100 * reason.confidence:.0f}&nbsp;%" if reason.seen else "not&nbsp;seen"
            parts.append(
                f'{word if reason.seen else f"<s>{word}</s>"}&nbsp;<span style="color: {quiet}">{said}</span>'
            )
        self.setText("&nbsp;&nbsp; ".join(parts))
        self.setVisible(bool(reasons))
