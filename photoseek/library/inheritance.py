"""What the user made of a photo stays with its file when another program changes the file.

To the library the changed file is another photo. It gets the user's captions, the mark of a favourite
and the albums of the one before, but not its rotation: whoever changed the file has seen to that.
"""

from collections.abc import Sequence

from sqlalchemy import literal, select, update
from sqlalchemy.orm import Session

from photoseek.library import upsert
from photoseek.library.schema import AlbumPhotoRow, CaptionRow, FileRow, PhotoRow
from photoseek.library.selection import among


def heirs(session: Session, links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of previous and new photo, for those of some files about to be linked to photos that changed.

    ``links`` holds pairs of file id and photo id.
    """
    query = select(FileRow.id, FileRow.previous_photo_id).where(
        among(FileRow.id, [file_id for file_id, _ in links]), FileRow.previous_photo_id.is_not(None)
    )
    previous = dict(session.execute(query).all())
    pairs = [(previous.get(file_id), photo_id) for file_id, photo_id in links]
    return [(old, new) for old, new in pairs if old is not None and old != new]


def inherit(session: Session, pairs: Sequence[tuple[int, int]]) -> None:
    """Give new photos what the user made of the previous ones, unless these lie in another file, too.

    What the new ones have already is left as it is.
    """
    if not pairs:
        return
    gone = select(PhotoRow.id).where(among(PhotoRow.id, [old for old, _ in pairs]), ~PhotoRow.is_shown())
    left = set(session.scalars(gone))
    for old, new in pairs:
        if old in left:
            _copy(session, old, new)


def _copy(session: Session, old: int, new: int) -> None:
    own = [column for column in CaptionRow.__table__.columns if column.name != "photo_id"]
    written = select(literal(new), *own).where(CaptionRow.photo_id == old, CaptionRow.by_user)
    columns = ["photo_id", *(column.name for column in own)]
    upsert.add_found(session, CaptionRow, columns, written)
    members = select(AlbumPhotoRow.album_id, literal(new), AlbumPhotoRow.added_at)
    members = members.where(AlbumPhotoRow.photo_id == old)
    columns = ["album_id", "photo_id", "added_at"]
    upsert.add_found(session, AlbumPhotoRow, columns, members)
    liked = select(PhotoRow.id).where(PhotoRow.id == old, PhotoRow.is_favourite())
    session.execute(update(PhotoRow).where(PhotoRow.id == new, liked.exists()).values(favourite=True))
