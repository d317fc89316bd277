"""All shortcuts on one sheet."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from photoseek.gui.actions import specs
from photoseek.gui.language import tr


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
        sheet = QWidget(self)
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(40)
        halves = [QVBoxLayout(), QVBoxLayout()]
        for half in halves:
            half.setSpacing(8)
            columns.addLayout(half)
        groups: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for group, text, keys in listed:
            groups.setdefault(group, []).append((text, keys))
        for group, lines in sorted(groups.items(), key=lambda item: -len(item[1])):
            half = min(halves, key=QVBoxLayout.count)  # the column with fewer groups
            half.addWidget(_label(group, "panelTitle"))
            half.addLayout(self._table(lines))
            half.addSpacing(16)
        for half in halves:
            half.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 24, 16, 24)
        whole.addWidget(scroll)
        hint, room = sheet.sizeHint(), self.screen().availableSize()
        self.resize(min(hint.width() + 80, room.width()), min(hint.height() + 64, room.height() * 9 // 10))

    def _table(self, lines: list[tuple[str, tuple[str, ...]]]) -> QGridLayout:
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
