"""Full-text search of captions, file names and folder names, and the words of captions and tags.

Two FTS5 tables hold the photos that are shown, and only those: ``photo_text`` is searched (stems,
no accents; a model's captions apart from what the user told: own captions, names of files and
folders), ``caption_words`` is counted (whole words of captions and likely tags). ``update`` must
follow every change of a photo's files or captions, ``update_words`` every change of its tags; the
other modules of this package see to that.

SQLite takes Chinese from one comma to the next for a word. Here its characters are the words, as
they are to the networks; they are not counted, since a character alone seldom says what is meant.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from photoseek.library.records import LEAST_TAG
from photoseek.library.schema import CaptionRow, FileRow, FolderRow, PhotoRow, TagsRow
from photoseek.library.selection import among

_MOST_WORDS = 64  # of one search; the rest of a pasted page adds nothing but time
_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_IDEOGRAPH = re.compile(f"({_HAN})")
_PART = re.compile(r"[^\W_]+")
_BESIDE_IDEOGRAPH = re.compile(f"(?<={_HAN}) +| +(?={_HAN})")
_Captions = tuple[dict[int, str], dict[int, str]]  # made by a model, and the user's own

# One text of all ids: a common word is said of half the library, and a row for each would take long.
_SEARCH = text("SELECT group_concat(rowid) FROM photo_text WHERE photo_text MATCH :words")
_VOCABULARY = text(
    """SELECT term, doc FROM caption_vocabulary WHERE term >= :prefix AND term < :after
    ORDER BY doc DESC, term LIMIT :limit"""
)
_HOLDERS = text(
    """SELECT rowid FROM caption_words WHERE caption_words MATCH :words ORDER BY rowid DESC LIMIT :limit"""
)
_CHINESE_HOLDERS = text(
    """SELECT rowid FROM photo_text WHERE photo_text MATCH :words ORDER BY rowid DESC LIMIT :limit"""
)
_TEXTS = text(
    """SELECT caption || char(10) || told FROM photo_text WHERE photo_text MATCH :words
    ORDER BY rowid DESC LIMIT :limit"""
)
_COUNT = text("SELECT count(*) FROM photo_text WHERE photo_text MATCH :words")
_WORDS_WITH = text(
    """SELECT caption FROM caption_words WHERE caption_words MATCH :words AND rowid % :step = 0
    ORDER BY rowid DESC LIMIT :limit"""
)
_WORD_COUNTS = text(
    """SELECT term, doc FROM caption_vocabulary WHERE term IN (SELECT value FROM json_each(:words))"""
)


def search(session: Session, query: str, *, told: bool = False) -> NDArray[np.int64]:
    """Photos (n,) whose text holds all words of ``query``, in any form ("dog" finds "dogs"), ascending.

    With ``told``, only in what the user told: own captions, names of files and folders. There is no query
    syntax: every string can be searched for; one without a letter or digit finds nothing.
    """
    words = " AND ".join(_terms(query.split()))
    if not words:
        return np.empty(0, np.int64)
    found = session.scalars(_SEARCH, {"words": f"told : ({words})" if told else words}).one()
    return np.sort(np.fromstring(found or "", np.int64, sep=","))


def word_counts(session: Session, words: Sequence[str]) -> dict[str, int]:
    """How many photos' words hold each of these, exactly so but for capitals; 0 if none does."""
    folded = {word: _clean(word).lower() for word in words}
    rows = session.execute(_WORD_COUNTS, {"words": json.dumps(sorted(set(folded.values())))}).all()
    counts = {row[0]: row[1] for row in rows}
    return {word: counts.get(term, 0) for word, term in folded.items()}


def vocabulary(session: Session, prefix: str, limit: int) -> list[tuple[str, int]]:
    """Words of photos that begin with ``prefix``, with the number of photos, commonest first."""
    start = _clean(prefix.strip()).lower()
    after = start + "\U0010ffff"  # greater than any continuation
    rows = session.execute(_VOCABULARY, {"prefix": start, "after": after, "limit": limit}).all()
    return [(row[0], row[1]) for row in rows]


def holders(session: Session, words: Sequence[str], limit: int) -> dict[str, list[int]]:
    """Up to ``limit`` photos that hold each of the words, exactly so; those taken in last first."""
    found: dict[str, list[int]] = {}
    for word in words:
        if has_ideographs(word):
            query, terms = _CHINESE_HOLDERS, _terms([word])
        else:  # this table knows no phrases: a word of several parts is where all of them are
            query, terms = _HOLDERS, _terms(_PART.findall(_clean(word)))
        parameters = {"words": " AND ".join(terms), "limit": limit}
        found[word] = list(session.scalars(query, parameters)) if terms else []
    return found


def words_with(session: Session, words: Sequence[str], step: int, limit: int) -> list[list[str]]:
    """The words of up to ``limit`` photos that hold one of ``words`` and whose id ``step`` divides."""
    terms = " OR ".join(_terms(words))
    parameters = {"words": terms, "step": step, "limit": limit}
    rows = session.scalars(_WORDS_WITH, parameters).all() if terms else []
    return [_PART.findall(string.lower()) for string in rows]


def has_ideographs(string: str) -> bool:
    """Whether a string holds Chinese characters."""
    return _IDEOGRAPH.search(string) is not None


def texts_with(session: Session, phrase: str, limit: int) -> list[str]:
    """The text of up to ``limit`` photos that hold a phrase, those taken in last first."""
    (term,) = _terms([phrase]) or ('""',)
    rows = session.scalars(_TEXTS, {"words": term, "limit": limit})
    return [_BESIDE_IDEOGRAPH.sub("", string) for string in rows]


def count_with(session: Session, phrase: str) -> int:
    """How many photos' text holds a phrase."""
    (term,) = _terms([phrase]) or ('""',)
    return int(session.scalars(_COUNT, {"words": term}).one())


def update(session: Session, photo_ids: Sequence[int]) -> None:
    """Bring the text of these photos up to date; those that are not shown are taken out."""
    if not photo_ids:
        return
    made, own = captions = _captions(session, photo_ids)
    names = _names(session, photo_ids)
    new = [
        {"id": id_, "caption": made.get(id_, ""), "told": f"{own.get(id_, '')}\n{names.get(id_, '')}"}
        for id_ in _shown(session, photo_ids)
    ]
    _replace(session, "photo_text", photo_ids, new)
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
    new = [{"id": id_, "caption": _IDEOGRAPH.sub(" ", string)} for id_, string in words.items()]
    _replace(session, "caption_words", photo_ids, new)


def _replace(session: Session, table: str, photo_ids: Sequence[int], rows: list[dict[str, object]]) -> None:
    old = {"ids": json.dumps(list(photo_ids), default=int)}
    # Names of tables and columns, from this module alone; all values are bound.
    session.execute(text(f"DELETE FROM {table} WHERE rowid IN (SELECT value FROM json_each(:ids))"), old)  # noqa: S608
    if rows:
        columns = [name for name in rows[0] if name != "id"]
        names, values = ", ".join(columns), ", ".join(f":{name}" for name in columns)
        session.execute(text(f"INSERT INTO {table} (rowid, {names}) VALUES (:id, {values})"), rows)  # noqa: S608


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


def _terms(words: Iterable[str]) -> list[str]:
    """Each word once, quoted, so that FTS5 reads it as text and not as its query language.

    A word of several parts ("x-ray") is a phrase of them.
    """
    cleaned = (_clean(word).replace('"', " ").strip() for word in words)
    meaning = (word for word in cleaned if any(character.isalnum() for character in word))
    return [f'"{word}"' for word in dict.fromkeys(meaning)][:_MOST_WORDS]


def _clean(string: str) -> str:
    """Composed, ideographs apart, and without what SQLite's text cannot hold: lone surrogates, NUL."""
    whole = unicodedata.normalize("NFC", string).encode("utf-8", "replace").decode().replace("\0", " ")
    return _IDEOGRAPH.sub(r" \1 ", whole)
