"""One run over some folders from beginning to end: what ``photoseek index`` does."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from photoseek.images.photo_file import is_present
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ingest import pipeline, scanner
from photoseek.ingest.pipeline import Batch
from photoseek.library import files, folders, photos
from photoseek.library.database import Database
from photoseek.library.records import Folder, FoundFile
from photoseek.paths import Paths
from photoseek.search.vector_index import VectorIndex
from photoseek.settings import Settings

if TYPE_CHECKING:
    from photoseek.models.inference import Inference  # a type here: importing it loads torch


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """How far the run is. While scanning, ``done`` counts files seen and ``total`` is 0."""

    stage: Literal["scanning", "looking", "embedding", "tagging", "captioning"]
    done: int
    total: int
    failed: int = 0


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run did. Files: added + changed + moved + unchanged + failed lie in the folders now."""

    added: int
    changed: int
    moved: int
    removed: int
    unchanged: int
    failed: tuple[tuple[Path, str], ...]
    """Files of these folders that cannot be taken in, now or before, and why."""
    captioned: int
    seconds: float
    photos_per_second: float
    """Photos embedded, over the whole time of the run."""
    unreadable_folders: tuple[tuple[Path, str], ...] = ()
    """Sub-folders that could not be listed."""
    offline_folders: tuple[Path, ...] = ()
    """Watched folders that are away; nothing of theirs was touched."""


def index_folders(
    database: Database,
    inference: "Inference",
    paths: Paths,
    settings: Settings,
    chosen: Sequence[Path],
    on_progress: Callable[[IndexProgress], None] = lambda progress: None,
) -> IndexReport:
    """Watch the ``chosen`` folders, take in what is new there, and caption it if the settings say so.

    The caller holds the library's WriterLock. Raises UnusableFolder, before anything is scanned, for
    a folder that cannot be used and is not known as one that is away.
    """
    start = time.monotonic()

    def tell(batch: Batch) -> None:
        if not batch.is_empty:
            on_progress(_progress(database, batch))

    parts = _watched_parts(database, chosen)
    results = [
        scanner.scan(
            database, folder, below, on_found=lambda count: on_progress(IndexProgress("scanning", count, 0))
        )
        for folder, below in parts
    ]
    _forgive_read_errors(database, parts)
    vanished = sum((result.vanished for result in results), Counter[int]())
    lost = vanished.copy()
    totals = Counter[str]()
    for batch in pipeline.take_in(database, inference, ThumbnailStore(paths.thumbnails), vanished):
        done = batch.stored
        found_again = (lost & done.back).total()
        lost -= done.back
        totals.update(
            added=done.added, changed=done.changed, moved=done.moved, removed=done.removed - found_again
        )
        tell(batch)
    # Only now: a photo that nobody has seen yet may have come back with one of the files.
    for refresh in (pipeline.refresh_representations, pipeline.refresh_embeddings):
        for batch in refresh(database, inference):
            tell(batch)
    if settings.make_captions:
        for batch in pipeline.make_tags(database, inference):
            tell(batch)
        for batch in pipeline.make_captions(
            database, inference, beam_size=settings.beam_size, languages=settings.languages
        ):
            totals["captioned"] += batch.captioned
            tell(batch)
    index = VectorIndex.open_or_build(
        paths.vector_index, database, inference.embedding_id, inference.embedding_dimensions
    )
    while index.settle(256):  # a large library's graph: nobody waits for an answer here
        pass
    index.save()
    moved = totals["moved"] + sum(result.moved for result in results)
    fresh = totals["added"] + totals["changed"]
    seconds = time.monotonic() - start
    return IndexReport(
        added=totals["added"],
        changed=totals["changed"],
        moved=moved,
        removed=totals["removed"] + sum(result.removed for result in results),
        unchanged=max(0, _taken_in(database, parts) - fresh - moved),
        failed=_failed(database, parts),
        captioned=totals["captioned"],
        seconds=seconds,
        photos_per_second=fresh / seconds,
        unreadable_folders=tuple(problem for result in results for problem in result.unreadable),
        offline_folders=tuple(result.folder.path for result in results if not result.online),
    )


def _watched_parts(database: Database, chosen: Sequence[Path]) -> list[tuple[Folder, Path]]:
    """Watch all of ``chosen``; the watched folders and the parts of them to look at, none twice."""
    wanted = [path.expanduser().resolve() for path in chosen]
    with database.write() as session:
        for given, path in zip(chosen, wanted, strict=True):
            watched = folders.covering(session, path)
            # One that is watched already may be away at the moment: no mistake of the user's.
            if watched is None or is_present(watched.path):
                folders.add(session, given)
        # Only now: a folder may have been taken over by a parent that was named after it.
        covering = {path: folders.covering(session, path) for path in wanted}
    outermost = [
        path
        for path in dict.fromkeys(wanted)
        if not any(path != other and path.is_relative_to(other) for other in wanted)
    ]
    return [(folder, path.relative_to(folder.path)) for path in outermost if (folder := covering[path])]


def _forgive_read_errors(database: Database, parts: Sequence[tuple[Folder, Path]]) -> None:
    """Try files again that could not be opened: permissions may have been mended since."""
    with database.write() as session:
        unread = {failure.file_id for failure in files.failures(session) if failure.step == "read"}
        for folder, below in parts if unread else ():
            again = [file for file in files.known(session, folder.id, below).values() if file.id in unread]
            files.mark_changed(
                session,
                [(file.id, FoundFile(file.relative_path, file.size, file.modified_ns)) for file in again],
            )


def _taken_in(database: Database, parts: Sequence[tuple[Folder, Path]]) -> int:
    with database.read() as session:
        return sum(files.count_taken_in(session, folder.id, below) for folder, below in parts)


def _failed(database: Database, parts: Sequence[tuple[Folder, Path]]) -> tuple[tuple[Path, str], ...]:
    roots = [folder.path / below for folder, below in parts]
    with database.read() as session:
        return tuple(
            (failure.path, failure.reason)
            for failure in files.failures(session)
            if any(failure.path.is_relative_to(root) for root in roots)
        )


def _progress(database: Database, batch: Batch) -> IndexProgress:
    """Counted in the library, so that a run that goes on after a break does not begin at zero."""
    if batch.progress is not None:
        return IndexProgress(batch.stage, *batch.progress)
    with database.read() as session:
        counts = photos.counts(session)
    done = counts.photos + counts.failed
    return IndexProgress("embedding", done, done + counts.pending, counts.failed)
