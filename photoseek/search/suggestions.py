"""Words to add to a query: how they are related to what was typed, and how many photos here hold them.

The forms of a word (dog, dogs) are one suggestion, called by the form that is commonest here.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy.orm import Session

from photoseek.library import fulltext, vocabulary
from photoseek.library.records import WordCount
from photoseek.models.vocabulary import is_ideograph, tokenize
from photoseek.models.word_relations import RELATIONS, Relation, WordRelations
from photoseek.models.word_vectors import WordVectors
from photoseek.search.function_words import FUNCTION_WORDS
from photoseek.search.query import parse

MOST: Mapping[Relation, int] = {"same": 5, "wider": 4, "narrower": 8, "beside": 8, "with": 10}
ABSENT = 3  # of each relation, words shown that no photo here holds
ALIKE = 0.45  # cosine from which a word is near another; the table, which has others, tells them better
ANSWERS = 0.6  # of the best answer's cosine; what is less is near the words asked, and answers nothing
READ = 400  # photos read for what is said beside a word: a share of one in twenty is told from one in ten
LIFT = 1.6  # times as often as in other photos, to go with a word here
LEAST_TOGETHER = 3  # photos that hold both words
COMPARED = 80  # words that are said beside a word most, looked up for how common they are elsewhere
NUMBERS = frozenset(
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
)  # go with everything
PHOTOS = 3  # shown of each word
SPELLINGS_FOR = 3  # unknown words that nearest known ones are looked up for; each takes a moment


@dataclass(frozen=True, slots=True)
class Suggested:
    """A word, its cosine with what was typed, how many photos here hold it, its relation, and some photos."""

    word: str
    similarity: float
    count: int
    relation: Relation | Literal["longer"] = "beside"
    photo_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Suggester:
    """Suggests words of one library, of ``photo_count`` photos."""

    session: Session
    vectors: WordVectors
    relations: WordRelations
    photo_count: int

    def suggest(self, text: str, limit: int) -> tuple[list[Suggested], dict[str, list[str]]]:
        """Up to ``limit`` words for the words typed so far, by relation, the best first; and what is unknown.

        Nothing typed: what the photos here are about. A last word that no photo here holds: longer ones
        that do, first if it is not known either. Of several words the last one's are first.
        """
        typed = [word for word in parse(text).wanted if word not in FUNCTION_WORDS]
        if not typed:
            return self._frequent(vocabulary.commonest(self.session, limit, FUNCTION_WORDS)), {}
        counts = fulltext.word_counts(self.session, typed)
        known = [word for word in typed if word in self.vectors or counts[word]]
        unknown = [word for word in typed if word not in known and not is_ideograph(word)]
        last = (tokenize(text) or [""])[-1]
        longer: list[Suggested] = []
        if last == typed[-1] and not counts[last] and text[-1:].isalnum():
            begun = vocabulary.completions(self.session, _unfinished(text, last), limit)
            longer = [replace(one, relation="longer") for one in self._frequent(begun)]
            unknown = [word for word in unknown if word != last or not longer]
        there = {self.relations.base(word) for word in typed}
        related = [one for word in reversed(known) for one in self._related(word, there)]
        longer = [one for one in longer if self.relations.base(one.word) not in there]
        found = [*related, *longer] if last in known else [*longer, *related]
        nearest = {
            word: self.vectors.nearest_spellings(word) if place < SPELLINGS_FOR else []
            for place, word in enumerate(unknown)
        }
        return self._with_photos(found[:limit]), nearest

    def analogy(self, a: str, b: str, c: str, limit: int, spoken: WordVectors) -> list[Suggested]:
        """``a`` is to ``b`` as ``c`` is to each of these, best first. Raises UnknownWords.

        ``spoken``: the words that people say of photos. Among these alone a boy is to a girl as a man is to a
        woman; among all words, as he is to schoolgirls and dudes.
        """
        asks_spoken = all(word in spoken for word in (a, b, c))
        near = (spoken if asks_spoken else self.vectors).analogy(a, b, c, 3 * limit)
        asked = {self.relations.base(word) for word in (a, b, c)}
        bases: dict[str, float] = {}
        for word, cosine in near:
            base = self.relations.base(word)
            if base not in asked and word not in FUNCTION_WORDS and cosine >= ANSWERS * near[0][1]:
                bases.setdefault(base if base in self.vectors else word, cosine)
        counts = self._counts(bases)
        rows = [self._row(base, "beside", counts, cosine) for base, cosine in bases.items()]
        likeliest = [row for place, row in enumerate(rows) if row.count or place < ABSENT]
        return self._with_photos(likeliest[:limit])

    def _related(self, word: str, there: set[str]) -> list[Suggested]:
        """What is related to a known word; ``there``, basic forms that are suggested already, grows."""
        table = self.relations.of(word)
        ranked: dict[Relation, list[str]] = {kind: list(table.get(kind, ())) for kind in RELATIONS}
        if not ranked["beside"] and word in self.vectors:
            near = self.vectors.neighbours(word, 4 * MOST["beside"])
            ranked["beside"] = [self.relations.base(other) for other, cosine in near if cosine >= ALIKE]
        told = {base for bases in ranked.values() for base in bases} - set(ranked["with"])
        forms = self.relations.forms(word)
        beside_it = [base for base in self._companions(forms) if base not in told]
        ranked["with"] = [*beside_it, *ranked["with"]]
        counts = self._counts([base for bases in ranked.values() for base in bases])
        found = self._other_forms(word, forms)
        for kind in RELATIONS:
            bases = [base for base in dict.fromkeys(ranked[kind]) if base not in there | FUNCTION_WORDS]
            here = [base for base in bases if any(counts[form] for form in self.relations.forms(base))]
            if kind == "narrower":
                here.sort(key=lambda base: -sum(counts[form] for form in self.relations.forms(base)))
            absent = [] if kind == "with" else [base for base in bases if base not in here]
            shown = [*here[: MOST[kind]], *absent[: min(ABSENT, max(0, MOST[kind] - len(here)))]]
            there.update(shown)
            rows = [self._row(base, kind, counts, self._cosine(word, base)) for base in shown]
            found += self._showing_both(word, rows) if kind == "with" else rows
        return found

    def _showing_both(self, word: str, rows: Sequence[Suggested]) -> list[Suggested]:
        """Words that go with another, with photos that show both: brown dogs for "brown"."""
        pairs = {row.word: f"{word} {row.word}" for row in rows}
        photos = vocabulary.photos_with(self.session, list(pairs.values()), PHOTOS)
        return [replace(row, photo_ids=tuple(photos[pairs[row.word]])) for row in rows]

    def _other_forms(self, word: str, forms: Sequence[str]) -> list[Suggested]:
        """The other forms of a word, as one; none if no photo here holds one of them."""
        counts = fulltext.word_counts(self.session, [form for form in forms if form != word])
        held = [form for form, count in counts.items() if count]
        if not held:
            return []
        commonest = max(held, key=lambda form: counts[form])
        return [Suggested(commonest, self._cosine(word, commonest), sum(counts.values()), "same")]

    def _companions(self, forms: Sequence[str]) -> list[str]:
        """Basic forms of words said of the same photos here, those first that tell most.

        Photos are read from all over the library, so that one journey does not speak for all of it.
        """
        total = sum(fulltext.word_counts(self.session, forms).values())
        read = fulltext.words_with(self.session, forms, max(1, total // READ), READ)
        said = Counter(word for words in read for word in set(map(self.relations.base, words)))
        common = [
            word
            for word, count in said.most_common(COMPARED)
            if count >= LEAST_TOGETHER
            and word not in FUNCTION_WORDS | NUMBERS
            and word.isalpha()
            and len(word) > 1
        ]
        counts = self._counts(common)
        gains: dict[str, float] = {}
        for word in common:
            everywhere = sum(counts[form] for form in self.relations.forms(word)) / max(self.photo_count, 1)
            share = said[word] / len(read)
            if everywhere and share >= LIFT * everywhere:
                gains[word] = share * math.log(share / everywhere)
        return sorted(gains, key=lambda word: (-gains[word], word))[: MOST["with"]]

    def _counts(self, bases: Iterable[str]) -> dict[str, int]:
        """How many photos hold each form of these words."""
        return fulltext.word_counts(
            self.session, [form for base in bases for form in self.relations.forms(base)]
        )

    def _row(self, base: str, relation: Relation, counts: Mapping[str, int], cosine: float) -> Suggested:
        """A word with all its forms. A photo that holds two of them is counted twice, which is seldom."""
        forms = self.relations.forms(base)
        name = max(forms, key=lambda form: counts[form])  # the basic form, which is first, if none is there
        return Suggested(name, cosine, sum(counts[form] for form in forms), relation)

    def _cosine(self, word: str, other: str) -> float:
        if word not in self.vectors or other not in self.vectors:
            return 0.0
        first, second = self.vectors.lookup([word, other])
        return float(first @ second)

    def _frequent(self, words: Iterable[WordCount]) -> list[Suggested]:
        rows = [Suggested(it.word, 0.0, it.count) for it in words if it.word not in FUNCTION_WORDS]
        return self._with_photos(rows)

    def _with_photos(self, rows: Sequence[Suggested]) -> list[Suggested]:
        """The same, with photos for those that have none yet."""
        held = [row.word for row in rows if row.count and not row.photo_ids]
        photos = vocabulary.photos_with(self.session, held, PHOTOS)
        return [replace(row, photo_ids=tuple(photos.get(row.word, row.photo_ids))) for row in rows]


def _unfinished(text: str, last: str) -> str:
    """What is being typed: the last word, or, in Chinese, all that stands together."""
    return (text.split() or [last])[-1] if is_ideograph(last) else last
