"""The page of the settings for the library itself: where it lives, backups, a new beginning."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from photoseek.gui.language import tr
from photoseek.gui.settings.settings_page import SettingsPage
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.settings import Settings


class LibraryPage(SettingsPage):
    show_wanted = Signal()
    """The library's folder is to be opened."""
    backup_wanted = Signal()
    restore_wanted = Signal()
    reset_wanted = Signal()

    def __init__(self, settings: Settings, base: Path, parent: QWidget | None = None) -> None:
        self._base = base
        super().__init__(tr("Library and backup"), settings, parent)

    def fill(self) -> None:
        self.place = QLabel(shown_path(self._base), self)
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setObjectName("path")
        self.place.setWordWrap(True)
        self.place.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.place.setAccessibleName(tr("Where the library lives"))
        self.show_folder = self.button(
            tr("Where the library lives"),
            tr("Open folder"),
            tr("Captions, albums and all that was learnt. Your photos are not in it."),
        )
        self.column.addWidget(self.place)
        self.column.addWidget(
            self.quiet(
                tr(
                    "To move it, quit PhotoSeek, move this folder, and set PHOTOSEEK_HOME to its new place "
                    "or start with --base-dir."
                )
            )
        )
        self.heading(tr("Backup"))
        self.back_up = self.button(
            tr("Back up now"),
            tr("Back up …"),
            tr("The whole library in one file, which can be kept on another disk."),
        )
        self.automatic = self.quiet("")
        self.column.addWidget(self.automatic)
        self.restore = self.button(
            tr("Restore from a backup"),
            tr("Restore …"),
            tr("The library of now is kept beside it, so this can be undone."),
        )
        self.heading(tr("Start afresh"))
        self.reset = self.button(
            tr("Begin with an empty library"),
            tr("Reset …"),
            tr("Your photos are not touched, and the library of now is kept beside the new one."),
        )
        self.show_folder.clicked.connect(self.show_wanted)
        self.back_up.clicked.connect(self.backup_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.reset.clicked.connect(self.reset_wanted)
        self.show_backups([])

    def show_backups(self, moments: Sequence[datetime]) -> None:
        """When the automatic backups were made, the newest first."""
        if not moments:
            text = tr(
                "A backup is made by itself once a day, and before the library is changed by an update."
            )
        else:
            when = QLocale().toString(
                QDateTime.fromSecsSinceEpoch(int(moments[0].timestamp())), QLocale.FormatType.ShortFormat
            )
            text = tr("The last automatic backup is of {when}. %n are kept.", None, len(moments))
            text = text.format(when=when)
        self.automatic.setText(text)
