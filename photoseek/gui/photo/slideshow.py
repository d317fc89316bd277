"""One photo after the other, on the whole screen: the time of each, a bar that comes with the mouse."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from photoseek.gui.language import tr
from photoseek.gui.photo.photo_view import PhotoView
from photoseek.gui.widgets import motion
from photoseek.gui.widgets.icon_button import IconButton

FADE_MS = 700
HIDE_MS = 2_000  # after the mouse has come to rest
_BELOW = 24  # pixels between the bar and the edge of the screen


class SlideshowBar(QFrame):
    """Over the photo, while the mouse moves."""

    seconds_chosen = Signal(int)

    def __init__(self, parent: PhotoView, choices: tuple[int, ...]) -> None:
        super().__init__(parent)
        self.setObjectName("slideshowBar")
        self.previous = IconButton("caret-left", tr("Photo before"), self)
        self.pause = IconButton("pause", tr("Pause"), self)
        self.next = IconButton("caret-right", tr("Photo after"), self)
        self.seconds = QToolButton(self)
        self.seconds.setObjectName("slideshowSeconds")
        self.seconds.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.seconds.setToolTip(tr("How long each photo is shown"))
        self.end = IconButton("x", tr("End the slideshow"), self)
        self.end.setToolTip(tr("End the slideshow (Esc)"))
        self.menu = QMenu(self)
        group = QActionGroup(self.menu)
        self._choices: dict[int, QAction] = {}
        for seconds in choices:
            choice = self.menu.addAction(tr("%n second(s)", None, seconds))
            choice.setCheckable(True)
            choice.triggered.connect(lambda _on, seconds=seconds: self.seconds_chosen.emit(seconds))
            group.addAction(choice)
            self._choices[seconds] = choice
        self.seconds.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        for button in (self.previous, self.pause, self.next, self.seconds, self.end):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.show_state(paused=False, seconds=choices[0])
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def show_state(self, *, paused: bool, seconds: int) -> None:
        self.pause.set_icon("play" if paused else "pause")
        said = tr("Go on") if paused else tr("Pause")
        self.pause.set_label(said)
        self.pause.setToolTip(tr("{what} (space)").format(what=said))
        text = tr("%n second(s)", None, seconds)
        self.seconds.setText(text)
        self.seconds.setAccessibleName(tr("Each photo is shown for {time}").format(time=text))
        self._choices[seconds].setChecked(True)


class Slideshow(QObject):
    """Lives on the view: says when the next photo is due, and when the user has had enough."""

    next_wanted = Signal()
    stepped = Signal(int)
    """The user goes a photo back or on."""
    ended = Signal()
    seconds_chosen = Signal(int)

    def __init__(self, view: PhotoView, choices: tuple[int, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._running, self._paused, self._seconds = False, False, choices[0]
        self._fades = False
        self.bar = SlideshowBar(view, choices)
        self._due = QTimer(self, singleShot=True)
        self._due.timeout.connect(self.next_wanted)
        self._hide = QTimer(self, singleShot=True, interval=HIDE_MS)
        self._hide.timeout.connect(self._hide_mouse)
        self.bar.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.bar.next.clicked.connect(lambda: self.stepped.emit(1))
        self.bar.pause.clicked.connect(self.pause_or_go_on)
        self.bar.end.clicked.connect(self.ended)
        self.bar.seconds_chosen.connect(self._choose_seconds)

    def start(self, seconds: int) -> None:
        self._running, self._paused, self._seconds = True, False, seconds
        self._fades = motion.is_welcome(self._view)
        self.bar.show_state(paused=False, seconds=seconds)
        self._view.setMouseTracking(True)
        self._view.installEventFilter(self)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.photo_shown()
        self._hide.start()

    def stop(self) -> None:
        self._running = False
        self._due.stop()
        self._hide.stop()
        self._view.removeEventFilter(self)
        self._view.setMouseTracking(False)
        self._view.unsetCursor()
        self.bar.hide()

    def is_running(self) -> bool:
        return self._running

    def is_paused(self) -> bool:
        return self._paused

    def photo_shown(self) -> None:
        """A photo has just come onto the screen, by itself or because the user went there."""
        if self._running and not self._paused:
            self._due.start(1000 * self._seconds)

    def fade_ms(self) -> int:
        """How long one photo fades into the next: not at all where motion is not welcome."""
        return FADE_MS if self._running and self._fades else 0

    def pause_or_go_on(self) -> None:
        self._paused = not self._paused
        if self._paused:
            self._due.stop()
        self.photo_shown()
        self.bar.show_state(paused=self._paused, seconds=self._seconds)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type
        if event.type() == kinds.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Space:
                self.pause_or_go_on()
                self._show_mouse()
                return True
        elif event.type() == kinds.MouseMove:
            self._show_mouse()
        elif event.type() == kinds.Resize:
            self._place_bar()
        return False

    def _choose_seconds(self, seconds: int) -> None:
        self._seconds = seconds
        self.bar.show_state(paused=self._paused, seconds=seconds)
        self.photo_shown()
        self.seconds_chosen.emit(seconds)

    def _show_mouse(self) -> None:
        self._view.unsetCursor()
        self._place_bar()
        self.bar.show()
        self._hide.start()

    def _hide_mouse(self) -> None:
        if self.bar.underMouse() or self.bar.menu.isVisible():
            self._hide.start()  # it is being used
            return
        self.bar.hide()
        self._view.setCursor(Qt.CursorShape.BlankCursor)

    def _place_bar(self) -> None:
        self.bar.adjustSize()
        across = (self._view.width() - self.bar.width()) // 2
        self.bar.move(across, self._view.height() - self.bar.height() - _BELOW)
