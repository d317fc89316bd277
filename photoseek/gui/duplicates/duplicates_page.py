"""Photos that are there more than once, in groups, and what is to become of them."""

from collections import Counter
from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.duplicates.duplicate_items import (
    DuplicateItems,
    Reason,
    ShownGroup,
    reason_meaning,
    reason_name,
)
from photoseek.gui.duplicates.duplicates_view import DuplicatesView
from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader
from photoseek.gui.language import tr
from photoseek.gui.photo.photo_facts import size_text
from photoseek.gui.widgets.elided_label import ElidedLabel
from photoseek.gui.widgets.icon_button import IconButton

REASONS: tuple[Reason | None, ...] = (None, "file", "shot", "scene")


class DuplicatesPage(QWidget):
    closed = Signal()
    look_again_wanted = Signal()
    keep_wanted = Signal(object)
    """The others of this ``ShownGroup`` are to go."""
    keep_all_wanted = Signal()
    """The others of all groups of files and shots that are shown."""
    compare_wanted = Signal(object)
    dismiss_wanted = Signal(object)
    look_wanted = Signal(object)
    """The photos of this group are to be looked at more closely."""

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items = DuplicateItems(self)
        self.view = DuplicatesView(self.items, thumbnails, self)
        self.back = IconButton("arrow-left", tr("Back to the photos"), self)
        self.title = QLabel(tr("Duplicates"), self)
        self.title.setObjectName("pageTitle")
        self.summary = ElidedLabel("", self)
        self.summary.setObjectName("muted")
        self.again = IconButton("arrows-clockwise", tr("Look for duplicates again"), self)
        self.keep_all = QPushButton(tr("Clean up all …"), self)
        self.keep_all.setToolTip(
            tr("In every group of files and shots that is shown, keep the marked one and move the others")
        )
        self.reasons = QButtonGroup(self)
        self.segments = [self._segment(place, reason) for place, reason in enumerate(REASONS)]
        self.said = QLabel(self)
        self.said.setObjectName("empty")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said.setWordWrap(True)
        self.busy = QProgressBar(self)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedHeight(3)
        self.busy.setAccessibleName(tr("Looking for duplicates"))
        self.wish = ElidedLabel("", self)
        self.wish.setObjectName("muted")
        self.keep = self._button(tr("Keep this one"), "K")
        self.keep.setObjectName("primary")
        self.compare = self._button(tr("Compare"), "C")
        self.dismiss = self._button(tr("Not duplicates"), "N")
        self.foot = QFrame(self)
        self.foot.setObjectName("duplicatesFoot")
        self.setFocusProxy(self.view)
        self._place()
        self.back.clicked.connect(self.closed)
        self.again.clicked.connect(self.look_again_wanted)
        self.keep_all.clicked.connect(self.keep_all_wanted)
        self.items.changed.connect(self._show_state)
        self.view.current_changed.connect(self._show_state)
        self.view.opened.connect(partial(self._with_group, self.look_wanted))
        for button, asked, wanted in (
            (self.keep, self.view.keep_wanted, self.keep_wanted),
            (self.compare, self.view.compare_wanted, self.compare_wanted),
            (self.dismiss, self.view.dismiss_wanted, self.dismiss_wanted),
        ):
            asked.connect(button.click)  # a disabled button does not click
            button.clicked.connect(partial(self._with_group, wanted))
        self.show_busy(False)

    def show_busy(self, busy: bool) -> None:
        """Whether duplicates are being looked for at the moment."""
        self.busy.setVisible(busy)
        self.again.setEnabled(not busy)
        self._busy = busy
        self._show_state()

    # --- inside --------------------------------------------------------------------------------

    def _with_group(self, wanted: SignalInstance, _checked: bool = False) -> None:
        group = self.view.current_group()
        if group is not None:
            wanted.emit(group)
        self.view.setFocus()

    def _show_state(self) -> None:
        left = self.items.left()
        counts = Counter(group.reason for group in left)
        for reason, segment in zip(REASONS, self.segments, strict=True):
            count = QLocale().toString(counts[reason] if reason is not None else len(left))
            name = reason_name(reason) if reason is not None else tr("All")
            segment.setText(f"{name}  {count}")
        shown = self.items.groups()
        gain = size_text(sum(group.freed for group in shown))
        self.summary.setText(
            tr("%n group(s), {size} to gain", None, len(shown)).format(size=gain) if shown else ""
        )
        self.keep_all.setEnabled(any(group.reason != "scene" for group in shown))
        self._body.setCurrentWidget(self.view if shown else self.said)
        if self._busy:
            self.said.setText(tr("Looking for photos that are there more than once …"))
        elif left:
            self.said.setText(tr("Nothing left of this kind."))
        else:
            self.said.setText(tr("No photo is there more than once."))
        group = self.view.current_group() if shown else None
        self.foot.setVisible(group is not None)
        if group is not None:
            self._show_wish(group)

    def _show_wish(self, group: ShownGroup) -> None:
        name = self.items.name(group.members[group.kept])
        size = size_text(group.freed)
        text = tr("Keep “{name}” and move %n other(s) to the trash, {size}", None, len(group.others))
        self.wish.setText(text.format(name=name, size=size))
        self.compare.setEnabled(group.reason != "file")

    def _show_only(self, reason: Reason | None) -> None:
        self.items.show_only(reason)
        self.view.setFocus()

    def _segment(self, place: int, reason: Reason | None) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("segment")
        button.setProperty("place", {0: "first", len(REASONS) - 1: "last"}.get(place, "middle"))
        button.setCheckable(True)
        button.setChecked(reason is None)
        button.setToolTip(reason_meaning(reason) if reason is not None else tr("All groups"))
        button.clicked.connect(partial(self._show_only, reason))
        self.reasons.addButton(button)
        return button

    def _button(self, text: str, key: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(f"{text} ({key})")
        return button

    def _place(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 20, 2)
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(self.title)
        head.addWidget(self.summary, 1)
        head.addWidget(self.again)
        head.addWidget(self.keep_all)
        segments = QHBoxLayout()
        segments.setContentsMargins(20, 4, 20, 10)
        segments.setSpacing(0)
        for segment in self.segments:
            segments.addWidget(segment)
        segments.addStretch(1)
        self._body = QStackedLayout()
        self._body.addWidget(self.view)
        self._body.addWidget(self.said)
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(20, 10, 20, 10)
        foot.setSpacing(8)
        foot.addWidget(self.wish, 1)
        for button in (self.dismiss, self.compare, self.keep):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(segments)
        column.addWidget(self.busy)
        column.addLayout(self._body, 1)
        column.addWidget(self.foot)
