"""The page of one photo: the photo, what is known about it, and where to go from there."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from photoseek.gui.actions import Actions
from photoseek.gui.photo.photo_bar import PhotoBar
from photoseek.gui.photo.photo_side import PhotoSide
from photoseek.gui.photo.photo_view import PhotoView
from photoseek.gui.photo.similar_strip import SimilarStrip
from photoseek.gui.widgets.layers import Layers
from photoseek.ipc.messages import Reason
from photoseek.library.records import PhotoDetails
from photoseek.models.vocabulary import Language

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1}

LOW = 440  # pixels; a page as low as this needs them for the photo
SMALLEST_VIEW = QSize(160, 120)


class PhotoPage(QWidget):
    closed = Signal()
    stepped = Signal(int)
    """-1: the photo before, +1: the one after."""
    similar_wanted = Signal(int)
    folder_wanted = Signal(int)
    caption_edited = Signal(int, str, str)
    """Photo, language, and the user's own caption; empty: the model's again."""
    caption_searched = Signal(str)
    album_chosen = Signal(int, str)
    carried = Signal(list)
    """The photo, by its id in a list, is dragged to another program."""
    pointed = Signal(str, str, int)
    """As ``PhotoSide.pointed``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo_id = -1
        self._bare = False
        self.bar = PhotoBar(self)
        self.view = PhotoView(self)
        self.strip = SimilarStrip(self)
        self.side = PhotoSide(self)
        self.back, self.previous, self.next = self.bar.back, self.bar.previous, self.bar.next
        self.position = self.bar.position
        self.captions, self.tags, self.reasons = self.side.captions, self.side.tags, self.side.reasons
        self.find_similar, self.show_folder = self.strip.show_all, self.side.show_folder
        self.view.setMinimumSize(SMALLEST_VIEW)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._place()
        self._connect()

    def use_actions(self, actions: Actions) -> None:
        """Buttons for what the window can do with a photo."""
        self.bar.use_actions(actions)
        self.side.use_actions(actions)

    def photo_id(self) -> int:
        return self._photo_id

    def show_details(self, details: PhotoDetails) -> None:
        same_photo = self._photo_id == details.photo.id
        self._photo_id = details.photo.id
        self.view.setAccessibleName(details.photo.description or details.photo.path.name)
        self.bar.show_favourite(details.photo.favourite)
        self.side.show_details(details, same_photo=same_photo)

    def show_reasons(self, reasons: Sequence[Reason]) -> None:
        """How well the photo shows each word of the search that found it; nothing: there was none."""
        self.side.show_reasons(reasons)

    def set_languages(self, languages: Sequence[Language]) -> None:
        """The languages to write captions in, the first on top; others are shown where there is one."""
        self.side.set_languages(languages)

    def show_position(self, row: int | None, count: int) -> None:
        self.bar.show_position(row, count)

    def show_picture(
        self, picture: Layers, *, turns: int = 0, keep_view: bool = False, fade_ms: int = 0
    ) -> None:
        self.view.set_layers(picture, keep_view=keep_view, turns=turns, fade_ms=fade_ms)

    def clear_problem(self) -> None:
        self.view.set_message("")

    def show_problem(self, text: str) -> None:
        """Why the photo cannot be shown, and what to do."""
        self.view.set_message(text)

    def set_bare(self, bare: bool) -> None:
        """The photo alone."""
        self._bare = bare
        self.view.set_dark(bare)
        self._show_parts()

    def is_bare(self) -> bool:
        return self._bare

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.set_room(self.height() > LOW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
            self.closed.emit()
        elif key == Qt.Key.Key_I and not event.modifiers():
            self.bar.details.toggle()
        else:
            super().keyPressEvent(event)

    # --- inside --------------------------------------------------------------------------------

    def _show_parts(self) -> None:
        if self.side.isAncestorOf(self.focusWidget()):
            self.view.setFocus()  # not whatever follows the side, where the next key would be for that
        for part in (self.bar, self.strip):
            part.setVisible(not self._bare)
        self.side.setVisible(not self._bare and self.bar.details.isChecked())

    def _fit_or_actual(self) -> None:
        if self.view.is_fitted():
            self.view.actual_size()
        else:
            self.view.fit()

    def _show_zoom(self, scale: float, fitted: bool) -> None:
        self.bar.show_zoom(round(100 * scale * self.devicePixelRatioF()), fitted=fitted)

    def _connect(self) -> None:
        bar, side, strip = self.bar, self.side, self.strip
        bar.back.clicked.connect(self.closed)
        bar.previous.clicked.connect(lambda: self.stepped.emit(-1))
        bar.next.clicked.connect(lambda: self.stepped.emit(1))
        bar.zoomed.connect(self.view.zoom_by)
        bar.fit.clicked.connect(self._fit_or_actual)
        bar.details.toggled.connect(lambda _shown: self._show_parts())
        self.view.zoom_changed.connect(self._show_zoom)
        self.view.carried.connect(lambda: self.carried.emit([self._photo_id]))
        strip.show_all.clicked.connect(lambda: self.similar_wanted.emit(self._photo_id))
        side.folder_wanted.connect(lambda: self.folder_wanted.emit(self._photo_id))
        side.caption_edited.connect(
            lambda language, text: self.caption_edited.emit(self._photo_id, language, text)
        )
        side.caption_searched.connect(self.caption_searched)
        side.album_chosen.connect(self.album_chosen)
        side.pointed.connect(self.pointed)
        side.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))

    def _place(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.bar)
        left.addWidget(self.view, 1)
        left.addWidget(self.strip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.side)
