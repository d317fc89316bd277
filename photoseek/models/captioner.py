"""A captioner: a decoder with the vocabulary it speaks, one for each language."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from photoseek.models import weights
from photoseek.models.beam_search import Sentence
from photoseek.models.caption_decoder import CaptionDecoder, DecoderConfig
from photoseek.models.vocabulary import Language, Vocabulary

FIT_WEIGHT: dict[Language, float] = {"en": 4.0, "zh": 3.3}
"""Log probability (over length to the power 0.7) that a cosine of 1 is worth. The English one was chosen
between 0 and 8 on Flickr8k's validation split; Chinese cosines spread wider."""


@dataclass(frozen=True)
class Captioner:
    """A trained decoder in eval mode; ``identity`` names what makes its captions."""

    decoder: CaptionDecoder
    vocabulary: Vocabulary
    identity: str

    def word_log_probs(self, words: Sequence[str], pooled: Tensor, grid: Tensor) -> Tensor:
        """(B, T): log P of each word given the photo and the words before it; the end is not counted."""
        numbers = self.vocabulary.encode(words)[: self.decoder.config.longest - 2]
        spoken = torch.tensor([self.vocabulary.start, *numbers])
        return self.decoder.log_probs(self.decoder.read(pooled, grid), spoken)


def best_fitting(
    sentences: Sequence[Sentence], fits: Sequence[float], language: Language
) -> tuple[Sentence, float]:
    """Of the sentences found for a photo, the one that decoder and joint space like best, and its fit.

    The decoder has learnt what people say, the joint space what tells photos apart; their mistakes
    differ. ``fits`` are the sentences' cosines with the photo.
    """
    weight = FIT_WEIGHT[language]
    return max(zip(sentences, fits, strict=True), key=lambda it: it[0].score + weight * it[1])


def weights_name(language: Language) -> str:
    """The name of a captioner's file of weights."""
    return "captions" if language == "en" else f"captions_{language}"


def load_captioner(language: Language, folder: Path | None = None) -> Captioner:
    """The captioner of a language in ``folder``, or the shipped one. Raises DamagedWeights."""
    name = weights_name(language)
    arrays, config, identity = weights.load(name, folder)
    decoder = CaptionDecoder(weights.configure(DecoderConfig, config, name))
    weights.fill(decoder, arrays, name)
    return Captioner(decoder, Vocabulary(config["words"]), identity)
