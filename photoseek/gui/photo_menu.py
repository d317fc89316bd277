"""The context menu of chosen photos: the window's actions that make sense for so many."""

from PySide6.QtWidgets import QMenu

from photoseek.gui.main_window import MainWindow

FOR_ONE = ("find_similar", "copy_image", "open_with", "show_in_folder")
FOR_SOME = range(2, 5)  # photos that can be compared
GROUPS = (
    ("find_similar", "compare"),
    ("favourite", "add_to_album", "remove_from_album"),
    ("rotate_left", "rotate_right"),
    ("copy", "copy_image", "copy_caption"),
    ("open_with", "show_in_folder", "export"),
    ("trash",),
)


def photo_menu(window: MainWindow, count: int, *, in_album: bool) -> QMenu:
    """A menu for ``count`` photos; ``in_album``: they can be taken out of the album that is shown."""
    menu = QMenu(window)
    window.actions_by_name.draw_icons(menu.palette().windowText().color())
    for group in GROUPS:
        for name in group:
            if (name in FOR_ONE and count != 1) or (name == "compare" and count not in FOR_SOME):
                continue
            if name == "remove_from_album" and not in_album:
                continue
            menu.addAction(window.actions_by_name[name])
        menu.addSeparator()
    return menu
