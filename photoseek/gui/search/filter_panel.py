"""The panel behind the funnel: dates, camera, folder and favourites, without having to know their names."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.language import tr
from photoseek.gui.search.completions import Known
from photoseek.gui.search.search_filters import month_end
from photoseek.gui.widgets.choice_box import ChoiceBox
from photoseek.gui.widgets.switch import Switch
from photoseek.library.records import Scope

WIDTH = 340
_BETWEEN = "between"  # the choice that shows two dates


class FilterPanel(QFrame):
    """Opens below a button and closes by a click elsewhere. What is chosen holds at once."""

    changed = Signal(object, str)
    """The new ``Scope``, and the name of the folder in it, if one was chosen here."""
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("filterPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._scope = Scope()
        self._card = QFrame(self)
        self._card.setObjectName("filterCard")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._card)
        self.title = QLabel(tr("Show only"), self._card)
        self.title.setObjectName("panelTitle")
        self.dates = self._box(tr("Date"))
        self.first, self.last = self._day(tr("From")), self._day(tr("Until"))
        self.camera = self._box(tr("Camera"))
        self.folder = self._box(tr("Folder"))
        self.favourites = Switch(tr("Favourites only"), self._card)
        self.clear_button = QPushButton(tr("Clear filters"), self._card)
        self._place()
        self.dates.activated.connect(self._dates_chosen)
        self.first.dateChanged.connect(self._days_changed)
        self.last.dateChanged.connect(self._days_changed)
        self.camera.activated.connect(
            lambda _row: self._tell(replace(self._scope, camera=self.camera.currentData()))
        )
        self.folder.activated.connect(self._folder_chosen)
        self.favourites.clicked.connect(lambda on: self._tell(replace(self._scope, favourites=on)))
        self.clear_button.clicked.connect(self._clear)

    def open_below(self, button: QWidget, scope: Scope, known: Known) -> None:
        """Show what can be chosen, and what is."""
        self._scope = scope
        self._fill(known)
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 8))
        self.move(corner)
        self.show()
        self.dates.setFocus()

    # --- building -------------------------------------------------------------------------------

    def _box(self, name: str) -> ChoiceBox:
        box = ChoiceBox(self._card)
        box.setAccessibleName(name)
        box.setMaxVisibleItems(14)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _day(self, name: str) -> QDateEdit:
        edit = QDateEdit(self._card)
        edit.setCalendarPopup(True)
        edit.setAccessibleName(name)
        short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
        edit.setDisplayFormat(short if "yyyy" in short else short.replace("yy", "yyyy"))
        return edit

    def _place(self) -> None:
        column = QVBoxLayout(self._card)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._between = QWidget(self._card)
        days = QHBoxLayout(self._between)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(8)
        days.addWidget(self.first, 1)
        days.addWidget(QLabel("–", self._between))
        days.addWidget(self.last, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Date"), self.dates),
            ("", self._between),
            (tr("Camera"), self.camera),
            (tr("Folder"), self.folder),
        )
        for number, (name, widget) in enumerate(rows):
            grid.addWidget(widget, number, 1)
            if name:
                label = QLabel(name, self._card)
                label.setObjectName("muted")
                label.setBuddy(widget)
                grid.addWidget(label, number, 0)
        column.addLayout(grid)
        column.addWidget(self.favourites)
        column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(WIDTH)

    def _fill(self, known: Known) -> None:
        scope = self._scope
        self.dates.clear()
        self.dates.addItem(tr("Any time"), None)
        for year, count in known.years:
            self.dates.addItem(_counted(str(year), count), (date(year, 1, 1), date(year, 12, 31)))
        self.dates.addItem(tr("Between two days …"), _BETWEEN)
        self._fill_days(known)
        chosen = (scope.taken_from, scope.taken_until)
        row = 0 if chosen == (None, None) else self._row_of(self.dates, chosen)
        self.dates.setCurrentIndex(row if row >= 0 else self.dates.count() - 1)
        self._show_days()
        self.camera.clear()
        self.camera.addItem(tr("Any camera"), None)
        for camera in known.cameras:
            self.camera.addItem(_counted(camera.word, camera.count), camera.word)
        self.camera.setCurrentIndex(max(0, self._row_of(self.camera, scope.camera)))
        self.folder.clear()
        self.folder.addItem(tr("Every folder"), None)
        for place in known.places:
            indent = "    " * len(place.directory.relative_path.parts)
            self.folder.addItem(_counted(indent + place.name, place.directory.photo_count), place)
        there = (scope.folder_id, scope.below)
        rows = [
            row
            for row, place in enumerate(known.places, 1)
            if (place.directory.folder_id, place.directory.relative_path) == there
        ]
        self.folder.setCurrentIndex(rows[0] if rows else 0)
        self.favourites.setChecked(scope.favourites)
        self.clear_button.setEnabled(not scope.is_everything)

    def _fill_days(self, known: Known) -> None:
        """The days asked for, or those of the first and the last photo."""
        dated = sorted((month.year, month.month) for month in known.months if month.year)
        first = date(*dated[0], 1) if dated else date.today()
        last = month_end(*dated[-1]) if dated else date.today()
        for edit, day in (
            (self.first, self._scope.taken_from or first),
            (self.last, self._scope.taken_until or last),
        ):
            edit.blockSignals(True)
            edit.setDate(QDate(day.year, day.month, day.day))
            edit.blockSignals(False)

    def _row_of(self, box: ChoiceBox, wanted: object) -> int:
        # Qt's own findData compares what it has made of the values, not the values.
        return next((row for row in range(box.count()) if box.itemData(row) == wanted), -1)

    # --- choosing -------------------------------------------------------------------------------

    def _dates_chosen(self, _row: int) -> None:
        chosen = self.dates.currentData()
        self._show_days()
        if chosen == _BETWEEN:
            self.first.setFocus()
            self._days_changed()
        else:
            first, last = chosen or (None, None)
            self._tell(replace(self._scope, taken_from=first, taken_until=last))

    def _show_days(self) -> None:
        self._between.setVisible(self.dates.currentData() == _BETWEEN)
        self.adjustSize()

    def _days_changed(self) -> None:
        first, last = _python_date(self.first.date()), _python_date(self.last.date())
        self._tell(replace(self._scope, taken_from=min(first, last), taken_until=max(first, last)))

    def _folder_chosen(self, _row: int) -> None:
        place = self.folder.currentData()
        if place is None:
            self._tell(replace(self._scope, folder_id=None, below=Scope().below))
            return
        there = place.directory
        scope = replace(self._scope, folder_id=there.folder_id, below=there.relative_path, album_id=None)
        self._tell(scope, place.name)

    def _clear(self) -> None:
        self.hide()
        self.cleared.emit()

    def _tell(self, scope: Scope, name: str = "") -> None:
        self._scope = scope
        self.clear_button.setEnabled(not scope.is_everything)
        self.changed.emit(scope, name)


def _counted(name: str, count: int) -> str:
    return f"{name}   ({QLocale().toString(count)})"


def _python_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
