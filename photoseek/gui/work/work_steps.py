"""The steps that every photo goes through, and how far each of them is."""

from dataclasses import dataclass
from typing import Literal

from photoseek.gui.language import tr
from photoseek.gui.work.progress_text import count, how_far
from photoseek.ipc.messages import Progress

State = Literal["done", "going", "waiting", "off"]
_ORDER = ("scanning", "looking", "embedding", "tagging", "captioning", "mapping")


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    state: State
    note: str = ""
    """How far it is, or why it is off."""


def steps(progress: Progress, *, makes_captions: bool) -> list[Step]:
    """In order. Whatever is new begins at the first again, so those behind the one in hand wait."""
    names = (
        tr("Look for photos"),
        tr("Look at each photo"),
        tr("Learn what it shows"),
        tr("Find words for it"),
        tr("Write captions"),
        tr("Draw the maps"),
    )
    # Without models there is only a look; the rest has not begun although nothing is left of that.
    now = len(_ORDER) if progress.stage == "idle" else _ORDER.index(progress.stage)
    found = []
    for place, name in enumerate(names):
        state: State = "done" if place < now else "going" if place == now else "waiting"
        note = ""
        if state == "going":
            note = how_far(progress) if progress.stage == "scanning" else _counted(progress)
        if _ORDER[place] in ("tagging", "captioning") and not makes_captions:
            state, note = "off", tr("turned off in the settings")
        found.append(Step(name, state, note))
    return found


def _counted(progress: Progress) -> str:
    return count(progress) if progress.total > 0 else ""
