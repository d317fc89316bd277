"""How words are related, learnt from several captions of the same photos and from a dictionary.

- *the same thing*: nouns that the dictionary gives as names of one meaning (bike and bicycle), and
  the forms of one word (dog and dogs, chase and chasing);
- *wider* and *narrower*: x is wider than y if the dictionary defines y by x (a puppy is "a young
  dog"), or if people who describe the same photo say x where others say y, but not the other way
  round (subsumption, Sanderson & Croft 1999), and not beside it in one sentence, as they do with
  parts and companions (a collar is seen on dogs, but is none); a compound is narrower than its last
  part (a rowboat is a boat);
- *beside*: near in meaning, neither wider nor narrower (cat and dog, red and blue);
- *with*: said of the same photos much more often than chance has it (dog and leash), not alike.

What neither source supports is left out: a wrong relation is worse than none.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from photoseek.models import weights
from photoseek.models.class_names import class_names
from photoseek.models.inflections import base_forms, is_irregular
from photoseek.models.vocabulary import tokenize
from photoseek.models.word_relations import RELATIONS, Relation
from photoseek.models.word_sources import WordSources
from photoseek.models.word_vectors import WordVectors
from photoseek.search.function_words import FUNCTION_WORDS
from photoseek.training.dictionary import Sense, senses
from photoseek.training.reviewed_relations import SAME, WIDER, WRONG

Captions = Sequence[Sequence[str]]
"""Those of one photo, each cut into words."""
Related = dict[str, dict[Relation, list[str]]]

LEAST_SAID = 5  # captions that hold a word; what is said less often tells nothing
SAME_FORM_PLURAL, SAME_FORM_VERB = (
    0.6,
    0.65,
)  # cosines: "glass" and "glasses", "train" and "training" are below
MUCH_MORE = 3  # times as often as its basic form a form must be said for a word to be called by it
DEFINED_BY = 0.3  # cosine of a noun with what its definition is built on
NAMES_ALIKE = 0.6  # cosine of two names of one meaning; below it the meaning is a rare one of one of them
MEANT = 0.15  # cosine by which a meaning may be less like its noun than the likeliest one
COMPOUND_ALIKE = 0.5  # cosine of a "rowboat" with a boat; that of a "cowboy" with a boy is below
SAID_INSTEAD = 0.55  # share of the other captions that say the wider word where one says the narrower
SAID_BACK = 0.15  # and the other way round, at most
TOGETHER = 0.35  # how often both are in one caption, for each time they are in two
SUBSUMED_ALIKE = 0.45
ALIKE = 0.42
HEARD = 12  # captions that hold a word; rarer ones are alike in spelling as often as in meaning
WITH_LIFT = 2.5  # times as often as chance has it
MOST = {"same": 6, "wider": 6, "narrower": 24, "beside": 12, "with": 12}
_EMPTY_LISTED = (
    "thing object substance material mass area part place structure device being term use name number way "
    "offspring system piece body unit collection group member organism someone somebody individual one "
    "matter something work means item end side top bottom set kind type form region slices top female male"
)
_EMPTY = frozenset(_EMPTY_LISTED.split())
"""Too wide, or no kind of thing, so that nobody would look for photos by it."""
_PEOPLE = frozenset(("someone", "somebody", "individual", "being"))


@dataclass(frozen=True)
class Said:
    """How often basic forms are said: of one photo in different captions, in one caption, of one photo.

    Each (n, n) matrix: ``instead[x, y]``, the share of the other captions that say x where one says y;
    ``together[x, y]``, the share of captions with y that say x, too; ``lift[x, y]``, how many times as
    often as chance has it photos hold both; ``share[x, y]``, of the photos with y, those that hold x.
    """

    words: tuple[str, ...]
    rows: dict[str, int]
    captions: NDArray[np.float32]
    """How many captions hold each (n,)."""
    instead: NDArray[np.float32]
    together: NDArray[np.float32]
    lift: NDArray[np.float32]
    share: NDArray[np.float32]


def basic_forms(counts: Mapping[str, int], alike: Callable[[str, str], float]) -> dict[str, str]:
    """The basic form of each word that is a form of another one that is said, and means the same."""
    bases = {}
    for word in counts:
        found = [
            (alike(word, base), base)
            for base in base_forms(word)
            if (word, base) not in WRONG and base in counts
        ]
        if not found:
            continue
        likeness, base = max(found)
        if is_irregular(word) or likeness >= (SAME_FORM_PLURAL if word.endswith("s") else SAME_FORM_VERB):
            bases[word] = base
    return {word: bases.get(base, base) for word, base in bases.items()}


def count(photos: Iterable[Captions], bases: Mapping[str, str], words: Sequence[str]) -> Said:
    """Count ``words``, which are basic forms, in the captions of each photo."""
    rows = {word: row for row, word in enumerate(words)}
    of_caption: list[int] = []
    of_photo: list[int] = []
    entries: list[int] = []
    sizes: list[int] = []  # how many captions the photo of each caption has
    for number, captions in enumerate(photos):
        for caption in captions:
            said = {rows[base] for base in (bases.get(word, word) for word in caption) if base in rows}
            of_caption += [len(sizes)] * len(said)
            of_photo += [number] * len(said)
            entries += said
            sizes.append(len(captions))
    ones = np.ones(len(entries), np.float32)
    by_caption = sparse.csr_matrix((ones, (of_caption, entries)), (len(sizes), len(words)))
    number_of_photos = max(of_photo, default=-1) + 1
    by_photo = sparse.csr_matrix((ones, (of_photo, entries)), (number_of_photos, len(words)))  # summed
    shown = by_photo.copy()
    shown.data[:] = 1
    within = (by_caption.T @ by_caption).toarray()
    across = (by_photo.T @ by_photo).toarray() - within
    others = by_caption.T @ (np.array(sizes, np.float32) - 1)
    both = (shown.T @ shown).toarray()
    captions_with, photos_with = within.diagonal().copy(), both.diagonal().copy()
    expected = np.outer(photos_with, photos_with) / max(shown.shape[0], 1)
    return Said(
        tuple(words),
        rows,
        captions_with,
        across / np.maximum(others, 1)[None],
        within / np.maximum(captions_with, 1)[None],
        both / np.maximum(expected, 1e-6),
        both / np.maximum(photos_with, 1)[None],
    )


def relate(said: Said, bases: Mapping[str, str], sources: WordSources, meanings: Sequence[Sense]) -> Related:
    """Related words of each word of ``said``, best first."""
    words = said.words
    likeness = sources.wide.vectors[[sources.wide.rows[word] for word in words]]
    likeness = likeness @ likeness.T
    both = likeness.copy()
    spoken = [row for row, word in enumerate(words) if word in sources.captioner]
    mixed = sources.both.lookup([words[row] for row in spoken])
    both[np.ix_(spoken, spoken)] = mixed @ mixed.T
    nouns = {name for meaning in meanings for name in meaning.words}

    def row_of(word: str) -> int | None:
        return said.rows.get(bases.get(word, word))

    def rows_of(pairs: Iterable[tuple[str, str]]) -> set[tuple[int, int]]:
        found = ((row_of(first), row_of(second)) for first, second in pairs)
        return {(a, b) for a, b in found if a is not None and b is not None and a != b}

    wrong = rows_of(WRONG)
    same = {(a, b) for a, b in _named_alike(meanings, row_of, likeness) if (a, b) not in wrong}
    same |= {pair for a, b in rows_of(SAME) for pair in ((a, b), (b, a))}
    pairs = [
        *rows_of(WIDER),
        *_defined(meanings, row_of, sources.wide, nouns),
        *_compounds(said, both, nouns),
        *_said_instead(said, both, nouns),
    ]
    direct: defaultdict[int, list[int]] = defaultdict(list)
    for narrow, above in dict.fromkeys(pairs):
        if (narrow, above) not in wrong and (narrow, above) not in same:
            direct[narrow].append(above)
    wider = _closed(direct)
    narrower: defaultdict[int, list[int]] = defaultdict(list)
    for row, found in wider.items():
        for other in found:
            narrower[other].append(row)
    synonyms: defaultdict[int, list[int]] = defaultdict(list)
    for row, other in same:
        synonyms[row].append(other)

    def by_count(rows: list[int]) -> list[int]:
        return sorted(rows, key=lambda row: (-said.captions[row], row))

    related: Related = {}
    for row, word in enumerate(words):
        ranked: dict[Relation, list[int]] = {
            "same": by_count(synonyms[row]),
            "wider": _without_synonyms(wider[row], synonyms[row], synonyms),
            "narrower": by_count([other for other in narrower[row] if other not in synonyms[row]]),
        }
        taken = {row}.union(*ranked.values())
        nearest = np.argsort(-both[row], kind="stable")[: 3 * MOST["beside"] + len(taken)].tolist()
        heard = said.captions >= HEARD
        ranked["beside"] = [o for o in nearest if o not in taken and both[row, o] >= ALIKE and heard[o]]
        gain = said.share[:, row] * np.log(np.maximum(said.lift[:, row], 1e-6))
        gain[(said.lift[:, row] < WITH_LIFT) | (both[row] >= ALIKE)] = 0
        likeliest = np.argsort(-gain, kind="stable")[: MOST["with"] + len(taken)].tolist()
        ranked["with"] = [o for o in likeliest if o not in taken and gain[o] > 0]
        if any(ranked.values()):
            related[word] = {
                relation: [words[other] for other in found[: MOST[relation]]]
                for relation, found in ranked.items()
                if found
            }
    return related


def _without_synonyms(
    rows: Sequence[int], known: Iterable[int], synonyms: Mapping[int, Sequence[int]]
) -> list[int]:
    """Those that say more than another name of ``known`` or of one before them."""
    kept: list[int] = []
    said = set(known)
    for row in rows:
        if row not in said:
            kept.append(row)
            said.update(synonyms.get(row, ()))
    return kept


def _named_alike(
    meanings: Iterable[Sense], row_of: Callable[[str], int | None], likeness: NDArray[np.float32]
) -> set[tuple[int, int]]:
    """Pairs of names of one meaning."""
    same = set()
    for meaning in meanings:
        names = [row for word in meaning.words if (row := row_of(word)) is not None]
        same |= {(a, b) for a in names for b in names if a != b and likeness[a, b] >= NAMES_ALIKE}
    return same


def _defined(
    meanings: Iterable[Sense], row_of: Callable[[str], int | None], wide: WordVectors, nouns: Set[str]
) -> list[tuple[int, int]]:
    """Nouns, and what the definitions of their likely meanings are built on."""
    found: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for meaning in meanings:
        genus = "person" if meaning.genus in _PEOPLE else meaning.genus
        genus = next((one for one in (genus, *base_forms(genus)) if one in nouns and one in wide), "")
        for word in meaning.words:
            if genus and genus not in meaning.words and word in wide:
                first, second = wide.lookup([word, genus])
                found[word].append((float(first @ second), genus))
    pairs = []
    for word, several in found.items():
        best = max(several)[0]
        for likeness, genus in several:
            row, above = row_of(word), row_of(genus)
            meant = likeness >= max(DEFINED_BY, best - MEANT) and genus not in _EMPTY
            if meant and row is not None and above is not None and row != above:
                pairs.append((row, above))
    return pairs


def _compounds(said: Said, likeness: NDArray[np.float32], nouns: Set[str]) -> list[tuple[int, int]]:
    """Nouns whose last part is what they are: "rowboat" and "boat"."""
    pairs = []
    for word, row in said.rows.items():
        for cut in range(3, len(word) - 2):
            above = said.rows.get(word[cut:])
            if word in nouns and word[cut:] in nouns and above is not None:
                first = word[:cut]
                if (first in said.rows or first in nouns) and likeness[row, above] >= COMPOUND_ALIKE:
                    pairs.append((row, above))
    return pairs


def _closed(defined: Mapping[int, Sequence[int]]) -> defaultdict[int, list[int]]:
    """What is wider than each word, the nearest first; of words that are wider than each other, neither."""
    wider: defaultdict[int, list[int]] = defaultdict(list)
    for row in defined:
        reached, waiting = [], list(defined[row])
        while waiting:
            other = waiting.pop(0)
            if other not in reached:
                reached.append(other)
                waiting += defined.get(other, [])
        wider[row] = [other for other in reached if other != row]
    for row, found in wider.items():
        wider[row] = [other for other in found if row not in wider.get(other, [])]
    return wider


def _said_instead(said: Said, likeness: NDArray[np.float32], nouns: Set[str]) -> list[tuple[int, int]]:
    """Nouns, and wider ones that people say where others say them."""
    ratio = said.together / np.maximum(said.instead, 1e-6)
    wide, narrow = np.nonzero(
        (said.instead >= SAID_INSTEAD)
        & (said.instead.T <= SAID_BACK)
        & (ratio <= TOGETHER)
        & (likeness >= SUBSUMED_ALIKE)
    )
    words = said.words
    return [
        (row, above)
        for row, above in zip(narrow.tolist(), wide.tolist(), strict=True)
        # A word that begins with the other is derived from it, or a compound whose head is something else.
        if words[row] in nouns and words[above] in nouns and not words[row].startswith(words[above][:4])
    ]


def train(photos: Sequence[Captions], sources: WordSources, folder: Path) -> Path:
    """Relate the words of the captions of ``photos``, and those that name ImageNet's classes.

    Writes ``relations.safetensors`` into ``folder``.
    """
    counts = Counter(word for captions in photos for caption in captions for word in caption)
    said = (word for word, number in counts.most_common() if number >= LEAST_SAID)
    named = (word for name in class_names() for word in tokenize(name))
    chosen = [
        word
        for word in dict.fromkeys([*said, *named])
        if word in sources.wide and word not in FUNCTION_WORDS and word.isalpha()
    ]
    frequent = {word: counts[word] for word in chosen}

    def alike(word: str, base: str) -> float:
        first, second = sources.wide.lookup([word, base])
        return float(first @ second)

    bases = basic_forms(frequent, alike)
    words = [word for word in chosen if word not in bases]
    related = relate(count(photos, bases, words), bases, sources, list(senses()))
    return save(*by_commonest_form(bases, related, counts), folder)


def by_commonest_form(
    bases: Mapping[str, str], related: Related, counts: Mapping[str, int]
) -> tuple[dict[str, str], Related]:
    """The same with words called by the form that is said much more: "building" rather than "build"."""
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for word, base in bases.items():
        forms[base].append(word)
    names = {base: max(several, key=lambda form: counts[form]) for base, several in forms.items()}
    names = {base: form if counts[form] > MUCH_MORE * counts[base] else base for base, form in names.items()}
    renamed: Related = {
        names.get(word, word): {
            relation: [names.get(other, other) for other in others] for relation, others in found.items()
        }
        for word, found in related.items()
    }
    called = {
        form: names[base]
        for base, several in forms.items()
        for form in (base, *several)
        if form != names[base]
    }
    return called, renamed


def save(bases: Mapping[str, str], related: Related, folder: Path) -> Path:
    """Write ``relations.safetensors``, as ``WordRelations.load`` reads it."""
    named = [*related, *(word for found in related.values() for others in found.values() for word in others)]
    words = list(dict.fromkeys([*named, *bases, *bases.values()]))
    rows = {word: row for row, word in enumerate(words)}
    counts = np.zeros((len(words), len(RELATIONS)), np.uint8)
    listed: list[int] = []
    for row, word in enumerate(words):
        for place, relation in enumerate(RELATIONS):
            others = related.get(word, {}).get(relation, [])
            counts[row, place] = len(others)
            listed += [rows[other] for other in others]
    arrays: weights.Arrays = {
        "bases": np.array([rows[bases.get(word, word)] for word in words], np.uint16),
        "counts": counts,
        "related": np.array(listed, np.uint16),
    }
    return weights.save("relations", arrays, {"words": words}, folder)
