"""Settings, in sections. Every change takes effect at once; there is nothing to confirm."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoseek import settings as settings_file
from photoseek.gui.language import tr
from photoseek.gui.settings.folders_page import FoldersPage
from photoseek.gui.settings.library_page import LibraryPage
from photoseek.gui.settings.settings_page import SettingsPage
from photoseek.gui.settings.settings_pages import AppearancePage, ModelPage, PerformancePage
from photoseek.gui.widgets.icons import icon
from photoseek.settings import Settings

_ICONS = ("folders", "translate", "palette", "gauge", "archive-box")


class SettingsDialog(QDialog):
    settings_changed = Signal(object)
    """The new ``Settings``."""

    def __init__(
        self,
        settings: Settings,
        base: Path,
        runtime: str = "",
        models: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """``base``: where the library lives; ``runtime``: what runs the model at the moment."""
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(tr("Settings"))
        self.resize(880, 680)
        self.folders = FoldersPage(settings, self)
        self.model = ModelPage(settings, models, self)
        self.appearance = AppearancePage(settings, self)
        self.performance = PerformancePage(settings, runtime, self)
        self.library = LibraryPage(settings, base, self)
        self._pages: tuple[SettingsPage, ...] = (
            self.folders,
            self.model,
            self.appearance,
            self.performance,
            self.library,
        )
        self.sections = QListWidget(self)
        self.sections.setObjectName("settingsSections")
        self.sections.setAccessibleName(tr("Sections"))
        self.pages = QStackedWidget(self)
        for page in self._pages:
            self.sections.addItem(QListWidgetItem(page.accessibleName()))
            self.pages.addWidget(page)
            page.changed.connect(self._change)
        self._colour_icons()
        side = self.fontMetrics().height() + 2
        self.sections.setIconSize(QSize(side, side))
        self.sections.setFixedWidth(self.sections.sizeHintForColumn(0) + 40)
        self._place()
        self.sections.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.sections.setCurrentRow(0)
        self.sections.setFocus()

    def show_section(self, number: int) -> None:
        """The section with this number, from 0 on."""
        self.sections.setCurrentRow(number)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "sections"):
            self._colour_icons()

    def _place(self) -> None:
        close = QPushButton(tr("Close"), self)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 12, 28, 16)
        foot.addStretch(1)
        foot.addWidget(close)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.pages, 1)
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sections)
        row.addLayout(right, 1)

    def _colour_icons(self) -> None:
        palette = self.palette()
        for row, name in enumerate(_ICONS[: self.sections.count()]):
            self.sections.item(row).setIcon(icon(name, palette.windowText().color()))

    def _change(self, name: str, value: object) -> None:
        changed = settings_file.changed(self._settings, **{name: value})
        if changed != self._settings:
            self._settings = changed
            self.settings_changed.emit(changed)
