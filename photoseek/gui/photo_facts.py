"""What a photo's page says about it, in the user's words and locale. Plain functions."""

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale

from photoseek.library.records import PhotoDetails

PATH, ALSO_AT = "Path", "Also at"


def facts(details: PhotoDetails, locale: QLocale) -> list[tuple[str, str]]:
    """(label, text) for everything that is known, in the order to show it."""
    photo = details.photo
    found: list[tuple[str, str]] = []
    if photo.taken_at is not None:
        # The camera's clock has no zone, and neither has a Qt date made from its numbers.
        taken = QDateTime.fromString(photo.taken_at.strftime("%Y-%m-%dT%H:%M:%S"), "yyyy-MM-ddTHH:mm:ss")
        found.append(("Taken", locale.toString(taken, QLocale.FormatType.ShortFormat)))
    if details.camera:
        found.append(("Camera", details.camera))
    if details.exposure:
        found.append(("Exposure", details.exposure))
    if details.latitude is not None and details.longitude is not None:
        found.append(("Place", place(details.latitude, details.longitude)))
    megapixels = photo.width * photo.height / 1e6
    dimensions = f"{photo.width} × {photo.height}"
    if megapixels >= 0.1:
        dimensions += f" ({locale.toString(megapixels, 'f', 1)} megapixels)"
    found.append(("Dimensions", dimensions))
    found.append(("File", f"{details.format}, {locale.formattedDataSize(details.size)}"))
    for number, path in enumerate(details.paths):
        found.append((PATH if number == 0 else ALSO_AT, shown_path(path)))
    return found


def place(latitude: float, longitude: float) -> str:
    """Degrees as on a map: 47.3769° N, 8.5417° E."""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.4f}° {north}, {abs(longitude):.4f}° {east}"


def shown_path(path: Path) -> str:
    """A path fit for the screen, even when it is not valid UTF-8."""
    return str(path).encode("utf-8", "replace").decode("utf-8")
