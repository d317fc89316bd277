"""What the parts of a run share: photos, words, features. Each is made when it is first needed."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from photoseek.errors import UnusableDataset
from photoseek.images.formats import is_photo_name
from photoseek.models.representation import SHIPPED_ENCODER, EncoderConfig, GridCompression
from photoseek.models.runtime import Encode, load_encoder
from photoseek.models.word_vectors import WordVectors
from photoseek.training import collages, datasets
from photoseek.training.collages import CollageTable
from photoseek.training.datasets import CaptionedPhoto
from photoseek.training.encoders import EncoderChoice, settle
from photoseek.training.features import FeatureTable, fit_compression, key, table
from photoseek.training.placed_sentences import PlacedSentence, place_sentences

_log = logging.getLogger(__name__)
_COLLAGES_PER_PHOTO = 8  # more would show the same photos again


@dataclass(frozen=True)
class Sources:
    """What to learn from."""

    captioned: Sequence[Path]
    """Data sets of photographs with captions, each with a ``train`` and a ``val`` split."""
    caption_lists: Sequence[Path] = ()
    """Captions without photographs: they widen the vocabulary and describe ``uncaptioned``."""
    uncaptioned: Path | None = None
    """A folder of photographs without captions."""
    word_lists: Sequence[Path] = ()
    """Words, one a line, that the vocabulary shall hold besides those of the captions."""


class Materials:
    """Materials of one run. ``cache`` keeps features for later runs on the same photos."""

    def __init__(
        self, sources: Sources, encoder: EncoderChoice, fit_grid: bool, folder: Path, cache: Path
    ) -> None:
        self._uncaptioned = sources.uncaptioned
        self._choice = encoder
        self._fit_grid = fit_grid
        self._folder = folder
        self._cache = cache
        photos = [photo for source in sources.captioned for photo in datasets.load(source)]
        self.training = [photo for photo in photos if photo.split == "train"]
        self.validation = [photo for photo in photos if photo.split == "val"]
        if not self.training or not self.validation:
            raise UnusableDataset("Training needs photos in a 'train' and in a 'val' split.")
        groups = [group for file in sources.caption_lists for group in datasets.load_caption_groups(file)]
        self.loose_captions = [caption for group in groups for caption in group]
        self.told: list[Sequence[tuple[str, ...]]] = [photo.captions for photo in self.training]
        self.told += groups  # all that is said of each photo, the ones without photographs included

    @cached_property
    def encoder(self) -> EncoderConfig:
        """The encoder. Its weights are in the run's folder from here on, unless it is the shipped one."""
        return settle(self._choice, self._folder)

    @cached_property
    def words(self) -> WordVectors:
        """The run's own word vectors, or the shipped ones."""
        return WordVectors.load(self.holder("words"))

    @cached_property
    def uncaptioned(self) -> list[Path]:
        """Photographs without captions."""
        found = self._uncaptioned.rglob("*") if self._uncaptioned else []
        return sorted(path for path in found if is_photo_name(path.name))

    @cached_property
    def features(self) -> FeatureTable:
        """Features to learn from: of the training photos and of those without captions."""
        photos = [*(photo.path for photo in self.training), *self.uncaptioned]
        return table(self._encode, self._compression, photos, self._cache, progress=_report)

    @cached_property
    def unseen(self) -> FeatureTable:
        """Features to validate on."""
        photos = [photo.path for photo in self.validation]
        return table(self._encode, self._compression, photos, self._cache, views=1)

    def collages(
        self, photos: Sequence[CaptionedPhoto], count: int, seed: int
    ) -> tuple[CollageTable, list[PlacedSentence]]:
        """Up to ``count`` collages of these photos, and what their captions say about places."""
        paths = [photo.path for photo in photos]
        count = min(count, _COLLAGES_PER_PHOTO * len(paths))
        folder = self._cache / f"collages-{key(self._compression, paths, count, seed)}"
        made = collages.table(self._encode, self._compression, paths, folder, count=count, seed=seed)
        return made, place_sentences(made, [photo.captions for photo in photos], self.words.rows)

    @cached_property
    def _encode(self) -> Encode:
        name = self.encoder.name  # before it is loaded: this puts it into the folder
        encode, runtime = load_encoder("auto", None, self._folder)
        _log.info("features of %s are computed by %s", name, runtime)
        return encode

    @cached_property
    def _compression(self) -> GridCompression:
        is_shipped = self.encoder == SHIPPED_ENCODER and not self._fit_grid
        if not is_shipped and self.holder("representation") is None:
            photos = [photo.path for photo in self.training]
            fit_compression(self._encode, self.encoder, photos).save(self._folder)
        # As serving reads it: rounded to float16.
        return GridCompression.load(self.holder("representation"))[0]

    def holder(self, name: str) -> Path | None:
        """The run's folder if it holds this part, else None: the shipped one."""
        return self._folder if (self._folder / f"{name}.safetensors").exists() else None


def _report(done: int, total: int) -> None:
    if done == total or done % 1600 == 0:
        _log.info("features: %d of %d views", done, total)
