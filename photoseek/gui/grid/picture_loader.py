"""Image file -> QImage, upright, within limits. Pure functions that any thread may call."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from photoseek.errors import UnreadablePhoto
from photoseek.gui.language import tr
from photoseek.gui.widgets.turning import turned
from photoseek.gui.worker_texts import translated
from photoseek.images.formats import MAX_PIXELS

MAX_SIDE = 6000  # pixels; more than any screen shows, and 144 MB at most
MAX_BYTES = 600 * 1024 * 1024  # a file beyond this is no photo that a screen can show


def load_picture(path: Path, max_side: int = MAX_SIDE) -> QImage:
    """The photo at ``path``, upright, its longer side ``max_side`` pixels at most.

    Raises UnreadablePhoto with the reason alone.
    """
    data = _read(path)
    image = _decode(data, max_side)
    if image.isNull():
        image = _decode_with_pillow(data, max_side)
    if max(image.width(), image.height()) > max_side:
        image = image.scaled(
            max_side, max_side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    return image


def load_square(path: Path, side: int) -> QImage:
    """The middle of the photo at ``path`` as a square of ``side`` pixels.

    Raises UnreadablePhoto with the reason alone.
    """
    return load_cover(path, QSize(side, side))


def load_cover(path: Path, size: QSize, rotation: int = 0) -> QImage:
    """The middle of the photo at ``path``, as much of it as fills ``size`` pixels.

    ``rotation``: quarter turns clockwise, given to it first. Raises UnreadablePhoto with the reason alone.
    """
    upright = size.transposed() if rotation % 2 else size
    data = _read(path)
    image = _decode(data, max(upright.width(), upright.height()), cover=upright)
    if image.isNull():
        image = _decode_with_pillow(data, 3 * max(upright.width(), upright.height()))
    if image.size() != upright:
        by = max(upright.width() / image.width(), upright.height() / image.height())
        scaled = QSize(
            max(upright.width(), round(image.width() * by)), max(upright.height(), round(image.height() * by))
        )
        if scaled != image.size():
            image = image.scaled(
                scaled, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        corner = QPoint((image.width() - upright.width()) // 2, (image.height() - upright.height()) // 2)
        image = image.copy(QRect(corner, upright))
    # Premultiplied 32 bits is what the painter draws without converting, at every frame.
    return turned(image, rotation).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def load_first_square(places: Sequence[Path], side: int) -> QImage:
    """Like ``load_square``, from the first of ``places`` that holds a photo."""
    return load_first_cover(places, QSize(side, side))


def load_first_cover(places: Sequence[Path], size: QSize, rotation: int = 0) -> QImage:
    """Like ``load_cover``, from the first of ``places`` that holds a photo."""
    for place in places[:-1]:
        try:
            return load_cover(place, size, rotation)
        except UnreadablePhoto:
            continue
    return load_cover(places[-1], size, rotation)


def _read(path: Path) -> bytes:
    # Python opens what Qt cannot: names that are not valid UTF-8.
    try:
        if not path.is_file():
            raise UnreadablePhoto(tr("the file is not there"))
        if path.stat().st_size > MAX_BYTES:
            raise UnreadablePhoto(tr("the file is too large to be shown"))
        return path.read_bytes()
    except OSError as error:
        raise UnreadablePhoto(translated(error.strerror or "") or tr("the file cannot be read")) from error


def _decode(data: bytes, side: int, *, cover: QSize | None = None) -> QImage:
    """By Qt; a null image when Qt cannot read the format.

    The longer side has ``side`` pixels at most; with ``cover``, that much is filled, and hardly more read.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        if size.width() * size.height() > MAX_PIXELS:
            raise UnreadablePhoto(tr("the photo has more pixels than can be shown"))
        scale = side / max(size.width(), size.height())
        least = QSize(1, 1)
        if cover is not None:
            turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
            least = cover.transposed() if turned else cover
            scale = max(least.width() / size.width(), least.height() / size.height())
        if scale < 1:
            # A decoder that scales while it reads (JPEG, WebP) saves most of its work.
            reader.setScaledSize(
                QSize(
                    max(least.width(), round(size.width() * scale)),
                    max(least.height(), round(size.height() * scale)),
                )
            )
    return reader.read()


def _decode_with_pillow(data: bytes, max_side: int) -> QImage:
    """HEIC, AVIF and whatever else the indexer reads but Qt does not."""
    import pillow_heif
    from PIL import Image, ImageOps

    pillow_heif.register_heif_opener()
    try:
        with Image.open(BytesIO(data)) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise UnreadablePhoto(tr("the photo has more pixels than can be shown"))
            opened.draft("RGB", (max_side, max_side))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except UnreadablePhoto:
        raise
    except Exception as error:  # Pillow's plugins raise whatever their codec does
        raise UnreadablePhoto(tr("the file is not a photo that can be shown")) from error
    upright.thumbnail((max_side, max_side))
    pixels = upright.tobytes()
    image = QImage(pixels, upright.width, upright.height, 4 * upright.width, QImage.Format.Format_RGBA8888)
    return image.copy()  # own the pixels: ``pixels`` goes away with this function
