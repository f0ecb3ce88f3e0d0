"""The catalogue on the command line: what is found in its files, ours or an office's own copy."""

import json
import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from matching.screen.usage import ExitCode
from tests.cli.run import run


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An office's own copy of the catalogue."""
    with as_file(files("matching.catalogue") / "data") as data:
        return Path(shutil.copytree(data, tmp_path / "katalog"))


def test_the_shipped_catalogue_is_in_order_and_counted() -> None:
    told = run("catalogue", "check")
    assert told.exit_code == ExitCode.DONE
    assert "357 kommuner" in told.output.splitlines()[-1]


def test_a_fault_of_a_copy_is_told_with_its_place_and_what_mends_it(own: Path) -> None:
    trades = own / "trades.csv"
    text = trades.read_text("utf-8").replace("cnc-operation;", "cnc-operasjon;", 1)
    trades.write_text(text, "utf-8")
    told = run("catalogue", "check", "--data", own)
    assert told.exit_code == ExitCode.ROWS
    place = next(line for line in told.output.splitlines() if "cnc-operasjon" in line)
    assert place.startswith("trades.csv, linje 2, «cnc-maskineringsfaget»")


def test_findings_are_told_as_json_too(own: Path) -> None:
    (own / "skills.csv").unlink()
    told = run("catalogue", "check", "--data", own, "--json")
    assert told.exit_code == ExitCode.ROWS
    (finding,) = json.loads(told.output)["findings"]
    assert (finding["code"], finding["file"]) == ("file_missing", "skills.csv")
