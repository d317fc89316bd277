"""The page of one photo: the photo, what is known about it, and where to go from there."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.caption_panel import LANGUAGES, CaptionPanel
from photoseek.gui.icon_button import IconButton
from photoseek.gui.path_label import PathLabel
from photoseek.gui.photo_facts import ALSO_AT, PATH, facts
from photoseek.gui.photo_view import PhotoView
from photoseek.gui.reasons_label import ReasonsLabel
from photoseek.gui.tags_label import TagsLabel
from photoseek.ipc.messages import Reason
from photoseek.library.records import PhotoDetails
from photoseek.models.vocabulary import Language

SIDE_WIDTH = 300


class PhotoPage(QWidget):
    closed = Signal()
    stepped = Signal(int)
    """-1: the photo before, +1: the one after."""
    similar_wanted = Signal(int)
    folder_wanted = Signal(int)
    caption_edited = Signal(int, str, str)
    """Photo, language, and the user's own caption; empty: the model's again."""
    tag_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo_id = -1
        self.view = PhotoView(self)
        self.back = IconButton("arrow-left", "Back to the photos", self)
        self.previous = IconButton("caret-left", "Photo before", self)
        self.next = IconButton("caret-right", "Photo after", self)
        self.zoom_out = IconButton("minus", "Smaller", self)
        self.zoom_in = IconButton("plus", "Larger", self)
        self.fit = IconButton("corners-out", "Fit, or actual size", self)
        self.zoom = QLabel(self)
        self.zoom.setObjectName("muted")
        self.zoom.setMinimumWidth(self.zoom.fontMetrics().horizontalAdvance("0000 %"))
        self.position = QLabel(self)
        self.position.setObjectName("muted")
        self._languages: tuple[Language, ...] = ("en",)
        self.captions = {language: CaptionPanel(language, self) for language in LANGUAGES}
        self._captions_place = QVBoxLayout()
        self.tags = TagsLabel(self)
        self._tags_heading = self._label("Tags", "panelTitle")
        self.reasons = ReasonsLabel(self)
        self._reasons_heading = self._label("Your search in this photo", "panelTitle")
        self.find_similar = QPushButton("Find similar", self)
        self.find_similar.setObjectName("primary")
        self.show_folder = QPushButton("Show in folder", self)
        self._facts = QFormLayout()
        self._facts.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._facts.setVerticalSpacing(3)
        self._place()
        self.back.clicked.connect(self.closed)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.zoom_in.clicked.connect(lambda: self.view.zoom_by(1.25))
        self.zoom_out.clicked.connect(lambda: self.view.zoom_by(0.8))
        self.fit.clicked.connect(self._fit_or_actual)
        self.view.zoom_changed.connect(self._show_zoom)
        self.find_similar.clicked.connect(lambda: self.similar_wanted.emit(self._photo_id))
        self.show_folder.clicked.connect(lambda: self.folder_wanted.emit(self._photo_id))
        for panel in self.captions.values():
            panel.edited.connect(partial(self._edited, panel.language))
        self.tags.chosen.connect(self.tag_chosen)

    def photo_id(self) -> int:
        return self._photo_id

    def show_details(self, details: PhotoDetails) -> None:
        same_photo = self._photo_id == details.photo.id
        self._photo_id = details.photo.id
        tags = details.photo.tags
        by_language = {caption.language: caption for caption in details.captions}
        for language, panel in self.captions.items():
            caption = by_language.get(language)
            panel.setVisible(language in self._languages or caption is not None)
            panel.show_caption(caption, has_tags=bool(tags), same_photo=same_photo)
        self.tags.show_tags(details.photo.likely_tags)
        self._tags_heading.setVisible(bool(tags))
        self.view.setAccessibleDescription(details.photo.description or details.photo.path.name)
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for label, text in facts(details, QLocale()):
            a_path = label in (PATH, ALSO_AT)
            value = PathLabel(text, self) if a_path else self._label(text, "fact")
            self._facts.addRow(self._label(label, "factName"), value)

    def show_reasons(self, reasons: Sequence[Reason]) -> None:
        """How well the photo shows each word of the search that found it; nothing: there was none."""
        self.reasons.show_reasons(reasons)
        self._reasons_heading.setVisible(bool(reasons))

    def set_languages(self, languages: Sequence[Language]) -> None:
        """The languages to write captions in, the first on top; others are shown where there is one."""
        self._languages = tuple(languages)
        for language in [*languages, *(one for one in LANGUAGES if one not in languages)]:
            self._captions_place.addWidget(self.captions[language])

    def show_position(self, row: int, count: int) -> None:
        locale = QLocale()
        self.position.setText(f"{locale.toString(row + 1)} of {locale.toString(count)}")
        self.previous.setEnabled(row > 0)
        self.next.setEnabled(row + 1 < count)

    def show_picture(self, picture: QImage, *, keep_view: bool = False) -> None:
        self.view.set_image(picture, keep_view=keep_view)

    def clear_problem(self) -> None:
        self.view.set_message("")

    def show_problem(self, reason: str) -> None:
        self.view.set_message(f"This photo cannot be shown: {reason}.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _edited(self, language: Language, text: str) -> None:
        self.caption_edited.emit(self._photo_id, language, text)

    def _fit_or_actual(self) -> None:
        if self.view.is_fitted():
            self.view.actual_size()
        else:
            self.view.fit()

    def _show_zoom(self, scale: float, fitted: bool) -> None:
        percent = round(100 * scale * self.devicePixelRatioF())
        self.zoom.setText(f"{percent} %")
        self.fit.set_icon("frame-corners" if fitted else "corners-out")

    def _label(self, text: str, kind: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setIndent(0)
        label.setMargin(0)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _place(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.addWidget(self.back)
        bar.addSpacing(8)
        bar.addWidget(self.previous)
        bar.addWidget(self.next)
        bar.addWidget(self.position)
        bar.addStretch(1)
        for part in (self.zoom_out, self.zoom, self.zoom_in, self.fit):
            bar.addWidget(part)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.addLayout(bar)
        left.addWidget(self.view, 1)
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self._reasons_heading)
        column.addWidget(self.reasons)
        self.reasons.setContentsMargins(0, 0, 0, 8)
        self.show_reasons(())
        self._captions_place.setSpacing(14)
        self.set_languages(self._languages)
        column.addLayout(self._captions_place)
        column.addSpacing(4)
        column.addWidget(self._tags_heading)
        column.addWidget(self.tags)
        column.addSpacing(6)
        column.addWidget(self.find_similar)
        column.addWidget(self.show_folder)
        column.addSpacing(14)
        column.addLayout(self._facts)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("photoSide")
        scroll.setWidget(side)
        scroll.setWidgetResizable(True)
        scroll.setFixedWidth(SIDE_WIDTH)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(scroll)
