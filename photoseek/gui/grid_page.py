"""The page with the grid: what is shown, how many, in which order, how large."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QStackedLayout, QVBoxLayout, QWidget

from photoseek.gui.choice_box import ChoiceBox
from photoseek.gui.photo_grid import PhotoGrid
from photoseek.gui.photo_items import PhotoItems
from photoseek.gui.thumbnail_loader import ThumbnailLoader
from photoseek.settings import allowed_values

ORDERS = {"newest": "Newest first", "oldest": "Oldest first", "added": "Recently added", "name": "By name"}
SIZES = tuple(int(str(value)) for value in allowed_values("thumbnail_size"))


class GridPage(QWidget):
    order_changed = Signal(str)
    size_changed = Signal(int)
    """A new thumbnail size in pixels."""

    def __init__(
        self, items: PhotoItems, thumbnails: ThumbnailLoader, size: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._items = items
        self._empty_text = ""
        self.title = QLabel(self)
        self.title.setObjectName("pageTitle")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.count = QLabel(self)
        self.count.setObjectName("muted")
        self.order = ChoiceBox(self)
        self.order.setAccessibleName("Order")
        for key, label in ORDERS.items():
            self.order.addItem(label, key)
        self.size_slider = QSlider(Qt.Orientation.Horizontal, self)
        self.size_slider.setRange(0, len(SIZES) - 1)
        self.size_slider.setPageStep(1)
        self.size_slider.setFixedWidth(110)
        self.size_slider.setAccessibleName("Thumbnail size")
        self.size_slider.setToolTip("Thumbnail size")
        self.grid = PhotoGrid(items, thumbnails, self)
        self.empty = QLabel(self)
        self.empty.setObjectName("empty")
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 34, 2)
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.order)
        head.addWidget(self.size_slider)
        self._body = QStackedLayout()
        self._body.addWidget(self.grid)
        self._body.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._body, 1)
        self.set_size(size)
        self.order.currentIndexChanged.connect(lambda _row: self.order_changed.emit(self.order.currentData()))
        self.size_slider.valueChanged.connect(self._size_moved)
        items.modelReset.connect(self._show_count)

    def set_title(self, title: str, *, ordered: bool, empty: str) -> None:
        """What the photos are. ``ordered``: the user may choose the order; ``empty``: said for none."""
        self.title.setText(title)
        self.order.setVisible(ordered)
        self._empty_text = empty
        self._show_count()

    def set_orders(self, orders: Sequence[str], chosen: str) -> None:
        """The orders there are to choose from, and the one that holds. Nobody is told."""
        texts = {**ORDERS, "relevance": "Best first"}
        self.order.blockSignals(True)
        if [self.order.itemData(row) for row in range(self.order.count())] != list(orders):
            self.order.clear()
            for key in orders:
                self.order.addItem(texts[key], key)
        self.order.setCurrentIndex(list(orders).index(chosen))
        self.order.blockSignals(False)

    def set_size(self, size: int) -> None:
        nearest = min(range(len(SIZES)), key=lambda step: abs(SIZES[step] - size))
        self.size_slider.setValue(nearest)
        self.grid.set_cell_side(size)

    def _size_moved(self, step: int) -> None:
        self.grid.set_cell_side(SIZES[step])
        self.size_changed.emit(SIZES[step])

    def _show_count(self) -> None:
        count = self._items.rowCount()
        self.count.setText(QLocale().toString(count) if count else "")
        self.empty.setText(self._empty_text)
        self._body.setCurrentWidget(self.grid if count or not self._empty_text else self.empty)
