"""What an actor may see in, the tables of pages out; those of the plan are the workbook's, with links."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from matching.domain.plan import Assignment
from matching.domain.reasons import Reason
from matching.files.out.plan_tables import plan_tables
from matching.screen.plan import worth_telling
from matching.wording import Words
from service.access import Kind, Reach
from service.shown.addresses import opening_page, person_page, round_page
from service.shown.facts import opening_facts
from service.shown.sight import Sight

Cell = str | float | None | tuple[str, str]
"""A text, a number, nothing, or an address and its text."""


Rows = tuple[tuple[str | float | None, ...], ...]

QUESTIONS: Final = 100
"""Questions of a kind on a page, at most."""


@dataclass(frozen=True)
class Table:
    """Headings, and rows as long as these."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def rounds_table(sights: Iterable[Sight], words: Words) -> Table:
    """Rounds, each with a link and its numbers."""
    rows = [
        (
            (round_page(sight.round.id), sight.round.name),
            words.date(sight.plan.on),
            sight.counts.people,
            len(sight.round.cohort.openings),
            sight.counts.proposals,
            sight.counts.left,
            sight.counts.room,
        )
        for sight in sights
    ]
    return Table(words.headings("rounds"), tuple(rows))


def openings_table(sight: Sight, names: Iterable[str], words: Words) -> Table:
    """Some openings of a round, with how many are proposed there and how much room is left."""
    rows = []
    for name in names:
        facts = opening_facts(sight.round, name)
        trades = words.listed([words.trade(key) for key in facts.trades])
        here = sight.counts.at[name]
        rows.append((_opening(sight, name), trades, here.proposals, here.room))
    return Table(words.headings("round_openings"), tuple(rows))


def proposals_table(sight: Sight, words: Words) -> Table:
    """Who is proposed where, and why."""
    rows = (
        (
            _person(sight, one.candidate),
            _opening(sight, one.opening),
            one.fit.points,
            "\n".join(words.reason(reason) for reason in _about(one)),
            words.evidence(one.fit.evidence_level),
            words.trade(one.trade),
            words.minutes(one.minutes),
        )
        for one in sight.plan.assignments
    )
    return Table(words.headings("round_plan"), tuple(rows))


def left_table(sight: Sight, words: Words) -> Table:
    """Who is without a proposal yet, and why."""
    order = 3, 1, 2
    rows = ((_person(sight, row[0]), *_picked(row, *order)) for row in _workbook(sight, "unassigned", words))
    headings = words.headings("unassigned")
    return Table((headings[0], *(headings[place] for place in order)), tuple(rows))


def empty_table(sight: Sight, words: Words) -> Table:
    """Where there is room nobody is proposed for, and why: the reasons count people."""
    picked = (3, 6) if sight.reach is Reach.ALL else (3,)
    rows = (
        (_opening(sight, row[0]), *_picked(row, *picked)) for row in _workbook(sight, "empty_seats", words)
    )
    return Table(words.headings("round_empty")[: 1 + len(picked)], tuple(rows))


def seats_table(sight: Sight, words: Words) -> Table:
    """What one more of the room of each opening would give, and one fewer cost, or only where it gives most."""
    plan = sight.plan
    if sight.reach is not Reach.ALL:
        return Table(
            words.headings("round_seats")[:1], tuple((_opening(sight, one),) for one in sight.most_helped)
        )
    rows = (
        (
            _opening(sight, one.opening),
            words.total(one.one_more, plan.mode),
            None if one.one_fewer is None else words.cost(one.one_fewer, plan.mode),
        )
        for one in plan.seat_values
    )
    return Table(words.headings("round_seats"), tuple(rows))


def control_table(sight: Sight, words: Words) -> Table:
    """The proof of the plan, and its control."""
    return Table(words.headings("control"), tuple(_workbook(sight, "control", words)))


def funnel_table(sight: Sight, words: Words) -> Table:
    """What each requirement stops; empty where it is not known."""
    rows = _kept_rows(sight, "funnel", words) if sight.plan.funnel else ()
    return Table(words.headings("funnel"), rows)


def questions_table(sight: Sight, words: Words) -> Table:
    """What to ask, about whom, and what it would open; of many the foremost, and of what to map too."""
    rows = (
        (row[0], _opening(sight, row[1]) if row[2] else _person(sight, row[1]), *row[3:])
        for some in _questions(sight, words)
        for row in some[:QUESTIONS]
    )
    headings = words.headings("questions")
    return Table((*headings[:2], *headings[3:]), tuple(rows))


def asked_in_all(sight: Sight, words: Words) -> int:
    """How many questions there are, with those the table leaves out."""
    return sum(map(len, _questions(sight, words)))


def _questions(sight: Sight, words: Words) -> tuple[Rows, Rows]:
    """What to ask because it would open something, and what to map because it would move a fit."""
    rows = _kept_rows(sight, "questions", words)
    return tuple(row for row in rows if row[-1] is None), tuple(row for row in rows if row[-1] is not None)


def persons_in(table: Table, sight: Sight) -> set[str]:
    """Everybody a row of a table leads to."""
    linked = {cell[1] for row in table.rows for cell in row if isinstance(cell, tuple)}
    return linked & sight.people


def _kept_rows(sight: Sight, key: str, words: Words) -> Rows:
    """A table of the workbook, worked out once for each part of the plan that may be seen."""
    # What of a plan goes into these two tables is told by these; see Sight.
    seen = sight.reach, sight.may_read(Kind.QUESTIONS)
    return sight.round.answers.of(
        ("table", key, words.language, *seen), lambda: tuple(map(tuple, _workbook(sight, key, words)))
    )


def _workbook(sight: Sight, key: str, words: Words) -> Iterable[tuple[str | float | None, ...]]:
    title = words.say(f"table.{key}.title")
    tables = plan_tables(sight.plan, sight.round.cohort, words)
    return next(table.rows for table in tables if table.title == title)


def _picked(row: Sequence[str | float | None], *places: int) -> tuple[str | float | None, ...]:
    return tuple(row[place] for place in places)


def _person(sight: Sight, name: object) -> tuple[str, str]:
    return person_page(sight.round, str(name)), str(name)


def _opening(sight: Sight, name: object) -> tuple[str, str]:
    return opening_page(sight.round.id, str(name)), str(sight.round.places[str(name)])


def _about(one: Assignment) -> Iterator[Reason]:
    """What there is to say of a proposal beside the numbers of its row."""
    yield from worth_telling(one.why)
    yield from one.questions
    yield from one.notes
