"""Libraries filled without models: photos that were "taken in" with made-up vectors."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from sqlalchemy.orm import Session

from photoseek.library import captions, files, folders, photos
from photoseek.library.records import Caption, FoundFile, NewPhoto

ENCODER = "encoder-1"
EMBEDDING = "embedding-1"
CAPTIONER = "captioner-1"
DIMENSIONS = 8


def new_photo(content_hash: str, taken_at: datetime | None = None) -> NewPhoto:
    """A photo whose representation and unit vector follow from its hash."""
    vector = np.random.default_rng(list(content_hash.encode())).normal(size=DIMENSIONS)
    return NewPhoto(
        content_hash=content_hash,
        width=64,
        height=48,
        format="JPEG",
        taken_at=taken_at,
        camera="Acme One",
        exposure="1/250 s",
        latitude=48.2,
        longitude=16.4,
        encoder_id=ENCODER,
        representation=b"representation of " + content_hash.encode(),
        embedding_id=EMBEDDING,
        embedding=(vector / np.linalg.norm(vector)).astype("<f2").tobytes(),
    )


def found(path: str | Path, size: int = 100, modified_ns: int = 1_700_000_000_000_000_000) -> FoundFile:
    """A file as a scan finds it."""
    return FoundFile(Path(path), size, modified_ns)


def take_in(session: Session, folder: Path, names: Sequence[str | Path]) -> dict[str, int]:
    """Watch ``folder`` and take in one photo for each name; its hash is "hash of NAME".

    Returns the photo ids by name. Nothing need lie on the disk but the folder.
    """
    folder_id = folders.add(session, folder).id
    files.add(session, folder_id, [found(name) for name in names])
    known = files.known(session, folder_id)
    ids = {}
    for name in names:
        ids[str(name)] = photos.add(session, new_photo(f"hash of {Path(name).name}"))
        files.link(session, known[Path(name).as_posix()].id, ids[str(name)])
    return ids


def by_model(photo_id: int, text: str, model_id: str = CAPTIONER) -> Caption:
    """A caption as a captioner makes it."""
    return Caption(photo_id, "en", text, -4.5, (-0.5,) * len(text.split()), model_id)


def caption(session: Session, photo_id: int, text: str) -> None:
    """Store a caption as the captioner would."""
    captions.store(session, [by_model(photo_id, text)])
