"""Every question a library answers: photos for words, photos like a photo, words for words."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy.orm import Session

from photoseek.errors import UnknownWords, UserError
from photoseek.images.decoders import decode_apart
from photoseek.library import captions, embeddings, photos, scopes, tags
from photoseek.library.database import Database
from photoseek.library.records import EVERYTHING, LEAST_TAG, Scope
from photoseek.search import likeness, ranking, relevance, retelling
from photoseek.search.answer import Answer, WordReason, scored
from photoseek.search.function_words import FUNCTION_WORDS
from photoseek.search.meaning import Meaning, understand
from photoseek.search.parts import Look, Part, Target, find, look_at, look_now, weigh
from photoseek.search.query import Query, parse
from photoseek.search.reasons import reasons
from photoseek.search.relevance import Band
from photoseek.search.rows import Ids, Vectors
from photoseek.search.said import Said
from photoseek.search.suggestions import Suggested, Suggester
from photoseek.search.vector_index import VectorIndex

if TYPE_CHECKING:
    from photoseek.models.inference import Inference  # a type here; whoever has one has loaded torch
    from photoseek.models.regions import Region

POOL = 1000  # photos that the vectors, and as many that full text, put up for ranking
COMPARED = 200  # photos compared by their whole representations, about 9 kB each
_ANY_WORDS = "a dog on the beach"
SHOWN_ANYWAY = 20  # photos shown even if they are weak: one of them may be it, and the rest is spared
COMPARED_WITH = 16  # other photos that tell how much a word is said of any photo
_NONE = np.empty(0, np.int64)
SPELLINGS_FOR = 5  # unknown words of a query that suggestions are looked up for; each takes a moment


class Searcher:
    """Answers from one library. For one thread at a time, like its index."""

    def __init__(self, database: Database, inference: "Inference", index: VectorIndex) -> None:
        self._database = database
        self._inference = inference
        self._index = index
        self._beside = ThreadPoolExecutor(1, "full text")  # the database works while the networks do
        self.look: Look = look_now

    def by_words(self, text: str, limit: int = 200, scope: Scope = EVERYTHING) -> Answer:
        """Photos for a query such as ``dog beach -people``; weak ones only to fill SHOWN_ANYWAY places.

        Every question may be asked of a part of the library only, its ``scope``.
        Raises UnknownWords when no wanted word is known: not to the word vectors, and not to any
        caption, file name or folder name of this library.
        """
        query = parse(text)
        pool = max(POOL, limit)
        with self._database.read() as session:
            self._index.reconcile(session)
            among = _within(session, scope)
            looking_up = self._beside.submit(self._said, query, pool, among)
            meaning = understand(self._inference, query)
            near = _NONE if meaning.towards is None else self._index.query(meaning.towards, pool, among)[0]
            said, told = looking_up.result()
            unknown = self._unknown(query, said)
            ids = np.union1d(near, told)
            ids, scores = ranking.best(ids, self._fused(meaning, said, ids), limit)
            if not query.wanted:  # photos that are merely not what is unwanted have nothing to fit
                return Answer(scored(ids, scores, ["possible"] * len(ids)), unknown)
            ids, scores = self._judged(session, query, ids, scores)
        hits = scored(ids, scores, relevance.bands(meaning.fit(scores), said.told(ids)))
        hits = tuple(sorted(hits, key=lambda hit: relevance.BANDS.index(hit.band)))  # told ones rise
        fitting = sum(hit.band != "weak" for hit in hits)
        return Answer(hits[: max(fitting, SHOWN_ANYWAY)], unknown)

    def warm(self) -> None:
        """Answer questions for nothing: the first ones take ten times as long as the others."""
        with suppress(UnknownWords):
            self.by_words(_ANY_WORDS)
        self.suggest(_ANY_WORDS)

    def by_inversion(self, text: str, limit: int = 200, scope: Scope = EVERYTHING) -> Answer:
        """Photos for a sentence, found by inverting the captioner (``models.inversion``).

        Every wanted word counts the same. Slower and worse than ``by_words``: it shows what the
        captioner alone knows. Raises UnknownWords when it knows none of the words, and UnusableModel
        where the index is another network's.
        """
        words = parse(text).wanted
        if not words:
            raise UnknownWords({})
        vector = self._inference.imagine(words)
        with self._database.read() as session:
            self._index.reconcile(session)
            among = _within(session, scope)
        ids, scores = self._index.query(vector, limit, among)
        return Answer(scored(ids, scores, ["possible"] * len(ids)))

    def by_photo(
        self,
        photo_id: int,
        limit: int = 200,
        words: str = "",
        about: str = "",
        parts: Sequence[Part] = (),
        scope: Scope = EVERYTHING,
        weight: float = 1.0,
    ) -> Answer:
        """Photos like one of the library, without itself; see ``by_representation``.

        Raises UserError if it is not there (any more), UnreadablePhoto if parts of it are asked for and
        its file cannot be read, and UnknownWords.
        """
        representation = self.representation(photo_id)
        looked_at = look_at(self._inference, self.look, self._path(photo_id), parts) if parts else []
        answer = self.by_representation(representation, limit + 1, words, about, looked_at, scope, weight)
        return Answer(tuple(hit for hit in answer.hits if hit.photo_id != photo_id)[:limit], answer.unknown)

    def by_file(
        self,
        path: Path,
        limit: int = 200,
        words: str = "",
        about: str = "",
        parts: Sequence[Part] = (),
        scope: Scope = EVERYTHING,
        weight: float = 1.0,
    ) -> Answer:
        """Photos like any image file; if the library holds it, it comes first. Nothing is stored.

        See ``by_representation``. Raises UnreadablePhoto and UnknownWords.
        """
        looked_at = look_at(self._inference, self.look, path, parts) if parts else []
        return self.by_representation(self.represent(path), limit, words, about, looked_at, scope, weight)

    def by_representation(
        self,
        representation: bytes,
        limit: int = 200,
        words: str = "",
        about: str = "",
        parts: Sequence[Target] = (),
        scope: Scope = EVERYTHING,
        weight: float = 1.0,
    ) -> Answer:
        """Photos like the one that the encoder described so.

        With ``words``, such as ``night -people``, like a mixture of the photo, which counts ``weight``
        times as much as usual, and them; with ``about``,
        such as ``dog``, like what these words name in it; with ``parts``, like these parts of it and not
        like those that are unwanted. Raises UnknownWords when no word is known.
        """
        query = parse(f"{words} {about}")
        unknown: dict[str, list[str]] = {}
        with self._database.read() as session:
            self._index.reconcile(session)
            among = _within(session, scope)
            if query.terms:
                unknown = self._unknown(query, Said.of(session, query, len(self._index)))
        meaning = understand(self._inference, query)
        targets = self._targets(representation, about, parts)
        towards = [(target.weight, target.vector) for target in targets if target.weight > 0]
        away = [(-target.weight, target.vector) for target in targets if target.weight < 0]
        if meaning.towards is not None:
            towards.append((1 / weight, meaning.towards))
        direction = ranking.combine(towards, away)
        if direction is None:  # they cancel each other out
            direction = towards[0][1]
        ids, _ = self._index.query(direction, max(limit, COMPARED), among)
        vectors = self._index.vectors(ids)
        alike = self._alike(targets, ids, vectors)
        if meaning.vector is not None:
            scores = self._scores(meaning, vectors, meaning.vector)
            counts = likeness.ABOUT_WEIGHT if about else likeness.WORDS_WEIGHT
            alike = likeness.mixed(weight * alike, scores, counts)
        ids, scores = ranking.best(ids, alike, limit)
        is_plain = not query.terms and all(target.weight > 0 for target in targets)
        found_bands: list[Band] = likeness.bands(scores) if is_plain else ["possible"] * len(ids)
        return Answer(scored(ids, scores, found_bands), unknown)

    def representation(self, photo_id: int) -> bytes:
        """What the encoder says of a photo of the library; it looks now if it has not yet.

        Raises UserError if the photo is not there (any more), and UnreadablePhoto.
        """
        found = self._representations([photo_id])
        return found[photo_id] if photo_id in found else self.represent(self._path(photo_id))

    def represent(self, path: Path) -> bytes:
        """What the encoder says of any image file. Raises UnreadablePhoto."""
        side = self._inference.input_size
        square = self.look(("whole", path), lambda: decode_apart(path, square_side=side).square)
        return self._inference.represent(square[None])[0]

    def parts_of_photo(self, photo_id: int) -> list["Region"]:
        """What is where in a photo of the library, by its caption and tags; see ``parts.find``.

        Raises UserError if it is not there (any more).
        """
        asked = self.representation(photo_id)
        with self._database.read() as session:
            sentences = captions.shown(session, [photo_id])
            words = tags.of_photos(session, [photo_id])
        if photo_id not in sentences:  # it was taken in just now
            return self._parts(asked)
        likely = [tag.word for tag in words.get(photo_id, ()) if tag.confidence >= LEAST_TAG]
        return find(self._inference, asked, sentences[photo_id].text, likely)

    def parts_of_file(self, path: Path) -> list["Region"]:
        """The same for any image file, in the words of a caption made now. Raises UnreadablePhoto."""
        return self._parts(self.represent(path))

    def _parts(self, representation: bytes) -> list["Region"]:
        (caption,), (found,) = (
            self._inference.caption([representation]),
            self._inference.tags([representation]),
        )
        likely = [tag.word for tag in found if tag.confidence >= LEAST_TAG]
        return find(self._inference, representation, caption.text, likely)

    def explain(self, text: str, photo_id: int) -> tuple[WordReason, ...]:
        """How sure the model is that a photo shows each wanted word of a query, in the order typed.

        Words that are not known are left out. Raises UserError if the photo is not there (any more).
        """
        asked = self.representation(photo_id)
        with self._database.read() as session:
            self._index.reconcile(session)
        others = self._index.ids
        sample = others[:: max(1, len(others) // COMPARED_WITH)][:COMPARED_WITH].tolist()
        compared = self._representations([other for other in sample if other != photo_id])
        return reasons(self._inference, parse(text).wanted, asked, list(compared.values()))

    def suggest(self, text: str, limit: int = 40) -> tuple[list[Suggested], dict[str, list[str]]]:
        """Words to add to the words typed so far, by relation, best first; and unknown words among them."""
        with self._database.read() as session:
            return self._suggester(session).suggest(text, limit)

    def analogy(self, a: str, b: str, c: str, limit: int = 10) -> list[Suggested]:
        """``a`` is to ``b`` as ``c`` is to each of these, best first. Raises UnknownWords."""
        with self._database.read() as session:
            return self._suggester(session).analogy(a, b, c, limit, self._inference.word_sources.spoken)

    def _suggester(self, session: Session) -> Suggester:
        vectors, relations = self._inference.word_vectors, self._inference.word_relations
        return Suggester(session, vectors, relations, len(self._index))

    def _unknown(self, query: Query, said: Said) -> dict[str, list[str]]:
        """Words that nothing here knows, and known ones near them. Raises UnknownWords if all are such."""
        known = {word for word in said.holders if self._inference.knows(word) or len(said.holders[word])}
        missing = [word for word in said.holders if word not in known | FUNCTION_WORDS]
        spellings = self._inference.word_vectors.nearest_spellings
        unknown = {
            word: spellings(word) if position < SPELLINGS_FOR else [] for position, word in enumerate(missing)
        }
        if known.isdisjoint(query.wanted or query.unwanted):
            raise UnknownWords(unknown)
        return unknown

    def _said(self, query: Query, pool: int, among: Ids | None) -> tuple[Said, Ids]:
        """What texts say of a query, and up to ``pool`` photos of which they say most."""
        with self._database.read() as session:
            said = Said.of(session, query, len(self._index))
        return said, said.ids(pool, among)

    def _fused(self, meaning: Meaning, said: Said, ids: Ids) -> Vectors:
        """The scores (n,) of photos by vectors and text."""
        cosines = np.zeros(len(ids), np.float32)
        if meaning.vector is not None:
            cosines = self._scores(meaning, self._index.vectors(ids), meaning.vector)
        return ranking.fuse(cosines, made=said.made(ids), told=said.told(ids), unwanted=said.unwanted(ids))

    def _scores(self, meaning: Meaning, vectors: Vectors, towards: Vectors) -> Vectors:
        return meaning.scores(self._inference.calibrated(vectors @ towards), vectors)

    def _judged(self, session: Session, query: Query, ids: Ids, scores: Vectors) -> tuple[Ids, Vectors]:
        """The same photos, the best of them in the order that the captioner's judgement makes."""
        words = retelling.sentence(query)
        if not words:
            return ids, scores
        shortlist = ids[: retelling.SHORTLIST].tolist()
        found = embeddings.representations(session, self._inference.encoder_id, shortlist)
        judged = np.isin(ids, np.array(list(found), np.int64))
        gains = retelling.gains(
            self._inference, words, [found[photo_id] for photo_id in ids[judged].tolist()]
        )
        scores = scores.copy()
        scores[judged] += retelling.WEIGHT * gains
        return ranking.best(ids, scores, len(ids))

    def _targets(self, representation: bytes, about: str, parts: Sequence[Target]) -> list[Target]:
        """What photos are to be like: parts of a photo, or all of it if none of them is wanted."""
        vector = self._inference.embed_photos([representation])[0]
        if about:
            named = self._inference.part(representation, parse(about).wanted)
            return [Target(named if named is not None else vector), *parts]
        if any(part.weight > 0 for part in parts):
            return list(parts)
        return [Target(vector, representation), *parts]

    def _alike(self, targets: Sequence[Target], ids: Ids, vectors: Vectors) -> Vectors:
        """Likeness (n,) of photos with these index vectors (n, D); closely for the best of them."""
        weights = [target.weight for target in targets]
        cosines = vectors @ np.stack([target.vector for target in targets], axis=1)  # (n, T)
        roughly = weigh(cosines, weights)
        near, _ = ranking.best(ids, roughly, COMPARED)
        found = self._representations(near.tolist())
        compared = np.isin(ids, np.array(list(found), np.int64))
        if not compared.any() or all(target.representation is None for target in targets):
            return roughly
        others = [found[photo_id] for photo_id in ids[compared].tolist()]
        close = cosines[compared]
        for place, target in enumerate(targets):
            if target.representation is not None:
                features = self._inference.similarity(target.representation, others)
                close[:, place] = likeness.likeness(features, close[:, place])
        alike = roughly.copy()
        alike[compared] = weigh(close, weights)
        # The rest keep the index's order, below all that were compared.
        alike[~compared] = np.minimum(roughly[~compared], alike[compared].min())
        return alike

    def _path(self, photo_id: int) -> Path:
        with self._database.read() as session:
            shown = photos.by_ids(session, [photo_id])
        if not shown:
            raise UserError("This photo is no longer in the library, or has not been looked at yet.")
        return shown[0].path

    def _representations(self, ids: Sequence[int]) -> dict[int, bytes]:
        with self._database.read() as session:
            return embeddings.representations(session, self._inference.encoder_id, ids)


def _within(session: Session, scope: Scope) -> Ids | None:
    """The photos of a part of the library; None for all of it."""
    return None if scope.is_everything else scopes.ids(session, scope)
