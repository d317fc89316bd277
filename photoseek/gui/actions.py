"""Everything that can be done by a key, in one table: menus and the shortcut sheet read it, too."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtWidgets import QWidget

from photoseek.gui.language import tr
from photoseek.gui.widgets.icons import icon


@dataclass(frozen=True, slots=True)
class Spec:
    """``keys`` as Qt writes them; menus show the first. ``group`` is a heading of the sheet."""

    name: str
    text: str
    keys: tuple[str, ...]
    group: str
    icon: str


def specs() -> tuple[Spec, ...]:
    """The table, in the language of the moment."""
    anywhere, photos, looking = tr("Everywhere"), tr("Chosen photos"), tr("Looking at a photo")
    return (
        Spec("find", tr("Search"), ("Ctrl+F", "Ctrl+K"), anywhere, "magnifying-glass"),
        Spec("paste", tr("Search by the pasted photo"), ("Ctrl+V",), anywhere, "clipboard"),
        Spec("undo", tr("Undo"), ("Ctrl+Z",), anywhere, "arrow-u-up-left"),
        Spec("redo", tr("Do again"), ("Ctrl+Shift+Z", "Ctrl+Y"), anywhere, "arrow-u-up-right"),
        Spec("back", tr("Back"), ("Esc",), anywhere, "arrow-left"),
        Spec("add_folder", tr("Add a folder"), ("Ctrl+O",), anywhere, "folder-plus"),
        Spec("look_again", tr("Look for changes in all folders"), ("F5",), anywhere, "arrows-clockwise"),
        Spec("sidebar", tr("Show or hide the library list"), ("F8",), anywhere, "list"),
        Spec("words", tr("Show or hide the words"), ("F9",), anywhere, "text-aa"),
        Spec("work", tr("Background work"), ("Ctrl+J",), anywhere, "gauge"),
        Spec("map", tr("Map of photos and words"), ("Ctrl+M",), anywhere, "map-trifold"),
        Spec("duplicates", tr("Find duplicates"), ("Ctrl+Shift+D",), anywhere, "stack"),
        Spec("settings", tr("Settings"), ("Ctrl+,",), anywhere, "gear-six"),
        Spec("full_screen", tr("Full screen"), ("F11",), anywhere, "corners-out"),
        Spec("shortcuts", tr("All shortcuts"), ("?", "F1"), anywhere, "keyboard"),
        Spec("quit", tr("Quit"), ("Ctrl+Q",), anywhere, "sign-out"),
        Spec("find_similar", tr("Find similar photos"), ("Ctrl+E",), photos, "copy-simple"),
        Spec("favourite", tr("Favourite, or no longer"), ("Ctrl+D",), photos, "heart"),
        Spec("add_to_album", tr("Add to an album"), ("Ctrl+L",), photos, "bookmarks"),
        Spec("remove_from_album", tr("Remove from this album"), (), photos, "minus-circle"),
        Spec("rotate_left", tr("Turn left"), ("Ctrl+[",), photos, "arrow-counter-clockwise"),
        Spec("rotate_right", tr("Turn right"), ("Ctrl+]",), photos, "arrow-clockwise"),
        Spec("compare", tr("Compare side by side"), ("Ctrl+Return",), photos, "columns"),
        Spec("copy", tr("Copy files"), ("Ctrl+C",), photos, "copy"),
        Spec("copy_image", tr("Copy as an image"), ("Ctrl+Shift+C",), photos, "image"),
        Spec("copy_caption", tr("Copy the caption"), (), photos, "text-align-left"),
        Spec("open_with", tr("Open in another program"), ("Ctrl+Shift+O",), photos, "arrow-square-out"),
        Spec("show_in_folder", tr("Show in folder"), ("Ctrl+Shift+F",), photos, "folder-open"),
        Spec("export", tr("Export …"), ("Ctrl+Shift+E",), photos, "export"),
        Spec("trash", tr("Move to the trash …"), ("Del",), photos, "trash"),
        Spec("slideshow", tr("Slideshow"), ("F7",), looking, "presentation"),
        Spec(
            "caption_search",
            tr("Search for this caption"),
            ("Ctrl+Shift+S",),
            looking,
            "quotes",
        ),
    )


class Actions:
    """A QAction for each line of the table; they belong to ``window`` and work wherever its focus is."""

    def __init__(self, window: QWidget) -> None:
        self._by_name: dict[str, QAction] = {}
        for spec in specs():
            action = QAction(spec.text, window)
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            window.addAction(action)
            self._by_name[spec.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def draw_icons(self, colour: QColor) -> None:
        """For a menu that is about to be opened: the colour of its text may be another than last time."""
        for spec in specs():
            self[spec.name].setIcon(icon(spec.icon, colour))
