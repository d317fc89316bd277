"""All shortcuts on one sheet."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from photoseek.gui.actions import specs
from photoseek.gui.language import tr

MARGIN = 28  # pixels around the sheet


def keys_with_the_focus() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Group, text and keys of what only works where the focus is; menus do not show these."""
    grid, looking = tr("In the grid"), tr("Looking at a photo")
    return (
        (grid, tr("Open the photo"), ("Return", "Space")),
        (grid, tr("Choose all photos"), ("Ctrl+A",)),
        (grid, tr("Choose more: with the arrows, or a click"), ("Shift", "Ctrl")),
        (grid, tr("Type anything to search"), ()),
        (looking, tr("Photo before, photo after"), ("Left", "Right")),
        (looking, tr("Larger, smaller"), ("+", "-")),
        (looking, tr("Fit, actual size"), ("0", "1")),
        (looking, tr("Show or hide what is known of it"), ("I",)),
        (looking, tr("Pause a slideshow, go on"), ("Space",)),
    )


class ShortcutSheet(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Shortcuts"))
        listed = [(spec.group, spec.text.removesuffix(" …"), spec.keys) for spec in specs() if spec.keys]
        listed += keys_with_the_focus()
        groups: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for group, text, keys in listed:
            groups.setdefault(group, []).append((text, keys))
        scroll = QScrollArea(self)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(tr("All shortcuts"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, 24, MARGIN // 2, 24)
        whole.addWidget(scroll)
        room = self.screen().availableSize()
        beside = 2 * MARGIN + 24  # the margins and the scroll bar
        sheet = _sheet(groups, 2)
        if sheet.sizeHint().width() + beside > room.width():
            sheet = _sheet(groups, 1)
        scroll.setWidget(sheet)
        hint = sheet.sizeHint()
        scroll.setMinimumWidth(min(hint.width() + 24, room.width() - beside))
        high = min(hint.height() + 64, room.height() * 9 // 10)
        self.resize(min(hint.width() + beside, room.width()), high)


def _sheet(groups: dict[str, list[tuple[str, tuple[str, ...]]]], count: int) -> QWidget:
    """All groups in ``count`` columns of about the same height."""
    sheet = QWidget()
    columns = QHBoxLayout(sheet)
    columns.setContentsMargins(0, 0, 20, 0)
    columns.setSpacing(40)
    filled = [QVBoxLayout() for _ in range(count)]
    heights = [0] * count
    for column in filled:
        column.setSpacing(8)
        columns.addLayout(column, 1)
    by_length = sorted(groups.items(), key=lambda item: -len(item[1])) if count > 1 else groups.items()
    for group, lines in by_length:
        shortest = heights.index(min(heights))
        heights[shortest] += len(lines) + 2
        filled[shortest].addWidget(_label(group, "panelTitle"))
        filled[shortest].addLayout(_table(lines))
        filled[shortest].addSpacing(16)
    for column in filled:
        column.addStretch(1)
    return sheet


def _table(lines: list[tuple[str, tuple[str, ...]]]) -> QGridLayout:
    table = QGridLayout()
    table.setVerticalSpacing(8)
    table.setHorizontalSpacing(24)
    table.setColumnStretch(0, 1)
    for row, (text, keys) in enumerate(lines):
        table.addWidget(_label(text, "fact"), row, 0)
        shown = QHBoxLayout()
        shown.setSpacing(6)
        shown.addStretch(1)
        for name in keys:
            native = QKeySequence(name).toString(QKeySequence.SequenceFormat.NativeText)
            shown.addWidget(_label(native or name, "key"))
        table.addLayout(shown, row, 1)
    return table


def _label(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(kind)
    return label
