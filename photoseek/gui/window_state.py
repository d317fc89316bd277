"""What of the window is there again the next time: its place and its sidebar, what was asked and looked at.

``save`` when a window is left and ``restore`` and ``resume`` when another is opened, in the same process
or in a later one.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QItemSelectionModel, QObject

from photoseek.gui.duplicates.duplicate_items import Member
from photoseek.gui.grid.grid_layout import Section
from photoseek.gui.grid.photo_items import PhotoItems
from photoseek.gui.main_window import MainWindow
from photoseek.gui.parts import Parts
from photoseek.gui.search.question import Question
from photoseek.gui.search.searching import HitOrder, Searching
from photoseek.gui.sidebar.sidebar import WIDTH
from photoseek.ipc.codec import ProtocolError, decode_record, encode_record
from photoseek.library.records import Order, Photo
from photoseek.paths import read_own, write_privately

_log = logging.getLogger(__name__)

FILE = "window.json"  # below the base directory
KEPT_IDS = 5_000  # of a selection or an answer; one that was larger is not worth reading at every start
KEPT_GROUPS = 1_000  # that are no duplicates, those called so last
Page = Literal["grid", "photo", "map"]


@dataclass(frozen=True, slots=True)
class WindowState:
    """Every value has a default: what a window that was never opened looks like."""

    geometry: str = ""
    """As Qt gives it, in base 64."""
    sidebar_width: int = WIDTH  # device-independent pixels
    open_lines: tuple[str, ...] | None = None
    """The keys of the lines of the sidebar that are open."""
    question: Question = field(default_factory=Question)
    order: Order = "newest"
    hit_order: HitOrder = "relevance"
    answer: tuple[int, ...] = ()
    """The photos that a search had found, shown until it is answered anew."""
    top_id: int | None = None
    """The photo at the top of the grid; None: the grid was not scrolled."""
    beyond: float = 0.0
    """How much of that photo is beyond the grid's upper edge, as a part of its height; below zero for a
    heading that is seen above it."""
    current_id: int | None = None
    on_screen: tuple[Photo, ...] = ()
    """The photos that were seen, and their headings: shown at once, before the library has been opened."""
    headings: tuple[Section, ...] = ()
    count: int = 0
    """How many photos there were in all."""
    page: Page = "grid"
    photo_id: int | None = None
    """The photo that was looked at, on the page of that name."""
    no_duplicates: tuple[tuple[Member, ...], ...] = ()
    """Groups that the user has called so."""


def save(parts: Parts, searching: Searching) -> None:
    """Note how the window is. A disk that cannot take it is logged and holds nothing up."""
    file = parts.paths.base / FILE
    try:
        write_privately(file, encode_record(state_of(parts, searching)))
    except (OSError, ValueError) as error:
        _log.warning("The state of the window could not be saved: %s", error)


def load(file: Path) -> WindowState:
    """What was saved last; the defaults where nothing was, or nothing that can be read."""
    try:
        return decode_record(WindowState, read_own(file))
    except FileNotFoundError:
        return WindowState()
    except (OSError, ProtocolError) as error:
        _log.warning("The state of the window could not be read: %s", error)
        return WindowState()


def state_of(parts: Parts, searching: Searching) -> WindowState:
    window, photos = parts.window, parts.photos
    grid, ids = window.grid_page.grid, photos.ids
    question = searching.question
    if question.chosen is not None and len(question.chosen) > KEPT_IDS:
        question = Question()
    order, hit_order = searching.orders
    top_id, beyond = None, 0.0
    rows = grid.visible_rows()
    if grid.verticalScrollBar().value() > 0 and 0 <= rows.start < len(ids):
        cell = grid.visualRect(photos.index(rows.start))
        top_id, beyond = ids[rows.start], -cell.top() / max(cell.height(), 1)
    on_photo = window.pages.currentWidget() is window.photo_page
    page: Page = "photo" if on_photo else "map" if window.shows_map() else "grid"
    return WindowState(
        bytes(window.saveGeometry().toBase64().data()).decode("ascii"),
        window.sidebar.width(),
        tuple(window.sidebar.tree.open_keys()),
        question,
        order,
        hit_order,
        tuple(ids[:KEPT_IDS]) if question.is_search else (),
        top_id,
        beyond,
        grid.current_id(),
        tuple(photo for row in rows if (photo := photos.photo(row)) is not None),
        tuple(
            replace(section, first=max(section.first - rows.start, 0))
            for section in photos.sections
            if rows.start <= section.first < rows.stop or section == _section_of(photos, rows.start)
        ),
        len(ids),
        page,
        window.photo_page.photo_id() if page == "photo" else None,
        tuple(tuple(members) for members in window.duplicates_page.items.set_aside[-KEPT_GROUPS:]),
    )


def _section_of(photos: PhotoItems, row: int) -> Section | None:
    return next((section for section in reversed(photos.sections) if section.first <= row), None)


def restore(window: MainWindow, file: Path) -> None:
    """Put the window where it was; Qt moves it onto a screen when that one has gone.

    What was called no duplicates stays so.
    """
    state = load(file)
    window.restoreGeometry(QByteArray.fromBase64(state.geometry.encode("ascii", "replace")))
    window.sidebar.set_width(state.sidebar_width)
    if state.open_lines is not None:
        window.sidebar.tree.set_open_keys(state.open_lines)
    window.duplicates_page.items.set_aside = [frozenset(members) for members in state.no_duplicates]


def resume(
    parts: Parts,
    searching: Searching,
    open_photo: Callable[[int], None],
    open_map: Callable[[], None],
) -> None:
    """Ask what was asked and go back to where one was, on the page that was open."""
    state = load(parts.paths.base / FILE)
    searching.take_up(state.question, state.order, state.hit_order)
    if state.question.is_search:
        parts.photos.set_ids(state.answer)  # the models need a few seconds before they can answer
    else:
        parts.photos.set_ids([photo.id for photo in state.on_screen], state.headings)
    parts.photos.take_records(state.on_screen)
    parts.photos.refresh_records()  # they may have changed since

    def open_page() -> None:
        if state.page == "map":
            open_map()
        elif state.photo_id is not None and parts.photos.row_of(state.photo_id) is not None:
            open_photo(state.photo_id)

    _Return(parts, searching, state, open_page)


class _Return(QObject):
    """Scrolls to where one was once the photos are there, opens the page, and is gone.

    A question that is asked before that is where the user wants to be instead.
    """

    def __init__(
        self, parts: Parts, searching: Searching, state: WindowState, open_page: Callable[[], None]
    ) -> None:
        super().__init__(parts.window)
        self._grid, self._photos = parts.window.grid_page.grid, parts.photos
        self._searching, self._state, self._open_page = searching, state, open_page
        self._photos.rearranged.connect(self._photos_came)
        searching.asked.connect(self._asked)
        self._photos_came()

    def _photos_came(self) -> None:
        seen = [photo.id for photo in self._state.on_screen]
        only_seen = list(self._photos.ids) == seen and len(seen) < self._state.count
        if not self._photos.rowCount() or only_seen:
            return
        state, grid = self._state, self._grid
        self._end()
        if state.current_id is not None:
            self._make_current(state.current_id)
        row = self._photos.row_of(state.top_id) if state.top_id is not None else None
        if row is not None:
            bar, cell = grid.verticalScrollBar(), grid.visualRect(self._photos.index(row))
            bar.setValue(round(bar.value() + cell.top() + state.beyond * cell.height()))
        self._open_page()

    def _make_current(self, photo_id: int) -> None:
        row = self._photos.row_of(photo_id)
        if row is not None:
            chosen_or_not = QItemSelectionModel.SelectionFlag.NoUpdate
            self._grid.selectionModel().setCurrentIndex(self._photos.index(row), chosen_or_not)

    def _asked(self, question: Question) -> None:
        if question != self._state.question:
            self._end()

    def _end(self) -> None:
        self._photos.rearranged.disconnect(self._photos_came)
        self._searching.asked.disconnect(self._asked)
        self.deleteLater()
