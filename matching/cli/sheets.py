"""The command for meeting sheets: one A4 sheet per opening, with those who have said yes to being shown."""

from pathlib import Path
from typing import Final

import typer

from matching.cli.given import Given, about_a_round
from matching.files.agreed import read_agreed
from matching.files.whole import whole
from matching.report.sheets import Agreed, meeting_sheets_html
from matching.screen import options
from matching.screen.round import Round, stop_where_faulty

FILE: Final = "moteark.html"


@about_a_round
def sheets(
    asked: Given,
    *,
    agreed: options.AgreedFile = None,
    contact: options.Contact = None,
    to: options.SheetFolder = None,
) -> None:
    """Propose for the whole round, and write what each firm may read about those who have said yes to it."""
    given = asked.read()
    yeses = _yeses(agreed, given)
    plan = given.plan(quiet=False)
    given.stop_where_infeasible(plan)
    page = meeting_sheets_html(plan, given.cohort, given.catalogue, given.words, yeses, contact)
    file = (to or Path()) / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    with whole(file) as part:
        part.write_text(page, "utf-8")
    shown = len({one for those in yeses.values() for one in those})
    typer.echo(
        given.words.say("sheets.written", file=str(file), openings=len(given.cohort.openings), people=shown)
    )


def _yeses(file: Path | None, given: Round) -> Agreed:
    if file is None:
        return {}
    found = read_agreed(file, given.cohort.people.id.tolist(), given.cohort.openings.id.tolist())
    stop_where_faulty(found.faults, given.words)
    return found.agreed
