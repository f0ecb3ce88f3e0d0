"""The command for meeting sheets: one A4 sheet per opening, with those who have said yes to being shown."""

from pathlib import Path
from typing import Final

import typer

from matching.cli.given import Given, about_a_round
from matching.files.lists.agreed import read_agreed
from matching.files.out.workbook_out import workbook_bytes
from matching.files.whole import whole_together
from matching.report.sheets import (
    Agreed,
    behind_the_letters,
    meeting_sheets_html,
    openings_with_sheets,
)
from matching.screen import options
from matching.screen.round import Round, stop_where_faulty

FILES: Final = ("moteark.html", "moteark_bokstaver.xlsx")


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
    key = behind_the_letters(plan, given.cohort, given.catalogue, yeses)
    files = [(to or Path()) / name for name in FILES]
    files[0].parent.mkdir(parents=True, exist_ok=True)
    with whole_together(files) as (sheets_part, key_part):
        sheets_part.write_text(page, "utf-8")
        key_part.write_bytes(workbook_bytes([key], title=key.title, on=given.on))
    told = {"files": given.words.listed([str(file) for file in files]), "key": FILES[1]}
    count = len(openings_with_sheets(plan, yeses))
    typer.echo(
        given.words.say("sheets.written", sheets=count, people=len({row[2] for row in key.rows}), **told)
    )


def _yeses(file: Path | None, given: Round) -> Agreed:
    if file is None:
        return {}
    people, openings = given.cohort.people.id.tolist(), given.cohort.openings.id.tolist()
    found = read_agreed(file, people, openings, given.lists.people.sheet.withheld)
    stop_where_faulty(found.faults, given.words)
    return found.agreed
