"""What a user changes of photos on their page, as requests that can be undone. Plain functions."""

from collections.abc import Sequence
from typing import Any

from photoseek.gui.changes import Ask, Change
from photoseek.gui.language import tr
from photoseek.ipc import messages
from photoseek.library.records import PhotoDetails
from photoseek.models.vocabulary import Language


def caption_change(details: PhotoDetails, language: Language, text: str) -> Change:
    """The user's own caption of a photo; an empty text takes it back."""
    by_user = (one for one in details.captions if one.language == language and one.model_id is None)
    before = next((caption.text for caption in by_user), "")
    said = tr("Changed the caption") if text else tr("Took your caption back")

    def ask(caption: str) -> Ask:
        values = {"photo_id": details.photo.id, "language": language, "text": caption}
        return Ask(messages.EditCaption, values)

    return Change(said, ask(text), lambda _reply: ask(before))


def rotation_change(photo_ids: Sequence[int], quarter_turns: int) -> Change:
    """Turn photos clockwise, in the library only."""

    def ask(ids: Sequence[int], turns: int) -> Ask:
        return Ask(messages.Rotate, {"photo_ids": tuple(ids), "quarter_turns": turns})

    def undo(reply: Any) -> Ask:
        return ask(reply.photo_ids, -quarter_turns)

    return Change(tr("Turned %n photo(s)", None, len(photo_ids)), ask(photo_ids, quarter_turns), undo)
