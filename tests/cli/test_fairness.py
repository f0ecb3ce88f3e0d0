"""The fairness report on the command line: two files, a short summary, and nothing of groups anywhere else."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from matching.screen.usage import ExitCode
from tests.cli.run import SAMPLE, run

ROUND = SAMPLE.parent / "innherred"
DATE = ("--date", "2026-11-21")
NAMED = '\n[fairness]\ngroups = "grupper.csv"\nground = "Oppdiktet grunnlag her"\n'


def laid(folder: Path, *rows: str, named: str = NAMED) -> tuple[str, ...]:
    """The sample round with a list of groups beside its policy; the words that name its files."""
    copytree(ROUND, folder, dirs_exist_ok=True)
    policy = folder / "policy.toml"
    policy.write_text(policy.read_text("utf-8") + named, "utf-8")
    said = rows or [f"K{number:02};{('kvinne', 'mann')[number % 2]}" for number in range(1, 91)]
    (folder / "grupper.csv").write_text("\n".join(("kandidatnummer;kjønn", *said)), "utf-8")
    people, openings = folder / "kandidater.xlsx", folder / "lareplasser.xlsx"
    return (str(people), str(openings), "--needs", str(folder / "behov.xlsx"), "--policy", str(policy), *DATE)


def test_both_files_are_written_and_the_short_of_it_is_told(tmp_path: Path) -> None:
    done = run("fairness", *laid(tmp_path), "--to", tmp_path / "ut")
    assert done.exit_code == ExitCode.DONE, done.stderr
    assert "Etter kjønn" in done.stdout
    assert "Hva dette ikke viser" in done.stdout
    told = json.loads((tmp_path / "ut" / "likebehandling.json").read_text("utf-8"))
    assert (told["people"], told["ground"], told["schema_version"]) == (90, "Oppdiktet grunnlag her", 1)
    assert [line["people"] for line in told["tables"][0]["lines"]] == [45, 45]
    assert told["audit"]["findings"] == []
    page = (tmp_path / "ut" / "likebehandling.html").read_text("utf-8").split("<body>")[1]
    assert "Likebehandling" in page
    assert not any(f"K{number:02}" in page for number in range(1, 91))


def test_the_same_round_gives_the_same_bytes(tmp_path: Path) -> None:
    words = laid(tmp_path)
    for name in ("en", "to"):
        run("fairness", *words, "--to", tmp_path / name)
    for file in ("likebehandling.json", "likebehandling.html"):
        assert (tmp_path / "en" / file).read_bytes() == (tmp_path / "to" / file).read_bytes()


def test_the_plan_and_its_report_are_the_same_with_groups_as_without(tmp_path: Path) -> None:
    grouped, plain = laid(tmp_path / "a"), laid(tmp_path / "b", named="")
    for words, name in ((grouped, "a"), (plain, "b")):
        assert run("fill", *words, "--to", tmp_path / name / "ut").exit_code == ExitCode.DONE
    for file in ("plan.json", "report.html"):
        one, other = ((tmp_path / name / "ut" / file).read_bytes() for name in "ab")
        assert one == other
        assert b"kvinne" not in one


def test_without_groups_in_the_policy_the_command_says_what_to_write(tmp_path: Path) -> None:
    done = run("fairness", *laid(tmp_path, named=""), "--to", tmp_path / "ut")
    assert done.exit_code == ExitCode.POLICY
    assert "policy.toml: «fairness» mangler. Skriv en tabell [fairness] med groups" in done.stderr
    assert not (tmp_path / "ut").exists()


def test_a_list_of_groups_that_is_not_there_is_told(tmp_path: Path) -> None:
    words = laid(tmp_path)
    (tmp_path / "grupper.csv").unlink()
    done = run("fairness", *words, "--to", tmp_path / "ut")
    assert done.exit_code == ExitCode.FILE
    assert "grupper.csv" in done.stderr


def test_a_row_with_a_fault_stops_before_anything_is_written(tmp_path: Path) -> None:
    done = run("fairness", *laid(tmp_path, "K01;kvinne", "K01;mann"), "--to", tmp_path / "ut")
    assert done.exit_code == ExitCode.ROWS
    assert not (tmp_path / "ut").exists()


def test_rows_about_others_are_told(tmp_path: Path) -> None:
    done = run("fairness", *laid(tmp_path, "K01;kvinne", "X1;mann"), "--to", tmp_path / "ut")
    assert done.exit_code == ExitCode.DONE
    assert "1 rad i grupper.csv gjelder ingen i runden" in done.stderr


@pytest.mark.parametrize("file", ["likebehandling.html", "likebehandling.json"])
def test_a_list_that_is_read_is_not_written_over(tmp_path: Path, file: str) -> None:
    words = laid(tmp_path, named=NAMED.replace("grupper.csv", file))
    (tmp_path / "grupper.csv").rename(tmp_path / file)
    done = run("fairness", *words, "--to", tmp_path)
    assert done.exit_code == ExitCode.WRONG_USE
    assert file in done.stderr


@pytest.mark.parametrize("group", ["kvinne", ""])
def test_a_column_with_one_group_or_none_is_told_to_have_nothing_to_compare(
    tmp_path: Path, group: str
) -> None:
    rows = [f"K{number:02};{group}" for number in range(1, 91)]
    done = run("fairness", *laid(tmp_path, *rows), "--to", tmp_path / "ut")
    assert done.exit_code == ExitCode.DONE, done.stderr
    sentence = (
        "Ingenting å sammenligne: alle i runden er i samme gruppe, eller gruppen er ikke kjent for noen."
    )
    assert sentence in " ".join(done.stdout.split())
    page = (tmp_path / "ut" / "likebehandling.html").read_text("utf-8").split("<body>")[1]
    assert sentence in page
    assert "<table" not in page


def test_a_round_of_few_people_in_one_group_is_told_as_it_is(tmp_path: Path) -> None:
    copytree(SAMPLE, tmp_path / "runde")
    lists = tmp_path / "runde"
    (lists / "policy.toml").write_text(f"schema_version = 1{NAMED}", "utf-8")
    rows = "\n".join(f"K{number:02};kvinne" for number in range(1, 27))
    (lists / "grupper.csv").write_text(f"kandidatnummer;kjønn\n{rows}", "utf-8")
    done = run(
        *("fairness", lists / "kandidater.xlsx", lists / "lareplasser.xlsx"),
        *("--policy", lists / "policy.toml", "--to", tmp_path / "ut", *DATE),
    )
    assert done.exit_code == ExitCode.DONE, done.stderr
