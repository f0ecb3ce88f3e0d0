"""A plan and the cohort it was made from in, the report out: one page that stands alone, for screen and A4."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from matching.domain.cohort import Cohort
from matching.domain.fit import Fit
from matching.domain.plan import Plan
from matching.files.out.places import places_of
from matching.files.out.plan_tables import plan_tables
from matching.files.out.sheet_rows import Cell
from matching.files.out.workbook_out import TableOut
from matching.report.groups import groups
from matching.report.needs import need_rows
from matching.report.pages import pages
from matching.report.styles import inlined
from matching.wording import Words

_WHERE = 4
"""The first columns of the table of proposals: who and where."""

_OVERVIEW = (0, 1, 2, 3, 4, 7, 11)
"""Of the same table: who, where, the trade, the fit, and how well the pair is mapped."""

MOST_SHOWN = 1000
"""Rows of one table and people with a proposal on the page, at most; all of them are in the workbook."""


@dataclass(frozen=True)
class Proposal:
    """One proposal as its card shows it: the place, the rest of its row in the workbook, and the fit."""

    opening: str
    place: str
    facts: tuple[tuple[str, Cell], ...]
    fit: Fit
    name: str
    """Unique on the page."""


@dataclass(frozen=True)
class Person:
    """One person with the proposals of hers."""

    candidate: str
    proposals: tuple[Proposal, ...]


def report_html(plan: Plan, cohort: Cohort, words: Words) -> str:
    """A plan and the cohort it was made from in, the report as one HTML page out.

    The page loads nothing, runs no script and prints to A4. Its tables are those of the workbook. The same bytes
    for the same plan.
    """
    tables = {table.title: table for table in plan_tables(plan, cohort, words)}
    people = sorted({one.candidate for one in plan.assignments})
    shown = _of_people(plan, people[:MOST_SHOWN])
    proposals = next(plan_tables(shown, cohort, words))
    proposals = replace(proposals, rows=tuple(proposals.rows))

    def table(key: str) -> TableOut:
        return tables[words.say(f"table.{key}.title")]

    return (
        pages(words)
        .get_template("report.html")
        .render(
            head=inlined(),
            plan=plan,
            cohort=cohort,
            table=table,
            groups=groups(plan, cohort, words),
            needs=need_rows(table("needs"), words) if cohort.needs else [],
            proposed=len(people),
            overview=_overview(proposals),
            people=list(_people(shown, cohort, words, proposals)),
            most=MOST_SHOWN,
        )
    )


def _of_people(plan: Plan, people: Sequence[str]) -> Plan:
    """The plan with the proposals of some people alone."""
    some = frozenset(people)
    return replace(plan, assignments=tuple(one for one in plan.assignments if one.candidate in some))


def _overview(table: TableOut) -> TableOut:
    """Who is proposed where, in one line each, by candidate."""
    rows = sorted((tuple(row[column] for column in _OVERVIEW) for row in table.rows), key=str)
    return replace(table, headings=tuple(table.headings[column] for column in _OVERVIEW), rows=tuple(rows))


def _people(plan: Plan, cohort: Cohort, words: Words, table: TableOut) -> Iterator[Person]:
    places = places_of(cohort, words.catalogue)
    told = [
        (
            one.candidate,
            Proposal(
                opening=one.opening,
                place=str(places[one.opening]),
                facts=tuple(zip(table.headings[_WHERE:], row[_WHERE:], strict=True)),
                fit=one.fit,
                name=f"f{number}",
            ),
        )
        for number, (one, row) in enumerate(zip(plan.assignments, table.rows, strict=True), 1)
    ]
    for candidate, proposals in groupby(sorted(told, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        yield Person(candidate, tuple(proposal for _, proposal in proposals))
