"""The page with the grid: what is shown, how many, how many chosen, in which order, how large."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollBar,
    QSizePolicy,
    QSlider,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.grid.grid_layout import UNDER_EDGE
from photoseek.gui.grid.photo_grid import PhotoGrid
from photoseek.gui.grid.photo_items import PhotoItems
from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader
from photoseek.gui.grid.timeline_scrubber import Mark, TimelineScrubber
from photoseek.gui.language import tr
from photoseek.gui.widgets.choice_box import ChoiceBox
from photoseek.gui.widgets.elided_label import ElidedLabel
from photoseek.gui.widgets.icon_button import IconButton
from photoseek.gui.widgets.icons import icon
from photoseek.settings import allowed_values

LIBRARY_ORDERS = ("newest", "oldest", "added", "name")
SIZES = tuple(int(str(value)) for value in allowed_values("thumbnail_size"))
SMALLEST, LARGEST = 80, 420  # pixels; the setting keeps the nearest of SIZES
LEAST_SCREENS = 1.5  # from which on a timeline helps
ROOMY = 640  # pixels; a narrower head has no room for the slider, and the wheel and the keys do the same
LOFTY = 320  # pixels; a lower page says why it is empty without an icon
EMPTY_ICON = 48  # pixels
LEAST_TITLE = 56  # pixels
WAITING_MS = 300  # an answer that comes sooner needs no word


def order_name(order: str) -> str:
    return {
        "newest": tr("Newest first"),
        "oldest": tr("Oldest first"),
        "added": tr("Recently added"),
        "name": tr("By name"),
        "relevance": tr("Best match first"),
    }[order]


class GridPage(QWidget):
    order_changed = Signal(str)
    """The user chose another order."""
    size_changed = Signal(int)
    """The user wants photos about this large: the nearest value that the setting takes, in pixels."""
    justified_changed = Signal(bool)
    """The user wants lines of whole photos, or squares."""

    def __init__(
        self, items: PhotoItems, thumbnails: ThumbnailLoader, size: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._items = items
        self._empty_text, self._empty_icon = "", "image"
        self._waits = QTimer(self, singleShot=True, interval=WAITING_MS)
        self._waits.timeout.connect(self._say_waiting)
        self.title = ElidedLabel("", self)
        self.title.setObjectName("pageTitle")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # see _fit_title
        self.count = QLabel(self)
        self.count.setObjectName("muted")
        self.clear = IconButton("x", tr("Choose none"), self)
        self.clear.setToolTip(tr("Choose none (Esc)"))
        self.clear.setIconSize(QSize(14, 14))
        self.clear.hide()
        self.order = ChoiceBox(self)
        self.order.setAccessibleName(tr("Order"))
        self.order.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.order.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_orders(LIBRARY_ORDERS)
        self.shape = IconButton("wall", tr("Whole photos"), self, checkable=True)
        self.shape.setToolTip(tr("Show whole photos instead of squares"))
        self.size_slider = QSlider(Qt.Orientation.Horizontal, self)
        self.size_slider.setRange(SMALLEST, LARGEST)
        self.size_slider.setSingleStep(10)
        self.size_slider.setPageStep(40)
        self.size_slider.setMinimumWidth(1)  # it may go, see ROOMY
        self.size_slider.setMaximumWidth(110)
        self.size_slider.setAccessibleName(tr("Size of the photos"))
        self.size_slider.setToolTip(tr("Size of the photos (Ctrl + mouse wheel, Ctrl + and Ctrl -)"))
        items.rearranged.connect(self._expect_months)  # before the grid: it learns what room there is
        self.grid = PhotoGrid(items, thumbnails, self)
        self.timeline = TimelineScrubber(self)
        self.timeline.hide()
        # Beside the grid and not its own: changing places with the timeline is one change of width then.
        self.grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.empty = QLabel(self)
        self.empty.setObjectName("empty")
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self._picture = QLabel(self)
        self._picture.setObjectName("emptyIcon")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._place()
        self.set_size(size)
        self.order.currentIndexChanged.connect(lambda _row: self.order_changed.emit(self.order.currentData()))
        self.size_slider.valueChanged.connect(self._size_moved)
        self.shape.toggled.connect(self.grid.set_justified)
        self.shape.clicked.connect(self.justified_changed)
        self.clear.clicked.connect(self._choose_none)
        self.grid.chosen_changed.connect(self._show_count)
        self.grid.zoomed.connect(self._zoom)
        self.grid.arranged.connect(self._mark_months)
        inner = self.grid.verticalScrollBar()
        for outer in (self.bar, self.timeline):
            inner.valueChanged.connect(outer.setValue)
            outer.valueChanged.connect(inner.setValue)
        items.rearranged.connect(self._show_count)

    def set_title(self, title: str, *, ordered: bool, empty: str, picture: str = "") -> None:
        """What the photos are. ``ordered``: the user may choose the order; ``empty``: said for none, below
        the icon ``picture``."""
        self.title.setText(title)
        self._fit_title()
        self.order.setVisible(ordered)
        self._empty_text = empty
        self._empty_icon = picture or ("image" if ordered else "magnifying-glass")
        self._show_count()

    def set_orders(self, orders: Sequence[str], current: str = "") -> None:
        """The orders to choose from, and the one that is chosen: by default the one before, or the first."""
        current = current or str(self.order.currentData())
        self.order.blockSignals(True)
        self.order.clear()
        for order in orders:
            self.order.addItem(order_name(order), order)
        self.order.setCurrentIndex(max(0, self.order.findData(current)))
        self.order.blockSignals(False)

    def set_size(self, size: int) -> None:
        """One of SIZES; between them what the user chose stays."""
        if (
            nearest_size(self.size_slider.value()) != size
            or self.grid.wanted_side() != self.size_slider.value()
        ):
            self.size_slider.setValue(size)
            self.grid.set_cell_side(size)

    def set_justified(self, justified: bool) -> None:
        self.shape.setChecked(justified)

    def chosen_ids(self) -> list[int]:
        return self.grid.chosen_ids()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_count()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.size_slider.setVisible(self.width() >= ROOMY)
        self._picture.setVisible(self.height() >= LOFTY)

    # --- inside --------------------------------------------------------------------------------

    def _place(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 20, 4)
        head.setSpacing(10)
        head.addWidget(self.title, 1000)
        head.addWidget(self.count)
        head.addWidget(self.clear)
        head.addStretch(1)
        head.addWidget(self.order)
        head.addWidget(self.shape)
        head.addWidget(self.size_slider, 1000)  # as wide as it may be, before the stretch
        photos = QWidget(self)
        beside = QHBoxLayout(photos)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.grid, 1)
        beside.addWidget(self.bar)
        beside.addWidget(self.timeline)
        self._nothing = QWidget(self)
        middle = QVBoxLayout(self._nothing)
        middle.setSpacing(0)
        middle.addStretch(2)
        middle.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addWidget(self.empty)
        middle.addStretch(3)
        self._photos = photos
        self._body = QStackedLayout()
        self._body.addWidget(photos)
        self._body.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._body, 1)

    def _fit_title(self) -> None:
        """The title takes what the rest of its line leaves, and no more than it needs."""
        needed = self.title.sizeHint().width()
        self.title.setMinimumWidth(min(LEAST_TITLE, needed))
        self.title.setMaximumWidth(needed)

    def _size_moved(self, size: int) -> None:
        self.grid.set_cell_side(size)
        self.size_changed.emit(nearest_size(size))

    def _zoom(self, by: float) -> None:
        size = self.size_slider.value()
        step = 1 if by > 1 else -1  # at least: a slow wheel turns by less than a pixel
        self.size_slider.setValue(
            max(size + 1, round(size * by)) if step > 0 else min(size - 1, round(size * by))
        )

    def _choose_none(self) -> None:
        self.grid.clearSelection()
        self.grid.setFocus()

    def set_waiting(self, waiting: bool) -> None:
        """Whether the photos shown are not those of the title yet; said when it takes a while."""
        if waiting:
            self._waits.start()
        else:
            self._waits.stop()
            self._show_count()

    def _say_waiting(self) -> None:
        self.count.setText(tr("Searching …"))

    def _show_count(self) -> None:
        count, chosen = self._items.rowCount(), self.grid.chosen_count()
        text = QLocale().toString(count) if count else ""
        if chosen:
            text = tr("{chosen} of {count} chosen").format(chosen=QLocale().toString(chosen), count=text)
        self.count.setText(text)
        self.clear.setVisible(chosen > 0)
        self.empty.setText(self._empty_text)
        quiet = self.palette().placeholderText().color()
        self._picture.setPixmap(icon(self._empty_icon, quiet).pixmap(QSize(EMPTY_ICON, EMPTY_ICON)))
        self._body.setCurrentWidget(self._photos if count or not self._empty_text else self._nothing)

    def _expect_months(self) -> None:
        """Make room for the timeline, or take it away, if that will probably be so in the end."""
        sections = self._items.sections
        cells = self._items.rowCount() * self.grid.wanted_side() ** 2
        dated = bool(sections) and sections[0].month is not None
        self._show_timeline(dated and cells > LEAST_SCREENS * self.grid.width() * self.grid.height())

    def _show_timeline(self, shown: bool) -> None:
        if shown == self.timeline.isHidden():
            self.timeline.setVisible(shown)
            self.bar.setVisible(not shown)

    def _mark_months(self) -> None:
        """The timeline follows the grid: its range, its months, whether it is of use at all."""
        layout, inner = self.grid.layout_of_cells(), self.grid.verticalScrollBar()
        months = [
            Mark(found.rect.top() - UNDER_EDGE, found.section.month[0], found.section.title)
            for found in layout.headings
            if found.section.month is not None
        ]
        for outer in (self.bar, self.timeline):
            outer.setRange(inner.minimum(), inner.maximum())
            outer.setSingleStep(inner.singleStep())
            outer.setPageStep(inner.pageStep())
            outer.setValue(inner.value())
        self.bar.setEnabled(inner.maximum() > 0)  # else without a handle
        self.timeline.set_marks(months)
        useful = bool(months) and layout.height > LEAST_SCREENS * self.grid.viewport().height()
        self._show_timeline(useful)


def nearest_size(size: int) -> int:
    """The value of the setting that is nearest to a size in pixels."""
    return min(SIZES, key=lambda known: abs(known - size))
