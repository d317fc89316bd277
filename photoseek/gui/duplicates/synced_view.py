"""Photos that are zoomed and moved together: all show the same part, whatever their sizes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from photoseek.gui.photo.photo_view import LARGEST, PhotoView
from photoseek.gui.widgets.layers import Layers


@dataclass(frozen=True, slots=True)
class Look:
    """What part of a photo is looked at: how much larger than fitted, and its middle in fractions of the
    photo's sides."""

    zoom: float
    x: float
    y: float


class SyncedView(PhotoView):
    moved = Signal()
    """The user zoomed or moved the photo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._is_quiet = False
        super().__init__(parent)
        self.zoom_changed.connect(lambda _scale, _fitted: self._tell())

    def look(self) -> Look:
        size = self._size()
        if size.isEmpty():
            return Look(1.0, 0.5, 0.5)
        zoom = self._scale / self._fitting_scale()
        return Look(zoom, self._centre.x() / size.width(), self._centre.y() / size.height())

    def look_at(self, look: Look) -> None:
        """Show the same part as another photo; nobody is told."""
        size = self._size()
        if size.isEmpty():
            return
        with self._quietly():
            if abs(look.zoom - 1) < 1e-6:
                self.fit()
                return
            self._fitted = False
            self._scale = min(look.zoom * self._fitting_scale(), LARGEST)
            self._centre = QPointF(look.x * size.width(), look.y * size.height())
            self._keep_inside()
            self._changed()

    def set_layers(
        self, layers: Layers, *, keep_view: bool = False, turns: int = 0, fade_ms: int = 0
    ) -> None:
        with self._quietly():
            super().set_layers(layers, keep_view=keep_view, turns=turns, fade_ms=fade_ms)

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._quietly():
            super().resizeEvent(event)

    def pan(self, by: QPointF) -> None:
        super().pan(by)
        self._tell()

    def _fitting_scale(self) -> float:
        """Small photos are enlarged as far as large ones: side by side, all show the same part."""
        size = self._size()
        if size.isEmpty():
            return 1.0
        return min(self.width() / size.width(), self.height() / size.height())

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """What happens meanwhile is not the user's doing."""
        before, self._is_quiet = self._is_quiet, True
        yield
        self._is_quiet = before

    def _tell(self) -> None:
        if not self._is_quiet:
            self.moved.emit()


class Sync(QObject):
    """Lets views follow whichever of them is moved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._views: list[SyncedView] = []

    def add(self, view: SyncedView) -> None:
        self._views.append(view)
        view.moved.connect(lambda: self._follow(view))

    def _follow(self, moved: SyncedView) -> None:
        # Hidden views and those whose photo has not come yet are no example, and need none.
        if moved.image().isNull() or not moved.isVisible():
            return
        for view in self._views:
            if view is not moved:
                view.look_at(moved.look())
