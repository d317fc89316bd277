"""The directories that photos lie in, as a tree."""

import os
from collections import defaultdict
from pathlib import Path

from sqlalchemy import LargeBinary, select, type_coerce
from sqlalchemy.orm import Session

from photoseek.library.records import Directory
from photoseek.library.schema import FileRow, FolderRow
from photoseek.library.sorting import sort_name


def list_all(session: Session) -> list[Directory]:
    """Each watched folder and every directory below it that holds photos; parents before children,
    brothers by name."""
    # As bytes: making a Path for each of 100,000 files would take half a second.
    query = select(
        FileRow.folder_id, type_coerce(FileRow.relative_path, LargeBinary), FileRow.photo_id
    ).where(FileRow.photo_id.is_not(None))
    holding: dict[tuple[int, bytes], set[int]] = defaultdict(set)
    for folder_id, path, photo_id in session.execute(query):
        if photo_id is not None:
            holding[folder_id, path.rpartition(b"/")[0]].add(photo_id)
    # A photo of two files in one directory counts once, there and further up.
    for folder_id, directory in sorted(holding, key=lambda it: -it[1].count(b"/")):
        here = folder_id, directory
        while here[1]:
            above = folder_id, here[1].rpartition(b"/")[0]
            holding[above] |= holding[folder_id, directory]
            here = above
    folders = dict(session.execute(select(FolderRow.id, FolderRow.path)).all())
    for folder_id in folders:
        holding[folder_id, b""]
    found = [
        Directory(folder_id, Path(os.fsdecode(directory)), len(ids))
        for (folder_id, directory), ids in holding.items()
    ]
    return sorted(found, key=lambda it: (folders[it.folder_id], _in_tree(it.relative_path)))


def _in_tree(path: Path) -> tuple[tuple[str, str], ...]:
    return tuple((sort_name(Path(part)), part) for part in path.parts)
