"""Undo and redo: requests and their inverses."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from photoseek.gui.changes import Ask, Change, Changes
from photoseek.gui.sidebar import album_changes
from photoseek.ipc import messages
from photoseek.ipc.messages import AlbumMade, Changed, Done, Failed


class Client(QObject):
    """Keeps what is asked; the test answers."""

    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[type, dict[str, Any]]] = []
        self._waiting: list[tuple[Callable[[Any], None], Callable[[Any], None]]] = []

    def ask(
        self,
        kind: type,
        done: Callable[[Any], None],
        failed: Callable[[Any], None] | None = None,
        **values: Any,
    ) -> int:
        self.asked.append((kind, values))
        self._waiting.append((done, failed or self.failed.emit))
        return len(self.asked)

    def answer(self, reply: object) -> None:
        done, failed = self._waiting.pop(0)
        (failed if isinstance(reply, Failed) else done)(reply)


NO = Failed(1, "This album is no longer in the library.", theirs=True)


@pytest.fixture
def client(qtbot: QtBot) -> Client:
    return Client()


@pytest.fixture
def changes(client: Client) -> Changes:
    return Changes(client)  # type: ignore[arg-type]


def test_a_change_can_be_undone_once_it_was_carried_out(
    client: Client, changes: Changes, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(changes.made):
        changes.make(album_changes.added_to_album(7, "Summer", [1, 2, 3]))
    assert not changes.stack.canUndo()
    with qtbot.waitSignal(changes.made) as made:
        client.answer(Changed(1, (2, 3)))
    assert "2 photo" in made.args[0]  # the first was in it before
    assert made.args[0].endswith("to Summer")
    changes.stack.undo()
    assert client.asked[-1] == (messages.RemoveFromAlbum, {"album_id": 7, "photo_ids": (2, 3)})
    with qtbot.waitSignal(changes.undone) as undone:
        client.answer(Changed(2, (2, 3)))
    assert undone.args == made.args
    changes.stack.redo()
    assert client.asked[-1] == (messages.AddToAlbum, {"album_id": 7, "photo_ids": (2, 3)})
    with qtbot.waitSignal(changes.redone):
        client.answer(Changed(3, (2, 3)))


def test_what_changed_nothing_is_not_undone(client: Client, changes: Changes) -> None:
    replies: list[object] = []
    changes.make(album_changes.favourites_changed([4], favourite=True), replies.append)
    client.answer(Changed(1, ()))
    assert not changes.stack.canUndo()
    assert replies == [Changed(1, ())]


def test_a_change_that_fails_is_told_and_is_none(client: Client, changes: Changes, qtbot: QtBot) -> None:
    changes.make(album_changes.album_renamed(7, "Summer", "Coast"))
    with qtbot.assertNotEmitted(changes.made), qtbot.waitSignal(client.failed) as failed:
        client.answer(NO)
    assert failed.args == [NO]
    assert changes.stack.count() == 0


def test_an_undoing_that_fails_is_told_and_can_be_tried_again(
    client: Client, changes: Changes, qtbot: QtBot
) -> None:
    changes.make(album_changes.album_deleted(7, "Summer"))
    client.answer(Done(1))
    changes.stack.undo()
    with qtbot.waitSignal(client.failed), qtbot.assertNotEmitted(changes.undone):
        client.answer(NO)
    assert changes.stack.canUndo()
    assert not changes.stack.canRedo()
    assert len(client.asked) == 2  # going back in the stack asked for nothing
    changes.stack.undo()
    assert client.asked[-1] == (messages.SetAlbumDeleted, {"album_id": 7, "deleted": False})
    client.answer(Done(3))
    assert changes.stack.canRedo()
    changes.stack.redo()
    client.answer(NO)
    assert changes.stack.canRedo()
    assert not changes.stack.canUndo()


def test_a_failed_undoing_keeps_out_of_what_was_done_since(client: Client, changes: Changes) -> None:
    for number in (1, 2):
        changes.make(album_changes.album_deleted(number, f"album {number}"))
        client.answer(Done(number))
    changes.stack.undo()
    changes.stack.undo()
    client.answer(NO)  # the second album's, while the stack is further back by now
    client.answer(Done(4))
    assert changes.stack.index() == 0


def test_an_album_is_brought_back_not_made_anew(client: Client, changes: Changes) -> None:
    changes.make(album_changes.album_made("Summer", [1, 2]))
    client.answer(AlbumMade(1, 9))
    changes.stack.undo()
    client.answer(Done(2))
    changes.stack.redo()
    assert client.asked[1:] == [
        (messages.SetAlbumDeleted, {"album_id": 9, "deleted": True}),
        (messages.SetAlbumDeleted, {"album_id": 9, "deleted": False}),
    ]


def test_the_actions_say_what_they_would_do(client: Client, changes: Changes) -> None:
    undo, redo = QAction(), QAction()
    changes.show_on(undo, redo)
    assert (undo.text(), undo.isEnabled(), redo.isEnabled()) == ("Undo", False, False)
    changes.make(album_changes.album_deleted(7, "Summer"))
    client.answer(Done(1))
    assert (undo.text(), undo.isEnabled()) == ("Undo: Deleted the album Summer", True)
    changes.stack.undo()
    assert (undo.text(), undo.isEnabled()) == ("Undo", False)
    assert (redo.text(), redo.isEnabled()) == ("Do again: Deleted the album Summer", True)


def test_the_button_of_an_older_message_does_not_undo_the_latest_change(
    client: Client, changes: Changes
) -> None:
    for number in (1, 2):
        changes.make(album_changes.album_deleted(number, f"album {number}"))
        client.answer(Done(number))
    changes.undo_last("Deleted the album album 1")
    assert changes.stack.index() == 2
    changes.undo_last("Deleted the album album 2")
    assert changes.stack.index() == 1


def test_a_change_that_was_carried_out_elsewhere_is_undone_by_its_own_functions(changes: Changes) -> None:
    done: list[str] = []
    told: list[str] = []
    changes.undone.connect(lambda text: told.append(f"undone {text}"))
    changes.redone.connect(lambda text: told.append(f"redone {text}"))
    changes.note("Removed a folder", lambda: done.append("undo"), lambda: done.append("redo"))
    assert done == []
    changes.stack.undo()
    changes.stack.redo()
    assert done == ["undo", "redo"]
    assert told == ["undone Removed a folder", "redone Removed a folder"]


def test_the_library_of_changes_never_forgets_the_latest(client: Client, changes: Changes) -> None:
    ask = Ask(messages.Rescan)
    for number in range(205):
        changes.make(Change(f"change {number}", ask, lambda _reply: ask))
        client.answer(Done(number))
    assert changes.stack.count() == 200
    assert changes.stack.undoText() == "change 204"


@pytest.mark.parametrize(
    ("change", "inverse"),
    [
        (
            album_changes.removed_from_album(7, "Summer", [1]),
            (messages.AddToAlbum, {"album_id": 7, "photo_ids": (1,)}),
        ),
        (
            album_changes.album_renamed(7, "Summer", "Coast"),
            (messages.RenameAlbum, {"album_id": 7, "name": "Summer"}),
        ),
        (
            album_changes.favourites_changed([1], favourite=False),
            (messages.SetFavourite, {"photo_ids": (1,), "favourite": True}),
        ),
    ],
)
def test_every_change_of_albums_has_its_inverse(
    change: Change, inverse: tuple[type, dict[str, Any]], client: Client, changes: Changes
) -> None:
    changes.make(change)
    client.answer(Changed(1, (1,)))
    changes.stack.undo()
    assert client.asked[-1] == inverse
