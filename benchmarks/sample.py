"""A seed in, the lists of the CNC sample out as workbooks: `python -m benchmarks.sample --seed 7 --to DIR`.

What is instructive about each person and firm is told in sample.toml; chance draws the rest.
"""

import argparse
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Final
from zipfile import ZipFile, ZipInfo

import numpy as np
import xlsxwriter

from matching.catalogue.catalogue import Catalogue, by_text
from matching.catalogue.loader import load_catalogue
from matching.domain.reference import Trade

Cells = Mapping[str, str]

TOLD: Final = Path(__file__).with_name("sample.toml")
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
    """Write the two lists of one seed into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args()
    write_sample(given.to, given.seed)


def write_sample(folder: Path, seed: int) -> None:
    """A folder and a seed in, kandidater.xlsx and lareplasser.xlsx out; the same bytes for the same seed."""
    catalogue, told = load_catalogue(), tomllib.loads(TOLD.read_text("utf-8"))
    people = [
        {"kandidatnummer": f"K{place:02d}"}
        | drawn(np.random.default_rng((seed, place)), person.get("leaning"), catalogue)
        | told["usual"]
        | person
        for place, person in enumerate(told["people"], 1)
    ]
    openings = [
        {"nummer": f"L{place:02d}", "organisasjonsnummer": number} | opening
        for (place, opening), number in zip(
            enumerate(told["openings"], 1), organisation_numbers(), strict=False
        )
    ]
    about = ABOUT.format(seed=seed)
    folder.mkdir(parents=True, exist_ok=True)
    for file, sheet, headings, rows, notes in (
        ("kandidater.xlsx", "Kandidater", PEOPLE, people, (about, BLANKS)),
        ("lareplasser.xlsx", "Læreplasser", OPENINGS, openings, (about, FIRMS, BLANKS)),
    ):
        (folder / file).write_bytes(workbook(sheet, headings, rows, notes))


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
