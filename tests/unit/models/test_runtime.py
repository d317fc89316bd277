"""Which of those that may run the encoder is chosen; what they compute is tested with the real weights."""

from collections.abc import Callable

import pytest

from photoseek.models import runtime
from photoseek.models.runtime import REFERENCE, Encode, encoders_here, load_encoder

CUDA = "torch float32 on the graphics processor (CUDA)"
OPENVINO = "OpenVINO float32 on the processor"


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], Encode]]:
    """What there is on this computer; each encodes to its own name."""

    def named(name: str) -> Callable[[], Encode]:
        return lambda: lambda photos: name  # type: ignore[arg-type, return-value]

    found = {name: named(name) for name in (REFERENCE, CUDA, OPENVINO)}
    monkeypatch.setattr(runtime, "encoders_here", lambda *arguments: found)
    return found


def chosen(choice: str) -> str:
    encode, name = load_encoder(choice, None)
    assert encode(None) == name  # type: ignore[arg-type, comparison-overlap]
    return name


@pytest.mark.usefixtures("here")
def test_a_graphics_processor_is_used_unless_openvino_is_asked_for() -> None:
    assert [chosen(choice) for choice in ("auto", "torch", "openvino")] == [CUDA, CUDA, OPENVINO]


def test_what_fails_is_passed_over(here: dict[str, Callable[[], Encode]]) -> None:
    def failing() -> Encode:
        raise RuntimeError("no memory left on the device")

    here[CUDA] = failing
    assert chosen("auto") == OPENVINO
    here[OPENVINO] = failing
    assert chosen("auto") == chosen("torch") == REFERENCE


def test_torch_on_the_processor_is_always_there_and_comes_first() -> None:
    assert next(iter(encoders_here(None))) == REFERENCE
