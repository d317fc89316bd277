"""The page of the settings for watched folders: which they are, and what is left out of each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from photoseek.gui.language import tr
from photoseek.gui.settings.settings_page import SettingsPage
from photoseek.gui.widgets.plain_tip import plain_tip
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.library.records import Folder
from photoseek.settings import Settings

_ROWS = 4  # folders seen without scrolling
_LINES = 4  # patterns seen without scrolling


class FoldersPage(SettingsPage):
    add_wanted = Signal()
    remove_wanted = Signal(int)
    """The id of a folder that is not to be watched any more."""
    ignored_changed = Signal(int, tuple)
    """The id of a folder, and the patterns of what is to be left out of it."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        self._folders: tuple[Folder, ...] = ()
        super().__init__(tr("Folders"), settings, parent)
        self._show_chosen()

    def fill(self) -> None:
        self.folders = QListWidget(self)
        self.folders.setObjectName("folderList")
        self.folders.setAccessibleName(tr("Watched folders"))
        height = self.folders.fontMetrics().lineSpacing()
        self.folders.setFixedHeight(_ROWS * (height + 14) + 12)
        self.folders.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.folders.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(self.folders)
        self.add = self._button(tr("Add a folder …"))
        self.remove = self._button(tr("Stop watching"))
        self.remove.setToolTip(tr("The photos stay where they are; they only leave this library."))
        self._side_by_side(self.add, self.remove)
        self.leave_out = QLabel(self)
        self.leave_out.setObjectName("panelTitle")
        self.leave_out.setTextFormat(Qt.TextFormat.PlainText)
        self.column.addWidget(self.leave_out)
        self.patterns = QPlainTextEdit(self)
        self.patterns.setObjectName("patterns")
        self.patterns.setFixedHeight(_LINES * height + 20)
        self.patterns.setTabChangesFocus(True)
        self.patterns.setPlaceholderText("screenshots/\n*.gif\n/private")
        self.patterns.setAccessibleName(tr("What is left out of this folder"))
        self.leave_out.setBuddy(self.patterns)
        self.column.addWidget(self.patterns)
        self.column.addWidget(
            self.quiet(
                tr(
                    "One in each line, as in a .gitignore file: a folder ends with /, * stands for anything. "
                    "What is left out goes from view; your captions and albums are kept for when it is back."
                )
            )
        )
        self.apply = self._button(tr("Leave these out"))
        self._side_by_side(self.apply)
        self.heading(tr("Changes"))
        self.watch = self.switch("watch_folders", tr("Notice changes in these folders at once"))
        self.polling = self.choice(
            "poll_network_folders_every",
            tr("Look at network folders"),
            {
                60: tr("Every minute"),
                300: tr("Every 5 minutes"),
                900: tr("Every 15 minutes"),
                3600: tr("Every hour"),
            },
        )
        self.add.clicked.connect(self.add_wanted)
        self.remove.clicked.connect(self._remove)
        self.apply.clicked.connect(self._apply)
        self.patterns.textChanged.connect(self._compare)
        self.folders.currentRowChanged.connect(lambda _row: self._show_chosen())

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """What the library watches now. Patterns that are being written stay."""
        if tuple(folders) == self._folders:
            return
        chosen, written = self._chosen(), self.written()
        unsaved = chosen is not None and written != chosen.ignored
        self._folders = tuple(folders)
        self.folders.blockSignals(True)  # no folder is chosen for a moment; what is being written must stay
        self.folders.clear()
        for folder in folders:
            entry = QListWidgetItem(_described(folder))
            entry.setToolTip(plain_tip(shown_path(folder.path)))
            self.folders.addItem(entry)
        ids = [folder.id for folder in folders]
        row = ids.index(chosen.id) if chosen is not None and chosen.id in ids else 0
        self.folders.setCurrentRow(min(row, len(ids) - 1))
        self.folders.blockSignals(False)
        now = self._chosen()
        if unsaved and now is not None and chosen is not None and now.id == chosen.id:
            self._compare()
        else:
            self._show_chosen()

    def written(self) -> tuple[str, ...]:
        """The patterns as they stand in the field."""
        lines = (line.strip() for line in self.patterns.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def _chosen(self) -> Folder | None:
        row = self.folders.currentRow()
        return self._folders[row] if 0 <= row < len(self._folders) else None

    def _show_chosen(self) -> None:
        folder = self._chosen()
        for part in (self.remove, self.patterns, self.leave_out):
            part.setEnabled(folder is not None)
        if folder is None:
            self.leave_out.setText(tr("Leave out"))
            self.patterns.clear()
        else:
            name = shown_path(folder.path).rstrip("/").rpartition("/")[2] or "/"
            self.leave_out.setText(tr("Leave out of {folder}").format(folder=name))
            self.patterns.setPlainText("\n".join(folder.ignored))
        self._compare()

    def _compare(self) -> None:
        folder = self._chosen()
        self.apply.setEnabled(folder is not None and self.written() != folder.ignored)

    def _remove(self) -> None:
        folder = self._chosen()
        if folder is not None:
            self.remove_wanted.emit(folder.id)

    def _apply(self) -> None:
        folder = self._chosen()
        if folder is not None:
            self.ignored_changed.emit(folder.id, self.written())

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        return button

    def _side_by_side(self, *buttons: QPushButton) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)


def _described(folder: Folder) -> str:
    photos = tr("%Ln photo(s)", None, folder.photo_count)
    if not folder.online:
        photos = tr("not there at the moment, {photos} kept").format(photos=photos)
    return f"{shown_path(folder.path)}  ({photos})"
