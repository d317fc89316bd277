"""The panel of words at the right: near what was typed, like A to B, and all words of the library."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.language import tr
from photoseek.gui.widgets.flow_layout import FlowLayout
from photoseek.gui.widgets.plain_tip import plain_tip
from photoseek.gui.words.analogy_form import AnalogyForm
from photoseek.gui.words.unknown_note import UnknownNote
from photoseek.gui.words.word_items import Group, WordItems
from photoseek.gui.words.word_list import WordList
from photoseek.ipc.messages import Suggestion, UnknownWord

WIDTH = 280
Tab = Literal["near", "analogy", "all"]
TABS: tuple[Tab, ...] = get_args(Tab)


class WordsPanel(QFrame):
    word_chosen = Signal(str)
    """``word`` to add to the search, ``-word`` to push it away."""
    word_searched = Signal(str)
    """Search for this word alone."""
    word_replaced = Signal(str, str)
    """A word of the search that is not known, and the known one to put in its place."""
    topic_chosen = Signal(str)
    """The word of the search to tell the neighbours of."""
    tab_changed = Signal(str)
    seen = Signal(object)
    """Suggestions that are on screen now: their pictures are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture_of: Callable[[int], QImage | None] = lambda _photo_id: None
        self._vocabulary: tuple[Suggestion, ...] = ()
        self.setObjectName("wordsPanel")
        names = max(map(self.fontMetrics().horizontalAdvance, _tab_names()))
        self.setFixedWidth(max(WIDTH, len(TABS) * (names + 28)))  # the system's letters may be large
        self.near_items, self.analogy_items, self.all_items = (WordItems(self) for _ in range(3))
        add, search = tr("Add “{word}” to the search"), tr("Search for “{word}”")
        self.near = self._list(self.near_items, add, tr("Words near what you typed"))
        self.answers = self._list(self.analogy_items, add, tr("Answers"))
        self.all = self._list(self.all_items, search, tr("All words of your library"))
        self.all.setUniformItemSizes(True)  # thousands of rows
        self.topic = self._label("panelTitle")
        self._topics = QWidget(self)
        self._topics_flow = FlowLayout(self._topics)
        self._topic_group = QButtonGroup(self)
        self.hint = self._label("muted")
        self.note = UnknownNote(self)
        self.analogy = AnalogyForm(self)
        self.analogy_hint = self._label("muted")
        self.filter = QLineEdit(self)
        self.filter.setObjectName("wordField")
        self.filter.setPlaceholderText(tr("Filter"))
        self.filter.setAccessibleName(tr("Show only words that hold these letters"))
        self.filter.setClearButtonEnabled(True)
        self.all_count = self._label("muted")
        self.tabs = {tab: self._tab(tab, text) for tab, text in zip(TABS, _tab_names(), strict=True)}
        self.stack = QStackedWidget(self)
        self._place()
        self._connect()
        self.set_topics((), "")
        self.show_answers(())

    # --- what others show here -----------------------------------------------------------------

    def set_picture_of(self, picture_of: Callable[[int], QImage | None]) -> None:
        self._picture_of = picture_of

    def repaint_pictures(self) -> None:
        for one in (self.near, self.answers, self.all):
            one.viewport().update()

    def tab(self) -> Tab:
        return TABS[self.stack.currentIndex()]

    def set_tab(self, tab: Tab) -> None:
        self.tabs[tab].setChecked(True)
        if self.stack.currentIndex() != TABS.index(tab):
            self.stack.setCurrentIndex(TABS.index(tab))
            self.tab_changed.emit(tab)

    def is_scrolled(self) -> bool:
        """Whether somebody has moved down in the open list."""
        shown = {"near": self.near, "analogy": self.answers, "all": self.all}[self.tab()]
        return shown.verticalScrollBar().value() > 0

    def shown_items(self) -> WordItems:
        """The words of the open tab."""
        return {"near": self.near_items, "analogy": self.analogy_items, "all": self.all_items}[self.tab()]

    def set_topics(self, words: Sequence[str], current: str) -> None:
        """The words searched for, and the one whose neighbours are told; none: the library's own words."""
        for button in self._topic_group.buttons():
            self._topic_group.removeButton(button)
            self._topics_flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        for word in words if len(words) > 1 else ():
            self._topics_flow.addWidget(self._topic_button(word, word == current))
        self._topics.setVisible(len(words) > 1)
        self.topic.setVisible(len(words) < 2)
        title = tr("Near “{word}”").format(word=current) if current else tr("What your photos are about")
        self.topic.setText(
            self.topic.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, self.width() - 40)
        )

    def show_near(self, groups: Sequence[Group], unknown: Sequence[UnknownWord], hint: str) -> None:
        """``hint``: what to say if there is nothing else."""
        self.near_items.set_groups(groups, photos_anew=True)
        self.note.show_words(unknown)
        self.hint.setText(hint)
        self.hint.setVisible(not self.near_items.rowCount() and not unknown)

    def show_answers(self, groups: Sequence[Group], unknown: Sequence[UnknownWord] = ()) -> None:
        self.analogy_items.set_groups(groups)
        self.analogy.note.show_words(unknown)
        asked = all(self.analogy.words())
        about = tr(
            "A puppy is to a dog as a kitten is to… Fill in three words, and PhotoSeek finds the fourth."
        )
        none = tr("No word fits. Try others.")
        self.analogy_hint.setText(none if asked else about)
        self.analogy_hint.setVisible(not self.analogy_items.rowCount() and not unknown)

    def show_vocabulary(self, words: Sequence[Suggestion]) -> None:
        """Every word of the library, the commonest first."""
        if tuple(words) != self._vocabulary:
            self._vocabulary = tuple(words)
            self.all_items.forget_photos()
        self._filter(self.filter.text())

    # --- inside --------------------------------------------------------------------------------

    def _filter(self, text: str) -> None:
        part = text.strip().lower()
        found = [word for word in self._vocabulary if part in word.word]
        found.sort(key=lambda word: not word.word.startswith(part))  # else as they were
        self.all_items.set_groups([Group(found)])
        if not self._vocabulary:
            said = tr("Your photos have no captions or tags yet. They come by themselves.")
        elif not found:
            said = tr("No word of your photos holds these letters.")
        else:
            said = tr("%n word(s)", None, len(found))
        self.all_count.setText(said)

    def _list(self, items: WordItems, purpose: str, name: str) -> WordList:
        shown = WordList(items, lambda photo_id: self._picture_of(photo_id), purpose, self)
        shown.setAccessibleName(name)
        shown.seen.connect(self.seen)
        return shown

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _tab(self, tab: Tab, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName("segment")
        button.setProperty("place", {TABS[0]: "first", TABS[-1]: "last"}.get(tab, "middle"))
        button.setCheckable(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(partial(self.set_tab, tab))
        return button

    def _topic_button(self, word: str, chosen: bool) -> QPushButton:
        button = QPushButton(word, self._topics)
        button.setObjectName("topic")
        button.setCheckable(True)
        button.setChecked(chosen)
        purpose = tr("Words near “{word}”").format(word=word)
        button.setToolTip(plain_tip(purpose))
        button.setAccessibleName(purpose)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(partial(self.topic_chosen.emit, word))
        self._topic_group.addButton(button)
        button.show()
        return button

    def _connect(self) -> None:
        for shown in (self.near, self.answers):
            shown.chosen.connect(self.word_chosen)
        self.all.chosen.connect(self._take_from_all)
        self.note.replaced.connect(self.word_replaced)
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self._search_first)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.filter, self._enter_list)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.analogy.emptied.connect(lambda: self.show_answers(()))

    def _search_first(self) -> None:
        """Enter in the filter: the first word that is left."""
        words = self.all_items.words()
        if words and self.filter.text().strip():
            self.word_searched.emit(words[0])

    def _enter_list(self) -> None:
        if self.all_items.rowCount():
            self.all.setFocus()
            self.all.setCurrentIndex(self.all_items.index(0))

    def _take_from_all(self, word: str) -> None:
        (self.word_chosen if word.startswith("-") else self.word_searched).emit(word)

    def _place(self) -> None:
        group = QButtonGroup(self)
        segments = QHBoxLayout()
        segments.setContentsMargins(12, 12, 12, 4)
        segments.setSpacing(0)
        for button in self.tabs.values():
            group.addButton(button)
            segments.addWidget(button, 1)
        self.tabs["near"].setChecked(True)
        self.stack.addWidget(_page((self.topic, self._topics, self.note, self.hint), self.near))
        self.stack.addWidget(_page((self.analogy, self.analogy_hint), self.answers))
        self.stack.addWidget(_page((self.filter, self.all_count), self.all))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(segments)
        column.addWidget(self.stack, 1)


def _page(above: Sequence[QWidget], words: WordList) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    top = QVBoxLayout()
    top.setContentsMargins(16, 12, 16, 8)
    top.setSpacing(10)
    for part in above:
        top.addWidget(part)
    column.addLayout(top)
    edge = QHBoxLayout()
    edge.setContentsMargins(6, 0, 4, 8)
    edge.addWidget(words)
    column.addLayout(edge, 1)
    return page


def _tab_names() -> tuple[str, str, str]:
    return tr("Near"), tr("Like A to B"), tr("All words")
