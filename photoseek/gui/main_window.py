"""The window: places its parts, and nothing else. ``session`` makes them work together."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from photoseek.gui import tab_order
from photoseek.gui.actions import Actions
from photoseek.gui.drop_area import DropArea
from photoseek.gui.duplicates.compare_page import ComparePage
from photoseek.gui.duplicates.duplicates_page import DuplicatesPage
from photoseek.gui.first_run_page import FirstRunPage
from photoseek.gui.grid.grid_page import GridPage
from photoseek.gui.grid.photo_items import PhotoItems
from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader
from photoseek.gui.notices import NoticeBar, Notices
from photoseek.gui.photo.photo_page import PhotoPage
from photoseek.gui.search.asked_photo_panel import AskedPhotoPanel
from photoseek.gui.search.search_bar import SearchBar
from photoseek.gui.search.unknown_words_bar import UnknownWordsBar
from photoseek.gui.sidebar.sidebar import Sidebar
from photoseek.gui.widgets.icon_button import IconButton
from photoseek.gui.widgets.icons import icon
from photoseek.gui.words.words_panel import WordsPanel
from photoseek.gui.work.progress_strip import ProgressStrip

if TYPE_CHECKING:
    from photoseek.gui.map.map_page import MapPage


class MainWindow(QMainWindow):
    closing = Signal()
    resized = Signal()
    typed = Signal(str)
    """A letter was typed where nothing takes letters: the user means to search."""

    def __init__(self, photos: PhotoItems, thumbnails: ThumbnailLoader, thumbnail_size: int) -> None:
        super().__init__()
        self.setWindowTitle("PhotoSeek")
        self.setWindowIcon(icon("image-square", self.palette().highlight().color()))
        self.setMinimumSize(760, 520)
        self.resize(QSize(1280, 820).boundedTo(self.screen().availableSize()))
        self.actions_by_name = Actions(self)
        middle = QWidget(self)
        self.setCentralWidget(middle)
        self.sidebar = Sidebar(middle)
        self.search_bar = SearchBar(middle)
        self.sidebar_button = self._button("sidebar", "list", checkable=True)
        self.words_button = self._button("words", "text-aa", checkable=True)
        self.map_button = self._button("map", "map-trifold")
        self.duplicates_button = self._button("duplicates", "stack")
        self.settings_button = self._button("settings", "gear-six")
        self.notice_bar = NoticeBar(middle)
        self.notices = Notices(self.notice_bar)
        self.unknown_words = UnknownWordsBar(middle)
        self.asked_photo = AskedPhotoPanel(middle)
        self.first_run = FirstRunPage(middle)
        self.grid_page = GridPage(photos, thumbnails, thumbnail_size, middle)
        self.photo_page = PhotoPage(middle)
        self._thumbnails = thumbnails
        self._map_page: MapPage | None = None
        self.duplicates_page = DuplicatesPage(thumbnails, middle)
        self.compare_page = ComparePage(middle)
        self.words_panel = WordsPanel(middle)
        self.progress = ProgressStrip(middle)
        self.pages = QStackedWidget(middle)
        for page in (
            self.grid_page,
            self.photo_page,
            self.duplicates_page,
            self.compare_page,
            self.first_run,
        ):
            self.pages.addWidget(page)
        self.drop_area = DropArea(self)
        self._place(middle)

    @property
    def map_page(self) -> "MapPage":
        """Made when first asked for: it needs arrays, whose import the first frame should not wait for."""
        if self._map_page is None:
            from photoseek.gui.map.map_page import MapPage

            self._map_page = MapPage(self._thumbnails, self.pages)
            self.pages.addWidget(self._map_page)
        return self._map_page

    def shows_map(self) -> bool:
        """Whether the map is the page that is open."""
        return self._map_page is not None and self.pages.currentWidget() is self._map_page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        letters = event.text().strip()
        if letters.isprintable() and letters and not held and self.pages.currentWidget() is self.grid_page:
            self.typed.emit(letters)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        return tab_order.step(self, forwards=forwards)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _button(self, name: str, icon_name: str, *, checkable: bool = False) -> IconButton:
        return IconButton.of(self.actions_by_name[name], icon_name, self, checkable=checkable)

    def _place(self, middle: QWidget) -> None:
        self.top_bar = QWidget(middle)
        self.top_bar.setObjectName("topBar")
        bar = QHBoxLayout(self.top_bar)
        bar.setContentsMargins(12, 10, 12, 10)
        bar.setSpacing(6)
        bar.addWidget(self.sidebar_button)
        bar.addSpacing(4)
        bar.addWidget(self.search_bar, 1)
        bar.addStretch(0)  # holds the buttons on the right while there is no search bar
        bar.addSpacing(8)
        for button in (self.map_button, self.duplicates_button, self.words_button, self.settings_button):
            bar.addWidget(button)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        shown = QVBoxLayout()
        shown.setSpacing(0)
        shown.addWidget(self.asked_photo)
        shown.addWidget(self.pages, 1)
        row.addLayout(shown, 1)
        row.addWidget(self.words_panel)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.unknown_words)
        column.addLayout(row, 1)
        column.addWidget(self.progress)
        self.notice_bar.float_over(self.pages, above=[self.duplicates_page.foot])
        middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
