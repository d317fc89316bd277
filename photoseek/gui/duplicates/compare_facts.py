"""What tells photos apart that are compared. Plain functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale

from photoseek.gui.language import listed, tr
from photoseek.gui.photo.photo_facts import size_text
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.library.records import PhotoDetails


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """One fact of one photo. ``differs``: not all have the same; ``is_best``: this one has the most."""

    name: str
    text: str
    differs: bool
    is_best: bool = False


@dataclass(frozen=True, slots=True)
class _Fact:
    name: str
    text: Callable[[PhotoDetails, QLocale], str]
    amount: Callable[[PhotoDetails], int] | None = None
    """Of which more is better."""


def compared(photos: Sequence[PhotoDetails], locale: QLocale) -> list[list[ComparedFact]]:
    """For each photo the same facts in the same order; those that none of them has are left out."""
    columns: list[list[ComparedFact]] = [[] for _ in photos]
    for fact in _facts():
        texts = [fact.text(details, locale) for details in photos]
        if not any(texts):
            continue
        differs = len(set(texts)) > 1
        amounts = [fact.amount(details) for details in photos] if fact.amount is not None else []
        for number, (column, text) in enumerate(zip(columns, texts, strict=True)):
            best = differs and bool(amounts) and amounts[number] == max(amounts)
            column.append(ComparedFact(fact.name, text or "–", differs, best))
    return columns


def _facts() -> tuple[_Fact, ...]:
    return (
        _Fact(tr("Dimensions"), _dimensions, lambda details: details.photo.width * details.photo.height),
        _Fact(
            tr("File"),
            lambda details, _locale: listed((details.format, size_text(details.size))),
            lambda details: details.size,
        ),
        _Fact(tr("Taken"), _taken),
        _Fact(tr("Camera"), lambda details, _locale: details.camera or ""),
        _Fact(tr("Exposure"), lambda details, _locale: details.exposure or ""),
        _Fact(tr("Folder"), lambda details, _locale: shown_path(Path(*details.photo.path.parent.parts[-2:]))),
        _Fact(tr("Albums"), lambda details, _locale: listed(album.name for album in details.albums)),
        _Fact(tr("Favourite"), lambda details, _locale: tr("yes") if details.photo.favourite else ""),
    )


def _dimensions(details: PhotoDetails, _locale: QLocale) -> str:
    photo = details.photo
    sides = (photo.height, photo.width) if photo.rotation % 2 else (photo.width, photo.height)
    return f"{sides[0]} × {sides[1]}"


def _taken(details: PhotoDetails, locale: QLocale) -> str:
    moment = details.photo.taken_at
    if moment is None:
        return ""
    # The camera's clock has no zone, and neither has a Qt date made from its numbers.
    taken = QDateTime.fromString(moment.strftime("%Y-%m-%dT%H:%M:%S"), "yyyy-MM-ddTHH:mm:ss")
    day = locale.toString(taken.date(), QLocale.FormatType.ShortFormat)
    return tr("{day}, {time}").format(day=day, time=locale.toString(taken.time(), "HH:mm:ss"))
