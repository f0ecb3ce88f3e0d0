"""The commands about the interest form: the form itself, a list for its answers, their six numbers, their check."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import typer

from matching.catalogue.catalogue import Catalogue
from matching.catalogue.loader import load_catalogue
from matching.cli.edge import echo_json, refuse_lost_input, refuse_others_work, today
from matching.domain.errors import Fact
from matching.files.lists.about_people import NOBODY
from matching.files.lists.interest_form import AnswerList, read_answers
from matching.files.lists.people import ID, PeopleList, read_people
from matching.files.out.interest_form import answer_sheet, scored_table
from matching.files.out.plan_json import as_json
from matching.files.out.understood import understood_people
from matching.files.out.workbook_out import TableOut, write_workbook
from matching.files.whole import whole
from matching.interest_form import Together, hold_together, score, with_interests
from matching.report.interest_form import interest_form_html
from matching.screen import options
from matching.screen.given import meanings_of
from matching.screen.interest_form import tell_together
from matching.screen.page import Page, console
from matching.screen.round import stop_where_faulty
from matching.screen.usage import Command, Commands
from matching.wording import Words

interests = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode=None)


@interests.command(cls=Command, help="Lag skjemaet, til å skrive ut eller svare på.")
def form(
    to: options.FileOut, own_catalogue: options.CatalogueFolder = None, force: options.Force = False
) -> None:
    """Write the interest form as a page."""
    words = Words(load_catalogue(own_catalogue))
    _refuse(to, ".html", words, force=force)
    to.parent.mkdir(parents=True, exist_ok=True)
    with whole(to) as part:
        part.write_text(interest_form_html(words), "utf-8")
    typer.echo(words.say("interests.form.written", file=str(to)))


@interests.command(cls=Command, help="Lag en tom liste til å føre svarene i.")
def template(
    to: options.FileOut, own_catalogue: options.CatalogueFolder = None, force: options.Force = False
) -> None:
    """Write an empty list of answers."""
    words = Words(load_catalogue(own_catalogue))
    _refuse(to, ".xlsx", words, force=force)
    _write(to, answer_sheet(words))
    typer.echo(words.say("interests.sheet.written", file=str(to)))


@interests.command("score", cls=Command, help="Regn svarene om til seks tall for hver kandidat.")
def score_answers(
    answers: options.AnswersFile,
    to: options.FileOut,
    *,
    people: options.PeopleToFill = None,
    meanings: options.MeaningsFile = None,
    own_catalogue: options.CatalogueFolder = None,
    force: options.Force = False,
) -> None:
    """Write the six numbers that answers come to, and the list of people with them where it is given."""
    catalogue = load_catalogue(own_catalogue)
    words = Words(catalogue)
    _refuse(to, ".xlsx", words, force=force)
    refuse_lost_input([to], [answers, people, meanings])
    listed = read_people(people, catalogue, meanings_of(meanings, catalogue)) if people else None
    withheld = listed.sheet.withheld if listed else NOBODY
    read = read_answers(answers, catalogue.interest_form, _ids(listed), withheld)
    stop_where_faulty((*(listed.faults if listed else ()), *read.faults), words)
    tables, told = _scored(read, listed, catalogue, words)
    _write(to, tables)
    typer.echo(words.say("interests.scored.written", file=str(to), **told))
    for name in ("flat", "few", "kept"):
        if told[name]:
            typer.echo(words.say(f"interests.scored.{name}", **told))
    for one in read.passed_over:
        typer.echo(words.fault(one))
    typer.echo(words.say("interests.scored.trust"))


@interests.command("check", cls=Command, help="Se om utsagnene i skjemaet henger sammen.")
def check_form(
    answers: options.AnswersFile,
    own_catalogue: options.CatalogueFolder = None,
    only_json: options.AsJson = False,
) -> None:
    """Tell how well the statements of each interest hold together in the answers of many."""
    catalogue = load_catalogue(own_catalogue)
    words, statements = Words(catalogue), catalogue.interest_form
    read = read_answers(answers, statements)
    stop_where_faulty(read.faults, words)
    found = hold_together(read.answers, statements)
    if only_json:
        echo_json(as_json({"people": len(read.ids), "interests": [_as_facts(one) for one in found]}))
    else:
        tell_together(Page(words, {}, console()), found, statements, len(read.ids))


def _ids(listed: PeopleList | None) -> Collection[str] | None:
    """Those in rows with a fault too: the fault is told already."""
    return listed.sheet.column(ID).distinct if listed else None


def _scored(
    read: AnswerList, listed: PeopleList | None, catalogue: Catalogue, words: Words
) -> tuple[list[TableOut], dict[str, Fact]]:
    """The tables to write, how many people of which kind there are, and whose answers are flat."""
    scored = score(read.answers, catalogue.interest_form)
    people, known = len(read.ids), int(scored.known.sum())
    told: dict[str, Fact] = {
        "people": people,
        "known": known,
        "few": people - known,
        "flat": int(scored.flat.sum()),
        "ids": words.listed(read.ids[scored.flat].tolist()),
        "kept": 0,
    }
    tables = [scored_table(read, scored, words)]
    if listed:
        filled, told["kept"] = with_interests(listed.people, read.ids, scored)
        tables = [*understood_people(replace(listed, people=filled), catalogue).tables(words), *tables]
    return tables, told


def _as_facts(one: Together) -> dict[str, Any]:
    return {**asdict(one), "alpha": None if one.alpha is None else float(one.alpha)}


def _write(to: Path, tables: Sequence[TableOut]) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(to, tables, title=tables[0].title, on=today())


def _refuse(to: Path, suffix: str, words: Words, *, force: bool) -> None:
    """The command ends here when the file may not be written."""
    if to.suffix.casefold() != suffix:
        raise typer.BadParameter(words.say("interests.suffix", file=str(to), suffix=suffix))
    refuse_others_work(to.parent, [to.name], words, force=force)
