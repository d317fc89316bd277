"""What training learns from: a sentence, and the photo it describes."""

from collections.abc import Sequence
from dataclasses import dataclass

from photoseek.models.vocabulary import Language
from photoseek.training.datasets import CaptionedPhoto
from photoseek.training.features import FeatureTable


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the rows of its photo's views in the feature table, the whole photo first."""

    views: tuple[int, ...]
    words: tuple[str, ...]

    @property
    def photo(self) -> int:
        """Tells photos apart: two sentences with the same number describe the same photo."""
        return self.views[0]


def from_photos(
    photos: Sequence[CaptionedPhoto], features: FeatureTable, language: Language = "en"
) -> list[Example]:
    """One example for every caption of every photo in one language."""
    return [
        Example(features.of(photo.path), caption)
        for photo in photos
        for caption in photo.captions_in(language)
    ]
