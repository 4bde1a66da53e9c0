"""A picture of numbers in SVG: stacked bars, the same bytes for the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 960, 480
_LEFT, _TOP, _RIGHT, _BOTTOM = 70, 50, 250, 70
COLOURS = ("#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#b07aa1", "#9c755f", "#76b7b2", "#bab0ac")
"""Distinguishable also with colour blindness (Tableau 10)."""
_MAX_NAME = 28


def bars(title: str, columns: Sequence[str], parts: Sequence[tuple[str, Sequence[int]]], note: str) -> str:
    """Stacked bars as an SVG document.

    columns: the names below the bars; parts: (name, number for each column), from the lowest part of each bar up;
    at most eight. note: a line below.
    """
    highest = _ceiling(max((sum(numbers[place] for _, numbers in parts) for place in range(len(columns))), default=0))
    wide, high = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
    step = wide / max(len(columns), 1)
    bottom = _TOP + high
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img" font-family="sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="28" font-size="18">{escape(title)}</text>',
    ]
    for line in range(5):
        y = bottom - high * line / 4
        out.append(f'<path d="M{_LEFT} {y:.1f}H{_LEFT + wide}" stroke="#d0d0d0"/>')
        out.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{highest * line // 4:,}</text>')
    for place, column in enumerate(columns):
        x, y = _LEFT + step * (place + 0.15), float(bottom)
        for (name, numbers), colour in zip(parts, COLOURS, strict=False):
            if numbers[place]:
                size = high * numbers[place] / highest
                y -= size
                told = escape(f"{column}, {name}: {numbers[place]:,}")
                out.append(
                    f'<rect x="{x:.1f}" y="{y:.1f}" width="{step * 0.7:.1f}" height="{size:.1f}" fill="{colour}">'
                    f"<title>{told}</title></rect>"
                )
        middle = x + step * 0.35
        out.append(
            f'<text x="{middle:.1f}" y="{bottom + 18}" text-anchor="end" '
            f'transform="rotate(-45 {middle:.1f} {bottom + 18})">{escape(column)}</text>'
        )
    for row, ((name, numbers), colour) in enumerate(zip(parts, COLOURS, strict=False)):
        y = _TOP + 22 * row
        shown = name if len(name) <= _MAX_NAME else name[: _MAX_NAME - 1] + "…"
        out.append(f'<rect x="{WIDTH - _RIGHT + 16}" y="{y}" width="14" height="14" fill="{colour}"/>')
        out.append(
            f'<text x="{WIDTH - _RIGHT + 38}" y="{y + 12}">{escape(shown)}<title>{escape(name)}</title>'
            f'<tspan fill="#606060"> {sum(numbers):,}</tspan></text>'
        )
    out.append(f'<text x="{WIDTH - _RIGHT + 16}" y="{HEIGHT - 12}" font-size="9" fill="#606060">{escape(note)}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


def _ceiling(number: int) -> int:
    """The next number, divisible by 4, that an axis can end at."""
    step = 4
    while step * 2 < number:
        step *= 10 if step * 10 <= number else 2
    return max(step, -(-number // step) * step)
