"""All that can happen to the worker, in one queue: requests, and news from its own threads."""

from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING

from photoseek.ingest.scanner import ScanResult
from photoseek.worker.ahead import Asked

if TYPE_CHECKING:
    from photoseek.models.inference import Inference
    from photoseek.search.searcher import Searcher
    from photoseek.search.vector_index import VectorIndex


@dataclass(frozen=True, slots=True)
class Stop:
    """The window has gone: stdin has ended, or nobody reads stdout any more."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The models and what searches with them."""

    inference: "Inference"
    index: "VectorIndex"
    searcher: "Searcher"
    coming: "Coming | None" = None


@dataclass(frozen=True, slots=True)
class Coming:
    """The model that was chosen, while it has not seen all photos yet, and what will answer then."""

    inference: "Inference"
    engine: Callable[[], Engine]


@dataclass(frozen=True, slots=True)
class LoadFailed:
    """The models could not be loaded."""

    error: Exception


@dataclass(frozen=True, slots=True)
class Scanning:
    """A scan goes on; so many files were seen."""

    count: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """A scan has ended; so many more are waiting."""

    result: ScanResult | None
    """None: the folder was removed meanwhile."""
    waiting: int


@dataclass(frozen=True, slots=True)
class ScanFailed:
    """A scan could not be done."""

    error: Exception
    folder_id: int


@dataclass(frozen=True, slots=True)
class Mapped:
    """The maps are up to date, or could not be made."""


@dataclass(frozen=True, slots=True)
class ChangedElsewhere:
    """Another workstation has changed rows of a shared library."""

    kinds: frozenset[str]
    """As ``Database.news`` has them."""


Item = Asked | Stop | Engine | LoadFailed | Scanning | Scanned | ScanFailed | Mapped | ChangedElsewhere
Inbox = SimpleQueue[Item]
