"""What a user does to albums and favourites, each as a change that can be undone."""

from collections.abc import Sequence
from typing import Any

from photoseek.gui.changes import Ask, Change
from photoseek.gui.language import tr
from photoseek.ipc import messages
from photoseek.ipc.messages import Changed


def favourites_changed(photo_ids: Sequence[int], *, favourite: bool) -> Change:
    """Make photos favourites, or no longer."""

    def ask(ids: Sequence[int], favourite: bool) -> Ask:
        return Ask(messages.SetFavourite, {"photo_ids": tuple(ids), "favourite": favourite})

    def text(reply: Changed) -> str:
        count = len(reply.photo_ids)
        if favourite:
            return tr("Added %n photo(s) to the favourites", None, count)
        return tr("Removed %n photo(s) from the favourites", None, count)

    return Change(
        text,
        ask(photo_ids, favourite),
        undo=lambda reply: ask(reply.photo_ids, not favourite),
        redo=lambda reply: ask(reply.photo_ids, favourite),
    )


def added_to_album(album_id: int, name: str, photo_ids: Sequence[int]) -> Change:
    return Change(
        lambda reply: tr("Added %n photo(s) to {album}", None, len(reply.photo_ids)).format(album=name),
        _members(messages.AddToAlbum, album_id, photo_ids),
        undo=lambda reply: _members(messages.RemoveFromAlbum, album_id, reply.photo_ids),
        redo=lambda reply: _members(messages.AddToAlbum, album_id, reply.photo_ids),
    )


def removed_from_album(album_id: int, name: str, photo_ids: Sequence[int]) -> Change:
    return Change(
        lambda reply: tr("Removed %n photo(s) from {album}", None, len(reply.photo_ids)).format(album=name),
        _members(messages.RemoveFromAlbum, album_id, photo_ids),
        undo=lambda reply: _members(messages.AddToAlbum, album_id, reply.photo_ids),
        redo=lambda reply: _members(messages.RemoveFromAlbum, album_id, reply.photo_ids),
    )


def album_made(name: str, photo_ids: Sequence[int] = ()) -> Change:
    """A new album; undoing deletes it, and doing it again brings it back with what was in it."""
    count = len(photo_ids)
    text = tr("Made the album {album}")
    if count:
        text = tr("Made the album {album} with %n photo(s)", None, count)
    return Change(
        text.format(album=name),
        Ask(messages.MakeAlbum, {"name": name, "photo_ids": tuple(photo_ids)}),
        undo=lambda reply: _deleted(reply.album_id, True),
        redo=lambda reply: _deleted(reply.album_id, False),
    )


def album_renamed(album_id: int, before: str, after: str) -> Change:
    def ask(name: str) -> Ask:
        return Ask(messages.RenameAlbum, {"album_id": album_id, "name": name})

    text = tr("Renamed the album {before} to {after}").format(before=before, after=after)
    return Change(text, ask(after), undo=lambda _reply: ask(before))


def album_deleted(album_id: int, name: str) -> Change:
    """The photos stay in the library."""
    text = tr("Deleted the album {album}").format(album=name)
    return Change(text, _deleted(album_id, True), undo=lambda _reply: _deleted(album_id, False))


def _members(kind: Any, album_id: int, photo_ids: Sequence[int]) -> Ask:
    return Ask(kind, {"album_id": album_id, "photo_ids": tuple(photo_ids)})


def _deleted(album_id: int, deleted: bool) -> Ask:
    return Ask(messages.SetAlbumDeleted, {"album_id": album_id, "deleted": deleted})
