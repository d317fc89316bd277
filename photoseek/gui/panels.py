"""The panels beside the page: shown where they are wished for, belong, and find room."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from photoseek.gui.main_window import MainWindow
from photoseek.gui.preferences import Preferences
from photoseek.gui.search.outlining import Outlining
from photoseek.gui.widgets.icon_button import IconButton

Panel = Literal["sidebar", "words"]
LEAST_BESIDE = 420  # pixels that the grid keeps: two columns and the whole of its head


class Panels(QObject):
    """Two would leave nothing between them in a narrow window: there, the one asked for last is open."""

    asked_for = Signal()
    """The user has opened or closed one."""

    def __init__(
        self, window: MainWindow, preferences: Preferences, outlining: Outlining, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._preferences, self._outlining = window, preferences, outlining
        self._last: Panel = "sidebar"
        window.pages.currentChanged.connect(self._page_changed)
        window.resized.connect(self.arrange)
        window.words_button.clicked.connect(
            self._asking("words", lambda shown: preferences.change(show_words_panel=shown))
        )
        window.sidebar_button.clicked.connect(
            self._asking("sidebar", lambda shown: preferences.change(show_sidebar=shown))
        )
        self._page_changed()

    def arrange(self) -> None:
        """Show the panels that are wished for and find room; a photo needs all of it."""
        window, settings = self._window, self._preferences.settings
        page = window.pages.currentWidget()
        in_grid = page is window.grid_page
        roomy = (window.photo_page, window.first_run, window.compare_page)
        sidebar = settings.show_sidebar and page not in roomy
        words = settings.show_words_panel and in_grid
        if sidebar and words and not self._both_fit():
            sidebar, words = self._last == "sidebar", self._last == "words"
        window.sidebar.setVisible(sidebar)
        window.words_panel.setVisible(words)
        # On a page without panels the buttons tell of the wish.
        _press(window.sidebar_button, sidebar or (page in roomy and settings.show_sidebar))
        _press(window.words_button, words or (not in_grid and settings.show_words_panel))

    # --- inside --------------------------------------------------------------------------------

    def _page_changed(self) -> None:
        """The first page has nothing to search."""
        window, page = self._window, self._window.pages.currentWidget()
        self.arrange()
        self._outlining.show_page(in_grid=page is window.grid_page)
        for part in (
            window.search_bar,
            window.sidebar_button,
            window.words_button,
            window.map_button,
            window.duplicates_button,
            window.progress,
        ):
            part.setVisible(page is not window.first_run)

    def _both_fit(self) -> bool:
        panels: tuple[QWidget, ...] = (self._window.sidebar, self._window.words_panel)
        return self._window.width() >= LEAST_BESIDE + sum(panel.maximumWidth() for panel in panels)

    def _asking(self, panel: Panel, wish: Callable[[bool], None]) -> Callable[[bool], None]:
        def asked(shown: bool) -> None:
            if shown:
                self._last = panel
            wish(shown)
            self.arrange()
            self.asked_for.emit()

        return asked


def _press(button: IconButton, pressed: bool) -> None:
    """Without asking for anything."""
    button.setChecked(pressed)
