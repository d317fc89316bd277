"""Settings. Every change takes effect at once; there is nothing to confirm."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.choice_box import ChoiceBox
from photoseek.gui.photo_facts import shown_path
from photoseek.library.records import Folder
from photoseek.settings import Settings, allowed_values

_APPEARANCE = {"system": "Like the system", "light": "Light", "dark": "Dark"}
_SIZES = {120: "Tiny", 160: "Small", 200: "Medium", 260: "Large", 320: "Huge"}
_CARE = {1: "Fastest", 2: "Fast", 3: "Balanced", 4: "Careful", 5: "Most careful"}
_LANGUAGES = {
    "en": "English",
    "zh": "Chinese",
    "en+zh": "English, and Chinese",
    "zh+en": "Chinese, and English",
}
_POLLING = {60: "Every minute", 300: "Every 5 minutes", 900: "Every 15 minutes", 3600: "Every hour"}
_MODELS = {"shipped": "The one that comes with PhotoSeek"}
_RUNTIME = {"auto": "Fastest available", "openvino": "OpenVINO", "torch": "PyTorch"}


LABEL_WIDTH = 170  # the same in both forms, so that their fields line up


class SettingsDialog(QDialog):
    settings_changed = Signal(object)
    """The new ``Settings``."""
    add_wanted = Signal()
    remove_wanted = Signal(int)
    """The id of a folder that is not to be watched any more."""

    def __init__(
        self, settings: Settings, runtime: str, models: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle("Settings")
        self.setMinimumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(self._heading("Folders"))
        self.folders = QListWidget(self)
        self.folders.setAccessibleName("Watched folders")
        self.folders.setFixedHeight(132)
        column.addWidget(self.folders)
        self.add = QPushButton("Add a folder …", self)
        self.remove = QPushButton("Stop watching", self)
        self.remove.setToolTip("The photos stay where they are; they only leave this library")
        row = QHBoxLayout()
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.watch = self._check("Notice changes in these folders at once", "watch_folders")
        column.addWidget(self.watch)
        column.addSpacing(10)
        column.addWidget(self._heading("Appearance"))
        look = self._form()
        self.appearance = self._choice("appearance", _APPEARANCE)
        self.thumbnails = self._choice("thumbnail_size", _SIZES)
        look.addRow(*self._labelled("Colours", self.appearance))
        look.addRow(*self._labelled("Thumbnails", self.thumbnails))
        column.addLayout(look)
        column.addSpacing(10)
        column.addWidget(self._heading("Background work"))
        self.captions = self._check("Write captions", "make_captions")
        column.addWidget(self.captions)
        work = self._form()
        self.languages = self._choice("caption_languages", _LANGUAGES)
        self.languages.setToolTip("The first language is the one shown among the photos")
        self.care = self._choice("beam_size", _CARE)
        self.polling = self._choice("poll_network_folders_every", _POLLING)
        self.runtime = self._choice("runtime", _RUNTIME)
        work.addRow(*self._labelled("Caption language", self.languages))
        work.addRow(*self._labelled("Caption quality", self.care))
        work.addRow(*self._labelled("Look at network folders", self.polling))
        work.addRow(*self._labelled("Runs with", self.runtime))
        self.models = self._choice("model", {name: _MODELS.get(name, name) for name in models})
        self.models.setToolTip("Another model looks at all photos again; meanwhile the one of before answers")
        if len(models) > 1 or self.models.currentIndex() < 0:  # below 0: the chosen one is gone
            work.addRow(*self._labelled("Model", self.models))
        else:
            self.models.hide()
        if runtime:
            work.addRow("", self._quiet(f"At the moment: {runtime}"))
        column.addLayout(work)
        column.addSpacing(12)
        close = QPushButton("Close", self)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.clicked.connect(self.accept)
        self.add.clicked.connect(self.add_wanted)
        self.remove.clicked.connect(self._remove)
        self.folders.currentRowChanged.connect(lambda row: self.remove.setEnabled(row >= 0))
        self.remove.setEnabled(False)

    def show_folders(self, folders: Sequence[Folder]) -> None:
        current = self.folders.currentRow()
        self.folders.clear()
        for folder in folders:
            count = QLocale().toString(folder.photo_count)
            state = f"{count} photos" if folder.online else f"not there at the moment, {count} photos kept"
            entry = QListWidgetItem(f"{shown_path(folder.path)}  ({state})")
            entry.setData(Qt.ItemDataRole.UserRole, folder.id)
            self.folders.addItem(entry)
        self.folders.setCurrentRow(min(current, self.folders.count() - 1))

    def _remove(self) -> None:
        entry = self.folders.currentItem()
        if entry is not None:
            self.remove_wanted.emit(entry.data(Qt.ItemDataRole.UserRole))

    def _change(self, **values: Any) -> None:
        changed = replace(self._settings, **values)
        if changed != self._settings:
            self._settings = changed
            self.settings_changed.emit(changed)

    def _check(self, label: str, name: str) -> QCheckBox:
        box = QCheckBox(label, self)
        box.setChecked(getattr(self._settings, name))
        box.toggled.connect(lambda value: self._change(**{name: value}))
        return box

    def _choice(self, name: str, labels: dict[Any, str]) -> ChoiceBox:
        box = ChoiceBox(self)
        for value in allowed_values(name) or labels:
            box.addItem(labels[value], value)
        box.setCurrentIndex(box.findData(getattr(self._settings, name)))
        box.currentIndexChanged.connect(lambda _row: self._change(**{name: box.currentData()}))
        return box

    def _labelled(self, text: str, field: QWidget) -> tuple[QLabel, QWidget]:
        label = QLabel(text, self)
        label.setBuddy(field)
        field.setAccessibleName(text)
        label.setMinimumHeight(field.sizeHint().height())  # else a form puts it at the top of its row
        label.setMinimumWidth(LABEL_WIDTH)
        return label, field

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        return form

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName("panelTitle")
        return label

    def _quiet(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName("muted")
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
