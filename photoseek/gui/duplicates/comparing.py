"""Duplicates and comparing at work: groups, side by side, keep one, the others to the trash."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from photoseek.gui.background import Problem
from photoseek.gui.duplicates.compare_page import MOST
from photoseek.gui.duplicates.duplicate_items import ShownGroup, groups_of
from photoseek.gui.duplicates.trashing import Gone, Removal, Trashing
from photoseek.gui.grid.picture_loader import load_picture
from photoseek.gui.language import tr
from photoseek.gui.parts import Parts
from photoseek.gui.widgets.layers import Layers, layers_of
from photoseek.ipc import messages
from photoseek.library.records import Photo, PhotoDetails

if TYPE_CHECKING:
    from photoseek.library.candidates import Candidate

_RECORDS = 400  # fetched together: a few milliseconds


class Comparing(QObject):
    photo_wanted = Signal(int)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._pages = parts.window.pages
        self._groups_page, self._compare_page = parts.window.duplicates_page, parts.window.compare_page
        self._items = self._groups_page.items
        self._trashing = Trashing(parts)
        self._asked = 0  # the request for duplicates that is under way
        self._next_number = 0  # of a group
        self._is_stale = True  # whether the library has changed since duplicates were looked for
        self._compared: dict[int, PhotoDetails] = {}
        self._came_from: QWidget | None = None  # the page that comparing returns to
        self._compared_group: int | None = None  # its number
        parts.client.library_changed.connect(self._library_changed)
        page = self._groups_page
        page.closed.connect(self.close)
        page.look_again_wanted.connect(self._look)
        page.keep_wanted.connect(lambda group: self._settle([group]))
        page.keep_all_wanted.connect(self._settle_all)
        page.compare_wanted.connect(self._compare_group)
        page.dismiss_wanted.connect(self._dismiss)
        page.look_wanted.connect(self._look_closer)
        self._pages.currentChanged.connect(self._page_changed)
        self._compare_page.closed.connect(self.close)
        self._compare_page.keep_wanted.connect(self._keep_compared)
        self._compare_page.trash_wanted.connect(lambda photo_id: self.trash([photo_id]))

    # --- for the rest of the window ------------------------------------------------------------

    def find_duplicates(self) -> None:
        """Show the page of duplicates, and look for them if the library has changed since the last time."""
        self._pages.setCurrentWidget(self._groups_page)
        self._groups_page.view.setFocus()
        if self._is_stale and not self._asked:
            self._look()

    def compare(self, photo_ids: Sequence[int]) -> None:
        """Two to four photos side by side."""
        if len(photo_ids) < 2:
            self._parts.window.notices.show(tr("Choose two to four photos to compare them."))
            return
        if len(photo_ids) > MOST:
            self._parts.window.notices.show(tr("The first %n photos are compared.", None, MOST))
        self._compared_group = None
        self._show_compared(list(photo_ids[:MOST]))

    def trash(self, photo_ids: Sequence[int]) -> None:
        """After asking, move the files of these photos to the system's trash; it can be undone."""
        if self._pages.currentWidget() is self._groups_page:  # the chosen photo is the one to keep there
            text = tr("Press K to keep the marked photo and to move the others to the trash.")
            self._parts.window.notices.show(text)
            return
        self._trash_photos([list(photo_ids)], [[]], self._photos_gone, lambda _numbers: self._photos_back())

    def is_open(self) -> bool:
        """Whether one of the two pages is shown."""
        return self._pages.currentWidget() in (self._groups_page, self._compare_page)

    def chosen_ids(self) -> list[int]:
        """The photo that actions are about while one of the pages is open."""
        if self._pages.currentWidget() is self._compare_page:
            current = self._compare_page.current_id()
            return [current] if current is not None else []
        group = self._groups_page.view.current_group()
        # An action on the photo of a group of files would be about all its files.
        return [group.members[group.kept].photo_id] if group is not None and group.reason != "file" else []

    def close(self) -> bool:
        """Leave the page for the one before; False when neither page is open."""
        if not self.is_open():
            return False
        grid_page = self._parts.window.grid_page
        before = self._came_from if self._pages.currentWidget() is self._compare_page else None
        self._pages.setCurrentWidget(before or grid_page)
        if before is self._groups_page:
            self._groups_page.view.setFocus()
        elif before in (None, grid_page):
            grid_page.grid.setFocus()
        return True

    def _page_changed(self) -> None:
        """A photo leads back to those compared; from elsewhere nobody does, and they hold much memory."""
        window = self._parts.window
        if self._pages.currentWidget() not in (self._compare_page, window.photo_page) and self._compared:
            self._compared = {}
            self._compare_page.show_photos([])

    # --- looking for duplicates ----------------------------------------------------------------

    def _look(self) -> None:
        self._is_stale = False
        self._groups_page.show_busy(True)
        self._asked = self._parts.client.ask(messages.FindDuplicates, self._take, self._not_found)

    def _take(self, found: messages.Duplicates) -> None:
        if found.id != self._asked:
            return
        self._asked = 0
        # Numbers are given once: what is undone or done again concerns the groups that it was about.
        groups = groups_of(found.groups, self._next_number)
        self._next_number += len(groups)
        self._items.set_groups(groups)
        self._items.remove(one.number for one in groups if frozenset(one.members) in self._items.set_aside)
        self._groups_page.show_busy(False)
        if self._pages.currentWidget() is self._groups_page:
            self._groups_page.view.setFocus()  # which could not have it while there was nothing in it
        ids = list(dict.fromkeys(photo_id for group in found.groups for photo_id in group.photo_ids))
        for begin in range(0, len(ids), _RECORDS):
            self._parts.reader.records(ids[begin : begin + _RECORDS], self._items.take_records)

    def _not_found(self, failed: messages.Failed) -> None:
        self._asked, self._is_stale = 0, True
        self._groups_page.show_busy(False)
        self._parts.window.notices.problem(Problem(failed.message, failed.theirs, failed.details))

    def _library_changed(self, changed: messages.LibraryChanged) -> None:
        self._is_stale = self._is_stale or changed.photos_added

    # --- settling groups -----------------------------------------------------------------------

    def _settle_all(self) -> None:
        self._settle([group for group in self._items.groups() if group.reason != "scene"])

    def _settle(self, groups: Sequence[ShownGroup]) -> None:
        """Keep the photo that is marked in each group; the others go to the trash."""
        numbers = [group.number for group in groups]

        def gone(which: Sequence[int]) -> None:
            self._items.remove(numbers[at] for at in which)
            self._leave_settled()

        def back(which: Sequence[int]) -> None:
            self._items.bring_back(numbers[at] for at in which)

        if all(group.reason == "file" for group in groups):
            self._trashing.ask([_of_files(group) for group in groups], gone, back)
            return
        going = [[member.photo_id for member in group.others if group.reason != "file"] for group in groups]
        kept = [[group.members[group.kept].photo_id] if group.reason != "file" else [] for group in groups]
        ready = {at: _of_files(group) for at, group in enumerate(groups) if group.reason == "file"}
        self._trash_photos(going, kept, gone, back, ready)

    def _trash_photos(
        self,
        going: Sequence[Sequence[int]],
        kept: Sequence[Sequence[int]],
        gone: Gone,
        back: Gone,
        ready: "dict[int, Removal] | None" = None,
    ) -> None:
        """Ask to move all files of the photos ``going``, group by group, in place of those ``kept``.

        ``ready``: what goes of the groups with these numbers, whose photos are named nowhere.
        """

        def ask(known: "dict[int, Candidate]") -> None:
            removals = [
                (ready or {}).get(at) or _of_photos(known, going[at], kept[at]) for at in range(len(going))
            ]
            if any(removal.files for removal in removals):
                self._trashing.ask(removals, gone, back)
            else:
                self._parts.window.notices.show(
                    tr("These photos are on a disk that is not connected. Connect it and try again.")
                )

        ids = [photo_id for several in (*going, *kept) for photo_id in several]
        self._parts.reader.candidates(ids, ask)

    def _dismiss(self, group: ShownGroup) -> None:
        """Nothing is said of it any more, also in later windows."""
        members = frozenset(group.members)

        def set_aside() -> None:
            self._items.set_aside.append(members)
            self._items.remove([group.number])

        def call_back() -> None:
            self._items.set_aside.remove(members)
            self._items.bring_back([group.number])

        set_aside()
        self._parts.changes.note(tr("Set a group of duplicates aside"), call_back, set_aside)

    def _leave_settled(self) -> None:
        """The group that is compared has been settled."""
        settled = self._compared_group not in {group.number for group in self._items.left()}
        if self._compared_group is not None and settled and self._came_from is self._groups_page:
            self.close()

    # --- side by side --------------------------------------------------------------------------

    def _compare_group(self, group: ShownGroup) -> None:
        order = [group.members[group.kept], *group.others]
        self._compared_group = group.number if len(order) <= MOST else None
        self._show_compared([member.photo_id for member in order[:MOST]])

    def _look_closer(self, group: ShownGroup) -> None:
        """Equal files are one photo; others are best looked at side by side."""
        if group.reason == "file":
            self.photo_wanted.emit(group.members[0].photo_id)
        else:
            self._compare_group(group)

    def _show_compared(self, ids: list[int]) -> None:
        if self._pages.currentWidget() is not self._compare_page:
            self._came_from = self._pages.currentWidget()
        self._compared = {}
        for photo_id in ids:
            last = photo_id == ids[-1]
            self._parts.reader.details(photo_id, partial(self._take_compared, last=last))

    def _take_compared(self, details: PhotoDetails | None, *, last: bool) -> None:
        if details is not None:
            self._compared[details.photo.id] = details
        if not last or not self._compared:
            return
        self._compare_page.show_photos(list(self._compared.values()))
        self._pages.setCurrentWidget(self._compare_page)
        self._compare_page.setFocus()
        for one in self._compared.values():
            self._load(one.photo)

    def _load(self, photo: Photo) -> None:
        def show(layers: Layers) -> None:
            self._compare_page.show_picture(photo.id, layers, photo.rotation)

        def not_shown(problem: Problem) -> None:
            self._compare_page.show_problem(
                photo.id, tr("This photo cannot be shown: {reason}.").format(reason=problem.message)
            )

        self._parts.pictures.run(lambda: layers_of(load_picture(photo.path)), show, not_shown)

    def _keep_compared(self, photo_id: int) -> None:
        group = next((one for one in self._items.left() if one.number == self._compared_group), None)
        if group is not None:
            place = [member.photo_id for member in group.members].index(photo_id)
            rows = [one.number for one in self._items.groups()]
            if group.number in rows:
                self._items.keep(rows.index(group.number), place)
            self._settle([one for one in self._items.left() if one.number == group.number])
            return
        others = [other for other in self._compare_page.ids() if other != photo_id]
        if others:
            self._trash_photos(
                [others], [[photo_id]], self._photos_gone, lambda _numbers: self._photos_back()
            )

    def _photos_gone(self, _numbers: Sequence[int]) -> None:
        """Photos that are compared have gone to the trash: show those that are left."""
        if self._pages.currentWidget() is not self._compare_page:
            return
        compared = list(self._compared.values())
        self._parts.pictures.run(
            lambda: [details for details in compared if details.photo.path.exists()], self._go_on_with
        )

    def _go_on_with(self, left: Sequence[PhotoDetails]) -> None:
        if self._pages.currentWidget() is not self._compare_page:
            return
        if len(left) < 2:
            self.close()
        else:
            self._compared = {details.photo.id: details for details in left}
            self._compare_page.show_photos(left)

    def _photos_back(self) -> None:
        """They are back: nothing to do here, the library shows them again by itself."""


def _of_files(group: ShownGroup) -> Removal:
    """All files of the one photo but the one to be kept."""
    kept = group.members[group.kept].path
    files = tuple(member.path for member in group.others if member.path is not None)
    return Removal(files, group.freed, (kept,) if kept is not None else ())


def _of_photos(known: "dict[int, Candidate]", going: Sequence[int], kept: Sequence[int]) -> Removal:
    """All files of some photos that are there at the moment."""
    places = [place for id_ in going if id_ in known for place in known[id_].places if place.online]
    stays: list[Path] = [place.path for id_ in kept if id_ in known for place in known[id_].places]
    return Removal(tuple(place.path for place in places), sum(place.size for place in places), tuple(stays))
