"""Limits from files to screen and files: what people have decided, and the list of groups it may need."""

import json
from pathlib import Path

import fastexcel
import pytest

from matching.screen.usage import ExitCode
from matching.wording import NO_BREAK
from tests.cli.run import OPENINGS, PEOPLE, run

LIMITS = """schema_version = 1
programme = "cnc-vestre-toten"
[[employer_totals]]
employer = "eina lettmetall as (oppdiktet)"
most = 1
[[caps]]
trade = "CNC-maskineringsfaget"
region = "34"
most = 4
[[apart]]
first = "K08"
second = "K09"
by = "Kari Eksempel"
reason = "Begge har bedt om det."
"""
FLOOR = """[[floors]]
name = "Minst to"
column = "Kjønn"
group = "Kvinne"
least = 2
ground = "Oppdiktet grunnlag for en prøve."
by = "A. Leder"
"""
ROUND = (PEOPLE, OPENINGS, "--date", "2026-11-21")


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text(LIMITS + FLOOR, "utf-8")
    return path


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    path = tmp_path / "grupper.csv"
    rows = [f"K{number:02};{'mann' if number % 3 else 'kvinne'}" for number in range(1, 27)]
    path.write_text("\n".join(("kandidatnummer;kjønn", *rows)), "utf-8")
    return path


def test_limits_are_shown_and_written_with_how_much_of_them_is_used(
    tmp_path: Path, policy: Path, groups: Path
) -> None:
    done = run("fill", *ROUND, "--policy", policy, "--groups", groups, "--to", tmp_path / "ut")
    assert done.exit_code == ExitCode.DONE, done.output
    shown = [" ".join(line.split()) for line in done.stdout.replace(NO_BREAK, " ").splitlines()]
    for line in (
        "samlet tak for en bedrift Bedriften Eina Lettmetall AS (oppdiktet) høyst 1 1",
        "tak per fag og region CNC-maskineringsfaget i fylke 34 høyst 4 4",
        "minstetall for en gruppe Minst to koster ingenting minst 2 skjult",
        "ikke sammen K08, K09 holdt",
    ):
        assert line in shown
    assert not any("ordinære søkere" in line for line in shown), "the caps weigh it against them"
    plan = json.loads((tmp_path / "ut" / "plan.json").read_text("utf-8"))
    assert (plan["status"], plan["proof"], plan["bounds"]["gap"]) == ("optimal", None, 0.0)
    assert [(one["kind"], one["used"]) for one in plan["limits"]] == [
        ("employer", 1),
        ("cap", 4),
        ("floor", None),
        ("apart", 0),
    ]
    book = fastexcel.read_excel(tmp_path / "ut" / "plan.xlsx")
    assert "Grenser" in book.sheet_names
    page = (tmp_path / "ut" / "report.html").read_text("utf-8")
    assert "Taket for CNC-maskineringsfaget i fylke 34 er nådd." in page
    for text in (page, done.stdout, json.dumps(plan)):
        assert "kvinne" not in text.casefold(), "nothing tells which group it is but the name people gave it"


def test_without_limits_there_is_no_table_of_them(tmp_path: Path) -> None:
    done = run("fill", *ROUND, "--to", tmp_path)
    assert "Grenser" not in done.stdout
    assert "Grenser" not in fastexcel.read_excel(tmp_path / "plan.xlsx").sheet_names
    assert 'id="limits"' not in (tmp_path / "report.html").read_text("utf-8")


def test_a_floor_without_the_list_of_groups_stops_the_command_and_says_what_mends_it(policy: Path) -> None:
    done = run("fill", *ROUND, "--policy", policy)
    assert done.exit_code == ExitCode.POLICY
    assert "--groups" in done.stderr
    assert "policy.toml" in done.stderr


@pytest.mark.parametrize(
    ("was", "now", "nearest"),
    [("Kjønn", "Kjøn", "kjønn"), ("Kvinne", "Kvine", "kvinne"), ("Kjønn", "botid", None)],
)
def test_a_column_or_group_that_is_not_in_the_list_is_told_with_the_nearest(
    policy: Path, groups: Path, was: str, now: str, nearest: str | None
) -> None:
    policy.write_text(policy.read_text("utf-8").replace(f'"{was}"', f'"{now}"'), "utf-8")
    done = run("fill", *ROUND, "--policy", policy, "--groups", groups)
    assert done.exit_code == ExitCode.POLICY
    assert now in done.stderr
    assert nearest is None or f"Mente du «{nearest}»?" in done.stderr


def test_the_list_of_groups_is_not_opened_where_no_floor_is_asked_for(tmp_path: Path, policy: Path) -> None:
    policy.write_text(LIMITS, "utf-8")
    done = run("fill", *ROUND, "--policy", policy, "--groups", tmp_path / "finnes ikke.csv", "--json")
    assert done.exit_code == ExitCode.DONE
    assert json.loads(done.stdout)["status"] == "optimal"


def test_a_firm_nobody_has_stops_the_command(tmp_path: Path, policy: Path) -> None:
    policy.write_text(LIMITS.replace("eina lettmetall", "eina"), "utf-8")
    done = run("fill", *ROUND, "--policy", policy)
    assert done.exit_code == ExitCode.POLICY
    assert "eina" in done.stderr
