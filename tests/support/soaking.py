"""Days of a library in minutes: everything that can happen to a worker, in random order, again and again."""

import json
import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from photoseek import settings
from photoseek.ipc import messages
from photoseek.library import albums, folders, photos
from photoseek.library.database import Database
from photoseek.library.records import Scope
from photoseek.paths import Paths
from photoseek.settings import Settings
from tests.support.photos import write_photo
from tests.support.stand_in_worker import DAY, LOG_LENGTH, StandInWorker

WORDS = ("red", "green", "blue picture", "yellow -black", "white white", "狗", "qqzzxx", "", '"', "NEAR(")
CHOICES: tuple[dict[str, object], ...] = (
    {"beam_size": 1},
    {"beam_size": 5},
    {"caption_languages": "en+zh"},
    {"caption_languages": "zh"},
    {"threads": 1},
    {"work": "idle"},
    {"work_on_battery": False},
    {"watch_folders": False},
    {"make_captions": False},
    {},
)


class Soak:
    """A worker and a user who never rests. ``act`` does one thing more."""

    def __init__(
        self,
        place: Path,
        *,
        photos_kept: int = 300,
        day: float = 60.0,
        seed: int = 0,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self.paths = Paths(place / "base")
        self.paths.create()
        self.folder = place / "photos"
        self.temporary = place / "temporary"
        self.temporary.mkdir(parents=True)
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self._kept = photos_kept
        self._seed = 0
        self._chance = random.Random(seed)
        for _ in range(photos_kept):
            self._write()
        self.worker = StandInWorker(
            self.paths.base,
            {**environment, DAY: str(day), LOG_LENGTH: "5000", "TMPDIR": str(self.temporary)},
        )

    def __enter__(self) -> "Soak":
        try:
            self._ask(messages.AddFolder, path=str(self.folder))
            self.worker.until_done()
            self._library = Database.open_for_reading(self.paths.library)
        except BaseException:
            self.worker.kill()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *exception: object) -> None:
        if kind is EOFError:  # the worker is gone: why?
            sys.stderr.write(self.paths.log.read_text(encoding="utf-8", errors="replace")[-4000:])
        self._library.close()
        self.worker.kill()

    def act(self) -> None:
        """One event of many."""
        event = self._chance.choice(_EVENTS)
        event(self)
        self.done[event.__name__.strip("_")] += 1
        self.worker.forget()

    def end(self) -> int:
        """Go on until all is done, end the worker, and return its exit code."""
        self._settle()
        return self.worker.end()

    # --- files ---------------------------------------------------------------------------------

    def _come(self) -> None:
        for _ in range(self._chance.randrange(1, 6)):
            self._write()

    def _go(self) -> None:
        there = self._files()
        for path in self._chance.sample(there, min(len(there), max(1, len(there) - self._kept))):
            path.unlink()

    def _change(self) -> None:
        with suppress(IndexError):
            write_photo(self._chance.choice(self._files()), self._next_seed())

    def _replace(self) -> None:
        """As an editor saves: under another name, and then in place."""
        with suppress(IndexError):
            path = self._chance.choice(self._files())
            write_photo(path.with_suffix(".new.jpg"), self._next_seed()).replace(path)

    def _rename(self) -> None:
        with suppress(IndexError):
            path = self._chance.choice(self._files())
            path.rename(path.with_name(f"renamed {self._next_seed()}.jpg"))

    def _rename_folder(self) -> None:
        below = [path for path in self.folder.iterdir() if path.is_dir()]
        with suppress(IndexError, OSError):  # one of that name may be there, full of photos
            self._chance.choice(below).rename(self.folder / f"folder {self._next_seed() % 9} of all")

    def _spoil(self) -> None:
        with suppress(IndexError):
            path = self._chance.choice(self._files())
            path.write_bytes(path.read_bytes()[: self._chance.randrange(500)])

    def _second_folder(self) -> None:
        other = self.folder.with_name("others")
        if other.exists():
            with self._library.read() as session:
                known = [one for one in folders.list_all(session) if one.path == other.resolve()]
            for one in known:
                self._ask(messages.RemoveFolder, folder_id=one.id)
            shutil.rmtree(other)
        else:
            for _ in range(3):
                write_photo(other / f"{self._next_seed()}.jpg", self._seed)
            self._ask(messages.AddFolder, path=str(other))

    # --- questions -----------------------------------------------------------------------------

    def _search(self) -> None:
        scope = self._chance.choice((Scope(), Scope(favourites=True), Scope(recent=True), Scope(album_id=1)))
        self._ask(messages.Search, words=self._chance.choice(WORDS), scope=scope)

    def _search_by_photo(self) -> None:
        parts = (messages.Part(0, 0, 0.5, 0.5), messages.Part(0.2, 0.1, 0.9, 0.8, -1.0))
        kind = self._chance.choice(({}, {"words": "red"}, {"about": "red"}, {"parts": parts}))
        self._ask(messages.Search, photo_id=self._photo(), **kind)

    def _search_by_file(self) -> None:
        with suppress(IndexError):
            self._ask(messages.Search, path=str(self._chance.choice(self._files())))

    def _explain(self) -> None:
        self._ask(messages.ExplainHit, photo_id=self._photo(), text="red dog")
        self._ask(messages.AlignWords, photo_id=self._photo(), text="a red picture")
        self._ask(messages.FindParts, photo_id=self._photo())

    def _words(self) -> None:
        self._ask(messages.SuggestWords, text=self._chance.choice(WORDS))
        self._ask(messages.Analogy, a="red", b="green", c="blue")

    def _duplicates(self) -> None:
        self._ask(messages.FindDuplicates)

    def _map(self) -> None:
        self._ask(messages.MakeMap, of=self._chance.choice(("photos", "words")))

    # --- the user's work -----------------------------------------------------------------------

    def _edit(self) -> None:
        self._ask(messages.EditCaption, photo_id=self._photo(), text=f"my words {self._next_seed()}")

    def _like(self) -> None:
        self._ask(messages.SetFavourite, photo_ids=self._some(), favourite=self._chance.random() < 0.5)

    def _turn(self) -> None:
        self._ask(messages.Rotate, photo_ids=self._some(), quarter_turns=1)

    def _album(self) -> None:
        with self._library.read() as session:
            there = [album.id for album in albums.list_all(session)]
        if len(there) < 5:
            self._ask(messages.MakeAlbum, name=f"Album {self._next_seed()}", photo_ids=self._some())
            return
        album = self._chance.choice(there)
        self._ask(messages.AddToAlbum, album_id=album, photo_ids=self._some())
        self._ask(messages.RemoveFromAlbum, album_id=album, photo_ids=self._some())
        self._ask(messages.RenameAlbum, album_id=album, name=f"Album {self._next_seed()}")
        self._ask(messages.SetAlbumDeleted, album_id=album, deleted=self._chance.random() < 0.3)

    # --- the program ---------------------------------------------------------------------------

    def _pause(self) -> None:
        self._ask(messages.SetPaused, paused=True)
        self._search()
        self._ask(messages.SetPaused, paused=False)

    def _choose(self) -> None:
        settings.save(Settings(**self._chance.choice(CHOICES)), self.paths.settings)  # type: ignore[arg-type]
        self._ask(messages.ReloadSettings)
        self._ask(messages.UserActive)

    def _spoil_settings(self) -> None:
        self.paths.settings.write_text(json.dumps(asdict(Settings())).replace("system", "?"))
        self._ask(messages.ReloadSettings)
        settings.save(Settings(), self.paths.settings)
        self._ask(messages.ReloadSettings)

    def _ignore(self) -> None:
        with self._library.read() as session:
            folder = folders.list_all(session)[0]
        patterns = self._chance.choice((("folder 3*",), (), ("[",)))
        self._ask(messages.SetIgnored, folder_id=folder.id, patterns=patterns)

    def _look_again(self) -> None:
        self._ask(messages.Rescan)
        self._ask(messages.RetryFailures)

    def _back_up(self) -> None:
        self._ask(messages.BackUp, path=str(self.folder.with_name("backup.db")))

    def _mistake(self) -> None:
        """What no window of ours would send."""
        assert self.worker.process.stdin is not None
        self.worker.process.stdin.write(self._chance.randbytes(50).replace(b"\n", b"") + b"\n")
        self._ask(messages.AddFolder, path="/nowhere")
        self._ask(messages.EditCaption, photo_id=10**9, text="of no photo")
        self._ask(messages.AddToAlbum, album_id=10**9, photo_ids=(1,))
        self._ask(messages.Search, path="/nowhere/x.jpg")

    # -------------------------------------------------------------------------------------------

    # -------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        settings.save(Settings(caption_languages="en"), self.paths.settings)
        self._ask(messages.ReloadSettings)
        with self._library.read() as session:
            (folder, *_) = folders.list_all(session)
        self._ask(messages.SetIgnored, folder_id=folder.id, patterns=())
        self.worker.until_done()

    def _ask(self, kind: Callable[..., messages.Request], **values: object) -> None:
        reply = self.worker.do(kind, **values)
        if isinstance(reply, messages.Failed):
            self.refused[f"{kind.__name__}: {reply.message.splitlines()[0][:90]}"] += 1

    def _write(self) -> None:
        seed = self._next_seed()
        write_photo(self.folder / f"folder {seed % 9}" / f"{seed}.jpg", seed)

    def _next_seed(self) -> int:
        self._seed += 1
        return self._seed

    def _files(self) -> list[Path]:
        return sorted(self.folder.rglob("*.jpg"))

    def _photo(self) -> int:
        with self._library.read() as session:
            return self._chance.choice(photos.list_ids(session) or [1])

    def _some(self) -> tuple[int, ...]:
        return tuple({self._photo() for _ in range(3)})


_EVENTS: tuple[Callable[[Soak], None], ...] = (
    *(Soak._come, Soak._go, Soak._search, Soak._search_by_photo, Soak._edit) * 3,
    *(Soak._change, Soak._replace, Soak._rename, Soak._rename_folder, Soak._spoil, Soak._second_folder),
    *(Soak._search_by_file, Soak._explain, Soak._words, Soak._duplicates, Soak._map),
    *(Soak._like, Soak._turn, Soak._album, Soak._pause, Soak._choose, Soak._spoil_settings),
    *(Soak._ignore, Soak._look_again, Soak._back_up, Soak._mistake),
)
