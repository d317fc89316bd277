"""The lines of the sidebar, made from records."""

from pathlib import Path

from photoseek.gui.sidebar.sidebar_entries import (
    albums_entry,
    folders_entry,
    key_of,
    keys_above,
    library_entry,
)
from photoseek.library.records import EVERYTHING, Album, Counts, Directory, Folder, Scope

PICTURES = Folder(1, Path("/home/you/Pictures"), True, 30)
ARCHIVE = Folder(2, Path("/media/disk/Archive"), False, 8)


def test_files_set_aside_have_a_line_only_while_there_are_some() -> None:
    kinds = [entry.kind for entry in library_entry(Counts(9, 0, 0, 0, 1, 0, 2, 3)).children]
    assert kinds == ["all", "favourites", "recent"]
    assert {entry.photos for entry in library_entry(None).children} == {None}
    with_failures = library_entry(Counts(9, 0, 0, 4, 1, 0)).children
    assert (with_failures[-1].kind, with_failures[-1].photos) == ("set_aside", 4)


def test_the_line_that_makes_an_album_comes_after_the_albums() -> None:
    lines = albums_entry([Album(3, "Summer", 5, 71)]).children
    assert [(line.kind, line.name, line.photos, line.cover_id) for line in lines] == [
        ("album", "Summer", 5, 71),
        ("new_album", "New album", None, None),
    ]


def test_directories_stand_below_the_folder_and_directory_they_lie_in() -> None:
    directories = [
        Directory(1, Path(), 31),  # counted a moment later than the folder
        Directory(1, Path("2019"), 20),
        Directory(1, Path("2019/May"), 12),
        Directory(2, Path(), 8),
        Directory(7, Path("gone"), 1),
    ]
    pictures, archive = folders_entry([PICTURES, ARCHIVE], directories).children
    assert (pictures.name, pictures.photos, pictures.online) == ("Pictures", 31, True)
    (year,) = pictures.children
    (month,) = year.children
    assert (month.name, month.photos) == ("May", 12)
    assert month.scope == Scope(folder_id=1, below=Path("2019/May"))
    assert month.path == Path("/home/you/Pictures/2019/May")
    assert not archive.online
    assert archive.children == ()


def test_folders_of_one_name_are_told_apart() -> None:
    other = Folder(3, Path("/home/me/Pictures"), True, 1)
    names = [entry.name for entry in folders_entry([PICTURES, other, ARCHIVE], []).children]
    assert names == ["Pictures (you)", "Pictures (me)", "Archive"]


def test_every_line_is_found_by_what_it_shows() -> None:
    directories = [Directory(1, Path(), 30), Directory(1, Path("2019"), 20)]
    folder = folders_entry([PICTURES], directories).children[0]
    library = library_entry(Counts(9, 0, 0, 0, 1, 0)).children
    albums = albums_entry([Album(3, "Summer", 5, None)]).children
    for entry in (*library, *albums[:1], folder, *folder.children):
        assert entry.scope is not None
        assert key_of(entry.scope) == entry.key
    assert key_of(EVERYTHING) == "all"
    assert key_of(Scope(camera="Canon")) is None


def test_the_way_to_a_directory_leads_over_the_directories_above_it() -> None:
    key = key_of(Scope(folder_id=1, below=Path("2019/May/first")))
    assert key is not None
    assert keys_above(key) == ["folder 1", "folder 1/2019", "folder 1/2019/May"]
    assert keys_above("folder 1") == []
    assert keys_above("all") == []


def test_a_name_that_is_not_valid_text_can_be_shown_and_found() -> None:
    odd = Directory(1, Path("caf\udce9"), 1)
    (line,) = folders_entry([PICTURES], [odd]).children[0].children
    assert line.name == "caf?"
    assert line.scope is not None
    assert key_of(line.scope) == line.key
