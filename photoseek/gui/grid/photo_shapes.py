"""How wide photos are for their height, kept in arrays: 100,000 of them are looked up in milliseconds."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from photoseek.library.records import Photo

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

USUAL_RATIO = 1.5  # width over height of a photo whose shape is not known yet: what most cameras make


class PhotoShapes:
    """Ratios of width to height, by photo id."""

    def __init__(self) -> None:
        # (known) ids in order, and their ratios; arrays are imported when there is something to keep.
        self._known: tuple[NDArray[np.int64], NDArray[np.float64]] | None = None

    def learn(self, ratios: Mapping[int, float]) -> bool:
        """Take these over; False: all of it was known."""
        if not ratios:
            return False
        import numpy as np

        ids = np.fromiter(ratios.keys(), np.int64, len(ratios))
        values = np.fromiter(ratios.values(), np.float64, len(ratios))
        if np.array_equal(self._of(ids, np.nan), values):
            return False
        if self._known is not None:  # behind the new ones: of equal ids, unique keeps the first
            ids = np.concatenate([ids, self._known[0]])
            values = np.concatenate([values, self._known[1]])
        ids, first = np.unique(ids, return_index=True)
        self._known = ids, values[first]
        return True

    def of(self, ids: Sequence[int]) -> "NDArray[np.float64]":
        """(len(ids),) the ratio of each photo, USUAL_RATIO where it is not known."""
        import numpy as np

        return self._of(np.asarray(ids, np.int64), USUAL_RATIO)

    def unknown(self, ids: Sequence[int]) -> list[int]:
        """Those of the photos whose ratio is not known."""
        import numpy as np

        asked = np.asarray(ids, np.int64)
        unknown: list[int] = asked[np.isnan(self._of(asked, np.nan))].tolist()
        return unknown

    def _of(self, ids: "NDArray[np.int64]", otherwise: float) -> "NDArray[np.float64]":
        import numpy as np

        if self._known is None:
            return np.full(len(ids), otherwise)
        known, ratios = self._known
        places = np.minimum(known.searchsorted(ids), len(known) - 1)
        return np.where(known[places] == ids, ratios[places], otherwise)


def shape_of(photo: Photo) -> float:
    """Width over height as it is shown: turned by a quarter, its sides are swapped."""
    width, height = photo.width, photo.height
    return height / width if photo.rotation % 2 else width / height
