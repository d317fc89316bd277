"""The search bar's help at work: completions while typing, recent searches, and the panel of filters."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photoseek.gui.background import Problem
from photoseek.gui.language import tr
from photoseek.gui.parts import Parts
from photoseek.gui.search import completions, recent_searches
from photoseek.gui.search.completion_popup import CompletionPopup
from photoseek.gui.search.completions import Completion, Known, Place, Texts
from photoseek.gui.search.filter_panel import FilterPanel
from photoseek.gui.search.question import Question
from photoseek.gui.search.recent_searches import RecentSearch
from photoseek.gui.search.search_filters import is_named, month_names, scope_label, without
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.library.records import Album, Directory, Folder, Month, Scope, WordCount

FILE = "recent searches.json"


class Completing(QObject):
    asked = Signal(object)
    """A ``Question`` that was put together here."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._bar, self._reader = parts.window.search_bar, parts.reader
        self._pictures, self._file = parts.pictures, parts.paths.base / FILE
        self._notices = parts.window.notices
        self._question = Question()
        self._known = Known()
        self._is_stale = True
        self._recent: list[RecentSearch] = recent_searches.load(self._file)
        self._saving: tuple[RecentSearch, ...] | None = None  # what is being written
        self._panel: FilterPanel | None = None
        self.popup = CompletionPopup(parts.window)
        self._bar.field.popup = self.popup
        self.popup.chosen.connect(self._take)
        self._bar.typing.connect(self._look_up)
        self._bar.settled.connect(self._settled)
        self._bar.field.suggestions_wanted.connect(self._offer_recent)
        self._bar.field.focus_changed.connect(self._focus_changed)
        self._bar.filter_button.clicked.connect(self._open_panel)

    def show_for(self, question: Question) -> None:
        """This is what the window answers now."""
        self._question = question

    def refresh(self) -> None:
        """The library has changed: what is offered is read anew when it is needed."""
        self._is_stale = True

    # --- what the library holds -----------------------------------------------------------------

    def _learn(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        folders: list[Folder] = []

        def take_cameras(found: list[WordCount]) -> None:
            self._known = replace(self._known, cameras=tuple(found))

        def take_albums(found: list[Album]) -> None:
            self._known = replace(self._known, albums=tuple(found))

        def take_months(found: list[Month]) -> None:
            self._known = replace(self._known, months=tuple(found))

        def take_places(found: list[Directory]) -> None:
            self._known = replace(self._known, places=places_of(found, folders))

        self._reader.cameras(take_cameras)
        self._reader.albums(take_albums)
        self._reader.folders(folders.extend)
        self._reader.directories(take_places)
        self._reader.months("newest", take_months)

    # --- completions ----------------------------------------------------------------------------

    def _look_up(self, typed: str) -> None:
        self._learn()
        if not typed.strip():
            self._offer_recent()
            return

        def take(words: Sequence[WordCount]) -> None:
            if self._bar.typed() == typed and self._bar.field.hasFocus():
                self._offer(completions.complete(typed, words, self._known, _texts()), typed)

        prefix = completions.word_prefix(typed)
        if prefix:
            self._reader.completions(prefix, completions.ROWS, take)
        else:
            take([])

    def _offer_recent(self) -> None:
        """The last searches, while there is nothing else to go by."""
        self._learn()
        if self._bar.typed():
            return
        if not self._bar.is_empty() or not self._recent:
            self.popup.hide()
            return
        lines = [Completion("again", _name(search), search=search) for search in self._recent]
        self._offer([*lines, Completion("forget", tr("Clear recent searches"))], "")

    def _offer(self, lines: Sequence[Completion], typed: str) -> None:
        left = self._bar.field.x() - 12 if self._bar.strip.chips else 0
        self.popup.offer(lines, typed, self._bar, left)

    def _focus_changed(self, focused: bool) -> None:
        if not focused:
            self.popup.hide()

    def _take(self, line: Completion) -> None:
        typed = self._bar.typed()
        # Letters that were typed since the list was made belong to what is completed.
        line = replace(line, replaces=max(0, line.replaces + len(typed) - len(self.popup.delegate.typed)))
        if line.kind == "word":
            self._bar.set_typed(completions.completed(typed, line.label, line.replaces))
            self._bar.field.finished.emit()
        elif line.kind == "forget":
            self._forget()
        elif line.search is not None:
            scope = line.search.scope
            self.asked.emit(Question(words=line.search.words, scope=scope))
        else:
            self._bar.set_typed(completions.rest_of(typed, line))
            self._narrow(merged(self._question.scope, line.scope), line.label if is_named(line.scope) else "")
            self._settled()

    # --- filters --------------------------------------------------------------------------------

    def _open_panel(self) -> None:
        self._learn()
        if self._panel is None:
            self._panel = FilterPanel(self._bar)
            self._panel.changed.connect(self._narrow)
            self._panel.cleared.connect(lambda: self._narrow(Scope()))
        panel = self._panel
        # Behind the reads that were asked for above, so that the lists are there.
        self._reader.albums(
            lambda _albums: panel.open_below(self._bar.filter_button, self._question.scope, self._known)
        )

    def _narrow(self, scope: Scope, name: str = "") -> None:
        kept = self._question.scope_name if is_named(scope) and is_named(self._question.scope) else ""
        words = self._bar.words()
        self.asked.emit(
            replace(self._question, words=words, scope=scope, scope_name=name or kept, chosen=None)
        )

    # --- recent searches ------------------------------------------------------------------------

    def _settled(self) -> None:
        self.popup.hide()
        question = self._question
        if question.words and question.words == self._bar.words() and question.photo is None:
            latest = RecentSearch.of(question.words, question.scope)
            if self._recent[:1] != [latest]:
                self._recent = recent_searches.with_latest(self._recent, latest)
                self._save()

    def _forget(self) -> None:
        self._recent = []
        self._save()

    def _save(self) -> None:
        """One after the other: what is written last is what holds."""
        if self._saving is not None:
            return  # it goes on with what there is by then
        searches, path = tuple(self._recent), self._file
        self._saving = searches
        self._pictures.run(lambda: recent_searches.save(path, searches), self._saved, self._not_saved)

    def _saved(self, _done: None) -> None:
        saved, self._saving = self._saving, None
        if saved != tuple(self._recent):
            self._save()

    def _not_saved(self, problem: Problem) -> None:
        self._saving = None
        self._notices.problem(problem)


def merged(scope: Scope, addition: Scope) -> Scope:
    """Both hold; where they contradict each other, the addition: one place, one camera, one time."""
    if is_named(addition):
        scope = without(without(scope, "album"), "folder")
    if addition.taken_from is not None or addition.taken_until is not None:
        scope = without(scope, "dates")
    return Scope(
        folder_id=scope.folder_id if addition.folder_id is None else addition.folder_id,
        below=scope.below if addition.folder_id is None else addition.below,
        album_id=scope.album_id if addition.album_id is None else addition.album_id,
        favourites=scope.favourites or addition.favourites,
        recent=scope.recent or addition.recent,
        camera=scope.camera if addition.camera is None else addition.camera,
        taken_from=scope.taken_from if addition.taken_from is None else addition.taken_from,
        taken_until=scope.taken_until if addition.taken_until is None else addition.taken_until,
    )


def places_of(directories: Sequence[Directory], folders: Sequence[Folder]) -> tuple[Place, ...]:
    """The folders with what they are called: their last name."""
    roots = {folder.id: folder.path.name or str(folder.path) for folder in folders}
    return tuple(
        Place(shown_path(Path(there.relative_path.name or roots.get(there.folder_id, "/"))), there)
        for there in directories
    )


def _name(search: RecentSearch) -> str:
    filters = scope_label(search.scope, "")
    return f"{search.words}  ·  {filters}" if filters else search.words


def _texts() -> Texts:
    return Texts(month_names(), tr("Favourites"), tr("Recently added"))
