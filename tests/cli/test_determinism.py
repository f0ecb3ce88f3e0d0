"""The same round gives the same bytes: run again, from shuffled rows, and under another hash seed."""

import random
from pathlib import Path

import fastexcel

from tests.cli.run import OPENINGS, PEOPLE, POLICY, ROUND, apart, run

FILES = ("plan.json", "plan.xlsx", "report.html")


def both(folder: Path) -> list[bytes]:
    """The bytes of both files of a folder."""
    return [(folder / name).read_bytes() for name in FILES]


def shuffled(workbook: str, folder: Path, seed: int) -> Path:
    """The first sheet of a workbook as a csv file of the same name, its rows in another order."""
    cells = fastexcel.read_excel(workbook).load_sheet(0, header_row=None, dtypes="string").to_polars()
    heading, *rows = (";".join(cell or "" for cell in row).replace("\n", " ") for row in quoted(cells.rows()))
    random.Random(seed).shuffle(rows)
    path = folder / f"{Path(workbook).stem}.csv"
    path.write_text("\n".join((heading, *rows)), "utf-8")
    return path


def quoted(rows: list[tuple[str | None, ...]]) -> list[list[str]]:
    """Cells in quotation marks, since some hold semicolons."""
    return [['"' + (cell or "").replace('"', '""') + '"' for cell in row] for row in rows]


def test_another_hash_seed_and_another_process_change_no_byte(tmp_path: Path) -> None:
    for seed in ("0", "4711"):
        apart("fill", *ROUND, "--to", tmp_path / seed, environment={"PYTHONHASHSEED": seed})
    assert both(tmp_path / "0") == both(tmp_path / "4711")


def test_the_order_of_rows_changes_no_byte(tmp_path: Path) -> None:
    for seed in (1, 2):
        folder = tmp_path / str(seed)
        folder.mkdir()
        people, openings = shuffled(PEOPLE, folder, seed), shuffled(OPENINGS, folder, seed + 10)
        run("fill", people, openings, "--policy", POLICY, "--date", "2026-11-21", "--to", folder)
    run("fill", *ROUND, "--to", tmp_path / "0")
    assert both(tmp_path / "0") == both(tmp_path / "1") == both(tmp_path / "2")


def test_what_is_shown_is_the_same_too() -> None:
    for command in (["suggest", "--opening", "L01"], ["explain", "--candidate", "K01"]):
        first, again = (run(command[0], *ROUND, *command[1:]).stdout for _ in range(2))
        assert first == again
