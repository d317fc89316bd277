"""A stand-in for ``models.inference.Inference``: the same questions, answered at once, without torch.

A photo is its average colour: representations hold it, embeddings point its way, captions name it,
and the words it knows are names of colours.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from photoseek.errors import UnknownWords
from photoseek.models.regions import Alignment, locate
from photoseek.models.word_relations import WordRelations

COLOURS = {
    "red": (220, 40, 40),
    "green": (40, 180, 60),
    "blue": (40, 60, 220),
    "yellow": (230, 220, 50),
    "white": (245, 245, 245),
    "black": (15, 15, 15),
}
_GREY = 128.0  # where the colours' vectors begin


class StandInCaption(NamedTuple):
    text: str
    log_prob: float
    word_log_probs: tuple[float, ...]
    confidence: float = 0.5


class StandInTag(NamedTuple):
    word: str
    confidence: float


class StandInWordVectors:
    words = tuple(COLOURS)

    def __contains__(self, word: str) -> bool:
        return word in COLOURS

    def lookup(self, words: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([_direction(np.array(COLOURS[word])) for word in words])

    def neighbours(self, words: str | Sequence[str], limit: int) -> list[tuple[str, float]]:
        return [(word, 0.5) for word in COLOURS if word not in words][:limit]

    def analogy(self, a: str, b: str, c: str, limit: int) -> list[tuple[str, float]]:
        return self.neighbours((a, b, c), limit)

    def nearest_spellings(self, word: str, limit: int = 5) -> list[str]:
        return [known for known in COLOURS if known[:1] == word[:1]][:limit]


class StandInWordSources:
    spoken = StandInWordVectors()


class StandInInference:
    """``broken``: photos (by their first pixel) on which the network fails; ``batches``: sizes seen."""

    captioner = "stand-in-captioner-1"
    caption_languages = ("en", "zh")
    tagger_id = "stand-in-tagger-1"
    embedding_dimensions = 4
    input_size = 260
    runtime = "stand-in"
    word_vectors = StandInWordVectors()
    word_sources = StandInWordSources()
    word_relations = WordRelations({}, {})

    def __init__(
        self,
        *,
        encoder_id: str = "stand-in-encoder-1",
        embedding_id: str = "stand-in-embedding-1",
        broken: Sequence[tuple[int, int, int]] = (),
    ) -> None:
        self.encoder_id = encoder_id
        self.embedding_id = embedding_id
        self.batches: list[int] = []
        self._broken = {tuple(colour) for colour in broken}

    def represent(self, squares: NDArray[np.uint8]) -> list[bytes]:
        assert squares.dtype == np.uint8
        assert squares.shape[1:] == (260, 260, 3)
        if any(tuple(square[0, 0].tolist()) in self._broken for square in squares):
            raise RuntimeError("the network fails on this photo")
        self.batches.append(len(squares))
        return [colour.astype("<f4").tobytes() for colour in squares.mean(axis=(1, 2))]

    def embed_photos(self, representations: Sequence[bytes]) -> NDArray[np.float32]:
        return np.stack([_direction(np.frombuffer(data, "<f4")) for data in representations])

    def looks(self, representations: Sequence[bytes]) -> NDArray[np.float32]:
        return self.embed_photos(representations)

    def knows(self, word: str) -> bool:
        return word in self.word_vectors

    def embed_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        return _direction(np.mean([COLOURS[word] for word in words], axis=0))

    def evidence(self, words: Sequence[str]) -> None:
        """Nothing is known of how words look but their vectors."""

    def part(self, representation: bytes, words: Sequence[str]) -> None:
        """A photo of one colour has no parts."""

    def word_log_probs(
        self, words: Sequence[str], representations: Sequence[bytes], language: str = "en"
    ) -> NDArray[np.float32]:
        """A colour is as likely as it is near the photo's; every other word is as likely as any."""
        photos = self.embed_photos(representations)
        none = np.zeros(len(photos), np.float32)
        likely = [photos @ self.embed_words([word]) if word in COLOURS else none for word in words]
        return np.stack(likely, axis=1) - 1

    def calibrated(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        return cosines

    def similarity(self, query: bytes, candidates: Sequence[bytes]) -> NDArray[np.float32]:
        vectors = self.embed_photos([query, *candidates])
        similar: NDArray[np.float32] = vectors[1:] @ vectors[0]
        return similar

    def tags(self, representations: Sequence[bytes], limit: int = 10) -> list[list[StandInTag]]:
        return [[StandInTag(_name(data), 0.9), StandInTag("picture", 0.2)] for data in representations]

    def captioner_id(self, language: str = "en") -> str:
        return f"{self.captioner}-{language}"

    def align(self, words: Sequence[str], representation: bytes) -> Alignment:
        """A colour is at the place that has its number among the colours."""
        known = [word for word in words if word in COLOURS]
        if not known:
            raise UnknownWords({word: [] for word in words})
        places = [list(COLOURS).index(word) for word in known]
        return locate(known, 9 * np.eye(25, dtype=np.float32)[places], adherence=1.0)

    def caption(
        self, representations: Sequence[bytes], beam_size: int = 3, language: str = "en"
    ) -> list[StandInCaption]:
        captions = []
        for data in representations:
            name = _name(data)
            text = f"a {name} picture" if language == "en" else f"一张 {name} 图"
            captions.append(StandInCaption(text, -1.5, (-0.5, -0.5, -0.5)))
        return captions


def _name(data: bytes) -> str:
    colour = np.frombuffer(data, "<f4")
    return min(COLOURS, key=lambda word: float(np.square(colour - COLOURS[word]).sum()))


def _direction(colour: NDArray[np.float32]) -> NDArray[np.float32]:
    # The fourth number keeps grey from having no direction at all.
    vector = np.array([*(np.asarray(colour) - _GREY), 10.0], np.float32)
    unit: NDArray[np.float32] = vector / np.linalg.norm(vector)
    return unit
