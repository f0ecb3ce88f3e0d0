"""A plan and an office's key file in, its proposals with the names beside the candidate numbers out."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from matching.domain.errors import ErrorCode, Fact, FileFault
from matching.files.lists.people import ID
from matching.files.out.key_file import KEY_SHEET
from matching.files.out.plan_read import assignments_of, read_plan
from matching.files.out.workbook_out import TableOut, widths
from matching.files.source.grid import Grid, read_grid
from matching.wording import Words

_JSON: Final = ".json"
Texts = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Joined:
    """The proposals of a plan with names."""

    table: TableOut
    without_key: int
    """Proposals of people who are not in the key file."""


def join_names(plan: Path, key: Path, words: Words) -> Joined:
    """A plan.json or plan.xlsx and a key file in, the proposals with names out.

    Raises:
        FileFault: a file cannot be read, or is not what it should be.
    """
    (_, *who), people = _table(read_grid(key, KEY_SHEET), KEY_SHEET, ID)
    known = _known(key, people)
    (first, *others), proposals = _proposals(plan, words)
    nobody = ("",) * len(who)
    rows = tuple((row[0], *known.get(row[0], nobody), *row[1:]) for row in proposals)
    headings = (first, *who, *others)
    title = words.say("nokkel.joined.title")
    return Joined(
        TableOut(title=title, headings=headings, widths=widths(headings, rows, 60), rows=rows),
        sum(row[0] not in known for row in proposals),
    )


def _known(key: Path, people: Sequence[Texts]) -> dict[str, Texts]:
    """Candidate numbers to who they are; rows without a number are nobody's.

    Raises:
        FileFault: two rows have one number and differ, so that nobody can tell whose it is.
    """
    known: dict[str, Texts] = {}
    first: dict[str, int] = {}
    for place, (number, *who) in enumerate(people, 2):
        if number and known.setdefault(number, tuple(who)) != tuple(who):
            where: dict[str, Fact] = {"row": place, "column": ID, "value": number, "other": first[number]}
            raise FileFault(ErrorCode.ID_TWICE, file=key.name, sheet=KEY_SHEET, **where)
        first.setdefault(number, place)
    return known


def _proposals(plan: Path, words: Words) -> tuple[Texts, list[Texts]]:
    if plan.suffix.casefold() != _JSON:
        title, candidate = words.say("table.proposals.title"), words.headings("proposals")[0]
        return _table(read_grid(plan, title), title, candidate)
    return words.headings("named_proposals"), list(_of_json(plan, words))


def _of_json(plan: Path, words: Words) -> Iterator[Texts]:
    for one in assignments_of(read_plan(plan), plan):
        fit = one.get("fit")
        points = fit.get("points", "") if isinstance(fit, Mapping) else ""
        trade = str(one.get("trade", ""))
        with suppress(KeyError):  # of a catalogue other than this one
            trade = words.trade(trade)
        yield str(one.get("candidate", "")), str(one.get("opening", "")), trade, str(points)


def _table(grid: Grid, sheet: str, first: str) -> tuple[Texts, list[Texts]]:
    """Headings and rows of the sheet of that name whose first heading is that.

    Raises:
        FileFault: it is another sheet or another table.
    """
    rows = [
        tuple(texts[row] for texts in grid.columns)
        for row in range(len(grid.columns[0].place) if grid.columns else 0)
    ]
    if grid.sheet != sheet or not rows or rows[0][0] != first:
        raise FileFault(ErrorCode.COLUMN_MISSING, file=grid.file, sheet=sheet, column=first)
    return rows[0], rows[1:]
