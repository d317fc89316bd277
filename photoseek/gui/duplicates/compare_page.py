"""Two to four photos side by side, zoomed together."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal, SignalInstance
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from photoseek.gui.duplicates.compare_column import CompareColumn
from photoseek.gui.duplicates.compare_facts import compared
from photoseek.gui.duplicates.synced_view import Sync, SyncedView
from photoseek.gui.language import tr
from photoseek.gui.photo.photo_view import STEP
from photoseek.gui.widgets.elided_label import ElidedLabel
from photoseek.gui.widgets.icon_button import IconButton
from photoseek.gui.widgets.layers import Layers
from photoseek.library.records import PhotoDetails

MOST = 4  # side by side; of more, none would be large enough to judge


class ComparePage(QWidget):
    closed = Signal()
    keep_wanted = Signal(int)
    """The others are to go."""
    trash_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: list[int] = []
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Photos side by side"))
        self.back = IconButton("arrow-left", tr("Back"), self)
        self.title = QLabel(tr("Compare"), self)
        self.title.setObjectName("pageTitle")
        self.hint = ElidedLabel(tr("Zoom or move one photo, and the others follow."), self)
        self.hint.setObjectName("muted")
        self.zoom_out = IconButton("minus", tr("Smaller (-)"), self)
        self.zoom_in = IconButton("plus", tr("Larger (+)"), self)
        self.fit = IconButton("corners-out", tr("Fit all (0)"), self)
        self.columns = [CompareColumn(self) for _ in range(MOST)]
        self._sync = Sync(self)
        for number, column in enumerate(self.columns):
            self._sync.add(column.view)
            column.touched.connect(partial(self._turn_to, number))
            column.keep_wanted.connect(partial(self._tell, self.keep_wanted, number))
            column.trash_wanted.connect(partial(self._tell, self.trash_wanted, number))
        self._place()
        self.back.clicked.connect(self.closed)
        self.zoom_in.clicked.connect(lambda: self._view().zoom_by(STEP))
        self.zoom_out.clicked.connect(lambda: self._view().zoom_by(1 / STEP))
        self.fit.clicked.connect(lambda: self._view().fit())

    def ids(self) -> list[int]:
        return list(self._ids)

    def current_id(self) -> int | None:
        """The photo that keys are about."""
        return self._ids[self._current] if self._ids else None

    def show_photos(self, photos: Sequence[PhotoDetails]) -> None:
        """Show these, MOST at most; pictures that are there already stay, those of others are let go of."""
        before = dict(zip(self._ids, [column.view.image() for column in self.columns], strict=False))
        self._ids = [details.photo.id for details in photos[:MOST]]
        columns = compared(photos[:MOST], QLocale())
        for number, column in enumerate(self.columns):
            column.setVisible(number < len(self._ids))
            if number < len(self._ids):
                details = photos[number]
                column.show_details(details, columns[number])
                picture = before.get(details.photo.id, QImage())
                column.view.set_image(picture, turns=details.photo.rotation)
                column.view.set_message("")
            else:
                column.view.set_image(QImage())
        self._turn_to(min(self._current, max(0, len(self._ids) - 1)))

    def show_picture(self, photo_id: int, layers: Layers, turns: int) -> None:
        if photo_id in self._ids:
            view = self.columns[self._ids.index(photo_id)].view
            view.set_layers(layers, turns=turns)
            example = next(
                (one.view for one in self.columns if one.view is not view and one.isVisible()), None
            )
            if example is not None and not example.image().isNull():
                view.look_at(example.look())

    def show_problem(self, photo_id: int, text: str) -> None:
        if photo_id in self._ids:
            self.columns[self._ids.index(photo_id)].view.set_message(text)

    # --- Qt ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps and self._ids:
            self._turn_to((self._current + steps[key]) % len(self._ids))
        elif key == Qt.Key.Key_K:
            self._tell(self.keep_wanted, self._current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._view().zoom_by(STEP)
        elif key == Qt.Key.Key_Minus:
            self._view().zoom_by(1 / STEP)
        elif key == Qt.Key.Key_0:
            self._view().fit()
        elif key == Qt.Key.Key_1:
            self._view().actual_size()
        else:
            super().keyPressEvent(event)

    # --- inside --------------------------------------------------------------------------------

    def _view(self) -> SyncedView:
        return self.columns[self._current].view

    def _turn_to(self, number: int) -> None:
        self._current = number
        for at, column in enumerate(self.columns):
            column.set_current(at == number)
        if self._ids and not any(
            button.hasFocus() for one in self.columns for button in (one.keep, one.trash)
        ):
            self.setFocus()

    def _tell(self, wanted: SignalInstance, number: int) -> None:
        if number < len(self._ids):
            wanted.emit(self._ids[number])

    def _place(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 20, 8)
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(self.title)
        head.addWidget(self.hint)
        head.addStretch(1)
        for button in (self.zoom_out, self.zoom_in, self.fit):
            head.addWidget(button)
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 20, 20)
        row.setSpacing(12)
        for column in self.columns:
            row.addWidget(column, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addLayout(row, 1)
