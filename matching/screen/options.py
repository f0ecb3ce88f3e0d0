"""What the commands may be given, and the help for it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from matching.catalogue.loader import load_catalogue
from matching.wording import Words

ABOUT: Final = """Foreslår hvem som bør møte hvilken læreplass, viser at ingen samlet løsning er
bedre, og sier hvorfor. Mennesker avgjør; dette er forslag.

\b
Kommandoene ender med en av disse kodene:
  0  ferdig
  1  noe uventet gikk galt
  2  kommandoen er brukt feil
  3  en fil kan ikke leses eller skrives
  4  rader i listene har feil
  5  det finnes ingen løsning slik dere har bestemt
  6  kontrollen fant noe
  7  det dere har bestemt, eller programmet, kan ikke følges
"""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(Words(load_catalogue()).say("usage.date", value=text)) from None


def _whole_number(least: int) -> Callable[[str | int], int]:
    def parse(given: str | int) -> int:  # a default comes as the number it is
        text = str(given)
        number = int(text) if text.isdecimal() else least - 1
        if number < least:
            told = Words(load_catalogue()).say("usage.whole_number", value=text, least=least)
            raise typer.BadParameter(told)
        return number

    return parse


PeopleFile = Annotated[
    Path, typer.Argument(metavar="KANDIDATER", help="Listen over kandidater, .xlsx eller .csv.")
]
OpeningsFile = Annotated[
    Path, typer.Argument(metavar="LÆREPLASSER", help="Listen over læreplasser, .xlsx eller .csv.")
]
PolicyFile = Annotated[
    Path | None, typer.Option("--policy", metavar="FIL", help="Det dere har bestemt for runden, .toml.")
]
TravelFile = Annotated[
    Path | None, typer.Option("--travel", metavar="FIL", help="Egne reisetider i stedet for de beregnede.")
]
Day = Annotated[
    date | None,
    typer.Option("--date", parser=_day, metavar="ÅÅÅÅ-MM-DD", help="Dagen det regnes for; ellers i dag."),
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed", parser=_whole_number(0), metavar="TALL", help="Frøet som ordner dem som står likt."
    ),
]
Count = Annotated[
    int, typer.Option("--count", parser=_whole_number(1), metavar="TALL", help="Hvor mange som vises.")
]
Folder = Annotated[
    Path | None,
    typer.Option("--to", metavar="MAPPE", help="Mappen for plan.json og plan.xlsx; ellers denne mappen."),
]
SampleFolder = Annotated[
    Path, typer.Option("--to", metavar="MAPPE", help="Mappen; den lages om den ikke finnes.")
]
Force = Annotated[bool, typer.Option("--force", help="Skriv over filer som er endret.")]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv bare JSON.")]
PlanAsJson = Annotated[
    bool, typer.Option("--json", help="Skriv bare JSON; filene skrives da bare der --to er oppgitt.")
]
OpeningId = Annotated[
    str | None, typer.Option("--opening", metavar="NUMMER", help="Læreplassen det spørres om.")
]
CandidateId = Annotated[
    str | None, typer.Option("--candidate", metavar="NUMMER", help="Kandidaten det spørres om.")
]
