"""The photo that is asked about at work: what is where in it, and searching for parts of it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from photoseek.gui.background import Problem
from photoseek.gui.grid.picture_loader import load_picture
from photoseek.gui.parts import Parts
from photoseek.gui.photo.region_overlay import Outline
from photoseek.gui.search.asked_photo_panel import HEIGHT
from photoseek.gui.search.question import AskedPhoto, Question
from photoseek.ipc import messages
from photoseek.library.records import PhotoDetails

MOST = 4  # outlines; more cannot be told apart on a small picture
ALIKE = 0.3  # of two boxes' common area; beyond it the second says little that is new
SIDE = 2 * HEIGHT  # pixels; sharp on a screen of twice the density, too


class Outlining(QObject):
    asked = Signal(object)
    """A ``Question``: the same photo, other parts of it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts, self._panel = parts, parts.window.asked_photo
        self._reader, self._client = parts.reader, parts.client
        self._question = Question()
        self._finding = 0  # the id of the request that is under way
        self._hidden: AskedPhoto | None = None  # the photo for which the panel was closed
        self._panel.photo.changed.connect(self._ask)
        self._panel.closed.connect(self._close)
        parts.window.search_bar.photo_clicked.connect(self._open_again)

    def show_for(self, question: Question) -> None:
        """The question that the grid answers now."""
        before, self._question = self._question, question
        photo = question.photo
        self._panel.setVisible(self._is_wanted())
        if photo is None or (before.photo is not None and _same(before.photo) == _same(photo)):
            return
        self._panel.photo.show_photo(QImage())
        self._panel.photo.show_outlines(())
        self._panel.show_state(looking=True)
        self._load(photo)
        self._client.forget(self._finding)
        self._finding = self._client.ask(
            messages.FindParts,
            self._take_parts,
            lambda _failed: self._panel.show_state(looking=False),  # the search says what is wrong
            photo_id=photo.photo_id,
            path=str(photo.path) if photo.path is not None else None,
        )

    def show_page(self, *, in_grid: bool) -> None:
        """The panel belongs to the grid."""
        self._panel.setVisible(in_grid and self._is_wanted())

    # --- inside --------------------------------------------------------------------------------

    def _is_wanted(self) -> bool:
        photo = self._question.photo
        return photo is not None and _same(photo) != self._hidden

    def _load(self, photo: AskedPhoto) -> None:
        def load(path: Path, turns: int = 0) -> None:
            def show(image: QImage) -> None:
                if self._question.photo is not None and _same(self._question.photo) == _same(photo):
                    self._panel.photo.show_photo(image, turns)

            self._parts.pictures.run(lambda: load_picture(path, SIDE), show, _silently)

        def take(details: PhotoDetails | None) -> None:
            if details is not None:
                load(self._parts.thumbnail_path(details.photo.content_hash), details.photo.rotation)

        if photo.path is not None:
            load(photo.path)
        elif photo.photo_id is not None:
            self._reader.details(photo.photo_id, take)

    def _take_parts(self, found: messages.Regions) -> None:
        photo = self._question.photo
        if photo is None:
            return
        self._panel.photo.show_outlines([_outline(region, photo.parts) for region in telling(found.phrases)])
        self._panel.show_state(looking=False)

    def _ask(self) -> None:
        if self._question.photo is None:
            return
        weights = {"kept": 1.0, "banned": -1.0}
        parts = tuple(
            messages.Part(outline.left, outline.top, outline.right, outline.bottom, weights[outline.state])
            for outline in self._panel.photo.outlines
            if outline.state in weights
        )
        self._question = replace(self._question, photo=replace(self._question.photo, parts=parts))
        self.asked.emit(self._question)

    def _open_again(self) -> None:
        self._hidden = None
        self._panel.setVisible(self._is_wanted())

    def _close(self) -> None:
        self._hidden = _same(self._question.photo) if self._question.photo is not None else None
        self._panel.hide()


def telling(regions: Sequence[messages.Region]) -> list[messages.Region]:
    """The first regions, best first, that each show another place."""
    chosen: list[messages.Region] = []
    for region in regions:
        if len(chosen) < MOST and all(_common(region, other) < ALIKE for other in chosen):
            chosen.append(region)
    return chosen


def _common(one: messages.Region, other: messages.Region) -> float:
    """Their common area by the area of both (intersection over union)."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    shared = max(0.0, width) * max(0.0, height)
    areas = [(box.right - box.left) * (box.bottom - box.top) for box in (one, other)]
    return shared / max(sum(areas) - shared, 1e-9)


def _same(photo: AskedPhoto) -> AskedPhoto:
    """The photo, whatever is wanted of it."""
    return replace(photo, parts=(), about="", weight=1.0)


def _outline(region: messages.Region, parts: Sequence[messages.Part]) -> Outline:
    box = (region.left, region.top, region.right, region.bottom)
    weight = next((part.weight for part in parts if (part.left, part.top, part.right, part.bottom) == box), 0)
    state = "kept" if weight > 0 else "banned" if weight < 0 else "plain"
    return Outline(*box, " ".join(region.words), state, region.heat)  # type: ignore[arg-type]


def _silently(_problem: Problem) -> None:
    """The search itself says what is wrong with the photo."""
