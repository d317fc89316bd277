"""JPEG files of 12 megapixels, as cameras write them, for measuring: sample photographs, enlarged.

Noise as of a sensor makes them as large as a camera's, so that decoding them costs what it costs. Many
files share a picture; a few bytes behind the picture's end make each a file of its own.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from photoseek.images.decode import decode_upright

SIZE = (4032, 3024)
NOISE = 5.0  # standard deviation, of 255: 2.5 to 4 MB a file
QUALITY = 88
PICTURES = 16


def make_photos(
    samples: Sequence[Path],
    folder: Path,
    count: int,
    progress: Callable[[str, int, int], None] = lambda stage, done, total: None,
    size: tuple[int, int] = SIZE,
) -> None:
    """Make ``folder`` with ``count`` JPEG files. It appears only when all are there."""
    temporary = folder.with_name(f"new {folder.name}")
    temporary.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(0)
    pictures = min(PICTURES, count)
    for number in range(pictures):
        picture = decode_upright(samples[number % len(samples)])[0].resize(size, Image.Resampling.BICUBIC)
        grain = random.standard_normal((size[1], size[0], 1), np.float32) * NOISE
        pixels = np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8)
        Image.fromarray(pixels).save(_path(temporary, number), quality=QUALITY)
        progress("making photos", number + 1, pictures)
    for number in range(pictures, count):
        data = _path(temporary, number % pictures).read_bytes()
        _path(temporary, number).write_bytes(data + f" {number}".encode("ascii"))
    temporary.rename(folder)


def _path(folder: Path, number: int) -> Path:
    return folder / f"photo {number:05d}.jpg"
