"""What the commands may be given, and the help for it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from matching.catalogue.loader import load_catalogue
from matching.files.source.identity import has_identity_number
from matching.quoted import shortened
from matching.wording import Words

GREATEST: Final = 2**53
"""Whole numbers up to here are exact wherever plan.json is read."""


def _text(given: str) -> str:
    if not given.strip():
        raise typer.BadParameter(Words(load_catalogue()).say("usage.blank"))
    return given


def path(given: str | Path) -> Path:
    """What stands on the command line, as a path that is not blank."""
    return Path(_text(str(given)))  # a default comes as the path it is


def unnumbered(given: str) -> str:
    """What stands on the command line, as a text without an identity number."""
    if has_identity_number(_text(given)):
        raise typer.BadParameter(Words(load_catalogue()).say("usage.identity_number"))
    return given


def _day(given: str) -> date:
    text = _text(given)
    try:
        return date.fromisoformat(text)
    except ValueError:
        told = Words(load_catalogue()).say("usage.date", value=shortened(text))
        raise typer.BadParameter(told) from None


def whole_number(least: int) -> Callable[[str | int], int]:
    """The least that may be given in, what reads a whole number of a command line out."""

    def parse(given: str | int) -> int:  # a default comes as the number it is
        text = _text(str(given))
        # Python itself refuses to make a number of thousands of digits.
        readable = int(text) if text.isdecimal() and len(text) <= len(str(GREATEST)) else GREATEST + 1
        number = readable if text.isdecimal() else least - 1
        if not least <= number <= GREATEST:
            least_told = {"least": least} if number < least else {}
            words = Words(load_catalogue())
            raise typer.BadParameter(words.say("usage.whole_number", value=shortened(text), **least_told))
        return number

    return parse


PeopleFile = Annotated[
    Path, typer.Argument(parser=path, metavar="KANDIDATER", help="Listen over kandidater, .xlsx eller .csv.")
]
OpeningsFile = Annotated[
    Path,
    typer.Argument(parser=path, metavar="LÆREPLASSER", help="Listen over læreplasser, .xlsx eller .csv."),
]
ScenariosFile = Annotated[
    Path, typer.Argument(parser=path, metavar="ENDRINGER", help="Endringene som skal prøves, .toml.")
]
NeedsFile = Annotated[
    Path | None,
    typer.Option(
        "--needs", parser=path, metavar="FIL", help="Listen over bedriftenes behov, .xlsx eller .csv."
    ),
]
OwnList = Annotated[
    Path,
    typer.Argument(parser=path, metavar="LISTE", help="Kontorets egen liste, med navn, .xlsx eller .csv."),
]
PlanFile = Annotated[
    Path, typer.Argument(parser=path, metavar="PLAN", help="Forslaget: plan.xlsx eller plan.json.")
]
KeyFile = Annotated[Path, typer.Argument(parser=path, metavar="NØKKEL", help="Nøkkelen: nokkel.xlsx.")]
SplitSeed = Annotated[
    int | None,
    typer.Option(
        "--seed", parser=whole_number(0), metavar="TALL", help="Frøet som stokker numrene; ellers tilfeldig."
    ),
]
WithOutcomes = Annotated[
    bool, typer.Option("--outcomes", help="Legg også en tom liste over utfall der, til «learn».")
]
WithoutRejected = Annotated[
    bool,
    typer.Option("--without-rejected", help="Regn uten radene som har feil, og skriv dem opp i forslaget."),
]
ErrorCopy = Annotated[
    Path | None,
    typer.Option(
        "--error-copy",
        parser=path,
        metavar="MAPPE",
        help="Skriv en kopi av hver liste med feil, med feilene merket.",
    ),
]
UnderstoodCopy = Annotated[
    Path | None,
    typer.Option(
        "--understood",
        parser=path,
        metavar="MAPPE",
        help="Skriv listene slik de er forstått, til å se over.",
    ),
]
NeedsList = Annotated[
    Path, typer.Argument(parser=path, metavar="BEHOV", help="Listen over behov, .xlsx eller .csv.")
]
MeaningsFile = Annotated[
    Path | None,
    typer.Option(
        "--meanings", parser=path, metavar="FIL", help="Det dere har valgt at ord og kolonner betyr, .csv."
    ),
]
ChosenFile = Annotated[
    Path,
    typer.Option("--meanings", parser=path, metavar="FIL", help="Filen valgene huskes i, .csv."),
]
OnlyList = Annotated[bool, typer.Option("--list", help="Vis bare hva det må velges for.")]
PolicyFile = Annotated[
    Path | None,
    typer.Option("--policy", parser=path, metavar="FIL", help="Det dere har bestemt for runden, .toml."),
]
GroupsFile = Annotated[
    Path | None,
    typer.Option(
        "--groups",
        parser=path,
        metavar="FIL",
        help="Listen over grupper, der dere har bestemt et minstetall.",
    ),
]
TravelFile = Annotated[
    Path | None,
    typer.Option("--travel", parser=path, metavar="FIL", help="Egne reisetider i stedet for de beregnede."),
]
Day = Annotated[
    date | None,
    typer.Option("--date", parser=_day, metavar="ÅÅÅÅ-MM-DD", help="Dagen det regnes for; ellers i dag."),
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed", parser=whole_number(0), metavar="TALL", help="Frøet som ordner dem som står likt."
    ),
]
Count = Annotated[
    int, typer.Option("--count", parser=whole_number(1), metavar="TALL", help="Hvor mange som vises.")
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--to", parser=path, metavar="MAPPE", help="Mappen forslaget skrives i; ellers denne mappen."
    ),
]
SampleFolder = Annotated[
    Path, typer.Option("--to", parser=path, metavar="MAPPE", help="Mappen; den lages om den ikke finnes.")
]
CatalogueFolder = Annotated[
    Path | None,
    typer.Option("--catalogue", parser=path, metavar="MAPPE", help="Deres egen katalog i stedet for vår."),
]
SkillVectorsFile = Annotated[
    Path | None,
    typer.Option(
        "--skill-vectors",
        parser=path,
        metavar="FIL",
        help="Egne vektorer for hvor like ferdigheter er, .csv eller .xlsx.",
    ),
]
DataFolder = Annotated[
    Path | None,
    typer.Option("--data", parser=path, metavar="MAPPE", help="Deres egen kopi av katalogens filer."),
]
AnswersFile = Annotated[
    Path,
    typer.Argument(parser=path, metavar="SVAR", help="Svarene på interesseskjemaet, .xlsx eller .csv."),
]
PeopleToFill = Annotated[
    Path | None,
    typer.Option(
        "--people", parser=path, metavar="FIL", help="Kandidatlisten; den skrives med tallene satt inn."
    ),
]
FileOut = Annotated[Path, typer.Option("--to", parser=path, metavar="FIL", help="Filen som skrives.")]
AgreedFile = Annotated[
    Path | None,
    typer.Option(
        "--agreed",
        parser=path,
        metavar="FIL",
        help="Svarene: kandidatnummer, nummer (læreplassens) og svar (ja eller nei).",
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        "--contact", parser=_text, metavar="TEKST", help="Hvem bedriften skal ringe: navn og telefon."
    ),
]
SheetFolder = Annotated[
    Path | None,
    typer.Option("--to", parser=path, metavar="MAPPE", help="Mappen arkene skrives i; ellers denne mappen."),
]
SampleName = Annotated[
    str, typer.Option("--name", parser=_text, metavar="NAVN", help="Hvilken eksempelrunde det gjelder.")
]
Force = Annotated[bool, typer.Option("--force", help="Skriv over filer som er endret.")]
Workers = Annotated[
    int,
    typer.Option(
        "--workers", parser=whole_number(1), metavar="TALL", help="Hvor mange hva-hvis som regnes samtidig."
    ),
]
WithoutCosts = Annotated[
    bool,
    typer.Option(
        "--without-costs",
        help="Ikke regn ut hva hvert forslag koster det samlede forslaget; raskere i store runder.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv bare JSON.")]
PlanAsJson = Annotated[
    bool, typer.Option("--json", help="Skriv bare JSON; filene skrives da bare der --to er oppgitt.")
]
OpeningId = Annotated[
    str | None, typer.Option("--opening", parser=_text, metavar="NUMMER", help="Læreplassen det spørres om.")
]
CandidateId = Annotated[
    str | None, typer.Option("--candidate", parser=_text, metavar="NUMMER", help="Kandidaten det spørres om.")
]
