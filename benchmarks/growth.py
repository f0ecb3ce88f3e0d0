"""Eligible pairs and seconds of several sizes in, a picture of how time grows out, for docs/allocation.md."""

from collections.abc import Sequence
from itertools import pairwise
from math import log10
from pathlib import Path
from typing import Final

PICTURE: Final = Path(__file__).parent.parent / "docs" / "pictures" / "growth.svg"
WIDTH, HEIGHT, EDGE, LEFT = 640, 400, 48, 72
INK, FAINT, LINE = "#23262a", "#cfd3d8", "#005b82"

Point = tuple[float, float]


def draw(points: Sequence[Point], path: Path = PICTURE) -> None:
    """Write the picture: both axes by powers of ten, and a dashed line of time that grows as the pairs do."""
    path.write_text(as_svg(points), "utf-8")


def slope(points: Sequence[Point]) -> float:
    """The power of the pairs that seconds grow by, from the smallest to the largest; 1 is in proportion."""
    (few, short), (many, long) = min(points), max(points)
    return (log10(long) - log10(short)) / (log10(many) - log10(few))


def as_svg(points: Sequence[Point]) -> str:
    """The picture as text."""
    points = sorted(points)
    pairs, seconds = ([one[axis] for one in points] for axis in (0, 1))
    across, up = _powers(pairs), _powers(seconds)

    def at(point: Point) -> Point:
        x = LEFT + (log10(point[0]) - across[0]) / (across[-1] - across[0]) * (WIDTH - LEFT - EDGE)
        y = HEIGHT - EDGE - (log10(point[1]) - up[0]) / (up[-1] - up[0]) * (HEIGHT - 2 * EDGE)
        return round(x, 1), round(y, 1)

    first = points[0]
    reach = min(10 ** across[-1] / first[0], 10 ** up[-1] / first[1])
    title = f"Seconds from columns to a proven plan grow as eligible pairs to the power {slope(points):.2f}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="13" fill="{INK}">',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        _text(LEFT, 24, title, "start"),
    ]
    for power in across:
        x, y = at((10**power, 10 ** up[0]))
        parts += [_stroke((x, y), at((10**power, 10 ** up[-1])), FAINT), _text(x, y + 18, _count(power))]
    for power in up:
        x, y = at((10 ** across[0], 10**power))
        parts += [
            _stroke((x, y), at((10 ** across[-1], 10**power)), FAINT),
            _text(x - 8, y + 4, f"{10**power:g} s", "end"),
        ]
    parts += [
        _stroke(at(first), at((first[0] * reach, first[1] * reach)), INK, ' stroke-dasharray="4 4"'),
        *(_stroke(at(one), at(two), LINE, ' stroke-width="2"') for one, two in pairwise(points)),
    ]
    for point in points:
        x, y = at(point)
        parts += [
            f'<circle cx="{x}" cy="{y}" r="4" fill="{LINE}"/>',
            _text(x + 8, y + 16, _told(point), "start"),
        ]
    parts.append(
        _text((LEFT + WIDTH - EDGE) / 2, HEIGHT - 8, "eligible pairs; dashed: in proportion to them")
    )
    return "\n".join([*parts, "</svg>", ""])


def _powers(values: Sequence[float]) -> list[int]:
    """The powers of ten around some values, two at least."""
    low = int(log10(min(values)) // 1)
    return list(range(low, max(int(-(-log10(max(values)) // 1)), low + 1) + 1))


def _count(power: int) -> str:
    return f"{10**power / 1e6:g} million" if power >= 6 else f"{10**power:,}"


def _told(point: Point) -> str:
    return f"{point[0] / 1e6:.1f} million, {point[1]:.2g} s"


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'


def _stroke(start: Point, end: Point, colour: str, more: str = "") -> str:
    return f'<line x1="{start[0]}" y1="{start[1]}" x2="{end[0]}" y2="{end[1]}" stroke="{colour}"{more}/>'
