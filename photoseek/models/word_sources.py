"""Two views of what words mean, and both of them together. NumPy alone.

- *wide*: the distilled vocabulary (``word_vectors``), which knows what words mean in general;
- *captioner*: the caption decoder's own word vectors, learnt from what people say of photos, where
  "red" is nearest to "blue" and "boy" to "child";
- *both*: the one beside the other in one vector, for words that the captioner speaks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from photoseek.models import weights
from photoseek.models.vocabulary import SPECIAL
from photoseek.models.word_vectors import WordVectors

Source = Literal["both", "wide", "captioner"]
SOURCES: tuple[Source, ...] = get_args(Source)

CAPTIONER_WEIGHT = 1.2
"""Length of the captioner's part beside the wide one, for words that it has heard often."""
OFTEN = 300
"""Its words are in order of frequency; up to this one they have been heard often. From there on their part
is shorter: by half for four times that. Both were chosen so that "boy" is near "child" and "girl",
and rank correlation with people's judgements is no lower than that of the wide vocabulary alone."""


@dataclass(frozen=True)
class WordSources:
    """The words of one model; the captioner's by frequency."""

    wide: WordVectors
    captioner: WordVectors

    @classmethod
    def load(cls, folder: Path | None = None) -> "WordSources":
        """Those of the model in ``folder``, or of the shipped one. Raises DamagedWeights."""
        return cls(WordVectors.load(folder), load_captioner_words(folder))

    @cached_property
    def spoken(self) -> WordVectors:
        """The words that the captioner speaks, by frequency, each with both its vectors."""
        places = np.arange(1, len(self.captioner) + 1, dtype=np.float32)
        lengths = CAPTIONER_WEIGHT * np.minimum(1, np.sqrt(OFTEN / places))
        shared = [row for row, word in enumerate(self.captioner.words) if word in self.wide]
        words = tuple(self.captioner.words[row] for row in shared)
        said = self.captioner.vectors[shared] * lengths[shared, None]
        wide = self.wide.lookup(words)
        vectors = np.concatenate([wide, said], axis=1)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return WordVectors(words, vectors, {word: row for row, word in enumerate(words)})

    @cached_property
    def both(self) -> WordVectors:
        """The wide vocabulary, each word's vector followed by the captioner's, or by zeros."""
        vectors = np.zeros((len(self.wide), self.spoken.vectors.shape[1]), np.float32)
        vectors[:, : self.wide.vectors.shape[1]] = self.wide.vectors
        vectors[[self.wide.rows[word] for word in self.spoken.words]] = self.spoken.vectors
        return WordVectors(self.wide.words, vectors, self.wide.rows)

    def choose(self, source: Source, words: Sequence[str]) -> WordVectors:
        """Where to look up ``words``. Both together only if the captioner speaks all of them.

        Else a word without the captioner's part would be held against words that have one.
        """
        if source == "both":
            return self.both if all(word in self.captioner for word in words) else self.wide
        return self.captioner if source == "captioner" else self.wide


def load_captioner_words(folder: Path | None = None) -> WordVectors:
    """The English caption decoder's own word vectors. Raises DamagedWeights."""
    arrays, config, _ = weights.load("captions", folder)
    words = tuple(config["words"][len(SPECIAL) :])
    vectors = arrays["words.weight"][len(SPECIAL) :].astype(np.float32)
    vectors -= vectors.mean(axis=0)  # common to all words, so it tells none from another
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return WordVectors(words, vectors, {word: row for row, word in enumerate(words)})
