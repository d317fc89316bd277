"""A gallery of coloured squares, seen by the stand-in networks: a photo is its average colour."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from photoseek.evaluation.gallery import Gallery, Photograph, open_gallery
from photoseek.library.records import Tag
from photoseek.models.word_sources import WordSources
from photoseek.models.word_vectors import WordVectors
from tests.support.inference import COLOURS, StandInInference

SHOWN = ("red", "green", "blue", "yellow")
STRANGE = ("tariff", "sonnet", "plasma")
GREY = (128, 128, 128)


class ColourInference(StandInInference):
    """Beyond the stand-in: what only measuring asks for."""

    input_size = 260

    def __init__(self) -> None:
        super().__init__()
        words = (*COLOURS, *STRANGE)
        alike = np.eye(len(words), dtype=np.float32)
        self.word_vectors = WordVectors(words, alike, {word: row for row, word in enumerate(words)})
        self.word_sources = WordSources(self.word_vectors, self.word_vectors)

    def embed_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """As Inference does: unknown words are left out, alone they are refused; strange ones are grey."""
        known = [word for word in words if word in self.word_vectors]
        self.word_vectors.lookup(known or words)  # raises UnknownWords
        colours = [COLOURS.get(word, GREY) for word in known]
        return self.embed_photos([np.mean(colours, axis=0).astype("<f4").tobytes()])[0]

    def features(self, representations: Sequence[bytes]) -> NDArray[np.float32]:
        return np.stack([np.frombuffer(data, "<f4") for data in representations])

    def word_log_probs(
        self, words: Sequence[str], representations: Sequence[bytes], language: str = "en"
    ) -> NDArray[np.float32]:
        """A word is likely of a photo whose caption holds it."""
        said = [caption.text.split() for caption in self.caption(representations)]
        return np.array([[-0.5 if word in text else -3 for word in words] for text in said], np.float32)

    def imagine(self, words: Sequence[str]) -> NDArray[np.float32]:
        """What is imagined is what the words say."""
        return self.embed_words(words)

    def evidence(self, words: Sequence[str]) -> None:
        """No word has a detector."""

    def part(self, representation: bytes, words: Sequence[str]) -> NDArray[np.float32]:
        """Whatever is asked about is found."""
        return self.embed_words(words)

    def tags(self, representations: Sequence[bytes], limit: int = 10) -> list[list[Tag]]:
        return [
            [Tag("photograph", 0.9), Tag(caption.text.split()[1], 0.5)][:limit]
            for caption in self.caption(representations)
        ]


@pytest.fixture
def inference() -> ColourInference:
    return ColourInference()


@pytest.fixture
def photographs(tmp_path: Path) -> list[Photograph]:
    """Two photos of each colour, each with three captions that name it."""
    folder = tmp_path / "photographs"
    folder.mkdir()
    made = []
    for number in range(2):
        for colour in SHOWN:
            path = folder / f"{colour} {number}.png"
            shade = tuple(max(0, value - 12 * number) for value in COLOURS[colour])
            Image.new("RGB", (40, 40), shade).save(path)
            said = [("a", colour, "picture"), (colour,), ("the", colour, "square")]
            made.append(Photograph(path, {"en": said}, colour))
    return made


@pytest.fixture
def gallery(inference: ColourInference, photographs: list[Photograph]) -> Iterator[Gallery]:
    with open_gallery(inference, photographs) as opened:  # type: ignore[arg-type]
        yield opened
