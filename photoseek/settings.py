"""The user's settings: typed, checked when read, written atomically.

Folders are not settings: they belong to the library, whose photos they hold.
"""

import json
import logging
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, cast, get_args, get_origin

from photoseek.errors import BadSettings
from photoseek.paths import DATABASE_VARIABLE, Paths, read_own, write_privately

DAMAGED = "settings.damaged.json"  # beside the settings

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """One person's choices. Every value has a default, so an empty file is a good file."""

    appearance: Literal["system", "light", "dark"] = "system"
    thumbnail_size: Literal[120, 160, 200, 260, 320] = 200
    """Side of a cell of the grid, in device-independent pixels."""
    make_captions: bool = True
    caption_languages: Literal["en", "zh", "en+zh", "zh+en"] = "en"
    """The languages of captions; the first is the one shown."""
    beam_size: Literal[1, 2, 3, 4, 5] = 5
    """Beams of the caption search: more is slower and a little better."""
    runtime: Literal["auto", "openvino", "torch"] = "auto"
    """What runs the image encoder."""
    model: str = "shipped"
    """The installed model that photos are seen and found with."""
    watch_folders: bool = True
    poll_network_folders_every: Literal[60, 300, 900, 3600] = 300
    """Seconds between two looks at a folder whose changes the system does not report."""
    show_words_panel: bool = True
    show_sidebar: bool = True
    language: Literal["system", "en", "zh"] = "system"
    """The language of the window."""
    grid: Literal["square", "justified"] = "square"
    """Cells of the grid: all alike, or as wide as the photo at one height."""
    work: Literal["always", "idle"] = "always"
    """When photos are taken in: at any time, or only while nobody uses the computer."""
    work_on_battery: bool = True
    threads: Literal[0, 1, 2, 4, 8] = 0
    """Processors that the background work may use; 0: as many as there are."""
    thumbnail_memory: Literal[64, 128, 256, 512] = 64
    """Megabytes of thumbnails that the window keeps decoded, beside those that are on screen."""
    slideshow_seconds: Literal[2, 4, 8, 15] = 4
    """How long each photo of a slideshow is shown."""
    show_details: bool = True
    """What is known of a photo, beside it on its page."""
    show_similar: bool = True
    """Similar photos, below the photo on its page."""
    database: str = ""
    """The address of a library shared on PostgreSQL; empty: the one of this computer."""

    @property
    def languages(self) -> tuple[Literal["en", "zh"], ...]:
        """The languages of captions, the one shown first."""
        return tuple(cast(Literal["en", "zh"], name) for name in self.caption_languages.split("+"))


def changed(settings: Settings, **values: object) -> Settings:
    """``settings`` with these values. Raises ValueError for one that is not allowed: a bug of ours."""
    for field in fields(Settings):
        if field.name in values and not _allowed(values[field.name], field.type):
            raise ValueError(f"{values[field.name]!r} is not allowed for {field.name}")
    return replace(settings, **cast(dict[str, Any], values))


def load(path: Path) -> Settings:
    """Read settings; a missing file means the defaults, unknown keys are ignored.

    Raises BadSettings, naming file and key, for a value that is not allowed.
    """
    try:
        content = read_own(path)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise BadSettings(
            f"The settings in {path} cannot be read ({error}). Delete the file to start afresh."
        ) from error
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadSettings(
            f"The settings in {path} are not valid JSON ({error}). Delete the file to start afresh."
        ) from error
    if not isinstance(found, dict):
        raise BadSettings(f"The settings in {path} are not a JSON object. Delete the file to start afresh.")
    values = {}
    for field in fields(Settings):
        if field.name not in found:
            continue
        value = found[field.name]
        if not _allowed(value, field.type):
            raise BadSettings(f"{path}: {value!r} is not allowed for {field.name}. Mend or delete that line.")
        values[field.name] = value
    return Settings(**values)


def load_or_mend(path: Path) -> tuple[Settings, str]:
    """As ``load``, for programs that must start in any case: what cannot be used becomes the default.

    The second says so, empty where nothing was wrong; the file of before is then kept beside.
    """
    try:
        return load(path), ""
    except BadSettings:
        mended, wrong = _sound(path)
    aside = path.with_name(DAMAGED)
    try:
        path.replace(aside)
        save(mended, path)
    except OSError as error:
        _log.warning("%s could not be moved aside: %s", path, error)
    return mended, (
        f"The settings in {path} cannot be used ({wrong}). The usual ones take their place, "
        f"and the file is kept as {aside}."
    )


def located(base: Path, database: str = "") -> Paths:
    """Where everything lives: the library at ``database``, else where PHOTOSEEK_DATABASE says (below
    ``base`` if it is empty), else where the settings say, else below ``base``."""
    paths = Paths(base)
    named = database or os.environ.get(DATABASE_VARIABLE)
    return replace(paths, database=_sound(paths.settings)[0].database if named is None else named)


def save(settings: Settings, path: Path) -> None:
    """Write settings under a temporary name, then put them in place. Raises OSError."""
    write_privately(path, json.dumps(asdict(settings), indent=2) + "\n")


def _sound(path: Path) -> tuple[Settings, str]:
    """The settings of a file as far as they can be used, and what cannot."""
    try:
        found = json.loads(read_own(path))
    except (OSError, ValueError, RecursionError) as error:
        return Settings(), str(error)
    if not isinstance(found, dict):
        return Settings(), "no JSON object"
    kept = {field.name: found[field.name] for field in fields(Settings) if field.name in found}
    good = {field.name for field in fields(Settings) if _allowed(kept.get(field.name), field.type)}
    sound = Settings(**{name: value for name, value in kept.items() if name in good})
    return sound, ", ".join(name for name in kept if name not in good)


def allowed_values(name: str) -> tuple[object, ...]:
    """The values a setting may take, in the order a menu should show them."""
    annotation = next(field.type for field in fields(Settings) if field.name == name)
    return (True, False) if annotation is bool else get_args(annotation)


def _allowed(value: object, annotation: object) -> bool:
    if get_origin(annotation) is Literal:
        # Compared with their types: JSON's true must not pass for 1.
        return any(value == choice and type(value) is type(choice) for choice in get_args(annotation))
    return isinstance(annotation, type) and isinstance(value, annotation)
