"""Eligible pairs and seconds of several sizes in, a picture of how time grows out, for docs/allocation.md."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    plane = Plane(_powers([pairs for pairs, _ in points]), _powers([seconds for _, seconds in points]))
    title = f"Seconds from columns to a proven plan grow as eligible pairs to the power {slope(points):.2f}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="13" fill="{INK}">',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        _text(LEFT, 24, title, "start"),
        *_grid(plane),
        *_curve(plane, points),
        _text((LEFT + WIDTH - EDGE) / 2, HEIGHT - 8, "eligible pairs; dashed: in proportion to them"),
    ]
    return "\n".join([*parts, "</svg>", ""])


@dataclass(frozen=True)
class Plane:
    """The powers of ten along both axes, and where on the picture a point between them is."""

    across: list[int]
    up: list[int]

    def at(self, point: Point) -> Point:
        """The place of some pairs and seconds, from the upper left."""
        wide, high = self.across[-1] - self.across[0], self.up[-1] - self.up[0]
        x = LEFT + (log10(point[0]) - self.across[0]) / wide * (WIDTH - LEFT - EDGE)
        y = HEIGHT - EDGE - (log10(point[1]) - self.up[0]) / high * (HEIGHT - 2 * EDGE)
        return round(x, 1), round(y, 1)


def _grid(plane: Plane) -> Iterator[str]:
    """A line with its number for each power of ten, upright ones first."""
    across, up = plane.across, plane.up
    for power in across:
        x, y = plane.at((10**power, 10 ** up[0]))
        yield _stroke((x, y), plane.at((10**power, 10 ** up[-1])), FAINT)
        yield _text(x, y + 18, _count(power))
    for power in up:
        x, y = plane.at((10 ** across[0], 10**power))
        yield _stroke((x, y), plane.at((10 ** across[-1], 10**power)), FAINT)
        yield _text(x - 8, y + 4, f"{10**power:g} s", "end")


def _curve(plane: Plane, points: Sequence[Point]) -> Iterator[str]:
    """The dashed line from the first point, the line through all of them, and what each is."""
    pairs, seconds = points[0]
    reach = min(10 ** plane.across[-1] / pairs, 10 ** plane.up[-1] / seconds)
    end = plane.at((pairs * reach, seconds * reach))
    yield _stroke(plane.at(points[0]), end, INK, ' stroke-dasharray="4 4"')
    for one, two in pairwise(points):
        yield _stroke(plane.at(one), plane.at(two), LINE, ' stroke-width="2"')
    for point in points:
        x, y = plane.at(point)
        yield f'<circle cx="{x}" cy="{y}" r="4" fill="{LINE}"/>'
        yield _text(x + 8, y + 16, _told(point), "start")


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
