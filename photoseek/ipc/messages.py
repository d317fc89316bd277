"""What window and worker say to each other: frozen dataclasses, ids and small values, no pixels.

A *request* goes to the worker and carries an ``id``; exactly one *reply* with that id comes back
(``Failed`` when it could not be answered). An *event* comes unasked. On the wire each is one JSON
object per line with its class name under ``"type"`` (see ``codec``); the worker's first line is
``Hello``, so that two versions notice each other.
"""

from photoseek.ipc.events import (
    Hello,
    LibraryChanged,
    MapReady,
    Notice,
    Progress,
    Ready,
)
from photoseek.ipc.replies import (
    AlbumMade,
    Changed,
    Done,
    DuplicateGroup,
    Duplicates,
    Failed,
    Hit,
    Hits,
    Reason,
    Reasons,
    Region,
    Regions,
    Suggestion,
    Suggestions,
    UnknownWord,
)
from photoseek.ipc.requests import (
    AddFolder,
    AddToAlbum,
    AlignWords,
    Analogy,
    BackUp,
    EditCaption,
    ExplainHit,
    FindDuplicates,
    FindParts,
    MakeAlbum,
    MakeMap,
    Part,
    ReloadSettings,
    RemoveFolder,
    RemoveFromAlbum,
    RenameAlbum,
    Rescan,
    RetryFailures,
    Rotate,
    Search,
    SetAlbumDeleted,
    SetFavourite,
    SetIgnored,
    SetPaused,
    SuggestWords,
    UserActive,
)

PROTOCOL_VERSION = 3

Request = (
    Search
    | ExplainHit
    | SuggestWords
    | Analogy
    | AlignWords
    | FindParts
    | FindDuplicates
    | MakeMap
    | AddFolder
    | RemoveFolder
    | Rescan
    | SetIgnored
    | RetryFailures
    | SetPaused
    | UserActive
    | EditCaption
    | SetFavourite
    | Rotate
    | MakeAlbum
    | RenameAlbum
    | SetAlbumDeleted
    | AddToAlbum
    | RemoveFromAlbum
    | BackUp
    | ReloadSettings
)
Reply = Hits | Reasons | Suggestions | Regions | Duplicates | Changed | AlbumMade | Done | Failed
Event = Hello | Ready | Progress | LibraryChanged | MapReady | Notice
Message = Request | Reply | Event

__all__ = [
    "PROTOCOL_VERSION",
    "AddFolder",
    "AddToAlbum",
    "AlbumMade",
    "AlignWords",
    "Analogy",
    "BackUp",
    "Changed",
    "Done",
    "DuplicateGroup",
    "Duplicates",
    "EditCaption",
    "Event",
    "ExplainHit",
    "Failed",
    "FindDuplicates",
    "FindParts",
    "Hello",
    "Hit",
    "Hits",
    "LibraryChanged",
    "MakeAlbum",
    "MakeMap",
    "MapReady",
    "Message",
    "Notice",
    "Part",
    "Progress",
    "Ready",
    "Reason",
    "Reasons",
    "Region",
    "Regions",
    "ReloadSettings",
    "RemoveFolder",
    "RemoveFromAlbum",
    "RenameAlbum",
    "Reply",
    "Request",
    "Rescan",
    "RetryFailures",
    "Rotate",
    "Search",
    "SetAlbumDeleted",
    "SetFavourite",
    "SetIgnored",
    "SetPaused",
    "SuggestWords",
    "Suggestion",
    "Suggestions",
    "UnknownWord",
    "UserActive",
]
