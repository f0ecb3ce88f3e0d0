"""The commands about weights learned from outcomes: to learn them, to take them into use, and to take them back."""

from pathlib import Path
from typing import Annotated, Final

import typer

from matching.catalogue.loader import load_catalogue
from matching.cli.edge import echo_json, refuse_lost_input, refuse_others_work, today
from matching.cli.given import about_files
from matching.files.decisions.learned import learned_as_json, read_register, read_scorecard, write_learned
from matching.files.lists.outcomes import OutcomeList, read_outcomes
from matching.learning.activation import Register, activate, roll_back
from matching.learning.examples import examples_of
from matching.learning.scorecard import is_enough, make_scorecard
from matching.screen import options
from matching.screen.given import RoundFiles
from matching.screen.learning import told_left_out, told_refusals, told_register, told_scorecard, told_too_few
from matching.screen.round import Round, read_round, stop_where_faulty
from matching.screen.usage import Command, Commands, ExitCode
from matching.wording import Words

SCORECARD: Final = "vektkort.json"
REGISTER: Final = Path("register.json")
NO_LOTS: Final = 0
"""The seed of a round in which no lots are drawn."""
_JSON: Final = ".json"

OutcomesFile = Annotated[
    Path, typer.Argument(parser=options.path, metavar="UTFALL", help="Listen over utfall, .xlsx eller .csv.")
]
CardFile = Annotated[
    Path, typer.Argument(parser=options.path, metavar="VEKTKORT", help="Vektkortet fra «learn», .json.")
]
CardPlace = Annotated[
    Path,
    typer.Option(
        "--to", parser=options.path, metavar="MAPPE", help="Mappen, eller .json-filen, det skrives i."
    ),
]
RegisterFile = Annotated[
    Path,
    typer.Option("--register", parser=options.path, metavar="FIL", help="Registeret over vekter i bruk."),
]
Deciding = Annotated[
    list[str],
    typer.Option(
        "--by", parser=options.unnumbered, metavar="NAVN", help="Den som bestemmer; oppgis to ganger."
    ),
]
TakingBack = Annotated[
    str, typer.Option("--by", parser=options.unnumbered, metavar="NAVN", help="Den som bestemmer det.")
]
Ground = Annotated[
    str,
    typer.Option("--ground", parser=options.unnumbered, metavar="TEKST", help="Det rettslige grunnlaget."),
]
Why = Annotated[
    str | None, typer.Option("--ground", parser=options.unnumbered, metavar="TEKST", help="Hvorfor.")
]

learned = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode=None)


@about_files
def learn(
    outcomes: OutcomesFile,
    files: RoundFiles,
    *,
    to: CardPlace,
    without_rejected: options.WithoutRejected = False,
    day: options.Day = None,
    force: options.Force = False,
    only_json: options.AsJson = False,
) -> None:
    """Learn weights from what became of those who started, and write a scorecard for people to decide on."""
    file, words = to if to.suffix.casefold() == _JSON else to / SCORECARD, Words(load_catalogue())
    refuse_lost_input([file], [outcomes, *vars(files).values()])
    refuse_others_work(file.parent, [file.name], words, force=force)
    given = read_round(files, on=day or today(), seed=NO_LOTS, without_rejected=without_rejected)
    read = _what_happened(outcomes, given, words, without_rejected=without_rejected)
    policy = given.policy.as_set
    known = examples_of(read.courses, given.cohort, given.catalogue, policy, on=given.on)
    if not is_enough(known):
        for line in told_too_few(len(known), len(read.courses), words):
            typer.echo(line, err=True)
        raise typer.Exit(ExitCode.NO_PLAN)
    card = make_scorecard(known, policy.weights)
    told = list(told_scorecard(card, words))
    file.parent.mkdir(parents=True, exist_ok=True)
    write_learned(card, file)
    if only_json:
        return echo_json(learned_as_json(card))
    for line in (*told, words.say("learning.written", file=str(file))):
        typer.echo(line)
    return None


def _what_happened(file: Path, given: Round, words: Words, *, without_rejected: bool) -> OutcomeList:
    """The list of outcomes, and what is left out of it told; the command ends here when a row has a fault."""
    people, openings = given.cohort.people.id.tolist(), given.cohort.openings.id.tolist()
    read = read_outcomes(file, people, openings, on=given.on, withheld=given.lists.people.sheet.withheld)
    stop_where_faulty(() if without_rejected else read.faults, words)
    for line in told_left_out(read, words):
        typer.echo(line, err=True)
    return read


@learned.command("activate", cls=Command, help="Ta vektene i et vektkort i bruk; det må to personer til.")
def take_into_use(
    card: CardFile,
    *,
    by: Deciding,
    ground: Ground,
    register: RegisterFile = REGISTER,
    day: options.Day = None,
) -> None:
    """Write in the register that two named people have taken a scorecard into use."""
    words, found = Words(load_catalogue()), read_scorecard(card)
    refuse_lost_input([register], [card])
    if found.refusals:
        for line in told_refusals(found, words):
            typer.echo(line, err=True)
        raise typer.Exit(ExitCode.POLICY)
    before = read_register(register) if register.exists() else Register()
    _keep(activate(before, found, by=by, on=day or today(), ground=ground), register, words)


@learned.command(
    "rollback", cls=Command, help="Ta lærte vekter ut av bruk; de som gjaldt før, gjelder igjen."
)
def take_back(
    *, by: TakingBack, ground: Why = None, register: RegisterFile = REGISTER, day: options.Day = None
) -> None:
    """Write in the register that the weights in use are taken back."""
    words, before = Words(load_catalogue()), read_register(register)
    _keep(roll_back(before, by=by, on=day or today(), ground=ground or ""), register, words)


@learned.command("show", cls=Command, help="Vis hvilke lærte vekter som er i bruk, og hvem som bestemte det.")
def show(*, register: RegisterFile = REGISTER, only_json: options.AsJson = False) -> None:
    """Tell what is in use, and everything that has been."""
    found = read_register(register)
    if only_json:
        return echo_json(learned_as_json(found))
    for line in told_register(found, Words(load_catalogue())):
        typer.echo(line)
    return None


def _keep(found: Register, register: Path, words: Words) -> None:
    lines = list(told_register(found, words))  # before anything is written: what cannot be told is not kept
    register.parent.mkdir(parents=True, exist_ok=True)
    write_learned(found, register)
    for line in lines:
        typer.echo(line)
