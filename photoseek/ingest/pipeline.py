"""Taking photos in, a batch for each step of a generator, so that its caller decides when.

``take_in`` reads files while the network works on the batches before and stores what it has seen, all
at a time, and never has more than two seconds' work in hand, which is what a sudden end may cost;
decoders run in processes of their own, so that no photo can end this one. ``make_captions``
comes after it, from representations alone. While the networks are still being loaded,
``first_look`` takes photos in without them, for people to see, and ``see_unseen`` makes good for
it. All find their work in the library and nowhere else, so that a run that was cut short goes on
where it stopped.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING, Literal

from sqlalchemy.orm import Session

from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ingest import steps
from photoseek.ingest.beside import MOMENT, beside
from photoseek.ingest.reading import BATCH, FIRST_BATCHES, Pace, Reading
from photoseek.ingest.steps import Outcome, ReadFile, SetAside, Stored
from photoseek.library import captions, embeddings, files, photos, tags
from photoseek.library.database import Database
from photoseek.library.records import Caption, NewPhoto, Tag
from photoseek.models.vocabulary import Language

if TYPE_CHECKING:
    from photoseek.models.inference import Inference  # a type here: importing it loads torch

LONGEST_WAIT = 0.2  # seconds of a search for the network; a slow one gets fewer photos at a time
CAPTION_BATCH = 16  # the fewer, the longer each of them takes
REEMBED_BATCH = 64  # only a small matrix product for each
READERS = min(4, (os.cpu_count() or 2) + 1)  # a thread waits for the disk now and then
LOOKERS = max(1, READERS // 2)  # at a first look, so that the networks load no later for it

_ANY_SIDE = 64  # pixels of a square that nobody looks at

Stage = Literal["looking", "embedding", "tagging", "captioning"]


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step did; nothing, when it only waited for the disk."""

    stage: Stage
    stored: Stored = field(default_factory=Stored)
    tagged: int = 0
    captioned: int = 0
    seen_again: int = 0
    progress: tuple[int, int] | None = None
    """Of photos that were taken in before: those done (in the language in hand), and all of them."""

    @property
    def done(self) -> int:
        """How many photos this stage is further."""
        stored = len(self.stored.photo_ids) + len(self.stored.failed)
        return stored + self.seen_again + self.tagged + self.captioned

    @property
    def is_empty(self) -> bool:
        """Whether nothing was done: the caller only got its turn."""
        return self == Batch(self.stage, progress=self.progress)


def readers_for(threads: int) -> int:
    """How many files to read at a time where the settings allow so many threads; 0: all of them."""
    return min(READERS, threads) if threads else READERS


def first_look(database: Database, thumbnails: ThumbnailStore, go_on: Callable[[], bool]) -> Iterator[Batch]:
    """Take in pending files without any network, as ``take_in`` does, while ``go_on`` says so.

    What was begun by then is finished, so that no file counts as one that a sudden end caught.
    """
    reading = Reading(database, thumbnails, _ANY_SIDE, LOOKERS)
    try:
        for size in chain(FIRST_BATCHES, repeat(BATCH)):
            if go_on():
                reading.begin(2 * size)
            if not reading.flying:
                break
            while not (outcomes := reading.collect(size)):
                yield Batch("looking")
            batch = [item for item in outcomes if isinstance(item, ReadFile)]
            new = steps.without_vectors(batch)
            stored = steps.store(database, outcomes, new, Counter())
            reading.release(outcomes)
            yield Batch("looking", stored)
    finally:
        reading.close()


def take_in(
    database: Database,
    inference: "Inference",
    thumbnails: ThumbnailStore,
    vanished: Counter[int] | None = None,
    readers: int = READERS,
) -> Iterator[Batch]:
    """Take in all pending files, first seen first, and commit after each batch.

    ``vanished`` holds photos whose files a scan found gone: one that turns up again was moved.
    ``readers``: so many files are read at a time.
    Closing the generator early leaves what is not committed pending.
    """
    reading = Reading(database, thumbnails, inference.input_size, readers)
    pace = Pace()
    # "is None" and not "or": an empty counter must be updated in place too.
    counter = Counter[int]() if vanished is None else vanished
    seen = beside(reading.batches(pace), partial(_seen_by, inference))
    try:
        for result in seen:
            if result is None:
                yield Batch("embedding")
                continue
            outcomes, (new, refused) = result
            stored = steps.store(database, [*outcomes, *refused], new, counter)
            reading.release(outcomes)
            pace.note(len(outcomes))
            yield Batch("embedding", stored)
    finally:
        seen.close()
        reading.close()


def _seen_by(
    inference: "Inference", outcomes: Sequence[Outcome]
) -> tuple[dict[str, NewPhoto], list[SetAside]]:
    batch = [item for item in outcomes if isinstance(item, ReadFile)]
    new, refused = steps.embed(inference, batch)
    return new, [*refused, *_twins_of(refused, batch)]


def see_unseen(database: Database, inference: "Inference", readers: int = READERS) -> Iterator[Batch]:
    """Let the network see the photos of a first look. They are among those taken in already."""
    with database.read() as session:
        if not embeddings.unseen(session, -1, 1):
            return  # as nearly always: counting all vectors of a large library takes a while
        counts = photos.counts(session)
        done = len(embeddings.ids(session, inference.embedding_id)) + counts.failed
    total = counts.photos + counts.failed + counts.pending
    yield from _look_again(database, inference, embeddings.unseen, readers, done, total)


def refresh_representations(
    database: Database, inference: "Inference", readers: int = READERS
) -> Iterator[Batch]:
    """Look again at photos that another encoder has seen. Their captions and old vectors stay meanwhile.

    A photo that cannot be read at the moment is passed over until the next run.
    """

    def waiting(session: Session, after: int, limit: int) -> list[int]:
        return embeddings.without_representation(session, inference.encoder_id, after, limit)

    with database.read() as session:
        total = photos.counts(session).photos
        done = len(embeddings.ids(session, inference.embedding_id))
    yield from _look_again(database, inference, waiting, readers, done, total)


def _look_again(
    database: Database,
    inference: "Inference",
    waiting_for_it: Callable[[Session, int, int], list[int]],
    readers: int,
    done: int,
    total: int,
) -> Iterator[Batch]:
    after, size = -1, FIRST_BATCHES[0]
    while True:
        with database.read() as session:
            waiting = waiting_for_it(session, after, size)
            batch = [photo for photo in photos.by_ids(session, waiting) if photo.online]
        if not waiting:
            return
        after = waiting[-1]
        pool = ThreadPoolExecutor(readers, thread_name_prefix="read")
        try:
            opening = [pool.submit(steps.square, photo, inference.input_size) for photo in batch]
            while wait(opening, MOMENT).not_done:
                yield Batch("embedding")
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        squares = {
            photo.id: square
            for photo, opened in zip(batch, opening, strict=True)
            if (square := opened.result()) is not None
        }
        begun = time.monotonic()
        looked_at, refused = steps.look_again(inference, squares)
        size = _bearable(len(batch), time.monotonic() - begun)
        with database.write() as session:
            seen = [(one.photo_id, one.representation) for one in looked_at]
            embeddings.store_representations(session, inference.encoder_id, seen)
            embeddings.store(
                session, inference.embedding_id, [(one.photo_id, one.embedding) for one in looked_at]
            )
            for photo_id, reason in refused.items():
                files.set_photo_aside(session, photo_id, "embed", reason)
        done += len(looked_at)
        failed = tuple((photo.path, refused[photo.id]) for photo in batch if photo.id in refused)
        yield Batch(
            "embedding", Stored(failed=failed), seen_again=len(looked_at), progress=(min(done, total), total)
        )


def _bearable(photos: int, seconds: float) -> int:
    """How many photos can be looked at while a search waits, when so many took so long."""
    return max(1, min(BATCH, int(photos * LONGEST_WAIT / max(seconds, 1e-3)))) if photos else BATCH


def refresh_embeddings(database: Database, inference: "Inference") -> Iterator[Batch]:
    """Embed stored representations anew where a new joint model has not done so yet."""
    while True:
        with database.read() as session:
            batch = embeddings.without_embedding(
                session, inference.embedding_id, inference.encoder_id, REEMBED_BATCH
            )
        if not batch:
            return
        vectors = steps.embedding_bytes(inference.embed_photos([data for _, data in batch]))
        ids = [photo_id for photo_id, _ in batch]
        with database.write() as session:
            embeddings.store(session, inference.embedding_id, list(zip(ids, vectors, strict=True)))
        yield Batch("embedding", Stored(photo_ids=tuple(ids)))


def make_tags(database: Database, inference: "Inference") -> Iterator[Batch]:
    """Find tags for all photos that this model has not tagged yet."""
    with database.read() as session:
        if not tags.untagged(session, inference.tagger_id, inference.encoder_id, 1, -1):
            return  # as nearly always: counting takes a while in a large library
        done, total = tags.count_done(session, inference.tagger_id), photos.counts(session).photos
    after = -1
    while True:
        with database.read() as session:
            batch = tags.untagged(session, inference.tagger_id, inference.encoder_id, BATCH, after)
        if not batch:
            return
        after = batch[-1][0]
        found = inference.tags([data for _, data in batch])
        made = {
            photo_id: [Tag(tag.word, tag.confidence) for tag in tags_of_photo]
            for (photo_id, _), tags_of_photo in zip(batch, found, strict=True)
        }
        with database.write() as session:
            tags.store(session, inference.tagger_id, made)
        done += len(made)
        yield Batch("tagging", tagged=len(made), progress=(min(done, total), total))


def make_captions(
    database: Database, inference: "Inference", *, beam_size: int, languages: Sequence[Language]
) -> Iterator[Batch]:
    """Caption all photos that the captioner has not captioned yet, in one language after the other.

    A language that the model has no captioner for is passed over.
    """
    for language in languages:
        if language in inference.caption_languages:
            yield from _make_captions(database, inference, beam_size, language)


def _make_captions(
    database: Database, inference: "Inference", beam_size: int, language: Language
) -> Iterator[Batch]:
    model_id = inference.captioner_id(language)
    with database.read() as session:
        if not captions.uncaptioned(session, model_id, inference.encoder_id, language, 1, -1):
            return  # as nearly always, see above
        done, total = captions.count_done(session, model_id, language), photos.counts(session).photos

    def waiting() -> Iterator[list[tuple[int, bytes]]]:
        after = -1
        while True:
            with database.read() as session:
                batch = captions.uncaptioned(
                    session, model_id, inference.encoder_id, language, CAPTION_BATCH, after
                )
            if not batch:
                return
            after = batch[-1][0]
            yield batch

    captioned = beside(
        waiting(), lambda batch: inference.caption([data for _, data in batch], beam_size, language)
    )
    with closing(captioned):
        for result in captioned:
            if result is None:
                yield Batch("captioning", progress=(min(done, total), total))
                continue
            made = [
                Caption(
                    photo_id, language, one.text, one.log_prob, one.word_log_probs, model_id, one.confidence
                )
                for (photo_id, _), one in zip(*result, strict=True)
            ]
            with database.write() as session:
                captions.store(session, made)
            done += len(made)
            yield Batch("captioning", captioned=len(made), progress=(min(done, total), total))


def _twins_of(refused: Sequence[SetAside], batch: Sequence[ReadFile]) -> list[SetAside]:
    """Refusals for the other files of a batch that hold the same content as a refused one."""
    reasons = {item.file.id: item for item in refused}
    hashes = {item.content_hash: reasons[item.file.id] for item in batch if item.file.id in reasons}
    return [
        SetAside(item.file, hashes[item.content_hash].step, hashes[item.content_hash].reason)
        for item in batch
        if item.content_hash in hashes and item.file.id not in reasons
    ]
