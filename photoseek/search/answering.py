"""Which model answers while another one is still looking at the photos."""

import numpy as np

from photoseek.library import embeddings, photos
from photoseek.library.database import Database
from photoseek.models import installed
from photoseek.paths import Paths

_CHUNK = 500


def answering_model(database: Database, paths: Paths, chosen: str) -> str:
    """The name of the model to search with: ``chosen``, as soon as it has seen all that can be seen.

    Until then the installed model that has embedded most photos answers. Photos that are offline
    are not waited for. Raises UnusableModel when ``chosen`` is not installed.
    """
    wanted = installed.find(paths, chosen)
    with database.read() as session:
        held = embeddings.ids(session, wanted.embedding_id)
        best, most = wanted, len(held)
        missing = np.empty(0, np.int64)
        for model in installed.list_all(paths):
            if model.embedding_id in ("", wanted.embedding_id):
                continue
            found = embeddings.ids(session, model.embedding_id)
            missing = np.union1d(missing, np.setdiff1d(found, held, assume_unique=True))
            if len(found) > most:
                best, most = model, len(found)
        waiting = any(
            photo.online
            for begin in range(0, len(missing), _CHUNK)
            for photo in photos.by_ids(session, missing[begin : begin + _CHUNK].tolist())
        )
    return best.name if waiting else wanted.name
