"""The window: places its parts, and nothing else. ``session`` makes them work together."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from photoseek.gui.drop_area import DropArea
from photoseek.gui.first_run_page import FirstRunPage
from photoseek.gui.grid_page import GridPage
from photoseek.gui.icon_button import IconButton, icon
from photoseek.gui.notices import NoticeBar, Notices
from photoseek.gui.photo_items import PhotoItems
from photoseek.gui.photo_page import PhotoPage
from photoseek.gui.progress_strip import ProgressStrip
from photoseek.gui.search_bar import SearchBar
from photoseek.gui.thumbnail_loader import ThumbnailLoader
from photoseek.gui.unknown_words_bar import UnknownWordsBar
from photoseek.gui.word_items import WordItems
from photoseek.gui.words_panel import WordsPanel


class MainWindow(QMainWindow):
    closing = Signal()

    def __init__(
        self, photos: PhotoItems, words: WordItems, thumbnails: ThumbnailLoader, thumbnail_size: int
    ) -> None:
        super().__init__()
        self.setWindowTitle("PhotoSeek")
        self.setWindowIcon(icon("image-square", self.palette().highlight().color()))
        self.setMinimumSize(760, 520)
        self.resize(QSize(1280, 820).boundedTo(self.screen().availableSize()))
        middle = QWidget(self)
        self.setCentralWidget(middle)
        self.search_bar = SearchBar(middle)
        self.add_folder = IconButton("folder-plus", "Add a folder", middle, shortcut="Ctrl+O")
        self.words_button = IconButton("text-aa", "Suggest words", middle, shortcut="F9", checkable=True)
        self.settings_button = IconButton("gear-six", "Settings", middle, shortcut="Ctrl+,")
        self.notice_bar = NoticeBar(middle)
        self.notices = Notices(self.notice_bar)
        self.unknown_words = UnknownWordsBar(middle)
        self.first_run = FirstRunPage(middle)
        self.grid_page = GridPage(photos, thumbnails, thumbnail_size, middle)
        self.photo_page = PhotoPage(middle)
        self.words_panel = WordsPanel(words, middle)
        self.progress = ProgressStrip(middle)
        self.pages = QStackedWidget(middle)
        for page in (self.grid_page, self.photo_page, self.first_run):
            self.pages.addWidget(page)
        self.drop_area = DropArea(self)
        self.focus_search = self._shortcut(QKeySequence(QKeySequence.StandardKey.Find))
        self.paste = self._shortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        self.find_similar = self._shortcut(QKeySequence("Ctrl+E"))
        self.look_again = self._shortcut(QKeySequence("F5"))
        self.escape = self._shortcut(QKeySequence("Esc"))
        self.leave = self._shortcut(QKeySequence("Ctrl+Q"))
        self.leave.triggered.connect(self.close)
        self._place(middle)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _shortcut(self, keys: QKeySequence) -> QAction:
        action = QAction(self)
        action.setShortcut(keys)
        self.addAction(action)
        return action

    def _place(self, middle: QWidget) -> None:
        top = QWidget(middle)
        top.setObjectName("topBar")
        bar = QHBoxLayout(top)
        bar.setContentsMargins(20, 10, 12, 10)
        bar.setSpacing(6)
        bar.addWidget(self.search_bar, 1)
        bar.addStretch(0)  # holds the buttons on the right while there is no search bar
        bar.addSpacing(8)
        for button in (self.add_folder, self.words_button, self.settings_button):
            bar.addWidget(button)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.pages, 1)
        row.addWidget(self.words_panel)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.notice_bar)
        column.addWidget(self.unknown_words)
        column.addLayout(row, 1)
        column.addWidget(self.progress)
        middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
