"""The words nearest to a photo, each a link that searches for it."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from photoseek.library.records import Tag


class TagsLabel(QLabel):
    """Wraps like text. Hidden while there are no tags."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setAccessibleName("Tags")
        self.linkActivated.connect(self.chosen)
        self.linkHovered.connect(lambda word: self.setToolTip(f"Search for {word}" if word else ""))
        self.hide()

    def show_tags(self, tags: Sequence[Tag]) -> None:
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        parts = [
            f'<a href="{escape(tag.word)}" style="text-decoration: none">{escape(tag.word)}</a>'
            f'&nbsp;<span style="color: {quiet}">{100 * tag.confidence:.0f}&nbsp;%</span>'
            for tag in tags
        ]
        self.setText("&nbsp;&nbsp; ".join(parts))
        self.setVisible(bool(tags))
