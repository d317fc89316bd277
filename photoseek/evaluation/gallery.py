"""The photos that are measured, as the program would hold them: in a library of their own.

The library lies in a temporary folder; file names are numbers, so that nothing in them helps a
search. What a measure needs is made when it is first asked for and kept for the next one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from photoseek.errors import UnknownWords, UnreadablePhoto, UserError
from photoseek.images.decode import decode
from photoseek.library import captions, files, folders, photos
from photoseek.library.database import Database
from photoseek.library.records import Caption, FoundFile, NewPhoto
from photoseek.models.inference import GeneratedCaption, Inference
from photoseek.models.vocabulary import Language
from photoseek.search.searcher import Searcher
from photoseek.search.vector_index import VectorIndex

_BATCH = 32
_DECODERS = 2  # photos decoded at the same time
_GIVEN_UP_AFTER = 20  # sentences without a word that the model knows

Words = tuple[str, ...]
Progress = Callable[[str, int, int], None]
"""What is being done, how many are done, and of how many."""


@dataclass(frozen=True)
class Photograph:
    """A photo to measure with, and what people said of it."""

    path: Path
    captions: Mapping[Language, Sequence[Words]]
    class_name: str | None = None
    """What it shows, in a few words, where a data set of single objects says so."""


class Gallery:
    """Photos that could be read, their representations, and a searcher over them."""

    def __init__(
        self,
        inference: Inference,
        photographs: Sequence[Photograph],
        folder: Path,
        *,
        beam_size: int = 3,
        progress: Progress = lambda stage, done, total: None,
    ) -> None:
        """Look at ``photographs``; ``folder`` must exist. Raises UserError when none can be read."""
        self.inference = inference
        self.progress = progress
        self.unreadable: list[tuple[Path, str]] = []
        self._beam_size = beam_size
        self._folder = folder
        self._database: Database | None = None
        self.photos, self.representations = self._look(photographs)
        if not self.photos:
            raise UserError("No photo of this data set can be read.")

    def __len__(self) -> int:
        return len(self.photos)

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """The photos' index vectors (N, D)."""
        return self.inference.embed_photos(self.representations)

    @cache  # noqa: B019 - a gallery lives as long as the measuring
    def sentences(self, language: Language) -> tuple[list[Words], NDArray[np.int64]]:
        """What people said, and the number of the photo that each was said of. Raises UserError."""
        said = [photo.captions.get(language, ()) for photo in self.photos]
        sentences = [words for captions in said for words in captions]
        if not sentences:
            raise UserError(f"No photo of this data set has captions in the language '{language}'.")
        return sentences, np.repeat(np.arange(len(said)), [len(captions) for captions in said])

    @cache  # noqa: B019
    def similarity(self, language: Language) -> NDArray[np.float32]:
        """(sentences, photos): cosine in the joint space; 0 for a sentence without a known word.

        Raises UserError when the model knows no word of any sentence.
        """
        sentences, _ = self.sentences(language)
        texts = np.zeros((len(sentences), self.vectors.shape[1]), np.float32)
        for number, words in enumerate(sentences):
            try:
                texts[number] = self.inference.embed_words(words)
            except UnknownWords:
                if number == _GIVEN_UP_AFTER and not texts.any():
                    raise UserError(f"The model does not understand the language '{language}'.") from None
            self.progress(f"sentences {language}", number + 1, len(sentences))
        return texts @ self.vectors.T

    @cache  # noqa: B019
    def written(self, language: Language) -> list[GeneratedCaption]:
        """A caption for each photo by the captioner of a language. Raises DamagedWeights."""
        made: list[GeneratedCaption] = []
        for begin in range(0, len(self), _BATCH):
            batch = self.representations[begin : begin + _BATCH]
            made += self.inference.caption(batch, self._beam_size, language)
            self.progress(f"captions {language}", len(made), len(self))
        return made

    @cached_property
    def searcher(self) -> Searcher:
        """What answers in the program, over a library of these photos with their English captions."""
        database = self._database = Database.open_for_writing(self._folder / "library.db")
        identity = self.inference.captioner_id("en")
        with database.write() as session:
            folder_id = folders.add(session, self._folder).id
            files.add(session, folder_id, [FoundFile(Path(f"{number:06}.jpg"), 1, 1) for number in self.ids])
            known = files.known(session, folder_id)
            for number, new in zip(self.ids, self._as_new(), strict=True):
                assert photos.add(session, new) == number
            files.link_all(session, [(known[f"{number:06}.jpg"].id, number) for number in self.ids])
            captions.store(
                session,
                [
                    Caption(number, "en", one.text, one.log_prob, one.word_log_probs, identity)
                    for number, one in zip(self.ids, self.written("en"), strict=True)
                ],
            )
        index = VectorIndex.open_or_build(
            self._folder / "vectors.hnsw",
            database,
            self.inference.embedding_id,
            self.inference.embedding_dimensions,
        )
        return Searcher(database, self.inference, index)

    @property
    def ids(self) -> range:
        """The photos' ids in the searcher's answers, in the order of ``photos``."""
        return range(1, len(self) + 1)

    def close(self) -> None:
        """Close the library; its folder may be deleted afterwards."""
        if self._database is not None:
            self._database.close()

    def _look(self, photographs: Sequence[Photograph]) -> tuple[list[Photograph], list[bytes]]:
        seen: list[Photograph] = []
        representations: list[bytes] = []
        with ThreadPoolExecutor(_DECODERS) as pool:
            for begin in range(0, len(photographs), _BATCH):
                batch = photographs[begin : begin + _BATCH]
                squares = list(pool.map(self._square, batch))
                for photo, square in zip(batch, squares, strict=True):
                    if isinstance(square, str):
                        self.unreadable.append((photo.path, square))
                    else:
                        seen.append(photo)
                readable = [square for square in squares if not isinstance(square, str)]
                if readable:
                    representations += self.inference.represent(np.stack(readable))
                self.progress("photos", begin + len(batch), len(photographs))
        return seen, representations

    def _square(self, photo: Photograph) -> NDArray[np.uint8] | str:
        try:
            return decode(photo.path, square_side=self.inference.input_size).square
        except UnreadablePhoto as error:
            return str(error)

    def _as_new(self) -> Iterator[NewPhoto]:
        for number, data, vector in zip(self.ids, self.representations, self.vectors, strict=True):
            yield NewPhoto(
                content_hash=f"{number:032x}",  # equal photos stay two, as in the data set
                width=1,
                height=1,
                format="JPEG",
                taken_at=None,
                camera=None,
                exposure=None,
                latitude=None,
                longitude=None,
                encoder_id=self.inference.encoder_id,
                representation=data,
                embedding_id=self.inference.embedding_id,
                embedding=vector.astype("<f2").tobytes(),
            )


@contextmanager
def open_gallery(
    inference: Inference,
    photographs: Sequence[Photograph],
    *,
    beam_size: int = 3,
    progress: Progress = lambda stage, done, total: None,
) -> Iterator[Gallery]:
    """A gallery whose library is deleted at the end."""
    with TemporaryDirectory(prefix="photoseek-") as folder:
        gallery = Gallery(inference, photographs, Path(folder), beam_size=beam_size, progress=progress)
        try:
            yield gallery
        finally:
            gallery.close()
