"""Pictures turned by quarter turns, as the user turned the photo."""

from PySide6.QtGui import QImage, QTransform


def turned(image: QImage, quarter_turns: int) -> QImage:
    """``image`` turned clockwise; itself where nothing is to be done."""
    quarter_turns %= 4
    return image.transformed(QTransform().rotate(90 * quarter_turns)) if quarter_turns else image
