"""The shipped model beside an OpenCLIP network: CLIP sees and finds, all else stays as it was."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photoseek.models import weights
from photoseek.models.clip import Clip
from photoseek.models.inference import Inference
from photoseek.models.installed import CLIP
from photoseek.models.turns import Turns
from photoseek.models.vocabulary import is_ideograph
from photoseek.paths import Paths
from photoseek.settings import Settings


class ClipInference(Inference):
    """Keeps ``Inference``'s promises, but photos and words meet in CLIP's space.

    A representation is the shipped model's, followed by CLIP's vector of the photo (float16). So
    captions, tags and regions are made from it as ever, photos are known again by the shipped
    encoder's features, and index vectors are read from its end.
    """

    def __init__(self, paths: Paths, settings: Settings, folder: Path) -> None:
        super().__init__(paths, settings)
        self._clip_folder = folder
        self._identity = weights.identities(folder).get(CLIP, CLIP)
        self._look_at = Turns(self._represent)

    @property
    def encoder_id(self) -> str:
        """Names what makes a representation."""
        return f"{super().encoder_id}+{self._identity}"

    @property
    def embedding_id(self) -> str:
        """Names what makes an index vector of a representation."""
        return self._identity

    @property
    def embedding_dimensions(self) -> int:
        """Length of an index vector."""
        return self._clip.dimensions

    def embed_photos(self, representations: Sequence[bytes]) -> NDArray[np.float32]:
        """Index vectors (B, D) of unit length."""
        size = 2 * self.embedding_dimensions
        rows = np.frombuffer(b"".join(data[-size:] for data in representations), "<f2").astype(np.float32)
        vectors = rows.reshape(len(representations), self.embedding_dimensions)
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def embed_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The index vector (D,) of a phrase, of unit length. CLIP spells out what it does not know."""
        with self._lock:
            return self._clip.embed_text(" ".join(words))

    def knows(self, word: str) -> bool:
        """Whether a word has a meaning here; CLIP's own words are English."""
        return not is_ideograph(word) and (word in self.word_vectors or self._clip.knows(word))

    def calibrated(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """Cosines of a text with photos (n,) on the scale of the shipped model's."""
        config = self._clip.config
        scaled: NDArray[np.float32] = np.float32(config.scale) * cosines + np.float32(config.offset)
        return scaled

    def _represent(self, squares: NDArray[np.uint8]) -> list[bytes]:
        vectors = self._clip.embed_photos(squares).astype("<f2")
        shipped = self._networks.represent(squares)
        return [before + vector.tobytes() for before, vector in zip(shipped, vectors, strict=True)]

    @cached_property
    def _clip(self) -> Clip:
        return Clip.load(self._clip_folder)
