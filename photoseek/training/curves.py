"""A run's curves as an SVG picture: for every part its loss and each of its scores over the epochs."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from photoseek.training.progress import Epoch

_WIDTH, _HEIGHT = 190, 120  # of a panel, in pixels
_GAP = 34  # between panels, for their titles and numbers
_LOSS, _SCORE = "#b4442e", "#2b6cb0"


@dataclass(frozen=True)
class _Curve:
    """One quantity of one part; ``points`` are epoch numbers and values."""

    name: str
    colour: str
    of: int
    points: tuple[tuple[int, float], ...]


def draw(epochs: Sequence[Epoch]) -> str:
    """An SVG document: one row of panels for each part, in the order in which they were trained."""
    parts = list(dict.fromkeys(epoch.part for epoch in epochs))
    rows = [_curves([epoch for epoch in epochs if epoch.part == part]) for part in parts]
    width = _GAP + max((len(row) for row in rows), default=1) * (_WIDTH + _GAP)
    height = len(rows) * (_HEIGHT + 2 * _GAP)
    panels = []
    for number, (part, row) in enumerate(zip(parts, rows, strict=True)):
        top = number * (_HEIGHT + 2 * _GAP) + _GAP + 10
        panels.append(_text(_GAP, top - 22, part, weight="bold"))
        panels += [_panel(curve, _GAP + place * (_WIDTH + _GAP), top) for place, curve in enumerate(row)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="11">\n'
        f'<rect width="{width}" height="{height}" fill="white"/>\n' + "\n".join(panels) + "\n</svg>\n"
    )


def _curves(epochs: Sequence[Epoch]) -> list[_Curve]:
    of = epochs[-1].of
    names = dict.fromkeys(name for epoch in epochs for name in epoch.scores)
    loss = _Curve("loss", _LOSS, of, tuple((epoch.number, epoch.loss) for epoch in epochs))
    return [loss] + [
        _Curve(
            name,
            _SCORE,
            of,
            tuple((epoch.number, epoch.scores[name]) for epoch in epochs if name in epoch.scores),
        )
        for name in names
    ]


def _panel(curve: _Curve, left: int, top: int) -> str:
    values = [value for _, value in curve.points]
    low, high = min(values), max(values)
    spread = high - low

    def place(number: int, value: float) -> tuple[float, float]:
        x = left + _WIDTH * (number - 1) / max(curve.of - 1, 1)
        share = (value - low) / spread if spread else 0.5
        return x, top + _HEIGHT * (1 - share)

    places = [place(*point) for point in curve.points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2" fill="{curve.colour}"/>' for x, y in places)
    return (
        f'<rect x="{left}" y="{top}" width="{_WIDTH}" height="{_HEIGHT}" fill="none" stroke="#ccc"/>'
        f'<polyline points="{line}" fill="none" stroke="{curve.colour}" stroke-width="1.5"/>{dots}'
        + _text(left, top - 6, f"{curve.name}: {values[-1]:.4g}")
        + _text(left, top + _HEIGHT + 13, f"{low:.3g} to {high:.3g}", colour="#777")
        + _text(left + _WIDTH, top + _HEIGHT + 13, f"epoch {curve.of}", anchor="end", colour="#777")
    )


def _text(
    x: int, y: int, text: str, *, anchor: str = "start", weight: str = "normal", colour: str = "#222"
) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-weight="{weight}" fill="{colour}">'
        f"{escape(text)}</text>"
    )
