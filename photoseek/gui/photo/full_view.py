"""The photo alone on the whole screen: bars and panels give way, and come back as they were."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from photoseek.gui.main_window import MainWindow
from photoseek.gui.photo.screen_awake import ScreenAwake
from photoseek.gui.photo.slideshow import Slideshow


class FullView(QObject):
    def __init__(self, window: MainWindow, slideshow: Slideshow, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._page, self._slideshow = window, window.photo_page, slideshow
        self._screen = ScreenAwake(self)
        self._put_away: list[QWidget] = []
        self._state_before: Qt.WindowState | None = None  # of the window, before a slideshow
        window.installEventFilter(self)
        slideshow.ended.connect(self.leave)

    def begin_slideshow(self, seconds: int) -> None:
        self._state_before = self._window.windowState()
        self._slideshow.start(seconds)
        self._window.setWindowState(self._state_before | Qt.WindowState.WindowFullScreen)
        self.arrange()

    def leave(self) -> bool:
        """End the slideshow, or else full screen; False if there is neither."""
        if self._slideshow.is_running():
            self._end_slideshow()
        elif self._window.isFullScreen() and self._is_open():
            self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowFullScreen)
        else:
            return False
        self.arrange()
        return True

    def arrange(self) -> None:
        """Show what belongs on the screen now."""
        if self._slideshow.is_running() and not self._is_open():
            self._end_slideshow()
        bare = self._is_open() and (self._slideshow.is_running() or self._window.isFullScreen())
        if bare and not self._page.is_bare():
            parts = (self._window.top_bar, self._window.unknown_words, self._window.progress)
            self._put_away = [part for part in parts if not part.isHidden()]
        self._window.notices.hold(self._slideshow.is_running())
        self._screen.keep(self._slideshow.is_running())
        self._page.set_bare(bare)
        for part in self._put_away:
            part.setVisible(not bare)
        if not bare:
            self._put_away = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowStateChange:
            self.arrange()
        return False

    def _is_open(self) -> bool:
        return self._window.pages.currentWidget() is self._page

    def _end_slideshow(self) -> None:
        self._slideshow.stop()
        if self._state_before is not None:
            self._window.setWindowState(self._state_before)
            self._state_before = None
