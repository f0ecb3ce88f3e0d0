"""A round whose journeys decide who stays, and the list of how it went; synthetic, nobody in it exists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from typer.testing import Result

from matching.files.decisions.learned import read_scorecard, write_learned
from matching.learning.activation import Register, activate
from tests.cli.run import lists, run

PLACES = (
    "Vestre Toten",
    "Gjøvik",
    "Østre Toten",
    "Søndre Land",
    "Ringsaker",
    "Hamar",
    "Stange",
    "Lillehammer",
)
WISHES = ("CNC-maskineringsfaget", "Kokkfaget")
"""What people wish, which decides nothing here; the first is the trade of every opening."""
FIRST = date(2024, 1, 8)
AFTER = "2026-11-21"
NAMES = ("Kari Eksempel", "Ola Eksempel")
GROUND = "Vurdert av personvernombudet 1. mars 2026"
TWO = ("--by", NAMES[0], "--by", NAMES[1], "--ground", GROUND, "--date", AFTER)
"""Two people and their ground, as the command wants them."""
SWITCH = f'schema_version = 1\n[learning]\nregister = "register.json"\nground = "{GROUND}"\n'
"""A policy that uses learned weights."""
HEADING = "kandidatnummer;nummer;hendelse;dato;årsak"


@dataclass(frozen=True)
class Files:
    """The files of a round and of what became of its people."""

    outcomes: Path
    people: Path
    openings: Path

    @property
    def round(self) -> tuple[Path | str, ...]:
        """The lists and the day, as the commands want them."""
        return self.people, self.openings, "--date", AFTER


def files(folder: Path, *, people: int = 640, travel_decides: bool = True) -> Files:
    """So many people, each started at one opening; by default those with a long way to go mostly end."""
    here = len(PLACES)
    folk = [f"K{n:03};{PLACES[n % here]};bil;100;100;B2;dag;{WISHES[n // 7 % 2]}" for n in range(people)]
    seats = [f"L{n};Firma {n} (oppdiktet);{WISHES[0]};{name};5;dag;godkjent" for n, name in enumerate(PLACES)]
    one, other = lists(folder, folk, seats)
    heading, *_ = one.read_text("utf-8").splitlines()
    one.write_text("\n".join((f"{heading};ønske 1", *folk)), "utf-8")
    rows = [row for n in range(people) for row in _course(n, here, travel_decides=travel_decides)]
    return Files(write_outcomes(folder, rows), one, other)


def write_outcomes(folder: Path, rows: Sequence[str]) -> Path:
    """Rows in, the list of outcomes out."""
    path = folder / "utfall.csv"
    path.write_text("\n".join((HEADING, *rows)), "utf-8")
    return path


def _course(number: int, here: int, *, travel_decides: bool) -> list[str]:
    """One that ends where the opening is not at home; of every ten, one goes the other way."""
    opening = (number // here) % here
    day = FIRST + timedelta(days=number % 300)
    far = opening != number % here if travel_decides else number % 3 == 0
    ends = far != (number % 10 == 3)
    who = f"K{number:03};L{opening}"
    started = f"{who};startet;{day:%d.%m.%Y};"
    return (
        [started, f"{who};avsluttet;{day + timedelta(days=90):%d.%m.%Y};reisen ble for lang"]
        if ends
        else [started]
    )


def learn(made: Files, *words: str | Path) -> Result:
    """The command that learns from these files."""
    return run("learn", made.outcomes, *made.round, *words)


def register_of(card: Path) -> Register:
    """A register in which a scorecard is in use."""
    return activate(Register(), read_scorecard(card), by=NAMES, on=date.fromisoformat(AFTER), ground=GROUND)


def in_use(folder: Path, card: Path) -> Path:
    """A policy that uses learned weights, beside the register it names."""
    (folder / "policy.toml").write_text(SWITCH, "utf-8")
    write_learned(register_of(card), folder / "register.json")
    return folder / "policy.toml"
