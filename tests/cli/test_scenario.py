"""What-ifs on the command line: the round as it is and each change side by side."""

import json
from pathlib import Path

from matching.screen.usage import ExitCode
from tests.cli.run import ROUND, lists, run

TEXT = """schema_version = 1
[[scenario]]
name = "Flere plasser"
seats = { L01 = 3 }
[[scenario]]
name = "Ingen endring"
"""


def written(folder: Path, text: str = TEXT) -> Path:
    path = folder / "hvahvis.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_round_and_each_what_if_stand_in_one_table_with_what_they_differ_by(tmp_path: Path) -> None:
    told = run("scenario", ROUND[0], ROUND[1], written(tmp_path), *ROUND[2:])
    assert told.exit_code == ExitCode.DONE
    lines = told.output.splitlines()
    base, more, same = (next(line for line in lines if line.startswith(name))
                        for name in ("Slik runden er", "Flere plasser", "Ingen endring"))  # fmt: skip
    assert "(" not in base
    assert "(+1)" in more
    assert "(" not in same
    assert "Ingen endring: ingen får noe annet" in lines


def test_json_has_every_variant_with_its_whole_plan(tmp_path: Path) -> None:
    told = run("scenario", ROUND[0], ROUND[1], written(tmp_path), *ROUND[2:], "--json")
    variants = json.loads(told.output)["variants"]
    assert [one["name"] for one in variants] == ["Slik runden er", "Flere plasser", "Ingen endring"]
    assert all(len(one["plan"]["assignments"]) == one["filled"] for one in variants)
    assert variants[1]["moved"]


def test_the_number_of_workers_changes_nothing_of_what_is_told(tmp_path: Path) -> None:
    words = ("scenario", ROUND[0], ROUND[1], written(tmp_path), *ROUND[2:], "--json")
    one, two = run(*words), run(*words, "--workers", "2")
    assert (one.exit_code, two.exit_code) == (ExitCode.DONE, ExitCode.DONE)
    assert one.stdout == two.stdout


def test_what_if_that_names_no_opening_of_the_round_ends_with_the_code_of_decisions(tmp_path: Path) -> None:
    text = TEXT.replace("L01", "L99")
    told = run("scenario", ROUND[0], ROUND[1], written(tmp_path, text), *ROUND[2:])
    assert told.exit_code == ExitCode.POLICY
    assert "«L99»" in told.output


def test_decisions_that_cannot_be_kept_are_told_for_the_variant_alone(tmp_path: Path) -> None:
    people, openings = lists(
        tmp_path,
        ["A;Vestre Toten;bil;100;100;;", "B;Vestre Toten;bil;100;100;;"],
        ["L1;Firma;CNC-maskineringsfaget;Vestre Toten;2;dag;ja"],
    )
    policy = tmp_path / "policy.toml"
    pins = "".join(
        f'[[pins]]\ncandidate = "{name}"\nopening = "L1"\nby = "Kari"\nreason = "avtalt"\n' for name in "AB"
    )
    policy.write_text(f"schema_version = 1\n{pins}", encoding="utf-8")
    what_if = written(tmp_path, 'schema_version = 1\n[[scenario]]\nname = "Trangt"\nseats = { L1 = 1 }\n')
    told = run("scenario", people, openings, what_if, "--policy", policy, "--date", "2026-11-21")
    assert told.exit_code == ExitCode.DONE
    assert "lar seg ikke gjøre" in told.output
