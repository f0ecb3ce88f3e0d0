"""A seed in, the lists of the sample rounds out as workbooks: `python -m benchmarks.sample --seed 7 --to DIR`.

What is instructive about each person and firm is told in samples/, one file per round; chance draws the rest.
"""

import argparse
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile, ZipInfo

import numpy as np
import xlsxwriter

from matching.catalogue.catalogue import Catalogue, by_text
from matching.catalogue.loader import load_catalogue
from matching.domain.reference import Trade

Cells = Mapping[str, str]
Story = Mapping[str, Any]

TOLD: Final = Path(__file__).with_name("samples")
WRITTEN: Final = datetime(2026, 9, 1)  # noqa: DTZ001 - a workbook's times have no zone
"""Stands in the workbooks in place of the clock, so that the same seed gives the same bytes."""

PEOPLE: Final = (
    *(
        "kandidatnummer",
        "kommune",
        "registrert i Nav",
        "innsatsgruppe",
        "fødselsår",
        "førerkort",
        "norsknivå",
    ),
    *("stillingsprosent fra", "stillingsprosent til", "reisemåte", "maks reisetid", "skift", "start fra"),
    *("ferdigheter", "praksis", "R", "I", "A", "S", "E", "C", "arbeidsmiljø"),
    *("ønske 1", "ønske 2", "ønske 3", "påmeldt", "adressesperre"),
)
OPENINGS: Final = (
    *("nummer", "bedrift", "organisasjonsnummer", "sektor", "lærefag", "kommune", "plasser"),
    *("prosent fra", "prosent til", "kan deles", "må", "fordel", "førerkort", "norsk", "skift", "attest"),
    *("start fra", "start til", "godkjenning", "opplæringskontor"),
)
NEEDS: Final = (
    *("nummer", "bedrift", "organisasjonsnummer", "lærefag", "kommune"),
    *("kvartal", "plasser", "status", "kilde", "dato"),
)
ABOUT: Final = "Syntetiske data: ingen av personene finnes. Laget av benchmarks/sample.py, frø {seed}"
BLANKS: Final = "En tom celle betyr ukjent. «ingen» betyr at det er spurt, og at det ikke er noe å nevne."
FIRMS: Final = "Bedriftene finnes heller ikke: ekte organisasjonsnumre begynner med 8 eller 9, disse med 1."

BIRTH_YEARS: Final = (1990, 2007)
LIMITS: Final = ("", "45", "45", "60")
STARTS: Final = ("04.01.2027", "11.01.2027", "01.02.2027")
ASKED: Final = (0.8, 0.6)
"""Shares of people who have been asked about their interests, and about where they like to work."""
INTEREST_NOISE: Final = 8
"""Standard deviation around the trade's interests, in tenths."""
LIKES: Final = 2
HARDLY_LIKED: Final = frozenset({"noise", "heights"})
WIDEST: Final = 45
"""Characters shown of the widest column."""
UNIX: Final = 3
"""Named in the archives whatever machine writes them."""
FIRST_NUMBER: Final = 10_000_000
"""Eight digits that organisation numbers count from; real ones begin with 8 or 9."""


def main() -> None:
    """Write the lists of every round, of one seed, into a folder for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args()
    for told in sorted(TOLD.glob("*.toml")):
        write_sample(given.to / told.stem, given.seed, told)


def write_sample(folder: Path, seed: int, story: Path) -> None:
    """A folder, a seed and what is told of a round in, its lists out; the same bytes for the same seed."""
    catalogue, told = load_catalogue(), tomllib.loads(story.read_text("utf-8"))
    openings, needs = numbered("L", told["openings"]), numbered("B", told.get("needs", ()))
    number_of = dict(
        zip(
            dict.fromkeys(one["bedrift"] for one in [*openings, *needs]), organisation_numbers(), strict=False
        )
    )
    firms = [one | {"organisasjonsnummer": number_of[one["bedrift"]]} for one in openings]
    lacking = [one | {"organisasjonsnummer": number_of[one["bedrift"]]} for one in needs]
    about = ABOUT.format(seed=seed)
    headings = (*OPENINGS, "behov") if needs else OPENINGS
    lists = [
        ("kandidater.xlsx", "Kandidater", PEOPLE, persons(told, seed, catalogue), (about, BLANKS)),
        ("lareplasser.xlsx", "Læreplasser", headings, firms, (about, FIRMS, BLANKS)),
        ("behov.xlsx", "Behov", NEEDS, lacking, (about, FIRMS, BLANKS)),
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for file, sheet, columns, rows, notes in lists:
        if rows:
            (folder / file).write_bytes(workbook(sheet, columns, rows, notes))


def persons(told: Story, seed: int, catalogue: Catalogue) -> Sequence[Cells]:
    """The people of a round, `count` of each story; where a cell is a list, one of its texts."""
    stories = [one for one in told["people"] for _ in range(one.get("count", 1))]
    return numbered(
        "K",
        [
            _person(one, np.random.default_rng((seed, place)), told["usual"], catalogue)
            for place, one in enumerate(stories, 1)
        ],
    )


def _person(story: Story, chance: np.random.Generator, usual: Cells, catalogue: Catalogue) -> dict[str, str]:
    cells = drawn(chance, story.get("leaning"), catalogue) | dict(usual)
    told = {heading: cell for heading, cell in story.items() if heading not in ("count", "leaning")}
    return cells | {
        heading: str(chance.choice(cell)) if isinstance(cell, list) else cell
        for heading, cell in told.items()
    }


def numbered(letter: str, rows: Sequence[Cells]) -> list[dict[str, str]]:
    """Rows with numbers of their own: K01, K02, …"""
    heading = "kandidatnummer" if letter == "K" else "nummer"
    return [{heading: f"{letter}{place:02d}", **row} for place, row in enumerate(rows, 1)]


def drawn(chance: np.random.Generator, leaning: str | None, catalogue: Catalogue) -> dict[str, str]:
    """What sample.toml leaves to chance of one person; what nobody has asked is left out."""
    cells = {
        "fødselsår": str(chance.integers(*BIRTH_YEARS, endpoint=True)),
        "maks reisetid": str(chance.choice(LIMITS)),
        "start fra": str(chance.choice(STARTS)),
    }
    if leaning is None:
        return cells
    trade = catalogue.trades[by_text(catalogue.trades)[leaning.casefold()]]
    asked_interests, asked_contexts = chance.random(2) < ASKED
    interests, likes = _interests(chance, trade), _contexts(chance, trade, catalogue)
    return cells | (interests if asked_interests else {}) | (likes if asked_contexts else {})


def _interests(chance: np.random.Generator, trade: Trade) -> dict[str, str]:
    scores = np.clip(chance.normal(trade.interests, INTEREST_NOISE), 10, 70) / 10
    return {letter: f"{score:.1f}".replace(".", ",") for letter, score in zip("RIASEC", scores, strict=True)}


def _contexts(chance: np.random.Generator, trade: Trade, catalogue: Catalogue) -> dict[str, str]:
    """Some contexts of the trade that one may like, and one it lacks that the person dislikes."""
    has = [one for place, one in enumerate(catalogue.contexts) if place in trade.context]
    lacks = [one.label for one in catalogue.contexts if one not in has]
    liked = [one.label for one in has if one.key not in HARDLY_LIKED]
    likes = chance.choice(liked, min(LIKES, len(liked)), replace=False)
    return {"arbeidsmiljø": "; ".join([*likes, f"ikke {chance.choice(lacks)}"])}


def organisation_numbers() -> Iterator[str]:
    """Numbers of nine digits whose last is right by modulus 11, and that no real unit can have."""
    for serial in count(FIRST_NUMBER):
        weighed = sum(
            weight * int(digit) for weight, digit in zip((3, 2, 7, 6, 5, 4, 3, 2), str(serial), strict=True)
        )
        check = -weighed % 11
        if check < 10:
            yield f"{serial}{check}"


def workbook(sheet: str, headings: Sequence[str], rows: Sequence[Cells], notes: Sequence[str]) -> bytes:
    """A list as a workbook: every cell text, the heading bold and frozen; a second sheet says what it is."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": WRITTEN, "title": sheet, "comments": notes[0]})
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
        listed, about = book.add_worksheet(sheet), book.add_worksheet("Om")
        listed.freeze_panes(1, 1)
        for column, heading in enumerate(headings):
            cells = [row.get(heading, "") for row in rows]
            listed.set_column(column, column, min(max(map(len, [heading, *cells])), WIDEST) + 2, text)
            listed.write_string(0, column, heading, bold)
            for place, cell in enumerate(cells, 1):
                if cell:
                    listed.write_string(place, column, cell, text)
        about.set_column(0, 0, 100, text)
        about.write_column(0, 0, notes, text)
    return plainly_packed(buffer.getvalue())


def plainly_packed(archive: bytes) -> bytes:
    """The same parts uncompressed: compressed bytes differ from one compression library to the next."""
    buffer = BytesIO()
    with ZipFile(BytesIO(archive)) as packed, ZipFile(buffer, "w") as plain:
        for name in packed.namelist():
            entry = ZipInfo(name)
            entry.create_system = UNIX
            plain.writestr(entry, packed.read(name))
    return buffer.getvalue()


if __name__ == "__main__":
    main()
