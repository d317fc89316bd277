"""What a photo's page says about it, in the user's words and locale. Plain functions."""

from dataclasses import dataclass

from PySide6.QtCore import QDateTime, QLocale

from photoseek.gui.language import listed, tr
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.library.records import PhotoDetails


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    text: str
    is_path: bool = False


def facts(details: PhotoDetails, locale: QLocale) -> list[Fact]:
    """Everything that is known, in the order to show it."""
    photo = details.photo
    found: list[Fact] = []
    if photo.taken_at is not None:
        # The camera's clock has no zone, and neither has a Qt date made from its numbers.
        taken = QDateTime.fromString(photo.taken_at.strftime("%Y-%m-%dT%H:%M:%S"), "yyyy-MM-ddTHH:mm:ss")
        day = locale.toString(taken.date(), QLocale.FormatType.LongFormat)
        time = locale.toString(taken.time(), QLocale.FormatType.ShortFormat)
        found.append(Fact(tr("Taken"), tr("{day}, {time}").format(day=day, time=time)))
    if details.camera:
        found.append(Fact(tr("Camera"), details.camera))
    if details.exposure:
        found.append(Fact(tr("Exposure"), details.exposure))
    if details.latitude is not None and details.longitude is not None:
        found.append(Fact(tr("Place"), place(details.latitude, details.longitude, locale)))
    found.append(Fact(tr("Size"), _dimensions(details, locale)))
    found.append(Fact(tr("File"), listed((details.format, size_text(details.size)))))
    for number, path in enumerate(details.paths):
        found.append(Fact(tr("Path") if number == 0 else tr("Also at"), shown_path(path), is_path=True))
    return found


def place(latitude: float, longitude: float, locale: QLocale) -> str:
    """Degrees as on a map: 47.3769° N, 8.5417° E."""
    north = tr("{degrees}° N") if latitude >= 0 else tr("{degrees}° S")
    east = tr("{degrees}° E") if longitude >= 0 else tr("{degrees}° W")
    sides = ((north, latitude), (east, longitude))
    return listed(text.format(degrees=locale.toString(abs(angle), "f", 4)) for text, angle in sides)


def size_text(size: int) -> str:
    """Bytes as people write them: 3.2 MB."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def _dimensions(details: PhotoDetails, locale: QLocale) -> str:
    photo = details.photo
    sides = (photo.height, photo.width) if photo.rotation % 2 else (photo.width, photo.height)
    text = f"{sides[0]} × {sides[1]}"
    megapixels = photo.width * photo.height / 1e6
    if megapixels < 0.1:
        return text
    number = locale.toString(megapixels, "f", 1)
    return tr("{sides} ({number} megapixels)").format(sides=text, number=number)
