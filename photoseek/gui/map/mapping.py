"""The map at work: points from the library, made anew on request, and what is chosen on it."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoseek.gui.language import tr
from photoseek.gui.parts import Parts
from photoseek.ipc import messages
from photoseek.library.records import Photo, WordCount

if TYPE_CHECKING:  # arrays are imported with the page, not with the window
    from photoseek.gui.map.map_geometry import Points, Rows
    from photoseek.gui.map.map_page import MapPage
    from photoseek.gui.map.map_themes import Themes
    from photoseek.gui.map.photo_map import Ids

SAMPLE = 2000  # photos whose words name the themes: some 20 ms of the library's time
ASPECT = 1.6  # width of a map to its height
COUNTED = 5000  # of the library's words, the commonest


class Mapping(QObject):
    chosen = Signal(object, str)
    """The ids of photos that were chosen together, and what to call them."""
    photo_wanted = Signal(int)
    word_chosen = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._reader, self._client = parts.reader, parts.client
        self._themes: Themes | None = None

    @cached_property
    def _page(self) -> "MapPage":
        """The page, connected when it is first shown."""
        page = self._parts.window.map_page
        page.shown.connect(self._load)
        page.made_anew.connect(self._make)
        page.theme_chosen.connect(self._choose_theme)
        page.photos.records_wanted.connect(lambda ids: self._reader.records(ids, page.photos.take_records))
        page.photos.opened.connect(lambda row: self.photo_wanted.emit(int(page.photos.ids[row])))
        page.photos.lassoed.connect(self._choose)
        page.words.opened.connect(lambda row: self.word_chosen.emit(page.words.words[row]))
        return page

    def open(self) -> None:
        """Show the map; made first, if there is none."""
        self._parts.window.pages.setCurrentWidget(self._page)
        self._load(self._page.which())

    def map_ready(self, ready: messages.MapReady) -> None:
        """The worker has made a map."""
        if self._parts.window.shows_map() and ready.of == self._page.which():
            self._load(ready.of, make=False)

    # --- inside --------------------------------------------------------------------------------

    def _load(self, which: str, make: bool = True) -> None:
        """``make``: where there is no map, ask for one."""
        if not self._parts.window.shows_map():
            return
        if which == "photos":
            self._reader.photo_points(lambda points: self._take_photos(points, make))
        else:
            self._reader.word_points(lambda points: self._take_words(points, make))

    def _do_without(self, which: str, make: bool) -> None:
        if make:
            self._make(which)
        else:
            self._page.show_message(tr("There are not enough photos for a map yet."))

    def _make(self, which: str) -> None:
        self._page.show_message(tr("The map is being laid out. This takes a minute or two; go on meanwhile."))
        self._client.ask(messages.MakeMap, lambda _done: None, of=which)

    def _take_photos(self, found: "tuple[Ids, Points]", make: bool) -> None:
        import numpy as np

        ids, points = found
        if self._page.which() != "photos":
            return
        if not len(ids):
            self._do_without("photos", make)
            return
        if not np.array_equal(ids, self._page.photos.ids):
            places = _on_screen(points)
            self._page.photos.set_photos(ids, places)
            self._name_themes(ids, places)
        self._page.show_map()

    def _name_themes(self, ids: "Ids", places: "Points") -> None:
        sample = ids[:: max(1, len(ids) // SAMPLE)][:SAMPLE].tolist()

        from photoseek.gui.map.map_themes import themes

        def take(photos: list[Photo]) -> None:
            words = {photo.id: [tag.word for tag in photo.likely_tags] for photo in photos}
            self._parts.pictures.run(lambda: themes(places, ids.tolist(), words), show)

        def show(found: "Themes") -> None:
            if ids is self._page.photos.ids:
                self._themes = found
                self._page.photos.set_groups(found.groups)
                self._page.show_themes(found.names)

        self._reader.records(sample, take)

    def _take_words(self, points: list[tuple[str, float, float]], make: bool) -> None:
        if self._page.which() != "words":
            return
        if not points:
            self._do_without("words", make)
            return

        import numpy as np

        def take(counts: list[WordCount]) -> None:
            words = tuple(word for word, _, _ in points)
            if words != self._page.words.words:
                places = _on_screen(np.array([(x, y) for _, x, y in points], np.float32))
                self._page.words.set_words(words, places, {one.word: one.count for one in counts})
            self._page.show_map()

        self._reader.vocabulary(COUNTED, take)

    def _choose(self, rows: "Rows") -> None:
        self.chosen.emit(self._page.photos.ids[rows].tolist(), tr("Chosen on the map"))

    def _choose_theme(self, number: int) -> None:
        if self._themes is not None:
            its_own = self._page.photos.ids[self._themes.groups == number]
            self.chosen.emit(its_own.tolist(), self._themes.names[number])


def _on_screen(points: "Points") -> "Points":
    """As wide as screens are, and counted downwards; t-SNE keeps neighbours, not distances."""
    import numpy as np

    extent = np.maximum(np.ptp(points, axis=0), 1e-6) if len(points) else 1.0
    stretched = points / extent * np.array([ASPECT, -1.0])
    return np.asarray(stretched, np.float32)
