"""Makes ``import torchvision`` (and so timm) work beside a CPU-only build of torch.

WORKAROUND: the registry's torchvision 0.28 wheel is compiled against CUDA's torch. Beside a
CPU-only torch its compiled operators cannot be loaded, and the import stops at "operator
torchvision::nms does not exist", because torchvision registers shape rules for two operators
that nobody declared. Declaring them first is enough: nothing in this program calls them.
With a matching pair, torchvision's own library loads and declares them itself, so nothing is
done here. This module is imported before torchvision or timm anywhere (``models`` alone does).
"""

from importlib.util import find_spec
from pathlib import Path

import torch

_SCHEMA = "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
_declared: list[torch.library.Library] = []  # kept alive: a Library withdraws its operators on deletion


def _compiled_operators_load() -> bool:
    spec = find_spec("torchvision")
    if spec is None or spec.origin is None:
        return False
    for library in sorted(Path(spec.origin).parent.glob("_C*.*")):
        if library.suffix in {".so", ".pyd", ".dylib"}:
            try:
                torch.ops.load_library(str(library))
            except OSError:
                continue
            return True
    return False


def declare_missing_operators() -> None:
    """Declare ``torchvision::nms`` and ``qnms`` unless torchvision's own library provides them."""
    if _declared or _compiled_operators_load():
        return
    library = torch.library.Library("torchvision", "DEF")
    for operator in ("nms", "qnms"):
        library.define(operator + _SCHEMA)
    _declared.append(library)
