"""Installing a model: everything is checked and tried before it gets its place and its name."""

import logging
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from torch import nn

from photoseek.errors import DamagedWeights, UnusableModel, UserError
from photoseek.models import clip_sources, installed, weights
from photoseek.models.clip import Clip
from photoseek.models.clip_calibration import Example, calibrate
from photoseek.models.clip_sources import HUB, ClipCheckpoint
from photoseek.models.inference import Inference
from photoseek.models.installed import CLIP, InstalledModel
from photoseek.models.weights import Arrays
from photoseek.paths import HASHES, Paths
from photoseek.settings import Settings

_log = logging.getLogger(__name__)

_STANDS_ON = {
    "words": (),
    "representation": ("encoder",),
    "joint": ("words", "representation"),
    "captions": ("representation",),
    "joint_zh": ("joint",),
    "captions_zh": ("representation",),
    "alignment": ("words", "representation"),
    "tags": (),  # trained on a joint space, but without its own they make do with classes
}
"""Each shipped part and those that it was trained on, in an order in which they can be added."""
_NEEDED = ("words", "representation", "joint", "captions", "tags")
_TELLS_NOTHING_APART = (
    "This network hardly tells photographs apart. If it should, its architecture may be another one "
    "(-quickgelu at the end of its name, perhaps)."
)


def install(
    paths: Paths,
    source: str,
    name: str | None = None,
    architecture: str | None = None,
    *,
    examples: Sequence[Example] = (),
    tell: Callable[[str], None] = _log.warning,
) -> InstalledModel:
    """Install a run's folder, an OpenCLIP folder or file, or ``hub:OWNER/NAME``. Raises UserError.

    ``examples`` show which cosines of an OpenCLIP network mean that a text fits a photo; what the
    user should know about it is told to ``tell``.
    """
    path = Path(source).expanduser()
    called = name or _name_for(source, architecture)
    installed.check_name(paths, called)
    with _staging(paths, called) as folder:
        if not source.startswith(HUB) and (path / HASHES).is_file():
            _install_run(path, folder)
        else:
            with tempfile.TemporaryDirectory(dir=folder) as fetched:
                checkpoint = _checkpoint(source, path, architecture, Path(fetched))
                network = checkpoint.load()
            clip = Clip(network, checkpoint.config, CLIP)
            arrays = _sound_weights(clip, network, checkpoint)
            config = calibrate(clip, Inference(paths, Settings()), examples) if examples else clip.config
            if config is None:
                tell(_TELLS_NOTHING_APART)
            weights.save(CLIP, arrays, asdict(config or clip.config), folder)
    return installed.find(paths, called)


def _checkpoint(source: str, path: Path, architecture: str | None, fetched: Path) -> ClipCheckpoint:
    if source.startswith(HUB):
        return clip_sources.from_hub(source.removeprefix(HUB), fetched)
    if (path / clip_sources.CONFIG).is_file():
        return clip_sources.from_folder(path)
    if not path.is_file():
        raise UnusableModel(
            f"{path} is no model. Give the folder of a training run, a folder with {clip_sources.CONFIG}, "
            f"a .safetensors file with --architecture, or {HUB}OWNER/NAME."
        )
    if architecture is None:
        raise UnusableModel(f"Say what {path} holds the weights of: --architecture ViT-B-32, for example.")
    return clip_sources.from_file(path, architecture)


def _install_run(run: Path, folder: Path) -> None:
    """Copy what the run has trained, and of the shipped model what still fits to it."""
    found = weights.hashes(run)
    listed = {file: found[file] for file in found if re.fullmatch(r"\w+\.safetensors", file)}
    for file in listed:
        weights.load(Path(file).stem, run)  # raises for one that is damaged
        shutil.copyfile(run / file, folder / file)
    shipped = weights.hashes(weights.shipped_folder())
    for part, bases in _STANDS_ON.items():
        file = f"{part}.safetensors"
        if file in listed:
            continue
        changed = [
            base for base in bases if listed.get(f"{base}.safetensors") != shipped.get(f"{base}.safetensors")
        ]
        if file in shipped and not changed:
            listed[file] = shipped[file]
            shutil.copyfile(weights.shipped_folder() / file, folder / file)
        elif part in _NEEDED:
            raise UnusableModel(
                f"{run} has no {file}, and the shipped one was trained on other {' and '.join(changed)}. "
                f"Train that part, too: photoseek train {part} --output {run} --data ..."
            )
    weights.write_hashes(folder, listed)
    _try_parts(Inference(Paths(folder), Settings(runtime="torch"), folder), run)


def _try_parts(inference: Inference, run: Path) -> None:
    """Ask the model for everything once: sizes must agree, not only files."""
    try:
        side = inference.input_size
        seen = inference.represent(np.zeros((1, side, side, 3), np.uint8))
        photo, words = inference.embed_photos(seen), inference.embed_words(inference.word_vectors.words[:2])
        fits = photo.shape == (1, inference.embedding_dimensions) and words.shape == photo.shape[1:]
        for language in inference.caption_languages:
            inference.caption(seen, beam_size=1, language=language)
    except UserError:
        raise
    except (RuntimeError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise DamagedWeights(
            f"The parts of {run} do not work together ({error}). Train them again."
        ) from error
    if not (fits and np.isfinite(photo).all() and np.isfinite(words).all()):
        raise DamagedWeights(f"The parts of {run} do not work together. Train them again.")


def _sound_weights(clip: Clip, network: nn.Module, checkpoint: ClipCheckpoint) -> Arrays:
    """The network's weights, once it has been tried and they have been found to be numbers of a sane size."""
    try:
        vectors = [clip.embed_photos(np.zeros((1, 32, 32, 3), np.uint8))[0], clip.embed_text("a photo")]
    except (RuntimeError, ValueError, TypeError, IndexError) as error:
        raise UnusableModel(f"{checkpoint.file} does not work as a CLIP network ({error}).") from error
    arrays = {key: value.numpy() for key, value in network.state_dict().items()}
    halves = (value.astype(np.float16) for value in arrays.values() if value.dtype.kind == "f")
    with np.errstate(over="ignore"):  # what overflows is found right here
        sound = all(np.isfinite(half).all() for half in halves)
    if not sound or any(vector.shape != (clip.dimensions,) for vector in vectors):
        raise UnusableModel(f"{checkpoint.file} holds numbers that no CLIP network has. Get that file again.")
    return arrays


@contextmanager
def _staging(paths: Paths, name: str) -> Iterator[Path]:
    """A new folder that becomes the model's if all goes well, and otherwise leaves nothing behind."""
    folder = None
    try:
        paths.models.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder = Path(tempfile.mkdtemp(prefix=".new-", dir=paths.models))
        yield folder
        folder.rename(paths.models / name)
    except (OSError, SafetensorError) as error:
        raise UnusableModel(
            f"The model cannot be copied to {paths.models} ({error}). Check that disk."
        ) from error
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _name_for(source: str, architecture: str | None) -> str:
    """A name for who gives none: the architecture's, or the last part of where it comes from."""
    found = architecture or Path(source.removeprefix(HUB)).expanduser().resolve().name
    return re.sub(r"[^A-Za-z0-9._-]+", "-", found).strip("-._")[:64]
