"""One page of the settings: headings, and rows with a name, a word about it, and a control."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from photoseek.gui.widgets.choice_box import ChoiceBox
from photoseek.gui.widgets.switch import Switch
from photoseek.settings import Settings, allowed_values

CHOICE_WIDTH = 220  # pixels, so that the choices of a page line up


class SettingsPage(QScrollArea):
    changed = Signal(str, object)
    """The name of a setting, and its new value."""

    def __init__(self, title: str, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsPage")
        self.setAccessibleName(title)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._settings = settings
        inside = QWidget(self)
        inside.setObjectName("settingsInside")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(28, 24, 28, 24)
        self.column.setSpacing(14)
        self.setWidget(inside)
        heading = QLabel(title, inside)
        heading.setObjectName("pageTitle")
        self.column.addWidget(heading)
        self.column.addSpacing(2)
        self.fill()
        choices = self.findChildren(ChoiceBox)
        widest = max([CHOICE_WIDTH, *(choice.sizeHint().width() for choice in choices)])
        for choice in choices:
            choice.setMinimumWidth(widest)
        needed = inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(needed)
        self.column.addStretch(1)

    def fill(self) -> None:
        """Add the rows, from top to bottom."""

    def heading(self, text: str) -> None:
        self.column.addSpacing(6)
        line = QFrame(self)
        line.setObjectName("panelLine")
        line.setFixedHeight(1)
        self.column.addWidget(line)
        label = QLabel(text, self)
        label.setObjectName("panelTitle")
        self.column.addWidget(label)

    def choice(self, name: str, text: str, labels: Mapping[Any, str], note: str = "") -> ChoiceBox:
        """A setting with a few values; ``labels`` says what each is called."""
        box = ChoiceBox(self)
        for value in allowed_values(name) or labels:
            box.addItem(labels[value], value)
        box.setCurrentIndex(box.findData(getattr(self._settings, name)))
        box.currentIndexChanged.connect(lambda _row: self.changed.emit(name, box.currentData()))
        self.row(text, box, note)
        return box

    def switch(self, name: str, text: str, note: str = "") -> Switch:
        """A setting that is on or off."""
        box = Switch(self)
        box.setChecked(getattr(self._settings, name))
        box.toggled.connect(lambda on: self.changed.emit(name, on))
        self.row(text, box, note)
        return box

    def button(self, text: str, label: str, note: str = "") -> QPushButton:
        """Something that can be done."""
        button = QPushButton(label, self)
        button.setAutoDefault(False)
        self.row(text, button, note)
        return button

    def row(self, text: str, control: QWidget, note: str = "") -> None:
        name = QLabel(text, self)
        name.setBuddy(control)
        control.setAccessibleName(text)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(name)
        if note:
            control.setAccessibleDescription(note)
            said.addWidget(self.quiet(note))
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(said, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)

    def quiet(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName("muted")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
