"""What the worker does for each request, one function each. UserErrors become ``Failed`` outside."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photoseek import settings
from photoseek.errors import UnknownWords, UserError
from photoseek.ipc import messages
from photoseek.ipc.messages import (
    AlbumMade,
    Changed,
    Done,
    Hits,
    Reasons,
    Regions,
    Reply,
    Request,
    Suggestions,
)
from photoseek.library import albums, captions, files, folders, photos
from photoseek.library.records import Scope
from photoseek.models.vocabulary import tokenize
from photoseek.search.query import MAX_WEIGHT, MAX_WORDS
from photoseek.worker import upkeep

if TYPE_CHECKING:
    from photoseek.models.regions import Region
    from photoseek.search.parts import Part
    from photoseek.search.suggestions import Suggested
    from photoseek.worker.loop import Worker

NEEDS_MODELS = (
    messages.Search,
    messages.ExplainHit,
    messages.SuggestWords,
    messages.Analogy,
    messages.AlignWords,
    messages.FindParts,
    messages.MakeMap,
    messages.FindDuplicates,
)
"""Requests that wait until the models are loaded."""


def handle(worker: "Worker", request: Request) -> Reply | None:
    """Carry a request out; None: it is answered later. Raises UserError with what the user can do."""
    return _HANDLERS[type(request)](worker, request)


def _search(worker: "Worker", request: messages.Search) -> Hits:
    start = time.perf_counter()
    searcher = worker.engine.searcher
    try:
        if request.photo_id is not None:
            answer = searcher.by_photo(request.photo_id, *_asked(request))
        elif request.path is not None:
            answer = searcher.by_file(Path(request.path), *_asked(request))
        else:
            answer = searcher.by_words(request.words, request.limit, request.scope)
    except UnknownWords as error:
        # No hits and the words near the unknown ones: an answer that the window can offer to mend.
        return _hits(request.id, (), error.suggestions, start)
    return _hits(request.id, answer.hits, answer.unknown, start)


def _asked(request: messages.Search) -> tuple[int, str, str, tuple["Part", ...], Scope, float]:
    """What a search with a photo says of it."""
    from photoseek.search.parts import Part  # here: it loads the vector index's library

    parts = tuple(Part((part.left, part.top, part.right, part.bottom), part.weight) for part in request.parts)
    weight = min(max(request.photo_weight, 1 / MAX_WEIGHT), MAX_WEIGHT)  # or one of the two is not heard
    return request.limit, request.words, request.about, parts, request.scope, weight


def _explain_hit(worker: "Worker", request: messages.ExplainHit) -> Reasons:
    found = worker.engine.searcher.explain(request.text, request.photo_id)
    return Reasons(request.id, tuple(messages.Reason(*reason) for reason in found))


def _suggest_words(worker: "Worker", request: messages.SuggestWords) -> Suggestions:
    suggested, unknown = worker.engine.searcher.suggest(request.text, request.limit)
    return Suggestions(request.id, tuple(map(_suggestion, suggested)), _unknown_words(unknown))


def _analogy(worker: "Worker", request: messages.Analogy) -> Suggestions:
    words = [word for asked in (request.a, request.b, request.c) for word in tokenize(asked)[:1]]
    if len(words) < 3:
        raise UserError("An analogy needs three words. Type one into each field.")
    try:
        a, b, c = words
        found = worker.engine.searcher.analogy(a, b, c, request.limit)
    except UnknownWords as error:
        return Suggestions(request.id, (), _unknown_words(error.suggestions))
    return Suggestions(request.id, tuple(map(_suggestion, found)))


def _make_map(worker: "Worker", request: messages.MakeMap) -> Done:
    worker.mapping.begin(worker.engine.inference, request.of)
    return Done(request.id)


def _align_words(worker: "Worker", request: messages.AlignWords) -> Regions:
    representation = worker.engine.searcher.representation(request.photo_id)
    try:
        alignment = worker.engine.inference.align(tokenize(request.text)[:MAX_WORDS], representation)
    except UnknownWords:
        return Regions(request.id, (), ())
    return Regions(request.id, _regions(alignment.words), _regions(alignment.phrases))


def _find_parts(worker: "Worker", request: messages.FindParts) -> Regions:
    searcher = worker.engine.searcher
    if request.photo_id is not None:
        found = searcher.parts_of_photo(request.photo_id)
    elif request.path is not None:
        found = searcher.parts_of_file(Path(request.path))
    else:
        raise UserError("Choose a photo first.")
    return Regions(request.id, (), _regions(found))


def _add_folder(worker: "Worker", request: messages.AddFolder) -> Done:
    path = Path(request.path)
    # Before the library waits for it.
    worker.answering.look(path, lambda: folders.usable(path))
    with worker.database.write() as session:
        added = folders.add(session, path)
    worker.watch_folders()  # the watcher wishes for a first scan of a folder it did not know
    worker.scan(added.id)
    worker.reporter.changed(folders=True)
    return Done(request.id)


def _remove_folder(worker: "Worker", request: messages.RemoveFolder) -> Done:
    with worker.database.write() as session:
        folders.remove(session, request.folder_id)
    worker.watch_folders()
    worker.reporter.changed(photos=True, folders=True)
    worker.wake()
    return Done(request.id)


def _find_duplicates(worker: "Worker", request: messages.FindDuplicates) -> None:
    worker.duplicates.begin(worker.engine.inference, request)


def _rescan(worker: "Worker", request: messages.Rescan) -> Done:
    with worker.database.read() as session:
        watched = folders.list_all(session)
    for folder in watched:
        worker.scan(folder.id)
    worker.wake()
    return Done(request.id)


def _retry_failures(worker: "Worker", request: messages.RetryFailures) -> Done:
    with worker.database.write() as session:
        files.retry_failed(session, request.file_ids or None)
    worker.wake()
    return Done(request.id)


def _set_paused(worker: "Worker", request: messages.SetPaused) -> Done:
    worker.set_paused(request.paused)
    return Done(request.id)


def _edit_caption(worker: "Worker", request: messages.EditCaption) -> Done:
    with worker.database.write() as session:
        if not photos.by_ids(session, [request.photo_id]):
            raise UserError("This photo is no longer in the library.")
        captions.edit(session, request.photo_id, request.language, request.text)
    worker.reporter.changed(captions=True)
    return Done(request.id)


def _set_favourite(worker: "Worker", request: messages.SetFavourite) -> Changed:
    with worker.database.write() as session:
        changed = photos.set_favourite(session, request.photo_ids, request.favourite)
    worker.reporter.changed(albums=bool(changed))
    return Changed(request.id, tuple(changed))


def _rotate(worker: "Worker", request: messages.Rotate) -> Changed:
    with worker.database.write() as session:
        changed = photos.rotate(session, request.photo_ids, request.quarter_turns)
    worker.reporter.changed(albums=bool(changed))
    return Changed(request.id, tuple(changed))


def _make_album(worker: "Worker", request: messages.MakeAlbum) -> AlbumMade:
    with worker.database.write() as session:
        album_id = albums.make(session, request.name, request.photo_ids)
    worker.reporter.changed(albums=True)
    return AlbumMade(request.id, album_id)


def _rename_album(worker: "Worker", request: messages.RenameAlbum) -> Done:
    with worker.database.write() as session:
        albums.rename(session, request.album_id, request.name)
    worker.reporter.changed(albums=True)
    return Done(request.id)


def _set_album_deleted(worker: "Worker", request: messages.SetAlbumDeleted) -> Done:
    with worker.database.write() as session:
        albums.set_deleted(session, request.album_id, request.deleted)
    worker.reporter.changed(albums=True)
    return Done(request.id)


def _add_to_album(worker: "Worker", request: messages.AddToAlbum) -> Changed:
    with worker.database.write() as session:
        changed = albums.add(session, request.album_id, request.photo_ids)
    worker.reporter.changed(albums=bool(changed))
    return Changed(request.id, tuple(changed))


def _remove_from_album(worker: "Worker", request: messages.RemoveFromAlbum) -> Changed:
    with worker.database.write() as session:
        changed = albums.remove(session, request.album_id, request.photo_ids)
    worker.reporter.changed(albums=bool(changed))
    return Changed(request.id, tuple(changed))


def _reload_settings(worker: "Worker", request: messages.ReloadSettings) -> Done:
    worker.use_settings(settings.load(worker.paths.settings))
    return Done(request.id)


def _hits(request_id: int, hits: Any, unknown: Any, start: float) -> Hits:
    return Hits(
        request_id,
        tuple(messages.Hit(*hit) for hit in hits),
        _unknown_words(unknown),
        took_ms=(time.perf_counter() - start) * 1000,
    )


def _unknown_words(unknown: Mapping[str, Sequence[str]]) -> tuple[messages.UnknownWord, ...]:
    return tuple(messages.UnknownWord(word, tuple(nearest)) for word, nearest in unknown.items())


def _suggestion(found: "Suggested") -> messages.Suggestion:
    return messages.Suggestion(found.word, found.similarity, found.count, found.relation, found.photo_ids)


def _regions(found: Iterable["Region"]) -> tuple[messages.Region, ...]:
    return tuple(
        messages.Region(region.words, *region.box, tuple(region.heat.flatten().tolist())) for region in found
    )


_HANDLERS: dict[type, Callable[["Worker", Any], Reply | None]] = {
    messages.Search: _search,
    messages.ExplainHit: _explain_hit,
    messages.SuggestWords: _suggest_words,
    messages.Analogy: _analogy,
    messages.AlignWords: _align_words,
    messages.FindParts: _find_parts,
    messages.MakeMap: _make_map,
    messages.AddFolder: _add_folder,
    messages.RemoveFolder: _remove_folder,
    messages.FindDuplicates: _find_duplicates,
    messages.Rescan: _rescan,
    messages.RetryFailures: _retry_failures,
    messages.SetPaused: _set_paused,
    messages.SetIgnored: upkeep.set_ignored,
    messages.UserActive: upkeep.user_active,
    messages.BackUp: upkeep.back_up,
    messages.EditCaption: _edit_caption,
    messages.SetFavourite: _set_favourite,
    messages.Rotate: _rotate,
    messages.MakeAlbum: _make_album,
    messages.RenameAlbum: _rename_album,
    messages.SetAlbumDeleted: _set_album_deleted,
    messages.AddToAlbum: _add_to_album,
    messages.RemoveFromAlbum: _remove_from_album,
    messages.ReloadSettings: _reload_settings,
}
