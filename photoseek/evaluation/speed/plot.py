"""Figures of a report as drawings: SVG, without a library for it, readable on light and dark pages."""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10
from pathlib import Path
from typing import Any

Points = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT = 720, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 220, 44, 52
_COLOURS = ("#2f6fed", "#e0662f", "#2c9f6b", "#9b51c9", "#c23b55", "#a88414", "#4b9bb5", "#7d8794")
_INK = "#7d8794"  # enough contrast on white and on black


def draw(report: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write the drawings that a report has the figures for; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    drawings = {}
    if "vector_index" in report:
        drawings["vector-index.svg"] = _recall(report["vector_index"])
    if "growth" in report:
        drawings["growth.svg"] = _growth(report["growth"])
    for name, text in drawings.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in drawings]


def _recall(figures: Mapping[str, Any]) -> str:
    """What is missed, over the time of a search; a line for each number of links."""
    series: dict[str, list[tuple[float, float]]] = {}
    for point in figures["curve"]:
        label = f"{point['links']} links, built in {point['build_s']:.0f} s"
        series.setdefault(label, []).append((point["ms"]["cpu_p50"], max(1e-4, 1 - point["recall"])))
    series[f"{figures['program']['links']} links, a fifth replaced twice"] = [
        (point["ms"]["cpu_p50"], max(1e-4, 1 - point["recall"])) for point in figures["after_churn"]
    ]
    title = f"{figures['photos']:,} vectors: the ten nearest that are missed, by the width of the search"
    return lines(title, "a processor's milliseconds for a search (median)", "share missed", series)


def _growth(figures: Mapping[str, Any]) -> str:
    rows = figures["rows"]
    seconds = {
        name.replace("_", " "): [
            (row["photos"], max(row[name] / (1000 if name.endswith("_ms") else 1), 1e-4))
            for row in rows
            if name in row
        ]
        for name in rows[0]
        if name.endswith(("_s", "_ms"))
    }
    named = {name.removesuffix(" ms").removesuffix(" s"): points for name, points in seconds.items()}
    return lines("What grows with the library", "photos", "seconds", named)


def lines(title: str, across: str, up: str, series: Mapping[str, Points]) -> str:
    """An SVG with a line for each of the series, both axes logarithmic. All numbers above zero."""
    xs, ys = zip(*[point for points in series.values() for point in points], strict=True)
    (left, right), (low, high) = _decades(xs), _decades(ys)
    inner = (_WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM)

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            round(_LEFT + inner[0] * (log10(x) - left) / (right - left), 1),
            round(_TOP + inner[1] * (1 - (log10(y) - low) / (high - low)), 1),
        )

    parts = [_text(_LEFT, 24, title, size=15)]
    for power in range(left, right + 1):
        x, _ = place(10.0**power, 10.0**low)
        parts += [_line(x, _TOP, x, _TOP + inner[1]), _text(x, _HEIGHT - 32, _number(power), "middle")]
    for power in range(low, high + 1):
        _, y = place(10.0**left, 10.0**power)
        parts += [_line(_LEFT, y, _LEFT + inner[0], y), _text(_LEFT - 8, y + 4, _number(power), "end")]
    parts.append(_text(_LEFT + inner[0] / 2, _HEIGHT - 10, across, "middle"))
    parts.append(_text(_LEFT, _TOP - 6, up))
    for number, (name, points) in enumerate(series.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        places = [place(*point) for point in sorted(points)]
        joined = " ".join(f"{x},{y}" for x, y in places)
        parts.append(f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places]
        y = _TOP + 14 + 20 * number
        parts.append(f'<circle cx="{_WIDTH - _RIGHT + 16}" cy="{y - 4}" r="4" fill="{colour}"/>')
        parts.append(_text(_WIDTH - _RIGHT + 26, y, name))
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif" role="img" aria-label="{escape(title)}">\n{body}\n</svg>\n'
    )


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _number(power: int) -> str:
    """Ten to the power."""
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{_INK}" stroke-opacity="0.3"/>'


def _text(x: float, y: float, text: str, anchor: str = "start", size: int = 12) -> str:
    return (
        f'<text x="{x}" y="{y}" fill="{_INK}" font-size="{size}" text-anchor="{anchor}">{escape(text)}</text>'
    )
