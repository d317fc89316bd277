"""Beside the photo: why it was found, its captions, tags and albums, and what is known of its file."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.actions import Actions
from photoseek.gui.language import tr
from photoseek.gui.photo.caption_panel import LANGUAGES, CaptionPanel
from photoseek.gui.photo.photo_facts import Fact, facts
from photoseek.gui.photo.reasons_panel import ROW_PADDING, ReasonsPanel
from photoseek.gui.photo.tag_chips import TagChips
from photoseek.gui.widgets.flow_layout import FlowLayout
from photoseek.gui.widgets.icon_button import IconButton
from photoseek.gui.widgets.path_label import PathLabel
from photoseek.gui.widgets.plain_tip import plain_tip
from photoseek.gui.words.word_chip import WordChip
from photoseek.ipc.messages import Reason
from photoseek.library.records import Album, PhotoDetails
from photoseek.models.vocabulary import Language

WIDTH = 320
_MARGIN = 20


class PhotoSide(QScrollArea):
    caption_edited = Signal(str, str)
    """Language, and the user's own caption; empty: the model's again."""
    caption_searched = Signal(str)
    album_chosen = Signal(int, str)
    folder_wanted = Signal()
    pointed = Signal(str, str, int)
    """A word that is pointed at: the sentence it is of, empty for the search; the word; its number among
    the sentence's words, -1 where the word alone says it. An empty word: none any more."""
    left = Signal()
    """The user has done with a text: the keyboard is for the photo again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photoSide")
        self.setAccessibleName(tr("What is known of the photo"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the keyboard, and is scrolled to
        self._languages: tuple[Language, ...] = ("en",)
        self._albums: tuple[Album, ...] = ()
        self._shown_facts: list[Fact] = []
        inside = QWidget(self)
        self.reasons = ReasonsPanel(inside)
        self.captions = {language: CaptionPanel(language, inside) for language in LANGUAGES}
        self.tags = TagChips(inside)
        self.show_folder = QPushButton(tr("Show in folder"), inside)
        self._reasons_heading = self._label(tr("Why this photo"), "panelTitle")
        self._tags_heading = self._label(tr("Tags"), "panelTitle")
        self._albums_heading = self._label(tr("Albums"), "panelTitle")
        self._facts_heading = self._label(tr("Details"), "panelTitle")
        self._captions_place = QVBoxLayout()
        self._captions_place.setSpacing(16)
        self._albums_place = FlowLayout()
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self.add_to_album: IconButton | None = None
        self._place(inside)
        self._connect()

    def use_actions(self, actions: Actions) -> None:
        self.add_to_album = IconButton.of(actions["add_to_album"], "plus", self)
        self.add_to_album.setObjectName("tagChip")
        self.add_to_album.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._albums_place.addWidget(self.add_to_album)

    def set_languages(self, languages: Sequence[Language]) -> None:
        """The languages to write captions in, the first on top; others are shown where there is one."""
        self._languages = tuple(languages)
        for language in [*languages, *(one for one in LANGUAGES if one not in languages)]:
            self._captions_place.addWidget(self.captions[language])

    def show_details(self, details: PhotoDetails, *, same_photo: bool) -> None:
        tags = details.photo.likely_tags
        by_language = {caption.language: caption for caption in details.captions}
        for language, panel in self.captions.items():
            caption = by_language.get(language)
            panel.setVisible(language in self._languages or caption is not None)
            panel.show_caption(caption, has_tags=bool(tags), same_photo=same_photo)
        self.tags.show_tags(tags)
        self._tags_heading.setVisible(bool(tags))
        self._show_albums(details.albums)
        self._show_facts(details)
        if not same_photo:
            self.verticalScrollBar().setValue(0)

    def show_reasons(self, reasons: Sequence[Reason]) -> None:
        """How well the photo shows each word of the search that found it; nothing: there was none."""
        self.reasons.show_reasons(reasons)
        self._reasons_heading.setVisible(bool(reasons))

    def caption_texts(self) -> list[str]:
        """The captions that are shown, the first language first."""
        texts = [self.captions[language].edit.shown() for language in self._languages]
        texts += [self.captions[one].edit.shown() for one in LANGUAGES if one not in self._languages]
        return [text for text in texts if text]

    # --- inside --------------------------------------------------------------------------------

    def _show_albums(self, albums: Sequence[Album]) -> None:
        if tuple(albums) == self._albums:
            return
        self._albums = tuple(albums)
        if self.add_to_album is not None:
            self._albums_place.removeWidget(self.add_to_album)
        self._albums_place.remove_all()
        for album in albums:
            chip = WordChip(album.name, "", self.widget())
            chip.setToolTip(plain_tip(tr("Show the album “{name}”").format(name=album.name)))
            chip.clicked.connect(partial(self.album_chosen.emit, album.id, album.name))
            self._albums_place.addWidget(chip)
        if self.add_to_album is not None:
            self._albums_place.addWidget(self.add_to_album)

    def _show_facts(self, details: PhotoDetails) -> None:
        known = facts(details, QLocale())
        if known == self._shown_facts:
            return
        self._shown_facts = known
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for row, fact in enumerate(known):
            self._facts.addWidget(self._label(fact.name, "muted"), row, 0, top)
            value = PathLabel(fact.text, self) if fact.is_path else self._label(fact.text, "fact")
            self._facts.addWidget(value, row, 1, top)

    def _point_in_caption(self, panel: CaptionPanel, number: int) -> None:
        self.pointed.emit(panel.edit.shown(), panel.edit.word(number), number)

    def _connect(self) -> None:
        self.reasons.pointed.connect(lambda word: self.pointed.emit("", word, -1))
        self.tags.pointed.connect(lambda word: self.pointed.emit(word, word, -1))
        self.show_folder.clicked.connect(self.folder_wanted)
        for language, panel in self.captions.items():
            panel.edited.connect(partial(self.caption_edited.emit, language))
            panel.searched.connect(self.caption_searched)
            panel.edit.pointed.connect(partial(self._point_in_caption, panel))
            panel.edit.left.connect(self.left)

    def _label(self, text: str, kind: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(kind == "fact")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _place(self, inside: QWidget) -> None:
        column = QVBoxLayout(inside)
        # The ring around a reason reaches out on both sides, so that its word stands below the heading.
        column.setContentsMargins(_MARGIN - ROW_PADDING, 16, _MARGIN - ROW_PADDING, 20)
        column.setSpacing(8)

        def indented(part: QWidget | QLayout) -> None:
            row = QHBoxLayout()
            row.setContentsMargins(ROW_PADDING, 0, ROW_PADDING, 0)
            if isinstance(part, QWidget):
                row.addWidget(part)
            else:
                row.addLayout(part)
            column.addLayout(row)

        indented(self._reasons_heading)
        column.addWidget(self.reasons)
        self.reasons.setContentsMargins(0, 0, 0, 12)
        groups: tuple[tuple[QWidget | QLayout, ...], ...] = (
            (self._captions_place,),
            (self._tags_heading, self.tags),
            (self._albums_heading, self._albums_place),
            (self._facts_heading, self._facts),
        )
        for group in groups:
            for part in group:
                indented(part)
            column.addSpacing(8)
        folder = QHBoxLayout()
        folder.addWidget(self.show_folder)
        folder.addStretch(1)
        indented(folder)
        column.addStretch(1)
        self.show_reasons(())
        self.set_languages(self._languages)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
