"""A picture in several sizes, each half the one before, so that it is painted small without jaggies.

The painter looks at four pixels for each it paints; where it paints a fifth of the size, it would skip
most of them. Painting from the layer next larger is sharp, and quicker. Made on a thread.
"""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

SMALLEST = 700  # pixels of the longer side; nothing is shown much smaller than that


@dataclass(frozen=True)
class Layers:
    """``images``: the largest first."""

    images: tuple[QImage, ...]

    @property
    def full(self) -> QImage:
        return self.images[0]

    @property
    def size_in_bytes(self) -> int:
        return sum(image.sizeInBytes() for image in self.images)

    def for_scale(self, scale: float) -> QImage:
        """The smallest that has at least ``scale`` of the full picture's pixels along a side."""
        enough = [image for image in self.images if image.width() >= scale * self.full.width()]
        return enough[-1] if enough else self.full


NOTHING = Layers((QImage(),))


def layers_of(image: QImage) -> Layers:
    """The layers of a picture, in the format that is painted without converting."""
    alpha = image.hasAlphaChannel()
    formats = QImage.Format
    images = [image.convertToFormat(formats.Format_ARGB32_Premultiplied if alpha else formats.Format_RGB32)]
    while max(images[-1].width(), images[-1].height()) >= 2 * SMALLEST:
        half = QSize(max(1, images[-1].width() // 2), max(1, images[-1].height() // 2))
        smooth = Qt.TransformationMode.SmoothTransformation
        images.append(images[-1].scaled(half, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
    return Layers(tuple(images))
