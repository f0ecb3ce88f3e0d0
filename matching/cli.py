"""The command line: lists and decisions in, a proven proposal and the reasons for it out."""

from collections.abc import Iterable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Final

import typer

from matching.catalogue.loader import load_catalogue
from matching.domain.plan import Plan, Status
from matching.files.plan_excel import write_plan_excel
from matching.files.plan_json import as_json, extract_as_json, plan_as_json, write_plan_json
from matching.files.whole import whole
from matching.screen import options
from matching.screen.lists import check_lists
from matching.screen.pairs import tell_opening, tell_pair, tell_person, tell_suggestions
from matching.screen.plan import tell_plan
from matching.screen.round import Round, read_round
from matching.screen.usage import Command, Commands
from matching.wording import Words

PLAN: Final = ("plan.json", "plan.xlsx")
SAMPLE: Final = ("kandidater.xlsx", "lareplasser.xlsx", "policy.toml")

app = typer.Typer(
    cls=Commands,
    help=options.ABOUT,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.command(cls=Command, help="Legg eksempellistene i en mappe, så dere kan prøve.")
def sample(to: options.SampleFolder, force: options.Force = False) -> None:
    """Copy the shipped sample into a folder, and over nobody's own work."""
    words = Words(load_catalogue())
    shipped = {name: (files("matching.sample") / name).read_bytes() for name in SAMPLE}
    changed = [name for name in SAMPLE if _differs(to / name, shipped[name])]
    if changed and not force:
        raise typer.BadParameter(words.say("sample.differs", files=words.listed(changed), folder=str(to)))
    to.mkdir(parents=True, exist_ok=True)
    for name, content in shipped.items():
        with whole(to / name) as part:
            part.write_bytes(content)
    people, openings, policy = (str(to / name) for name in SAMPLE)
    typer.echo(words.say("sample.written", folder=str(to), files=words.listed(list(SAMPLE))))
    typer.echo(words.say("sample.next", people=people, openings=openings, policy=policy, folder=str(to)))


@app.command(cls=Command, help="Les listene og si alt som er feil i dem.")
def check(
    people: options.PeopleFile,
    openings: options.OpeningsFile,
    *,
    policy: options.PolicyFile = None,
    travel: options.TravelFile = None,
    only_json: options.AsJson = False,
) -> None:
    """Read the lists and what is decided, and tell what was read and every fault."""
    catalogue = load_catalogue()
    found = check_lists(people, openings, policy, travel, catalogue)
    if only_json:
        _echo_json(as_json({"files": found.files, "faults": found.faults}))
    else:
        words = Words(catalogue)
        read = [words.say("rows.read", **vars(one)) for one in found.files]
        for line in (*filter(None, [found.policy]), *read, *(fault.sentence for fault in found.faults)):
            typer.echo(line)
    raise typer.Exit(found.code)


@app.command(cls=Command, help="Lag et samlet forslag for hele runden, kontrollert og begrunnet.")
def fill(
    people: options.PeopleFile,
    openings: options.OpeningsFile,
    *,
    policy: options.PolicyFile = None,
    travel: options.TravelFile = None,
    day: options.Day = None,
    seed: options.Seed = 1,
    to: options.Folder = None,
    only_json: options.PlanAsJson = False,
) -> None:
    """Propose, control, show and write a plan for the whole round."""
    folder = to or Path()
    written = [folder / name for name in PLAN] if to or not only_json else []
    _refuse_to_overwrite(written, [people, openings, policy, travel])
    given = read_round(people, openings, policy, travel, on=day or _today(), seed=seed)
    plan = given.plan(quiet=only_json)
    if written and plan.status is Status.OPTIMAL:
        _write(plan, given, *written)  # before anything is shown: a screen that is closed loses nothing
    if only_json:
        _echo_json(plan_as_json(plan))
    given.stop_where_infeasible(plan)
    if not only_json:
        tell_plan(given.page, plan, given.cohort)
        given.page.say("fill.written", files=given.words.listed([str(file) for file in written]))


@app.command(cls=Command, help="Vis hvem som passer best til hvem, én om gangen.")
def suggest(
    people: options.PeopleFile,
    openings: options.OpeningsFile,
    *,
    opening: options.OpeningId = None,
    candidate: options.CandidateId = None,
    count: options.Count = 10,
    policy: options.PolicyFile = None,
    travel: options.TravelFile = None,
    day: options.Day = None,
    seed: options.Seed = 1,
    only_json: options.AsJson = False,
) -> None:
    """Rank people for an opening, or openings for a person."""
    if (opening is None) == (candidate is None):
        raise typer.BadParameter(Words(load_catalogue()).say("usage.one_of"))
    given = read_round(people, openings, policy, travel, on=day or _today(), seed=seed)
    given.check_ids(candidate, opening)
    found = (
        given.enquiry.people_for(opening, count)
        if opening is not None
        else given.enquiry.openings_for(str(candidate), count)
    )
    if only_json:
        _echo_json(as_json({"opening": opening, "candidate": candidate, "suggestions": found}))
    else:
        tell_suggestions(given.page, found, candidate=candidate, opening=opening)


@app.command(cls=Command, help="Forklar et par, en kandidat eller en læreplass.")
def explain(
    people: options.PeopleFile,
    openings: options.OpeningsFile,
    *,
    candidate: options.CandidateId = None,
    opening: options.OpeningId = None,
    policy: options.PolicyFile = None,
    travel: options.TravelFile = None,
    day: options.Day = None,
    seed: options.Seed = 1,
    only_json: options.AsJson = False,
) -> None:
    """Say all there is to say about one pair, one person or one opening."""
    if candidate is None and opening is None:
        raise typer.BadParameter(Words(load_catalogue()).say("usage.some_of"))
    given = read_round(people, openings, policy, travel, on=day or _today(), seed=seed)
    given.check_ids(candidate, opening)
    if candidate is not None and opening is not None:
        pair = given.enquiry.pair(candidate, opening)
        return _echo_json(as_json(pair)) if only_json else tell_pair(given.page, pair)
    plan = given.plan(quiet=only_json)
    given.stop_where_infeasible(plan)
    if only_json:
        return _echo_json(extract_as_json(plan, candidate=candidate, opening=opening))
    if candidate is not None:
        return tell_person(given.page, candidate, plan)
    return tell_opening(given.page, str(opening), plan)


def _refuse_to_overwrite(written: Iterable[Path], read: Iterable[Path | None]) -> None:
    inputs = [file for file in read if file and file.exists()]
    for file in written:
        if file.exists() and any(file.samefile(one) for one in inputs):
            told = Words(load_catalogue()).say("usage.input_overwritten", file=str(file))
            raise typer.BadParameter(told)


def _write(plan: Plan, given: Round, json: Path, excel: Path) -> None:
    json.parent.mkdir(parents=True, exist_ok=True)
    with whole(json) as json_part, whole(excel) as excel_part:
        write_plan_json(plan, json_part)
        write_plan_excel(plan, given.cohort, given.words, excel_part)


def _differs(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() != content


def _echo_json(text: str) -> None:
    typer.echo(text.encode(), nl=False)


def _today() -> date:
    return date.today()  # noqa: TID251, DTZ011 - the one place the clock is read: a run is of a day people name
