"""The worker's one loop: whatever waits in the inbox first, then one batch of work, and so on.

Models are loaded and folders scanned in threads of their own; all else happens here, one thing at
a time. With nothing to do the loop sleeps in the inbox and costs nothing.
"""

import logging
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from itertools import chain
from queue import Empty
from typing import Literal

from photoseek.errors import LibraryProblem, UserError
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ingest import pipeline
from photoseek.ingest.pipeline import Batch
from photoseek.ingest.scanner import ScanResult
from photoseek.ingest.watcher import Watcher
from photoseek.ipc.messages import Notice, Ready
from photoseek.library import embeddings, folders, photos
from photoseek.library.database import Database
from photoseek.paths import Paths
from photoseek.settings import Settings
from photoseek.worker import upkeep
from photoseek.worker.ahead import Asked
from photoseek.worker.announcer import Announcer
from photoseek.worker.answering import Answering
from photoseek.worker.channel import Channel
from photoseek.worker.duplicates import DuplicateFinder
from photoseek.worker.following import Following
from photoseek.worker.inbox import (
    ChangedElsewhere,
    Coming,
    Engine,
    Inbox,
    Item,
    LoadFailed,
    Mapped,
    ScanFailed,
    Scanned,
    Scanning,
    Stop,
)
from photoseek.worker.loading import begin_loading
from photoseek.worker.mapping import Mapping
from photoseek.worker.permission import Permission
from photoseek.worker.reporter import Reporter
from photoseek.worker.scans import Scans
from photoseek.worker.setback import Setback, may_pass

_INDEX_EVERY = 2.0  # seconds of work after which the vector index takes in what is new
_SAVE_EVERY = 300.0  # seconds between two savings of the vector index, a file of up to 200 MB
_SETTLE = 50  # photos for each step that moves them into the graph: 50 ms

_log = logging.getLogger(__name__)

Load = Callable[[Paths, Settings, Database], Engine]


class Worker:
    """Everything the handlers need. ``run`` returns when the window has gone."""

    def __init__(
        self, paths: Paths, settings: Settings, database: Database, channel: Channel, inbox: Inbox, load: Load
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.database = database
        self.channel = channel
        self.inbox = inbox
        self.reporter = Reporter(database, channel.send)
        self.scans = Scans(database, inbox)
        self.answering = Answering(self)
        self.mapping = Mapping(database, channel.send, lambda: inbox.put(Mapped()))
        self.thumbnails = ThumbnailStore(paths.thumbnails)
        self.duplicates = DuplicateFinder(database, self.thumbnails, channel.send)
        self.watcher = Watcher(
            self.scans.wish,
            lambda text: channel.send(Notice(text)),
            poll_every=settings.poll_network_folders_every,
            observe=settings.watch_folders,
        )
        self._load = load
        self._engine: Engine | None = None
        self._load_error: Exception | None = None
        self._work: Generator[Batch | None, None, None] | None = None
        self._is_first_look = False
        self._woken = False
        self._paused = False
        self._scanning = False
        self._permission = Permission(lease=database.lease("take photos in"))
        self._following = Following(database, inbox)
        self._indexed_at = 0.0
        self._saved_at = float("-inf")
        self._announcer = Announcer(channel.send, self.reporter)
        self._setback = Setback(channel.send)

    @property
    def engine(self) -> Engine:
        """The loaded models, for what has waited for them. Raises what happened when they could not be."""
        if self._engine is None:
            raise self._load_error or RuntimeError("the models are not loaded yet")
        return self._engine

    @property
    def is_loading(self) -> bool:
        """Whether there are no models yet, but may be some."""
        return self._engine is None and self._load_error is None

    def run(self) -> None:
        """Work until the window has gone."""
        self._begin_loading()
        self.watch_folders()
        with self.database.read() as session:
            self._scanning = photos.counts(session).folders > 0
        if self._scanning:
            self.reporter.scanning(0)
        try:
            while not isinstance(item := self._next_item(), Stop):
                try:
                    self._do(item)
                except LibraryProblem as problem:  # such as a server that is away
                    if not may_pass(problem):
                        raise
                    self._hold(problem)
        finally:
            self._close()

    # --- what handlers ask for -----------------------------------------------------------------

    def watch_folders(self) -> None:
        """Watch what the library says should be watched."""
        with self.database.read() as session:
            self.watcher.set_folders(folders.list_all(session))

    def wake(self) -> None:
        """There may be new work."""
        self._woken = True
        if self._work is None:
            self._work = self._first_look() if self._engine is None else self._all_work(self._engine)

    def scan(self, folder_id: int) -> None:
        """Look a folder through soon."""
        self._scanning = True
        if not self._can_work():
            self.reporter.scanning(0)
        self.scans.wish(folder_id)

    def set_paused(self, paused: bool) -> None:
        """Stop taking photos in, or go on. What was begun stays begun."""
        self._paused = paused
        self.reporter.paused(paused)

    def user_is_active(self) -> None:
        """The user does something in the window: work that must not disturb has to wait."""
        self._permission.user_is_active()

    def use_settings(self, new: Settings) -> None:
        """Follow changed settings from now on."""
        old, self.settings = self.settings, new
        self.watcher.configure(poll_every=new.poll_network_folders_every, observe=new.watch_folders)
        self._permission.ask_anew()
        if (new.runtime, new.model, new.threads) != (old.runtime, old.model, old.threads):
            self._begin_loading()
        self.wake()

    # --- the loop ------------------------------------------------------------------------------

    def _can_work(self) -> bool:
        return self._work is not None and not self._paused and not self._permission.reason

    def _do(self, item: Item | None) -> None:
        if item is not None:
            self._receive(item)
        self._ask_permission()
        if item is None and self._work is not None and self._can_work():
            self._work_on(self._work)
        elif item is None and self._setback.pause() == 0:
            self._try_again()
        self.reporter.send_due()

    def _hold(self, problem: Exception) -> None:
        """Go on with the work in a while."""
        self._end_work()
        self._permission.give_back()
        self._setback.note(problem)

    def _ask_permission(self) -> None:
        before = self._permission.reason
        is_wanted = self._work is not None and not self._paused
        if self._permission.ask(self.settings, is_wanted=is_wanted) != before:
            self.reporter.waiting(self._permission.reason)

    def _patience(self) -> float | None:
        """Seconds to sleep in the inbox; None: until something comes in."""
        permission = None if self._work is None else self._permission.pause()
        pauses = (self.reporter.pause(), self._setback.pause(), permission)
        return min((pause for pause in pauses if pause is not None), default=None)

    def _next_item(self) -> Item | None:
        """What came in; None when it is time to work or to report."""
        try:
            if self._can_work():
                return self.inbox.get_nowait()
            return self.inbox.get(timeout=self._patience())
        except Empty:
            return None

    def _receive(self, item: Item) -> None:
        if isinstance(item, Asked):
            self.answering.answer(item)
        elif isinstance(item, Engine):
            self._use_engine(item)
        elif isinstance(item, LoadFailed):
            self._load_error = item.error
            self._announcer.failure("The models could not be loaded: {why}", item.error)
            self.reporter.working("idle")
            self.answering.models_are_there()
        elif isinstance(item, Scanning):
            self._scanning = True
            if not self._can_work():
                self.reporter.scanning(item.count)
            self.wake()  # the first files of a new folder are noted while the scan goes on
        elif isinstance(item, Scanned):
            self._take_scan(item.result, item.waiting)
        elif isinstance(item, ChangedElsewhere):
            self._following.follow(self, item.kinds)
        elif isinstance(item, Mapped):
            if self._work is None and not self._scanning:
                upkeep.give_memory_back()
                self.reporter.working("idle")
        elif isinstance(item, ScanFailed):
            self._scanning = False
            if may_pass(item.error):
                self._setback.note(item.error, item.folder_id)
            else:
                self._announcer.failure("A folder could not be looked through: {why}", item.error)
            self.wake()

    def _begin_loading(self) -> None:
        settings = self.settings
        begin_loading(lambda: self._load(self.paths, settings, self.database), self.inbox)

    def _use_engine(self, engine: Engine) -> None:
        engine.searcher.look = self.answering.look
        self._engine, self._load_error = engine, None
        self.channel.send(Ready(engine.inference.runtime))
        self.answering.models_are_there()
        if not self._is_first_look:  # which comes to its end by itself, with what it has begun
            self._end_work()
        self.wake()

    def _take_scan(self, result: ScanResult | None, waiting: int) -> None:
        self._scanning = waiting > 0
        if result is not None:
            self._announcer.scanned(result)
        self.wake()
        if not self._can_work() and not self._scanning:
            # The window may know how much there is to do, even if it cannot begin yet.
            self.reporter.working(self._left_to_models())

    # --- work ----------------------------------------------------------------------------------

    def _first_look(self) -> Generator[Batch | None, None, None]:
        """Until the models are there: show photos that they have yet to see."""
        self._is_first_look = True
        while self._engine is None:
            self._woken = False
            yield from pipeline.first_look(self.database, self.thumbnails, lambda: self._engine is None)
            if not self._woken:
                return

    def _all_work(self, engine: Engine) -> Generator[Batch | None, None, None]:
        """Embed first, caption second; whatever is new goes before what is left."""
        while True:
            self._woken = False
            readers = pipeline.readers_for(self.settings.threads)
            yield from pipeline.see_unseen(self.database, engine.inference, readers)
            yield from pipeline.take_in(self.database, engine.inference, self.thumbnails, readers=readers)
            yield from pipeline.refresh_representations(self.database, engine.inference, readers)
            yield from pipeline.refresh_embeddings(self.database, engine.inference)
            if self.engine.coming is not None and not self._woken:
                yield from self._prepare(self.engine.coming)
            if self.settings.make_captions and not self._woken:
                yield from self._descriptions(engine)
            while not self._woken and engine.index.settle(_SETTLE):
                yield None
            if not self._woken:
                return

    def _prepare(self, coming: Coming) -> Generator[Batch | None, None, None]:
        """Let the chosen model see all photos, and then answer. The one of before answers meanwhile."""
        try:
            for refresh in (pipeline.refresh_representations, pipeline.refresh_embeddings):
                for batch in refresh(self.database, coming.inference):
                    yield batch
                    if self._woken:  # new photos, which the one that answers should see first
                        return
            self.inbox.put(coming.engine())
        except UserError as error:
            self._announcer.failure("The chosen model cannot be used: {why}", error)
            self._engine = replace(self.engine, coming=None)  # or it would be tried and told again and again
        yield None

    def _descriptions(self, engine: Engine) -> Generator[Batch, None, None]:
        captions = pipeline.make_captions(
            self.database,
            engine.inference,
            beam_size=self.settings.beam_size,
            languages=self.settings.languages,
        )
        for batch in chain(pipeline.make_tags(self.database, engine.inference), captions):
            yield batch
            if self._woken:  # new photos, or other settings
                return

    def _work_on(self, work: Generator[Batch | None, None, None]) -> None:
        try:
            batch = next(work)
        except StopIteration:
            self._rest()
        except Exception as error:
            self._end_work()
            if may_pass(error):
                self._hold(error)
            else:
                if not isinstance(error, UserError):
                    _log.exception("Taking photos in failed")
                self._announcer.failure("Taking photos in has stopped. Rescan to try again: {why}", error)
            self.reporter.working("idle")
        else:
            if batch is not None:
                self._report(batch)

    def _try_again(self) -> None:
        for folder_id in self._setback.begin_again():
            self.scans.wish(folder_id)
        self.wake()

    def _report(self, batch: Batch) -> None:
        stored = batch.stored
        self._setback.over()
        self.reporter.working(batch.stage, batch.done, batch.progress)
        self.reporter.changed(
            photos=bool(stored.photo_ids or stored.failed or stored.removed),
            captions=batch.captioned > 0 or batch.tagged > 0,
        )
        if stored.offline:
            with self.database.read() as session:
                away = [folder for folder in folders.list_all(session) if folder.id in stored.offline]
            for folder in away:
                self._announcer.folder(folder, online=False)
        if self._engine is not None and time.monotonic() >= self._indexed_at + _INDEX_EVERY:
            self._reconcile()

    def _rest(self) -> None:
        """All is done: make the index complete, for the next search and the next start."""
        self._work = None
        if self._is_first_look:
            self._is_first_look = False
            if self._engine is not None:
                self.wake()
            else:
                self.reporter.working("scanning" if self._scanning else self._left_to_models())
            return
        self._reconcile()
        if time.monotonic() >= self._saved_at + _SAVE_EVERY:
            self.engine.index.save()
            self._saved_at = time.monotonic()
        self.mapping.begin(self.engine.inference)
        self.reporter.working("scanning" if self._scanning else "mapping")

    def _left_to_models(self) -> Literal["looking", "idle"]:
        """What the work is at while no model is there: idle if none is needed, or none will come."""
        with self.database.read() as session:
            waiting = embeddings.unseen(session, -1, 1) or photos.counts(session).pending
        return "looking" if waiting and self._load_error is None else "idle"

    def _reconcile(self) -> None:
        # A search does so, too: this only spreads the work, so that no search has to wait for it.
        with self.database.read() as session:
            self.engine.index.reconcile(session)
        self._indexed_at = time.monotonic()

    def _end_work(self) -> None:
        if self._work is not None:
            self._work.close()
            self._work = None

    def _close(self) -> None:
        self.watcher.close()
        self._following.stop()
        self.scans.stop()
        self.mapping.stop()
        self.duplicates.stop()
        self._end_work()
        if self._engine is not None:
            self._engine.index.save()
