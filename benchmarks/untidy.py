"""A deliberately untidy pair of lists, to see what is said of them: `python -m benchmarks.untidy --to DIR`.

The people do not exist. The list of people is a csv file as an older Excel in Norway writes it, with headings of
an office's own; that of openings is a workbook. Each row has something wrong that offices really get wrong.
"""

import argparse
from pathlib import Path
from typing import Final

from benchmarks.sample import BLANKS, organisation_numbers, workbook

ABOUT: Final = (
    "Syntetiske data med feil i, laget av benchmarks/untidy.py. Verken personene eller bedriftene finnes."
)

PEOPLE: Final = Path(__file__).parent / "samples" / "uryddig.csv"

HEADINGS: Final = (
    *("Nr", "Firma", "Org.nr", "Sektor", "Fag", "Sted", "Antall plasser", "Prosent fra", "Prosent til"),
    *("Må ha", "Krav til førerkort", "Turnus", "Oppstart", "Senest start", "Godkjenningsstatus"),
)
OPENINGS: Final = (
    ("A1", "Skeivdreiing AS (oppdiktet)", "", "privat", "CNC", "Vestre Toten", "1", "50", "100",
     "måle med skyvelære", "", "dag", "11.01.2027", "01.03.2027", "godkjent"),
    ("A2", "Skeivdreiing AS (oppdiktet)", "", "offentlig", "CNC", "Vestre Toten", "to", "100", "100",
     "", "", "dag", "01.03.2027", "11.01.2027", "godkjent"),
    ("A3", "Halvsveis AS (oppdiktet)", "123456789", "privat", "Sveisefag", "Gjøvik", "0,5", "50", "100",
     "sveising; sveivestart", "B", "kanskje", "", "", "snart"),
    ("A4", "", "", "privat", "Tømrerfaget", "Toten", "1", "", "100", "", "ja", "dag", "", "", ""),
)  # fmt: skip


def main() -> None:
    """Write the two lists into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, required=True)
    write_untidy(parser.parse_args().to)


def write_untidy(folder: Path) -> None:
    """A folder in, kandidater.csv and lareplasser.xlsx in it out."""
    folder.mkdir(parents=True, exist_ok=True)
    number = next(organisation_numbers())
    rows = [dict(zip(HEADINGS, row, strict=True)) for row in OPENINGS]
    rows[0]["Org.nr"] = rows[1]["Org.nr"] = number
    (folder / "kandidater.csv").write_bytes(PEOPLE.read_text("utf-8").replace("\n", "\r\n").encode("cp1252"))
    (folder / "lareplasser.xlsx").write_bytes(workbook("Læreplasser", HEADINGS, rows, (ABOUT, BLANKS)))


if __name__ == "__main__":
    main()
