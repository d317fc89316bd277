"""Drop or paste anywhere: photos become a question, folders are watched.

Which is which is told by names here: the disk on which they lie may be slow, or dead.
"""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from photoseek.gui.language import tr
from photoseek.gui.search.search_field import holds_photo
from photoseek.images.formats import is_photo_name


class DropArea(QWidget):
    """Covers the window while something is dragged over it, and says what will happen."""

    files_dropped = Signal(list)
    """The ``Path`` of each file or folder."""
    image_dropped = Signal(QImage)
    """Pixels without a file, as a browser hands them over."""
    refused = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def take(self, mime: QMimeData) -> None:
        """Hand on what was dropped or pasted."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        image = mime.imageData() if mime.hasImage() else None
        if paths:
            self.files_dropped.emit(paths)
        elif isinstance(image, QImage) and not image.isNull():
            self.image_dropped.emit(image)
        else:
            self.refused.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window:
            return False
        if isinstance(event, QDragEnterEvent):
            ours = event.source() is not None  # photos on their way to an album or to another program
            if holds_photo(event.mimeData()) and not ours:
                urls = event.mimeData().urls()
                photo = not urls or any(is_photo_name(url.fileName()) for url in urls)
                self._text = (
                    tr("Drop to find photos like this one") if photo else tr("Drop to add this folder")
                )
                self.setGeometry(self._window.rect())
                self.raise_()
                self.show()
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self.hide()
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.hide()
            event.acceptProposedAction()
            self.take(event.mimeData())
            return True
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = self.palette().color(QPalette.ColorRole.Window)
        veil.setAlpha(225)
        painter.fillRect(self.rect(), veil)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(accent, 3, Qt.PenStyle.DashLine))
        frame: QRect = self.rect().adjusted(24, 24, -24, -24)
        painter.drawRoundedRect(frame, 16, 16)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
