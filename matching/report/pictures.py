"""Numbers in, pictures out: drawn here as SVG, without script, each with its text for those who do not see it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from matching.domain.fit import FULL_POINTS, ONE_SIDED, Contribution, Criterion, Fit, Side
from matching.domain.funnel import Funnel
from matching.wording import Words

_WIDTH: Final = 280
_LINE: Final = 18
_BAR: Final = 12
_ROW: Final = _LINE + _BAR + 6


@dataclass(frozen=True)
class Bar:
    """One line of a picture of room: how much there is of something, and how much of it is taken."""

    label: str
    taken: int
    room: int


@dataclass(frozen=True)
class _Piece:
    """A stretch of a bar from one number to another, in the dress its class has in pictures.css."""

    first: int
    last: int
    dress: str


@dataclass(frozen=True)
class _Line:
    label: str
    value: str = ""
    dress: str = ""
    pieces: tuple[_Piece, ...] = ()
    """None: a line of text alone."""


def part_rows(fit: Fit, words: Words) -> list[tuple[str, int, str]]:
    """A fit in, its parts as rows out: name, points, and whether they rest on what is known."""
    return [
        (words.criterion(part.part), part.points, words.yes_or_no(part.known)) for part in fit.contributions
    ]


def waterfall(fit: Fit, name: str, words: Words) -> Markup:
    """A fit in, out the picture of how its parts add up to its points, side by side with nothing left over.

    `name` is unique on the page: letters, digits and hyphens.
    """
    title = words.say("picture.waterfall", points=fit.points)
    told = [words.say("picture.part", part=part, points=points) for part, points, _ in part_rows(fit, words)]
    lines = list(_waterfall(fit, words))
    return _picture(name, title, words.listed(told), lines, FULL_POINTS)


def stops(funnel: Funnel, name: str, words: Words) -> Markup:
    """A funnel in, out the picture of how many pairs each requirement stops, and how many it alone stops."""
    rows = [Bar(words.named("rule", one.rule), one.alone, one.stopped) for one in funnel.rules if one.stopped]
    return bars(rows, name, words.say("picture.stops"), words)


def bars(rows: Sequence[Bar], name: str, title: str, words: Words) -> Markup:
    """Lines of room in, out the picture of how much of each is taken; all on one scale."""
    lines = [
        _Line(row.label, told, pieces=(_Piece(0, row.room, "room"), _Piece(0, row.taken, "opening")))
        for row, told in ((row, words.say("picture.bar", taken=row.taken, room=row.room)) for row in rows)
    ]
    desc = words.listed([f"{line.label}: {line.value}" for line in lines])
    return _picture(name, title, desc, lines, max((row.room for row in rows), default=1) or 1)


def _waterfall(fit: Fit, words: Words) -> Iterator[_Line]:
    reached = 0
    for side in (Side.OPENING, Side.CANDIDATE, None):
        parts = [part for part in fit.contributions if _side(part) is side]
        if side and parts:
            yield _Line(words.named("side", side), dress="group")
        for part in parts:
            yield _part(part, reached, words)
            reached += part.points
    yield _Line(
        words.say("picture.total"), words.fit(fit.points), "total-label", (_Piece(0, reached, "total"),)
    )


def _side(part: Contribution) -> Side | None:
    return None if part.part == ONE_SIDED else Criterion(part.part).side


def _part(part: Contribution, reached: int, words: Words) -> _Line:
    dress = "less" if part.points < 0 else str(_side(part)) if part.known else "unknown"
    first, last = sorted((reached, reached + part.points))
    label = words.criterion(part.part)
    if not part.known:
        label = words.say("picture.unknown", part=label)
    sign = "picture.less" if part.points < 0 else "picture.more"
    return _Line(label, words.say(sign, points=abs(part.points)), pieces=(_Piece(first, last, dress),))


def _picture(name: str, title: str, desc: str, lines: Iterable[_Line], full: int) -> Markup:
    top, drawn = 0, []
    for line in lines:
        drawn.append(_drawn(line, top, full))
        top += _ROW if line.pieces else _LINE + 4
    # Every text is escaped where it is put in; the rest are our own words and numbers.
    return Markup(
        f'<svg class="innenfor-picture" viewBox="0 0 {_WIDTH} {top}" role="img"'
        f' aria-labelledby="{escape(name)}-t {escape(name)}-d">'
        f'<title id="{escape(name)}-t">{escape(title)}</title>'
        f'<desc id="{escape(name)}-d">{escape(desc)}</desc>{"".join(drawn)}</svg>'
    )


def _drawn(line: _Line, top: int, full: int) -> str:
    drawn = _text(line.dress, 0, top, "start", line.label)
    if not line.pieces:
        return drawn
    stretches = [_bar("track", 0, top, _WIDTH)]
    for piece in line.pieces:
        first, last = (round(_WIDTH * value / full, 1) for value in (piece.first, piece.last))
        stretches.append(_bar(piece.dress, first, top, round(last - first, 1)))
    return drawn + _text(line.dress, _WIDTH, top, "end", line.value) + "".join(stretches)


def _text(dress: str, start: int, top: int, anchor: str, text: str) -> str:
    return f'<text class="{dress}" x="{start}" y="{top + 13}" text-anchor="{anchor}">{escape(text)}</text>'


def _bar(dress: str, start: float, top: int, width: float) -> str:
    return f'<rect class="{dress}" x="{start}" y="{top + _LINE}" width="{width}" height="{_BAR}"/>'
