"""One photo of those that are compared: the photo, what tells it from the others, and its fate."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.duplicates.compare_facts import ComparedFact
from photoseek.gui.duplicates.synced_view import SyncedView
from photoseek.gui.language import tr
from photoseek.gui.widgets.elided_label import ElidedLabel
from photoseek.gui.widgets.flow_layout import FlowLayout
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.library.records import PhotoDetails

ROOMY = 200  # pixels; in a narrower column a fact stands below its name
LOFTY = 400  # pixels; in a narrow column that is lower, the caption gives way


class CompareColumn(QFrame):
    keep_wanted = Signal()
    trash_wanted = Signal()
    touched = Signal()
    """The user turned to this photo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compareColumn")
        self.view = SyncedView(self)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the page has the keys
        self.view.setMinimumSize(120, 80)
        self.name = ElidedLabel("", self)
        self.name.setObjectName("panelTitle")
        self.caption = self._label("muted")
        self.caption.setWordWrap(True)
        self.keep = QPushButton(tr("Keep this one"), self)
        self.keep.setToolTip(tr("Keep this one and move the others to the trash (K)"))
        self.trash = QPushButton(tr("Move to the trash"), self)
        self.trash.setToolTip(tr("Move this photo to the trash (Del)"))
        self._facts = QFormLayout()
        self._place()
        self.keep.clicked.connect(self.keep_wanted)
        self.trash.clicked.connect(self.trash_wanted)
        self.view.moved.connect(self.touched)

    def show_details(self, details: PhotoDetails, facts: Sequence[ComparedFact]) -> None:
        self.name.setText(shown_path(details.photo.path.name))
        self.caption.setText(details.photo.description or "")
        self._show_caption()
        self.view.setAccessibleName(self.name.text())
        self.view.setAccessibleDescription(details.photo.description or "")
        for button, text in (
            (self.keep, tr("Keep {name} and move the others to the trash")),
            (self.trash, tr("Move {name} to the trash")),
        ):
            button.setAccessibleName(text.format(name=self.name.text()))
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for fact in facts:
            value = ElidedLabel(fact.text, self)
            value.setObjectName("bestFact" if fact.is_best else "fact" if fact.differs else "muted")
            if fact.is_best:
                value.setAccessibleDescription(tr("The most of those shown"))
            heading = self._label("muted")
            heading.setText(fact.name)
            self._facts.addRow(heading, value)

    def set_current(self, current: bool) -> None:
        """Whether keys concern this photo."""
        self.setProperty("current", current)
        self.keep.setObjectName("primary" if current else "")
        for part in (self, self.keep):  # the style sheet looks again
            part.style().unpolish(part)
            part.style().polish(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        policies = QFormLayout.RowWrapPolicy
        narrow = self.width() < ROOMY
        self._facts.setRowWrapPolicy(policies.WrapAllRows if narrow else policies.DontWrapRows)
        self._show_caption()

    def _show_caption(self) -> None:
        """Where there is room for more than what tells the photos apart."""
        lofty = self.height() >= LOFTY or self.width() >= ROOMY
        self.caption.setVisible(lofty and bool(self.caption.text()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
        super().mousePressEvent(event)

    def _label(self, kind: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _place(self) -> None:
        self._facts.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(3)
        buttons = FlowLayout(spacing=8)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.trash)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.view, 1)
        column.addWidget(self.name)
        column.addWidget(self.caption)
        column.addLayout(self._facts)
        column.addLayout(buttons)
