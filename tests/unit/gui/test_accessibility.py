"""What the keyboard can reach says what it is, everywhere in the window and its dialogs."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QApplication, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program
from photoseek.gui.export.export_dialog import ExportDialog
from photoseek.gui.notices import Action
from photoseek.gui.settings.settings_dialog import SettingsDialog
from photoseek.gui.shortcut_sheet import ShortcutSheet
from photoseek.gui.work.failure_items import FailureItems
from photoseek.gui.work.failures_dialog import FailuresDialog
from photoseek.ipc.messages import UnknownWord
from photoseek.library.records import Failure
from photoseek.settings import Settings

_NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client)


def reachable(root: QWidget) -> Iterator[QWidget]:
    """Every widget that the keyboard can reach; what Qt builds its own widgets of speaks through these."""
    for widget in root.findChildren(QWidget):
        own = widget.parentWidget()
        inner = isinstance(own, QAbstractSpinBox | QComboBox) or (
            isinstance(own, QAbstractScrollArea) and widget is own.viewport()
        )
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and not inner and not _in_menu(widget):
            yield widget


def _in_menu(widget: QWidget) -> bool:
    kind = widget.window().windowFlags() & Qt.WindowType.WindowType_Mask
    return widget.isWindow() or kind == Qt.WindowType.Popup


def nameless(root: QWidget) -> list[str]:
    return [_told(widget) for widget in reachable(root) if not spoken(widget)]


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def _told(widget: QWidget) -> str:
    parents, at = [], widget
    while at is not None:
        parents.append(f"{type(at).__name__}#{at.objectName()}")
        at = at.parentWidget()
    return " < ".join(parents[:4])


def test_all_controls_of_the_window_have_a_name(library: Program, qtbot: QtBot) -> None:
    window = library.window
    window.notices.show("Gone", Action("Undo", lambda: None))
    window.unknown_words.show_words((UnknownWord("dgo", ("dog",)),))
    library.session.mapping.open()
    assert len(list(reachable(window))) > 60
    assert not nameless(window), "\n".join(nameless(window))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("page", ["grid", "photo", "map", "duplicates", "first"])
def test_the_focus_is_seen_wherever_it_goes(
    page: str, theme: Literal["light", "dark"], library: Program, ids: list[int], qapp: QApplication
) -> None:
    window, session = library.window, library.session
    session.preferences.change(appearance=theme)
    {
        "grid": lambda: None,
        "photo": lambda: session.viewing.open(ids[0]),
        "map": session.mapping.open,
        "duplicates": lambda: window.pages.setCurrentWidget(window.duplicates_page),
        "first": lambda: window.pages.setCurrentWidget(window.first_run),
    }[page]()
    qapp.processEvents()
    window.activateWindow()
    unseen = [_told(widget) for widget in reachable(window) if _by_tab(widget) and not _shows_focus(widget)]
    assert not unseen, "\n".join(unseen)


def _by_tab(widget: QWidget) -> bool:
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return tab and widget.isVisible() and widget.isEnabled()


def _shows_focus(widget: QWidget) -> bool:
    widget.clearFocus()  # it may have it already: of a page that comes up the first one does
    QApplication.processEvents()
    before = _picture(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    seen = _picture(widget) != before
    widget.clearFocus()
    QApplication.processEvents()
    return seen


def _picture(widget: QWidget) -> QImage:
    """It and a little around it: a field may show its focus by the frame that it stands in."""
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-6, -6, 6, 6)
    return window.grab(place).toImage()


def test_every_control_of_the_window_has_a_role(library: Program) -> None:
    library.session.mapping.open()
    without = []
    for widget in reachable(library.window):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or interface.role() in _NO_ROLES:
            without.append(_told(widget))
    assert not without, "\n".join(without)


def _settings(parent: QWidget, base: Path) -> QDialog:
    return SettingsDialog(Settings(), base, "torch", ["shipped"], parent)


def _failures(parent: QWidget, _base: Path) -> QDialog:
    items = FailureItems(parent)
    items.set_failures([Failure(1, Path("/a/b.jpg"), "decode", "truncated", 1)])
    return FailuresDialog(items, parent)


@pytest.mark.parametrize(
    "make",
    [
        _settings,
        _failures,
        lambda parent, base: ExportDialog(3, base, parent),
        lambda parent, _base: ShortcutSheet(parent),
    ],
    ids=["settings", "failures", "export", "shortcuts"],
)
def test_all_controls_of_a_dialog_have_a_name(
    make: Callable[[QWidget, Path], QDialog], tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = make(parent, tmp_path)
    assert list(reachable(dialog))
    assert nameless(dialog) == []
    assert dialog.windowTitle()
