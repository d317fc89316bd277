"""States of unfinished training on disk: tensors as safetensors, all else as JSON in their header.

Nothing that could run code is read: what a state holds is named, tuples and keys that are no texts too.
"""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

_log = logging.getLogger(__name__)


def read_checkpoint(file: Path | None, identity: Mapping[str, Any]) -> dict[str, Any] | None:
    """The state that an earlier start with this ``identity`` left, or None: it is damaged or of another."""
    if file is None or not file.exists():
        return None
    try:
        with safe_open(file, framework="pt") as opened:
            tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118 - no mapping
            state: dict[str, Any] = _joined(json.loads((opened.metadata() or {})["state"]), tensors)
    except (SafetensorError, OSError, ValueError, KeyError, TypeError) as error:
        _log.warning("%s cannot be read; training begins anew: %s", file, error)
        return None
    return state if state.get("identity") == identity else None


def write_checkpoint(file: Path, state: Mapping[str, Any]) -> None:
    """Keep a state under a temporary name first: a run that is cut off here loses one epoch, not all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_suffix(".new")
    tensors: dict[str, Tensor] = {}
    described = _parted(dict(state), tensors)
    save_file(tensors, temporary, metadata={"state": json.dumps(described)})
    temporary.replace(file)


def _parted(value: Any, tensors: dict[str, Tensor]) -> Any:
    """``value`` as JSON, its tensors put aside."""
    if isinstance(value, Tensor):
        name = str(len(tensors))
        tensors[name] = value.detach().clone().contiguous()  # two names of one tensor are two on disk
        return {"tensor": name}
    if isinstance(value, Mapping):
        return {"items": [[_parted(key, tensors), _parted(one, tensors)] for key, one in value.items()]}
    if isinstance(value, list | tuple):
        return {type(value).__name__: [_parted(one, tensors) for one in value]}
    return value


def _joined(value: Any, tensors: Mapping[str, Tensor]) -> Any:
    if not isinstance(value, dict):
        return value
    (kind, content), *_ = value.items()
    if kind == "tensor":
        return tensors[content]
    if kind == "items":
        return {_joined(key, tensors): _joined(one, tensors) for key, one in content}
    joined = [_joined(one, tensors) for one in content]
    return tuple(joined) if kind == "tuple" else joined
