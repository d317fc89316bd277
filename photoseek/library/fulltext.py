"""Full-text search of captions, file names and folder names, and the words of captions and tags.

Two tables hold the photos that are shown, and only those: ``photo_text`` is searched (stems, no
accents; a model's captions apart from what the user told: own captions, names of files and folders),
``caption_words`` is counted (whole words of captions and likely tags). SQLite's FTS5 makes them, or
PostgreSQL's tsvector; ``_matches`` and ``_asked`` are where the two differ. ``update`` must follow every
change of a photo's files or captions, ``update_words`` every change of its tags; the other modules of this
package see to that.

Both take Chinese from one comma to the next for a word. Here its characters are the words, as
they are to the networks; they are not counted, since a character alone seldom says what is meant.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    TableClause,
    Text,
    bindparam,
    column,
    delete,
    func,
    insert,
    literal_column,
    select,
    table,
)
from sqlalchemy.orm import Session

from photoseek.library.records import LEAST_TAG
from photoseek.library.schema import CaptionRow, FileRow, FolderRow, PhotoRow, TagsRow
from photoseek.library.selection import among, as_text, ids_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_WORDS = 64  # of one search; the rest of a pasted page adds nothing but time
_LONGEST_WORD = 200  # characters of it that count: PostgreSQL refuses words of two thousand
_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_IDEOGRAPH = re.compile(f"({_HAN})")
_PART = re.compile(r"[^\W_]+")
_BESIDE_IDEOGRAPH = re.compile(f"(?<={_HAN}) +| +(?={_HAN})")
_Captions = tuple[dict[int, str], dict[int, str]]  # made by a model, and the user's own

_TEXT = table("photo_text", column("rowid", Integer), column("caption", Text), column("told", Text))
_WORDS = table("caption_words", column("rowid", Integer), column("caption", Text))
_CONFIGURATION = {"photo_text": "photoseek_stems", "caption_words": "photoseek_words"}  # of PostgreSQL
_VOCABULARY = table("caption_vocabulary", column("term", Text), column("doc", Integer))


def search(session: Session, query: str, *, told: bool = False) -> "NDArray[np.int64]":
    """Photos (n,) whose text holds all words of ``query``, in any form ("dog" finds "dogs"), ascending.

    With ``told``, only in what the user told: own captions, names of files and folders. There is no query
    syntax: every string can be searched for; one without a letter or digit finds nothing.
    """
    words = _terms(query.split())
    if not words:
        return ids_in(None)
    dialect = _dialect(session)
    return ids_in(session.scalar(_search(dialect), {"terms": _asked(dialect, _TEXT, words, told=told)}))


@cache
def _search(dialect: str) -> Select[str | None]:
    """Built once: it takes as long as a search for a rare word."""
    return as_text(select(_TEXT.c.rowid).where(_matches(dialect, _TEXT, bindparam("terms", type_=Text))))


def word_counts(session: Session, words: Sequence[str]) -> dict[str, int]:
    """How many photos' words hold each of these, exactly so but for capitals; 0 if none does."""
    folded = {word: _clean(word).lower() for word in words}
    asked = among(_VOCABULARY.c.term, sorted(set(folded.values())))
    counts = dict(session.execute(select(_VOCABULARY.c.term, _VOCABULARY.c.doc).where(asked)).all())
    return {word: counts.get(term, 0) for word, term in folded.items()}


def vocabulary(session: Session, prefix: str, limit: int) -> list[tuple[str, int]]:
    """Words of photos that begin with ``prefix``, with the number of photos, commonest first."""
    start = _clean(prefix.strip()).lower()
    after = start + "\U0010ffff"  # greater than any continuation
    term, doc = _VOCABULARY.c
    query = select(term, doc).where(term >= start, term < after).order_by(doc.desc(), term).limit(limit)
    return [(row[0], row[1]) for row in session.execute(query)]


def holders(session: Session, words: Sequence[str], limit: int) -> dict[str, list[int]]:
    """Up to ``limit`` photos that hold each of the words, exactly so; those taken in last first."""
    dialect = _dialect(session)
    found: dict[str, list[int]] = {word: [] for word in words}
    for word in words:
        if has_ideographs(word):
            place, terms = _TEXT, _terms([word])
        else:
            place, terms = _WORDS, _terms(_single_words(word))
        if terms:
            asked = {"terms": _asked(dialect, place, terms), "limit": limit}
            found[word] = list(session.scalars(_latest(dialect, place), asked))
    return found


@cache
def _latest(dialect: str, place: TableClause) -> Select[int]:
    """Built once, as it is executed for dozens of words."""
    query = select(place.c.rowid).where(_matches(dialect, place, bindparam("terms", type_=Text)))
    return query.order_by(place.c.rowid.desc()).limit(bindparam("limit", type_=Integer))


def words_with(session: Session, words: Sequence[str], step: int, limit: int) -> list[list[str]]:
    """The words of up to ``limit`` photos that hold one of ``words``, or a part of it, and whose id ``step``
    divides."""
    terms = _terms(chain.from_iterable(map(_single_words, words)))
    if not terms:
        return []
    held = _holds(session, _WORDS, terms, any_of=True)
    query = select(_WORDS.c.caption).where(held, _WORDS.c.rowid % step == 0)
    rows = session.scalars(query.order_by(_WORDS.c.rowid.desc()).limit(limit))
    return [_PART.findall(string.lower()) for string in rows]


def has_ideographs(string: str) -> bool:
    """Whether a string holds Chinese characters."""
    return _IDEOGRAPH.search(string) is not None


def texts_with(session: Session, phrase: str, limit: int) -> list[str]:
    """The text of up to ``limit`` photos that hold a phrase, those taken in last first."""
    terms = _terms([phrase])
    if not terms:
        return []
    query = select(_TEXT.c.caption + "\n" + _TEXT.c.told).where(_holds(session, _TEXT, terms))
    rows = session.scalars(query.order_by(_TEXT.c.rowid.desc()).limit(limit))
    return [_BESIDE_IDEOGRAPH.sub("", string) for string in rows]


def count_with(session: Session, phrase: str) -> int:
    """How many photos' text holds a phrase."""
    terms = _terms([phrase])
    if not terms:
        return 0
    query = select(func.count()).select_from(_TEXT).where(_holds(session, _TEXT, terms))
    return session.scalars(query).one()


def update(session: Session, photo_ids: Sequence[int]) -> None:
    """Bring the text of these photos up to date; those that are not shown are taken out."""
    if not photo_ids:
        return
    made, own = captions = _captions(session, photo_ids)
    names = _names(session, photo_ids)
    new = [
        {"rowid": id_, "caption": made.get(id_, ""), "told": f"{own.get(id_, '')}\n{names.get(id_, '')}"}
        for id_ in _shown(session, photo_ids)
    ]
    _replace(session, _TEXT, photo_ids, new)
    _update_words(session, photo_ids, captions)


def update_words(session: Session, photo_ids: Sequence[int]) -> None:
    """Bring the words of these photos up to date, after their tags have changed."""
    if photo_ids:
        _update_words(session, photo_ids, _captions(session, photo_ids))


def _update_words(session: Session, photo_ids: Sequence[int], captions: "_Captions") -> None:
    made, own = captions
    tags = _tags(session, photo_ids)
    words = {
        id_: f"{made.get(id_, '')}\n{own.get(id_, '')}\n{tags.get(id_, '')}"
        for id_ in _shown(session, photo_ids)
    }
    new = [{"rowid": id_, "caption": _IDEOGRAPH.sub(" ", string)} for id_, string in words.items()]
    _replace(session, _WORDS, photo_ids, new)


def _replace(
    session: Session, place: TableClause, photo_ids: Sequence[int], rows: list[dict[str, object]]
) -> None:
    session.execute(delete(place).where(among(place.c.rowid, photo_ids)))
    if rows:
        session.execute(insert(place), rows)


def _shown(session: Session, photo_ids: Sequence[int]) -> Sequence[int]:
    query = select(PhotoRow.id).where(among(PhotoRow.id, photo_ids), PhotoRow.is_shown())
    return session.scalars(query).all()


def _captions(session: Session, photo_ids: Sequence[int]) -> "_Captions":
    """The captions shown, one for each language: those made by a model, and the user's own."""
    query = (
        select(CaptionRow.photo_id, CaptionRow.language, CaptionRow.by_user, CaptionRow.text)
        .where(among(CaptionRow.photo_id, photo_ids))
        .order_by(CaptionRow.by_user)  # the user's comes last and wins
    )
    shown = {(row.photo_id, row.language): row for row in session.execute(query)}
    made: dict[int, str] = defaultdict(str)
    own: dict[int, str] = defaultdict(str)
    for row in shown.values():
        (own if row.by_user else made)[row.photo_id] += _clean(row.text) + "\n"
    return made, own


def _tags(session: Session, photo_ids: Sequence[int]) -> dict[int, str]:
    """The likely tags of each photo."""
    query = select(TagsRow.photo_id, TagsRow.words, TagsRow.confidences)
    return {
        photo_id: _clean(
            "\n".join(word for word, sure in zip(words, confidences, strict=True) if sure >= LEAST_TAG)
        )
        for photo_id, words, confidences in session.execute(query.where(among(TagsRow.photo_id, photo_ids)))
    }


def _names(session: Session, photo_ids: Sequence[int]) -> dict[int, str]:
    """Names of files and of the folders they lie in, the watched folder's own being the first."""
    query = (
        select(FileRow.photo_id, FolderRow.path, FileRow.relative_path)
        .join(FolderRow)
        .where(among(FileRow.photo_id, photo_ids))
    )
    names: dict[int, list[str]] = defaultdict(list)
    for photo_id, folder, relative_path in session.execute(query):
        if photo_id is not None:
            names[photo_id] += [folder.name, *relative_path.parts]
    return {photo_id: _clean("\n".join(parts)) for photo_id, parts in names.items()}


def _single_words(word: str) -> list[str]:
    """The parts of a word. The counted words know no phrases, and FTS5 may take what is younger than its
    tables of Unicode for the end of a word."""
    return [part for part in _PART.findall(_clean(word)) if not any(map(_is_young, part))]


def _is_young(character: str) -> bool:
    return unicodedata.ucd_3_2_0.category(character) == "Cn"


def _terms(words: Iterable[str]) -> list[str]:
    """Each word once, as far as it means something."""
    cleaned = (_clean(word).replace('"', " ").strip() for word in words)
    meaning = (word for word in cleaned if any(character.isalnum() for character in word))
    return list(dict.fromkeys(meaning))[:_MOST_WORDS]


def _holds(
    session: Session, place: TableClause, terms: Sequence[str], *, any_of: bool = False, told: bool = False
) -> ColumnElement[bool]:
    """True for rows of one of the two tables that hold all terms, or any of them."""
    dialect = _dialect(session)
    return _matches(dialect, place, _asked(dialect, place, terms, any_of=any_of, told=told))


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


def _matches(dialect: str, place: TableClause, asked: str | BindParameter[str]) -> ColumnElement[bool]:
    if dialect == "postgresql":
        query = func.to_tsquery(_CONFIGURATION[place.name], asked)
        return literal_column(f"{place.name}.words").op("@@")(query)
    return literal_column(place.name).op("MATCH")(asked)


def _asked(
    dialect: str, place: TableClause, terms: Sequence[str], *, any_of: bool = False, told: bool = False
) -> str:
    """Terms in the query language of FTS5, or of PostgreSQL, which is given the parts.

    A term of several parts ("x-ray") is a phrase of them. All is quoted, so that it is read as text.
    """
    if dialect == "postgresql":
        return (" | " if any_of else " & ").join(_phrase(term, place, told) for term in terms)
    words = (" OR " if any_of else " AND ").join(f'"{term}"' for term in terms)
    return f"told : ({words})" if told else words


def _phrase(term: str, place: TableClause, told: bool) -> str:
    """A term as PostgreSQL has it; accents, which it keeps, go where FTS5 takes no notice of them."""
    if place is _TEXT:
        apart = unicodedata.normalize("NFD", term)
        term = unicodedata.normalize(
            "NFC", "".join(sign for sign in apart if not unicodedata.combining(sign))
        )
    parts = [f"'{part[:_LONGEST_WORD]}'{':A' if told else ''}" for part in _PART.findall(term.lower())]
    return f"({' <-> '.join(parts)})"


def _clean(string: str) -> str:
    """Composed, ideographs apart, and without what SQLite's text cannot hold: lone surrogates, NUL."""
    whole = unicodedata.normalize("NFC", string).encode("utf-8", "replace").decode().replace("\0", " ")
    return _IDEOGRAPH.sub(r" \1 ", whole)
