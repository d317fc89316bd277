"""Photos with random damage, the same for the same seed."""

import random
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from tests.support.odd_files import FORMATS, encoded
from tests.support.photos import exif

_INTERESTING = (0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF)
_HEAD = 600  # bytes, in which headers, tags and tables lie


def real_photos(folder: Path, side: int = 160) -> list[tuple[str, bytes]]:
    """The photographs of a folder, made small, in every format: (suffix, content)."""
    tags = exif(
        orientation=6, taken_at="2024:05:01 12:30:00", make="Acme", latitude=(1, 2, 3), longitude=(4, 5, 6)
    )
    originals = []
    for number, path in enumerate(sorted(folder.iterdir())):
        with Image.open(path) as image:
            small = image.convert("RGB")
        small.thumbnail((side, side + number))
        for suffix in FORMATS:
            options = {} if suffix in ("gif", "bmp") else {"exif": tags.tobytes()}
            originals.append((suffix, encoded(small, suffix, **options)))
    return originals


def mutated(data: bytes, seed: int) -> bytes:
    """``data`` with one to eight faults, half of them where the headers lie."""
    chance = random.Random(seed)
    content = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        if not content:
            break
        _damage(content, chance)
    return bytes(content)


def mutations(
    originals: list[tuple[str, bytes]], count: int, first_seed: int = 0
) -> Iterator[tuple[str, bytes]]:
    """``count`` damaged files: (name, content)."""
    for seed in range(first_seed, first_seed + count):
        suffix, data = originals[seed % len(originals)]
        yield f"{seed:06}.{suffix}", mutated(data, seed)


def _damage(content: bytearray, chance: random.Random) -> None:
    place = chance.randrange(min(len(content), _HEAD) if chance.random() < 0.5 else len(content))
    length = chance.choice((1, 2, 4, 16, 200))
    kind = chance.randrange(8)
    if kind == 0:
        content[place] ^= 1 << chance.randrange(8)
    elif kind == 1:
        content[place] = chance.choice(_INTERESTING)
    elif kind == 2:
        content[place : place + 4] = chance.choice(
            (b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"\x80\0\0\0")
        )
    elif kind == 3:
        content[place : place + length] = chance.randbytes(length)
    elif kind == 4:
        del content[place : place + length]
    elif kind == 5:
        content[place:place] = chance.randbytes(length)
    elif kind == 6:
        content[place:place] = content[place : place + 16 * length]
    else:
        del content[place:]
