"""Where copies of photos go and how they are written; then how far it is, and what did not work."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.language import tr
from photoseek.gui.widgets.choice_box import ChoiceBox
from photoseek.gui.widgets.switch import Switch
from photoseek.images.export_options import ExportOptions, Format

SIDES = (None, 4096, 2560, 1600, 1080)  # pixels of the longer side


class ExportDialog(QDialog):
    wanted = Signal(object, object)
    """A folder (``Path``) and ``ExportOptions``."""

    def __init__(self, count: int, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export %n photo(s)", None, count))
        self.setMinimumWidth(460)
        self._count = count
        self.folder = QLineEdit(str(folder), self)
        self.folder.setAccessibleName(tr("Folder for the copies"))
        self.choose = QPushButton(tr("Choose …"), self)
        self.size_box = ChoiceBox(self)
        for side in SIDES:
            text = tr("{pixels} pixels").format(pixels=side) if side else tr("As large as they are")
            self.size_box.addItem(text, side)
        self.format = ChoiceBox(self)
        for name, text in (("same", tr("As they are")), ("JPEG", "JPEG"), ("PNG", "PNG"), ("WEBP", "WebP")):
            self.format.addItem(text, name)
        self.quality = QSlider(Qt.Orientation.Horizontal, self)
        self.quality.setRange(50, 100)
        self.quality.setValue(ExportOptions().quality)
        self.quality_text = QLabel(self)
        self.metadata = Switch(tr("Keep date, camera and place"), self)
        self.metadata.setChecked(True)
        self.metadata.setToolTip(tr("Without it the copies do not tell where and when they were taken."))
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(tr("Export"))
        self.doing = QLabel(self)
        self.doing.setTextFormat(Qt.TextFormat.PlainText)
        self.doing.setWordWrap(True)
        self.buttons = QDialogButtonBox(self)
        self.export = QPushButton(tr("Export"), self)
        self.export.setObjectName("primary")
        self.buttons.addButton(self.export, QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._pages = QStackedWidget(self)
        self._place()
        self.choose.clicked.connect(self._choose_folder)
        self.folder.textChanged.connect(self._show_state)
        self.quality.valueChanged.connect(self._show_state)
        self.format.currentIndexChanged.connect(self._show_state)
        self.export.clicked.connect(self._begin)
        self.cancel.clicked.connect(self.reject)
        self._show_state()

    def options(self) -> ExportOptions:
        return ExportOptions(
            longest_side=self.size_box.currentData(),
            format=cast(Format, self.format.currentData()),
            quality=self.quality.value(),
            keep_metadata=self.metadata.isChecked(),
        )

    def show_progress(self, done: int, name: str) -> None:
        """``done`` photos have been looked after; ``name`` comes next."""
        self.progress.setValue(done)
        self.doing.setText(name)

    def _begin(self) -> None:
        self._pages.setCurrentIndex(1)
        self.progress.setRange(0, self._count)
        self.export.hide()
        self.cancel.setFocus()
        self.wanted.emit(Path(self.folder.text().strip()).expanduser(), self.options())

    def _choose_folder(self) -> None:
        title = tr("Choose a folder for the copies")
        chosen = QFileDialog.getExistingDirectory(self, title, self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _show_state(self) -> None:
        self.export.setEnabled(bool(self.folder.text().strip()))
        self.quality.setEnabled(self.format.currentData() != "PNG")
        self.quality_text.setText(tr("{number} %").format(number=self.quality.value()))

    def _place(self) -> None:
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.folder, 1)
        where.addWidget(self.choose)
        quality = QHBoxLayout()
        quality.setSpacing(12)
        quality.addWidget(self.quality, 1)
        quality.addWidget(self.quality_text)
        choices = QWidget(self)
        form = QFormLayout(choices)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        for text, field, buddy in (
            (tr("Folder"), where, self.folder),
            (tr("Longer side"), self.size_box, self.size_box),
            (tr("Format"), self.format, self.format),
            (tr("Quality"), quality, self.quality),
        ):
            label = QLabel(text, choices)
            label.setBuddy(buddy)
            label.setMinimumHeight(buddy.sizeHint().height())  # stands at the middle of its field
            form.addRow(label, field)
        form.addRow("", self.metadata)
        running = QWidget(self)
        column = QVBoxLayout(running)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(self.progress)
        column.addWidget(self.doing)
        column.addStretch(1)
        self._pages.addWidget(choices)
        self._pages.addWidget(running)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(20)
        whole.addWidget(self._pages)
        whole.addWidget(self.buttons)
