"""Image file -> QImage, upright, within limits. Pure functions that any thread may call.

People's photos are opened in a process of their own (``images.pictures``): one that crashes, hangs or swells
costs its own picture alone. Thumbnails are read here: we made each of them ourselves from pixels, and who
could put another file into the cache, which is the user's alone (0700), could do anything already.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from photoseek.errors import UnreadablePhoto
from photoseek.gui.widgets.turning import turned
from photoseek.images.decoder_pool import always
from photoseek.images.decoder_process import Data
from photoseek.images.pictures import picture_apart

MAX_SIDE = 6000  # pixels; more than any screen shows, and 144 MB at most


def load_picture(path: Path, max_side: int = MAX_SIDE, is_wanted: Callable[[], bool] = always) -> QImage:
    """The photo at ``path``, upright, its longer side ``max_side`` pixels at most.

    Raises UnreadablePhoto with the reason alone, and NotWanted soon after ``is_wanted`` said so.
    """
    return picture_apart(path, max_side, _picture, is_wanted=is_wanted)


def load_cover(path: Path, size: QSize, rotation: int = 0, is_wanted: Callable[[], bool] = always) -> QImage:
    """The middle of the photo at ``path``, as much of it as fills ``size`` pixels.

    ``rotation``: quarter turns clockwise, given to it first. Raises as ``load_picture`` does.
    """
    upright = _before_turning(size, rotation)
    cover = (upright.width(), upright.height())
    return _to_paint(picture_apart(path, MAX_SIDE, _picture, cover=cover, is_wanted=is_wanted), rotation)


def load_thumbnail(path: Path) -> QImage:
    """One of our own thumbnails. Raises UnreadablePhoto where it is not there, or damaged."""
    return _read(path, None)


def load_thumbnail_cover(path: Path, size: QSize, rotation: int = 0) -> QImage:
    """``load_cover`` for one of our own thumbnails. Raises as ``load_thumbnail`` does."""
    upright = _before_turning(size, rotation)
    image = _read(path, upright)
    corner = QPoint((image.width() - upright.width()) // 2, (image.height() - upright.height()) // 2)
    return _to_paint(image.copy(QRect(corner, upright)), rotation)


def load_first_square(places: Sequence[Path], side: int) -> QImage:
    """Like ``load_first_cover``, as a square."""
    return load_first_cover(places, QSize(side, side))


def load_first_cover(places: Sequence[Path], size: QSize, rotation: int = 0) -> QImage:
    """The first of ``places`` that can be read: the last one is a photo, those before are our thumbnails.

    Raises UnreadablePhoto with the reason alone.
    """
    for place in places[:-1]:
        try:
            return load_thumbnail_cover(place, size, rotation)
        except UnreadablePhoto:
            continue
    return load_cover(places[-1], size, rotation)


def _picture(pixels: Data, width: int, height: int) -> QImage:
    # A copy: the pixels themselves go away.
    return QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def _before_turning(size: QSize, rotation: int) -> QSize:
    return size.transposed() if rotation % 2 else size


def _to_paint(image: QImage, rotation: int) -> QImage:
    # Premultiplied 32 bits is what the painter draws without converting, at every frame.
    return turned(image, rotation).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _read(path: Path, cover: QSize | None) -> QImage:
    """``cover``: scaled to fill it, which saves the decoder most of its work where that is smaller."""
    try:
        data = path.read_bytes()  # Python opens what Qt cannot: names that are not valid UTF-8
    except OSError as error:
        raise UnreadablePhoto(error.strerror or str(error)) from error
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if cover is not None and size.isValid():
        size = size.scaled(cover, Qt.AspectRatioMode.KeepAspectRatioByExpanding).expandedTo(cover)
        reader.setScaledSize(size)
    image = reader.read()
    if image.isNull():
        raise UnreadablePhoto(reader.errorString())
    return image
