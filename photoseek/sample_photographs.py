"""Real photographs that come with two dependencies, to try the program with.

scikit-image and scikit-learn ship them for their own examples. They are found without importing
either, copied once below the base directory under plain names, and watched like any other folder.
"""

import shutil
from importlib.util import find_spec
from pathlib import Path

from photoseek.errors import UnusableFolder

FOLDER_NAME = "sample photographs"

# (package, file below it, name here): photographs only, no drawings, charts or test patterns.
_PHOTOGRAPHS = (
    ("skimage", "data/astronaut.png", "astronaut.png"),
    ("skimage", "data/brick.png", "brick wall.png"),
    ("skimage", "data/camera.png", "man with a camera.png"),
    ("skimage", "data/chelsea.png", "cat.png"),
    ("skimage", "data/coffee.png", "coffee.png"),
    ("skimage", "data/coins.png", "coins.png"),
    ("skimage", "data/grass.png", "grass.png"),
    ("skimage", "data/gravel.png", "gravel.png"),
    ("skimage", "data/hubble_deep_field.jpg", "galaxies.jpg"),
    ("skimage", "data/moon.png", "moon.png"),
    ("skimage", "data/motorcycle_left.png", "motorcycle.png"),
    ("skimage", "data/motorcycle_right.png", "motorcycle from the right.png"),
    ("skimage", "data/retina.jpg", "retina.jpg"),
    ("skimage", "data/rocket.jpg", "rocket.jpg"),
    ("sklearn", "datasets/images/china.jpg", "temple.jpg"),
    ("sklearn", "datasets/images/flower.jpg", "flower.jpg"),
)


def sample_photographs(base: Path) -> Path:
    """Copy the photographs to ``base / "sample photographs"``, unless they lie there, and return it.

    Raises UnusableFolder when neither package is installed or nothing can be written there.
    """
    folder = base / FOLDER_NAME
    found = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for package, inside, name in _PHOTOGRAPHS:
            source = _package_folder(package) / inside
            target = folder / name
            if target.is_file():
                found += 1
            elif source.is_file():
                # Under a name no scan picks up, then in place: never half a photo.
                temporary = folder / f".{name}.new"
                shutil.copyfile(source, temporary)
                temporary.replace(target)
                found += 1
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnusableFolder(f"The sample photographs cannot be copied to {folder}: {reason}.") from error
    if not found:
        raise UnusableFolder(
            "The sample photographs are missing. Install scikit-image or scikit-learn, or choose a folder."
        )
    return folder


def _package_folder(package: str) -> Path:
    """Where a package lies, without importing it; a path that does not exist when it is missing."""
    spec = find_spec(package)
    places = spec.submodule_search_locations if spec is not None else None
    return Path(places[0]) if places else Path("/nonexistent")
