"""The networks of one model, each loaded from its folder when it is first asked for."""

import threading
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from photoseek.models import weights
from photoseek.models.alignment import AlignmentNetwork, load_alignment
from photoseek.models.captioner import Captioner, load_captioner
from photoseek.models.character_encoder import CharacterEncoder
from photoseek.models.joint_embedding import JointEmbedding, load_joint
from photoseek.models.representation import GridCompression, pack
from photoseek.models.runtime import Encode, load_encoder
from photoseek.models.tags import WordDetectors, WordSight
from photoseek.models.vocabulary import Language
from photoseek.models.word_vectors import WordVectors
from photoseek.paths import Paths
from photoseek.settings import Settings


class Networks:
    """With a pair, the second is the identity of the weights. All raise DamagedWeights."""

    def __init__(self, paths: Paths, settings: Settings, folder: Path) -> None:
        """``folder``: of all weights that are loaded here."""
        self._paths, self._settings, self._folder = paths, settings, folder
        self._captioners: dict[Language, Captioner] = {}
        self._lock = threading.Lock()

    @cached_property
    def encoder(self) -> tuple[Encode, str]:
        settings = self._settings
        return load_encoder(
            settings.runtime, self._paths.compiled_models, self._folder, threads=settings.threads
        )

    @cached_property
    def compression(self) -> tuple[GridCompression, str]:
        return GridCompression.load(self._folder)

    @cached_property
    def joint(self) -> tuple[JointEmbedding, str]:
        return load_joint(self._folder)

    @cached_property
    def reads_characters(self) -> bool:
        return "joint_zh" in weights.identities(self._folder)

    @cached_property
    def character_encoder(self) -> CharacterEncoder:
        return CharacterEncoder.load("zh", self._folder)[0]

    @cached_property
    def sight(self) -> tuple[WordSight, str]:
        joint, joint_id = self.joint
        dimensions = joint.config.dimensions + joint.config.conse_dimensions
        detectors, identity = WordDetectors.load(self._folder)
        fitting = detectors.fitting(joint_id, dimensions)

        def class_direction(vector: NDArray[np.float32]) -> NDArray[np.float32]:
            with torch.inference_mode():
                return joint.class_direction(torch.from_numpy(vector)).numpy()

        return WordSight(fitting, self.word_vectors, class_direction), identity

    @cached_property
    def word_vectors(self) -> WordVectors:
        return WordVectors.load(self._folder)

    @cached_property
    def alignment(self) -> tuple[AlignmentNetwork, str]:
        return load_alignment(self._folder)

    def represent(self, squares: NDArray[np.uint8]) -> list[bytes]:
        """uint8 photos (B, S, S, 3) -> B representations. One call at a time."""
        pooled, grid = self.encoder[0](squares)
        return pack(pooled, self.compression[0].compress(grid))

    def captioner(self, language: Language) -> Captioner:
        with self._lock:
            if language not in self._captioners:
                self._captioners[language] = load_captioner(language, self._folder)
            return self._captioners[language]
