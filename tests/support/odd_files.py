"""Bad and odd files in the place of photos: what lies on disks, and what ill will would put there."""

import io
import os
import random
import socket
import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms

from tests.support.photos import exif, noise, png_that_claims

FORMATS = ("jpg", "png", "webp", "tiff", "gif", "bmp", "heic", "avif")
_PILLOW_NAMES = {"jpg": "JPEG", "heic": "HEIF"}
TENTHS = range(10)


def encoded(image: Image.Image, suffix: str, **options: object) -> bytes:
    """An image as a file of the format that the suffix names."""
    data = io.BytesIO()
    image.save(data, _PILLOW_NAMES.get(suffix, suffix.upper()), **options)
    return data.getvalue()


def write_all(folder: Path, *, large: bool = False) -> list[Path]:
    """Write every kind of odd file below ``folder``; those that a scan should come upon, sorted.

    ``large``: pictures that need a gigabyte to be decoded, and a minute to be made, too.
    """
    written = []
    for name, data in _contents(large):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written.append(path)
    written += _odd_names(folder / "names")
    _no_files(folder / "no files")
    return sorted(written)


def _contents(large: bool) -> Iterator[tuple[str, bytes]]:
    seeds = iter(range(10**6))
    for suffix in FORMATS:
        whole = encoded(noise(next(seeds), 96, 64), suffix)
        for tenth in TENTHS:
            yield f"truncated/{tenth} tenths.{suffix}", whole[: len(whole) * tenth // 10]
        other = FORMATS[(FORMATS.index(suffix) + 3) % len(FORMATS)]
        yield f"wrong ending/{suffix} called.{other}", encoded(noise(next(seeds)), suffix)
        yield f"small/1 x 1.{suffix}", encoded(Image.new("RGB", (1, 1), (next(seeds), 9, 9)), suffix)
        flipped = bytearray(encoded(noise(next(seeds)), suffix))
        for place in range(len(flipped) // 3, len(flipped), 97):
            flipped[place] ^= 0xFF
        yield f"flipped/bytes.{suffix}", bytes(flipped)
        yield f"zeros/tail.{suffix}", whole[: len(whole) // 2] + bytes(len(whole) // 2)
    yield from _other_kinds(seeds)
    yield from _modes(seeds)
    yield from _shapes(seeds)
    yield from _bombs()
    yield from _lying_exif(seeds)
    yield from _broken_profiles(seeds)
    yield from _broken_structure(seeds)
    if large:
        yield from _large()


def _other_kinds(seeds: Iterator[int]) -> Iterator[tuple[str, bytes]]:
    random_ = random.Random(next(seeds))
    for name, data in {
        "text.jpg": b"Dear diary, this is no photo.\n" * 50,
        "html.png": b"<html><script>alert(1)</script></html>",
        "svg.png": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
        "program.jpg": b"\x7fELF" + bytes(200),
        "archive.png": b"PK\x03\x04" + bytes(200),
        "postscript.jpg": b"%!PS-Adobe-3.0\n%%BoundingBox: 0 0 10 10\n(/etc/passwd) run\n",
        "pdf.tiff": b"%PDF-1.7\n" + bytes(300),
        "noise.gif": random_.randbytes(4000),
        "zeros.bmp": bytes(4000),
        "ones.webp": b"\xff" * 4000,
        "only a start.jpg": b"\xff\xd8\xff\xe0",
        "only a start.png": b"\x89PNG\r\n\x1a\n",
        "only a start.tiff": b"II*\0\x08\0\0\0",
        "only a start.heic": b"\0\0\0\x18ftypheic",
    }.items():
        yield f"other kinds/{name}", data


def _modes(seeds: Iterator[int]) -> Iterator[tuple[str, bytes]]:
    plain = noise(next(seeds), 48, 48)
    values = np.random.default_rng(next(seeds)).integers(0, 65536, (48, 48))
    for mode in ("1", "L", "LA", "P", "RGBA"):
        yield f"modes/{mode}.png", encoded(plain.convert(mode), "png")
    for mode in ("1", "L", "CMYK", "YCbCr", "LAB", "RGBA", "P"):
        image = plain if mode != "LAB" else Image.frombytes("LAB", (48, 48), bytes(48 * 48 * 3))
        yield f"modes/{mode}.tiff", encoded(image if mode == "LAB" else plain.convert(mode), "tiff")
    yield "modes/CMYK.jpg", encoded(plain.convert("CMYK"), "jpg")
    yield "modes/grey.jpg", encoded(plain.convert("L"), "jpg")
    sixteen = Image.fromarray(values.astype(np.uint16))
    yield "modes/16 bits.png", encoded(sixteen, "png")
    yield "modes/16 bits.tiff", encoded(sixteen, "tiff")
    yield "modes/32 bits.tiff", encoded(Image.fromarray(values.astype(np.int32)), "tiff")
    odd = np.full((48, 48), np.nan, np.float32)
    odd[3:9] = np.inf
    odd[9:30] = -1e30
    yield "modes/not a number.tiff", encoded(Image.fromarray(odd), "tiff")
    frames = [noise(next(seeds)) for _ in range(5)]
    for suffix in ("gif", "webp", "png", "tiff"):
        yield f"animated/5.{suffix}", encoded(frames[0], suffix, save_all=True, append_images=frames[1:])


def _shapes(seeds: Iterator[int]) -> Iterator[tuple[str, bytes]]:
    for suffix in ("jpg", "png", "tiff", "bmp", "gif"):
        for size in ((1, 30_000), (30_000, 1)):
            colour = (next(seeds) % 256, 120, 9)
            yield f"shapes/{size[0]} x {size[1]}.{suffix}", encoded(Image.new("RGB", size, colour), suffix)


def _bombs() -> Iterator[tuple[str, bytes]]:
    """Little files that promise much."""
    for width, height in (
        (25_000, 20_000),
        (60_000, 60_000),
        (2**31 - 1, 2**31 - 1),
        (0, 0),
        (40_000_000, 1),
    ):
        yield f"bombs/{width} x {height}.png", png_that_claims(width, height)
    gif = bytearray(encoded(noise(1), "gif"))
    gif[6:10] = struct.pack("<HH", 65_535, 65_535)
    yield "bombs/screen.gif", bytes(gif)
    jpeg = bytearray(encoded(noise(2), "jpg"))
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = struct.pack(">HH", 65_500, 65_500)
    yield "bombs/frame.jpg", bytes(jpeg)
    bmp = bytearray(encoded(noise(3), "bmp"))
    bmp[18:26] = struct.pack("<ii", 30_000, -30_000)
    yield "bombs/header.bmp", bytes(bmp)
    webp = bytearray(encoded(noise(4), "webp", lossless=True))
    webp[21:25] = struct.pack("<I", (16_383 << 14 | 16_383) & 0x0FFFFFFF)
    yield "bombs/header.webp", bytes(webp)
    for name, size in (("500 megapixels", (25_000, 20_000)), ("endless", (2**31 - 1, 2**31 - 1))):
        yield f"bombs/{name}.tiff", _tiff_that_claims(*size)
    text = encoded(noise(5), "png")[:-12]
    for kind in (b"zTXt", b"iTXt", b"iCCP"):
        content = b"x\0\0" + (b"\0\0\0" if kind == b"iTXt" else b"") + zlib.compress(bytes(80 << 20))
        # Behind the header: there a profile is looked for.
        yield (
            f"bombs/text {kind.decode()}.png",
            text[:33] + _chunk(kind, content) + text[33:] + _chunk(b"IEND", b""),
        )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _tiff(entries: list[tuple[int, int, int, int]], following: int = 0, data: bytes = b"") -> bytes:
    """A TIFF of one directory: (tag, type, count, value) each, and where the next directory lies."""
    directory = struct.pack("<H", len(entries))
    directory += b"".join(struct.pack("<HHII", *entry) for entry in sorted(entries))
    return b"II*\0\x08\0\0\0" + directory + struct.pack("<I", following) + data


def _tiff_that_claims(width: int, height: int, data: bytes | None = None) -> bytes:
    strip = zlib.compress(bytes(100_000)) if data is None else data
    entries = [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, 8),
        (262, 3, 1, 1),
        (273, 4, 1, 8 + 2 + 9 * 12 + 4),
        (277, 3, 1, 1),
        (278, 4, 1, height),
        (279, 4, 1, len(strip)),
    ]
    return _tiff(entries, data=strip)


def _lying_exif(seeds: Iterator[int]) -> Iterator[tuple[str, bytes]]:
    blocks = {
        "loop": _tiff([(0x8769, 4, 1, 8), (0x8825, 4, 1, 8)], following=8),
        "far away": _tiff([(0x8769, 4, 1, 2**31), (0x8825, 4, 1, 2**32 - 2)], following=2**32 - 1),
        "many": _tiff([(0x010F, 2, 2**32 - 1, 8), (0x0110, 2, 2**31, 20)]),
        "odd types": _tiff([(0x0112, kind, 1, 6) for kind in range(14)]),
        "half": _tiff([(0x0112, 3, 1, 6)])[:11],
        "noise": random.Random(next(seeds)).randbytes(3000),
        "sideways": exif(orientation=99 % 9).tobytes()[6:],
        "no such day": exif(taken_at="2023:02:31 25:61:61", make="\0" * 9, model="<b>x</b>\n").tobytes()[6:],
        "nowhere": exif(latitude=(900, 0, 0), longitude=(0, 0, 0)).tobytes()[6:],
        "zero denominators": _tiff(
            [(0x829A, 5, 1, 26), (0x829D, 5, 1, 26)], data=struct.pack("<II", 1, 0) + bytes(8)
        ),
    }
    for name, block in blocks.items():
        for suffix in ("jpg", "webp", "png"):
            try:
                data = encoded(noise(next(seeds)), suffix, exif=b"Exif\0\0" + block)
            except Exception:  # Pillow refuses to write some of it
                continue
            yield f"exif/{name}.{suffix}", data


def _broken_profiles(seeds: Iterator[int]) -> Iterator[tuple[str, bytes]]:
    whole = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for name, profile in {
        "half": whole[: len(whole) // 2],
        "noise": random.Random(next(seeds)).randbytes(600),
        "size": struct.pack(">I", 2**32 - 1) + whole[4:],
        "tags": whole[:128] + struct.pack(">I", 2**32 - 1) + whole[132:],
        "of another space": lab,
        "one byte": b"x",
    }.items():
        for suffix in ("jpg", "png", "tiff", "webp"):
            yield f"profiles/{name}.{suffix}", encoded(noise(next(seeds)), suffix, icc_profile=profile)


def _broken_structure(seeds: Iterator[int]) -> Iterator[tuple[str, bytes]]:
    png = encoded(noise(next(seeds)), "png")
    yield "structure/no end.png", png[:-12]
    yield "structure/wrong sum.png", png[:29] + b"\0\0\0\0" + png[33:]
    yield "structure/no pixels.png", png[:33] + png[-12:]
    yield "structure/header twice.png", png[:33] + png[8:]
    yield (
        "structure/animation that lies.png",
        png[:33] + _chunk(b"acTL", struct.pack(">II", 2**31, 0)) + png[33:],
    )
    tiff = encoded(noise(next(seeds)), "tiff")
    yield "structure/loop of pages.tiff", _tiff([(256, 3, 1, 9), (257, 3, 1, 9)], following=8)
    yield "structure/no pixels.tiff", _tiff_that_claims(64, 64, b"")
    yield "structure/pixels elsewhere.tiff", tiff[:8] + bytes(len(tiff) - 8)
    yield "structure/many tags.tiff", b"II*\0\x08\0\0\0\xff\xff" + bytes(600)
    yield "structure/big.tiff", b"II+\0\x08\0\0\0" + struct.pack("<Q", 16) + struct.pack("<Q", 2**60)
    jpeg = encoded(noise(next(seeds)), "jpg", progressive=True)
    yield "structure/progressive cut.jpg", jpeg[: len(jpeg) * 2 // 3]
    yield "structure/more behind it.jpg", jpeg + b"<?php system('id') ?>" * 100
    yield "structure/ends at once.jpg", jpeg[:20] + b"\xff\xd9"
    yield "structure/length of nothing.jpg", b"\xff\xd8\xff\xe1\0\0" + jpeg[2:]
    gif = encoded(noise(next(seeds)), "gif")
    yield "structure/no trailer.gif", gif[:-1]
    yield "structure/frame outside.gif", gif.replace(b"\x2c\0\0\0\0", b"\x2c\xff\xff\xff\xff", 1)
    heic = encoded(noise(next(seeds)), "heic")
    yield "structure/box without end.heic", heic[:40] + b"\xff\xff\xff\xff" + heic[44:]
    avif = encoded(noise(next(seeds)), "avif")
    yield "structure/box of nothing.avif", avif[:40] + bytes(4) + avif[44:]
    webp = encoded(noise(next(seeds)), "webp")
    yield "structure/length that lies.webp", webp[:4] + struct.pack("<I", 2**32 - 2) + webp[8:]


def _large() -> Iterator[tuple[str, bytes]]:
    yield "large/500 megapixels.png", encoded(Image.new("1", (25_000, 20_000)), "png")
    yield "large/290 megapixels.png", encoded(Image.new("RGB", (17_000, 17_000), "teal"), "png")
    yield (
        "large/268 megapixels.webp",
        encoded(Image.new("RGB", (16_383, 16_383), "navy"), "webp", lossless=True),
    )
    yield (
        "large/290 megapixels.tiff",
        encoded(Image.new("CMYK", (17_000, 17_000)), "tiff", compression="tiff_deflate"),
    )
    yield "large/290 megapixels.gif", encoded(Image.new("P", (17_000, 17_000)), "gif")
    yield "large/290 megapixels.jpg", encoded(Image.new("RGB", (17_000, 17_000), "gold"), "jpg")
    yield (
        "large/floats.tiff",
        encoded(Image.new("F", (17_000, 17_000), 0.5), "tiff", compression="tiff_deflate"),
    )


def _odd_names(folder: Path) -> list[Path]:
    names = [
        b"not utf-8 \xff\xfe\xc0.jpg",
        b"new\nline\r.jpg",
        b"<b>bold</b><img src=x>.jpg",
        b" .jpg",
        b"%s%n{0}.jpg",
        b"-rf.jpg",
        b"'; DROP TABLE photos; --.jpg",
        b"\xe2\x80\xaegnp.jpg",  # written backwards
        b"tab\t\x01\x1b[31m.jpg",
        b"x" * 251 + b".jpg",
        "é".encode() * 125 + b"a.jpg",
        "é.jpg".encode(),
        "e\u0301.jpg".encode(),
        b"CON.jpg",
        b"back\\slash.jpg",
        b"UPPER.JPG",
    ]
    folder.mkdir(parents=True)
    written = []
    for number, name in enumerate(names):
        path = folder / os.fsdecode(name)
        try:
            path.write_bytes(encoded(noise(10_000 + number), "jpg"))
        except OSError:  # a file system that does not allow the name
            continue
        written.append(path)
    deep = folder.joinpath(*["deep"] * 200)
    deep.mkdir(parents=True)
    written.append(deep / "a.jpg")
    written[-1].write_bytes(encoded(noise(20_000), "jpg"))
    return written


def _no_files(folder: Path) -> None:
    """What bears a photo's name and is no file: a scan passes it over."""
    folder.mkdir(parents=True)
    (folder / "folder.jpg").mkdir()
    (folder / "folder.jpg" / ".hidden.jpg").write_bytes(b"")
    (folder / "to itself.jpg").symlink_to("to itself.jpg")
    (folder / "to nothing.jpg").symlink_to("nothing.jpg")
    (folder / "up").symlink_to("..", target_is_directory=True)
    (folder / "around").mkdir()
    (folder / "around" / "round").symlink_to(folder, target_is_directory=True)
    (folder / "zero.jpg").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as plug:
        here = Path.cwd()
        os.chdir(folder)  # a socket's path is 108 bytes at most
        try:
            plug.bind("socket.jpg")
        finally:
            os.chdir(here)
    with suppress(PermissionError):  # only the administrator may
        os.mknod(folder / "device.jpg", 0o600 | stat.S_IFCHR, os.makedev(1, 5))
