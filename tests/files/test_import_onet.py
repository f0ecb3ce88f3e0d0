"""O*NET's ratings into a catalogue: the six interests of trades, and where they are from."""

import csv
import gzip
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from benchmarks.official_esco import SHARED
from matching.catalogue.catalogue import by_text
from matching.catalogue.check import check_catalogue
from matching.catalogue.loader import load_catalogue
from matching.domain.errors import ErrorCode, FileFault
from matching.files.imports.imported import Imported, write_imported
from matching.files.imports.onet import import_onet, read_ratings
from tests.builders import CATALOGUE
from tests.catalogue.folders import Folder, folder

__all__ = ["folder"]

HEADINGS = (
    "O*NET-SOC Code",
    "Element ID",
    "Element Name",
    "Scale ID",
    "Data Value",
    "Date",
    "Domain Source",
)
NAMES = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")
COOK, COOKS = "kokkfaget", "35-2014.00"


def rated(code: str, *values: str) -> list[tuple[str, ...]]:
    """Rows of one occupation as the official file has them, its high points after the ratings."""
    ratings = [
        (code, f"1.B.1.{letter}", name, "OI", value, "11/2024", "Machine Learning")
        for letter, name, value in zip("abcdef", NAMES, values, strict=False)
    ]
    return [*ratings, (code, "1.B.1.g", "First Interest High-Point", "IH", "12.00", "11/2024", "Analyst")]


def lay(to: Path, rows: Iterable[tuple[str, ...]]) -> Path:
    """The official text file in a folder."""
    to.mkdir(exist_ok=True)
    lines = ["\t".join(cells) for cells in (HEADINGS, *rows)]
    (to / "Interests.txt").write_text("\r\n".join(lines) + "\r\n", "utf-8")
    return to


def imported(download: Path, base: Path | None = None) -> Imported:
    return import_onet(download, base, release="30.0")


def row(done: Imported, key: str) -> Mapping[str, str]:
    return next(row for row in done.tables["trades"] if row["key"] == key)


def test_a_trade_gets_the_six_ratings_of_its_occupation_in_tenths_and_the_source_says_so(
    tmp_path: Path,
) -> None:
    done = imported(lay(tmp_path, rated(COOKS, "5.75", "1.40", "2.54", "2.8", "7.00", "1")))
    cook = row(done, COOK)
    assert cook["riasec"] == "5.8 1.4 2.5 2.8 7 1"
    assert "O*NET 30.0, CC BY 4.0 (riasec)" in cook["source"]
    assert "29.2" not in cook["source"]
    assert (done.counts["found"], done.counts["changed"]) == (1, 1)


def test_what_is_written_passes_the_check_and_only_interests_have_changed(tmp_path: Path) -> None:
    done = imported(lay(tmp_path / "db", rated(COOKS, "7", "6", "5", "4", "3", "2")))
    write_imported(done, tmp_path / "katalog")
    assert not [one for one in check_catalogue(tmp_path / "katalog") if not one.is_note]
    catalogue = load_catalogue(tmp_path / "katalog")
    assert catalogue.trades[by_text(catalogue.trades)[COOK]].interests == (70, 60, 50, 40, 30, 20)
    others = [one for one in CATALOGUE.trades if one.key != COOK]
    assert [one for one in catalogue.trades if one.key != COOK] == others
    assert catalogue.skills == CATALOGUE.skills


def test_a_workbook_is_read_as_the_text_file_is(tmp_path: Path) -> None:
    rows = rated(COOKS, "5.75", "1.40", "2.54", "2.8", "7.00", "1")
    text = read_ratings(lay(tmp_path / "text", rows))
    (tmp_path / "excel").mkdir()
    with xlsxwriter.Workbook(tmp_path / "excel" / "Interests.xlsx") as book:
        sheet = book.add_worksheet("Interests")
        sheet.write_row(0, 0, (HEADINGS[0], "Title", *HEADINGS[1:]))
        for at, (code, *cells) in enumerate(rows, 1):
            sheet.write_row(at, 0, (code, "Cooks, Restaurant", *cells))
            sheet.write_number(at, 5, float(cells[3]))
    assert read_ratings(tmp_path / "excel") == text
    assert text[COOKS][4] == Decimal(7)


def test_numbers_of_another_scale_are_no_ratings(tmp_path: Path) -> None:
    other = (COOKS, "1.B.1.a", "Realistic", "IH", "2.00", "11/2024", "Analyst")
    ratings = read_ratings(lay(tmp_path, [*rated(COOKS, "5.8", "1.4", "2.5", "2.8", "3.8", "4.3"), other]))
    assert ratings[COOKS][0] == Decimal("5.8")


def test_an_occupation_with_fewer_than_six_ratings_changes_nothing(tmp_path: Path) -> None:
    done = imported(lay(tmp_path, rated(COOKS, "5.8", "1.4", "2.5", "2.8", "3.8")))
    assert all(one["riasec"] == " ".join(_told(one["key"])) for one in done.tables["trades"])
    assert (done.counts["found"], done.counts["not_found"]) == (0, len(CATALOGUE.trades))


def _told(key: str) -> list[str]:
    interests = CATALOGUE.trades[by_text(CATALOGUE.trades)[key]].interests
    return [f"{one / 10:g}" for one in interests]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("high", ErrorCode.CELL_NOT_A_NUMBER),
        ("NaN", ErrorCode.CELL_OUT_OF_RANGE),
        ("0.9", ErrorCode.CELL_OUT_OF_RANGE),
        ("70", ErrorCode.CELL_OUT_OF_RANGE),
    ],
)
def test_a_rating_that_is_none_is_told_with_its_row(value: str, code: ErrorCode, tmp_path: Path) -> None:
    with pytest.raises(FileFault) as fault:
        imported(lay(tmp_path, rated(COOKS, "5.8", value, "1", "1", "1", "1")))
    assert fault.value.code == code
    facts = fault.value.facts
    assert (facts["file"], facts["row"], facts["column"], facts["value"]) == (
        "Interests.txt",
        3,
        "Data Value",
        value,
    )


def test_a_folder_without_the_file_is_told_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as fault:
        imported(tmp_path)
    assert fault.value.facts["file"] == "Interests.txt"


def test_a_trade_that_was_assumed_whole_keeps_its_other_cells_as_assumptions(
    folder: Folder, tmp_path: Path
) -> None:
    folder.change("trades", COOK, source="assumption", assumed="")
    done = imported(lay(tmp_path / "db", rated(COOKS, "7", "6", "5", "4", "3", "2")), folder.path)
    cook = row(done, COOK)
    assert cook["source"] == "O*NET 30.0, CC BY 4.0 (riasec)"
    assert {"name", "must", "onet"} <= set(cook["assumed"].split(";"))
    assert "riasec" not in cook["assumed"].split(";")
    assert not done.faults


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs the reference data in ../shared/data")
def test_the_release_the_shipped_catalogue_is_made_from_changes_no_number(tmp_path: Path) -> None:
    with gzip.open(SHARED / "onet" / "interests.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = [(*cells, "11/2024", "Machine Learning") for cells in list(csv.reader(lines))[1:]]
    done = imported(lay(tmp_path, rows))
    assert len(rows) > 8000
    assert done.counts["found"] == len(CATALOGUE.trades)
    assert done.counts["changed"] == 0
