"""The one door to the networks: photos to representations, representations to vectors and captions.

Everything here runs in eval mode without gradients.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import get_args

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from photoseek.errors import UnknownWords, UnusableModel
from photoseek.models import installed, weights
from photoseek.models.beam_search import beam_search
from photoseek.models.captioner import best_fitting, weights_name
from photoseek.models.inversion import RESTARTS, Inversion, invert
from photoseek.models.networks import Networks
from photoseek.models.regions import Alignment, Box, locate, look_closer, with_evidence
from photoseek.models.representation import unpack_grid, unpack_pooled
from photoseek.models.runtime import use_one_thread
from photoseek.models.tags import Evidence, Tag, merge
from photoseek.models.turns import Turns
from photoseek.models.vocabulary import Language, is_ideograph, join, language_of
from photoseek.models.word_relations import WordRelations
from photoseek.models.word_sources import WordSources, load_captioner_words
from photoseek.models.word_vectors import WordVectors
from photoseek.paths import Paths
from photoseek.settings import Settings

CAPTION_BATCH = 32
_LEAST_CHINESE_FIT = 0.22
"""Cosine of a Chinese caption with its photo that says nothing. Words are detected in English; with this
the confidences of both languages are alike on Flickr8k's validation split."""
PLACE_SHARPNESS = 10.0
"""How much more a place counts for each unit of cosine with words that point at it."""


@dataclass(frozen=True, slots=True)
class GeneratedCaption:
    """A caption by the decoder. Natural logarithms; ``log_prob`` counts the sentence's end, too."""

    text: str
    log_prob: float
    word_log_probs: tuple[float, ...]
    confidence: float
    """How much of what it says the photo is seen to show, 0 to 1. The decoder's own probabilities do not
    tell: it says of the moon as surely as of a meadow that a dog is running through it."""


class Inference:
    """All that the trained parts can do. Safe to use from several threads; only what is long runs beside."""

    def __init__(self, paths: Paths, settings: Settings, folder: Path | None = None) -> None:
        self._folder = folder or weights.shipped_folder()  # of all weights that are loaded here
        self._networks = Networks(paths, settings, self._folder)
        self._lock = threading.RLock()
        self._look_at = Turns(self._networks.represent)

    @classmethod
    def load(cls, paths: Paths, settings: Settings, model: str | None = None) -> "Inference":
        """An installed model, the one in the settings if none is named. Nothing is loaded yet.

        Raises UnusableModel when it is not there.
        """
        use_one_thread()
        found = installed.find(paths, model or settings.model)
        if found.kind == "clip":
            from photoseek.models.clip_inference import ClipInference  # here: it is made from this class

            return ClipInference(paths, settings, found.folder)
        return cls(paths, settings, found.parts)

    @property
    def encoder_id(self) -> str:
        """Names what makes a representation."""
        compression, identity = self._networks.compression
        return f"{compression.encoder.identity}+{identity}"

    @property
    def input_size(self) -> int:
        """Pixels a side of the squares that ``represent`` takes."""
        return self._networks.compression[0].encoder.input_size

    @property
    def embedding_id(self) -> str:
        """Names what makes an index vector of a representation."""
        return self._networks.joint[1]

    def captioner_id(self, language: Language = "en") -> str:
        """Names what makes a caption of a representation."""
        return self._networks.captioner(language).identity

    @property
    def caption_languages(self) -> tuple[Language, ...]:
        """The languages that this model has a captioner for."""
        parts = weights.identities(self._folder)
        return tuple(language for language in get_args(Language) if weights_name(language) in parts)

    @property
    def embedding_dimensions(self) -> int:
        """Length of an index vector."""
        config = self._networks.joint[0].config
        return config.dimensions + config.conse_dimensions

    @property
    def runtime(self) -> str:
        """What runs the image encoder, for people to read."""
        return self._networks.encoder[1]

    @property
    def word_vectors(self) -> WordVectors:
        """The wide vocabulary."""
        return self._networks.word_vectors

    @cached_property
    def word_sources(self) -> WordSources:
        """The wide vocabulary, the English captioner's own word vectors, and both together."""
        return WordSources(self.word_vectors, load_captioner_words(self._folder))

    @cached_property
    def word_relations(self) -> WordRelations:
        """Which words are wider, narrower and so on: a model's own table, or the shipped one."""
        return WordRelations.load(self._folder if "relations" in weights.identities(self._folder) else None)

    def represent(self, squares: NDArray[np.uint8]) -> list[bytes]:
        """uint8 photos (B, S, S, 3), RGB, S is ``input_size``, whole and squashed -> B representations."""
        return self._look_at(squares)

    def features(self, representations: Sequence[bytes]) -> NDArray[np.float32]:
        """The encoder's own features of each whole photo (B, P), as they came."""
        return self._pooled(representations).numpy()

    def looks(self, representations: Sequence[bytes]) -> NDArray[np.float32]:
        """What each photo looks like, as a whole and place by place: (B, P + 6400) of unit length.

        The product of two is the mean of two cosines: of their features as a whole, an average photo's
        taken off, and of their grids.
        """
        whole = self._pooled(representations).numpy() - self._networks.compression[0].mean
        places = self._grid(representations).flatten(1).numpy()
        parts = [part / np.linalg.norm(part, axis=1, keepdims=True) for part in (whole, places)]
        return np.asarray(np.concatenate(parts, axis=1) / np.sqrt(2), np.float32)

    def embed_photos(self, representations: Sequence[bytes]) -> NDArray[np.float32]:
        """Index vectors (B, D) of unit length."""
        if not representations:
            return np.zeros((0, self.embedding_dimensions), np.float32)
        with self._lock, torch.inference_mode():
            vectors = self._networks.joint[0].embed_photos(self._pooled(representations))
        return vectors.numpy()

    def embed_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The index vector (D,) of a phrase, of unit length; words that are not known are left out.

        Chinese comes in single characters. Raises UnknownWords when none is known.
        """
        characters = [word for word in words if is_ideograph(word) and self.knows(word)]
        with self._lock, torch.inference_mode():
            if 2 * len(characters) > len(words):
                embedded = self._networks.character_encoder(
                    *self._networks.character_encoder.encode([characters])
                )
            else:
                known = self._known(words)
                vectors = torch.from_numpy(self.word_vectors.lookup(known))[None]  # (1, T, 384)
                embedded = self._networks.joint[0].embed_texts(vectors, torch.tensor([len(known)]))
        vector: NDArray[np.float32] = embedded[0].numpy()
        return vector

    def knows(self, word: str) -> bool:
        """Whether a word, or a Chinese character, has a meaning here."""
        if is_ideograph(word):
            return self._networks.reads_characters and word in self._networks.character_encoder
        return word in self.word_vectors

    def calibrated(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """Cosines of a text with photos (n,) on the scale that relevance is told on: this model's own."""
        return cosines

    def similarity(self, query: bytes, candidates: Sequence[bytes]) -> NDArray[np.float32]:
        """Cosine (n,) of a photo's pooled features with those of other photos, an average photo's taken off.

        With it taken off, of 200 photos cropped to 60 % of their sides 91 % found their original first, with
        it 88 %.
        """
        if not candidates:
            return np.zeros(0, np.float32)
        pooled = self._pooled([query, *candidates]).numpy() - self._networks.compression[0].mean
        pooled /= np.linalg.norm(pooled, axis=1, keepdims=True)
        similar: NDArray[np.float32] = pooled[1:] @ pooled[0]
        return similar

    def caption(
        self, representations: Sequence[bytes], beam_size: int = 3, language: Language = "en"
    ) -> list[GeneratedCaption]:
        """A caption for each photo: of the sentences that beam search finds, the one that fits best."""
        captions = []
        for begin in range(0, len(representations), CAPTION_BATCH):
            batch = representations[begin : begin + CAPTION_BATCH]
            captions += self._describe(self._pooled(batch), self._grid(batch), beam_size, language)
        return captions

    def region_caption(
        self, representation: bytes, box: Box, beam_size: int = 3, language: Language = "en"
    ) -> GeneratedCaption:
        """A caption of a part of a photo, as if that were a photo of its own."""
        grid = look_closer(self._grid([representation])[0].numpy(), box)
        pooled = self._networks.compression[0].restore(grid).mean(axis=0)
        return self._describe(
            torch.from_numpy(pooled)[None], torch.from_numpy(grid)[None], beam_size, language
        )[0]

    def align(self, words: Sequence[str], representation: bytes) -> Alignment:
        """Where in a photo the words of a sentence are; of a single word its detector tells, too.

        Words that are not known are left out. Raises UnknownWords when none is known.
        """
        known = self._known(words)
        vectors = torch.from_numpy(self.word_vectors.lookup(known))[None]  # (1, T, 384)
        pooled, grid = self._pooled([representation]), self._grid([representation])
        network, _ = self._networks.alignment
        with self._lock, torch.inference_mode():
            logits = network(pooled, grid, vectors, torch.tensor([len(known)]))[0]  # (T, 25)
        log_probs = logits.log_softmax(dim=-1).numpy()
        if len(known) == 1 and (evidence := self.evidence(known)) is not None:
            odds = evidence.log_odds(self._embed_pooled(self._places(representation)), unseen=0.0)
            log_probs = with_evidence(log_probs, odds.T)
        return locate(known, log_probs, network.config.adherence)

    def word_log_probs(
        self, words: Sequence[str], representations: Sequence[bytes], language: Language = "en"
    ) -> NDArray[np.float32]:
        """(n, T): log probability of each word, given the photo and the words before it.

        A word that the captioner does not know has the probability of the unknown word.
        """
        captioner = self._networks.captioner(language)
        pooled, grid = self._pooled(representations), self._grid(representations)
        with self._lock, torch.inference_mode():
            log_probs: NDArray[np.float32] = captioner.word_log_probs(words, pooled, grid).numpy()
        return log_probs

    def invert(self, words: Sequence[str], *, restarts: int = RESTARTS, seed: int = 0) -> Inversion:
        """Random features moved until the captioner would say the words, in their language.

        Takes about a second. Raises UnknownWords when the captioner knows none of them.
        """
        captioner = self._networks.captioner(language_of(join(words)))
        compression = self._networks.compression[0]
        known = captioner.vocabulary
        if not any(word in known for word in words):
            raise UnknownWords({word: [] for word in words})
        spoken = known.encode(words)[: captioner.decoder.config.longest - 2]
        with self._lock:
            return invert(
                captioner.decoder,
                [known.start, *spoken, known.end],
                torch.from_numpy(compression.mean),
                torch.from_numpy(compression.directions),
                ignored=known.unknown,
                restarts=restarts,
                seed=seed,
            )

    def imagine(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Where in the index (D,), of unit length, random photos move when the captioner is inverted.

        Raises UnknownWords, see ``invert``, and UnusableModel where the index is another network's.
        """
        if self.embedding_id != self._networks.joint[1]:
            raise UnusableModel(
                "Only PhotoSeek's own models can be inverted. Run 'photoseek model use shipped'."
            )
        inversion = self.invert(words)
        with self._lock, torch.inference_mode():
            joint = self._networks.joint[0]
            moved = joint.embed_photos(inversion.ends) - joint.embed_photos(inversion.starts)
            return torch.nn.functional.normalize(moved.mean(dim=0), dim=0).numpy()

    @property
    def tagger_id(self) -> str:
        """Names what makes the tags of a representation."""
        return self._networks.sight[1]

    def tags(self, representations: Sequence[bytes], limit: int = 10) -> list[list[Tag]]:
        """The surest words and ImageNet classes for each photo, best first."""
        if not representations:
            return []
        sight, _ = self._networks.sight
        with self._lock, torch.inference_mode():
            pooled = self._pooled(representations)
            classes = self._networks.joint[0].class_probabilities(pooled).numpy()
            vectors = self._networks.joint[0].embed_photos(pooled).numpy()
        found = sight.detectors.probabilities(vectors)
        return [
            merge(sight.detectors.words, words, likely, limit)
            for words, likely in zip(found, classes, strict=True)
        ]

    def evidence(self, words: Sequence[str]) -> Evidence | None:
        """How to see each of the words in index vectors; None where index vectors are another network's."""
        sight, _ = self._networks.sight
        return sight.evidence(words) if sight.detectors.embedding_id == self.embedding_id else None

    def part(self, representation: bytes, words: Sequence[str]) -> NDArray[np.float32] | None:
        """The index vector (D,) of what words name in a photo: of the places that look like them.

        None when no word is known, or where index vectors are another network's.
        """
        known = [word for word in words if self.knows(word)]
        if not known or self.embedding_id != self._networks.joint[1]:
            return None
        places = self._places(representation)
        likeness = self._embed_pooled(places) @ self.embed_words(known)
        weights = np.exp((likeness - likeness.max()) * PLACE_SHARPNESS)
        return self._embed_pooled((weights / weights.sum()) @ places[None])[0]

    def embed_places(self, representation: bytes) -> NDArray[np.float32] | None:
        """The index vectors (25, D) of a photo's places, as if each were a photo, the upper row first.

        None where index vectors are another network's.
        """
        is_ours = self.embedding_id == self._networks.joint[1]
        return self._embed_pooled(self._places(representation)) if is_ours else None

    def _embed_pooled(self, pooled: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n, P) -> (n, D)."""
        with self._lock, torch.inference_mode():
            return self._networks.joint[0].embed_photos(torch.from_numpy(pooled)).numpy()

    def _places(self, representation: bytes) -> NDArray[np.float32]:
        """(25, P), float32."""
        return self._networks.compression[0].restore(self._grid([representation])[0].numpy())

    @property
    def _dimensions(self) -> int:
        return self._networks.compression[0].encoder.dimensions

    def _pooled(self, representations: Sequence[bytes]) -> Tensor:
        """(B, P), float32."""
        return torch.from_numpy(unpack_pooled(representations, self._dimensions))

    def _grid(self, representations: Sequence[bytes]) -> Tensor:
        """(B, 25, 256), float32, in units of standard deviations."""
        return torch.from_numpy(unpack_grid(representations, self._dimensions))

    def _describe(
        self, pooled: Tensor, grid: Tensor, beam_size: int, language: Language
    ) -> list[GeneratedCaption]:
        captioner = self._networks.captioner(language)
        with torch.inference_mode():  # without the lock: a search must not wait for it
            found = beam_search(captioner.decoder, captioner.vocabulary, pooled, grid, beam_size)
            fits = self._fits([[one.words for one in sentences] for sentences in found], pooled, language)
            best = [best_fitting(*one, language) for one in zip(found, fits, strict=True)]
            seen = self._networks.joint[0].embed_photos(pooled).numpy()
            if language == "en":
                sure = [
                    self._networks.sight[0].support(one.words, photo)
                    for (one, _), photo in zip(best, seen, strict=True)
                ]
            elif self._networks.reads_characters:
                sure = [min(1.0, max(0.0, fit - _LEAST_CHINESE_FIT)) for _, fit in best]
            else:  # nothing here can judge: the decoder's own word is taken
                sure = [float(np.exp(np.mean(one.log_probs))) for one, _ in best]
        return [
            GeneratedCaption(join(one.words), one.log_prob, one.log_probs[:-1], confidence)
            for (one, _), confidence in zip(best, sure, strict=True)
        ]

    def _fits(
        self, sentences: Sequence[Sequence[Sequence[str]]], pooled: Tensor, language: Language
    ) -> list[list[float]]:
        """How well each of the sentences of each photo fits it in the joint space: cosines."""
        texts = [words for several in sentences for words in several]
        owners = [photo for photo, several in enumerate(sentences) for _ in several]
        if language == "en":
            rows = [[word for word in words if word in self.word_vectors] or ["a"] for words in texts]
            vectors = [torch.from_numpy(self.word_vectors.lookup(row)) for row in rows]
            padded = torch.nn.utils.rnn.pad_sequence(vectors, batch_first=True)  # (N, T, 384)
            told = self._networks.joint[0].read(padded, torch.tensor([len(row) for row in rows]))
            seen = self._networks.joint[0].see(pooled)
        elif self._networks.reads_characters:
            told = self._networks.character_encoder(*self._networks.character_encoder.encode(texts))
            seen = self._networks.joint[0].embed_photos(pooled)
        else:
            return [[0.0] * len(several) for several in sentences]
        cosines = iter((told * seen[owners]).sum(dim=1).tolist())
        return [[next(cosines) for _ in several] for several in sentences]

    def _known(self, words: Sequence[str]) -> list[str]:
        """Those of the words that the wide vocabulary holds. Raises UnknownWords when there is none."""
        if known := [word for word in words if word in self.word_vectors]:
            return known
        raise UnknownWords({word: self.word_vectors.nearest_spellings(word) for word in words})
