"""Help, wrong use and exit codes, in bokmål."""

import gc
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from matching.cli.app import COMMANDS as EVERY
from matching.cli.edge import NEW_OBJECTS
from matching.screen.usage import Command, Commands, ExitCode
from tests.cli.run import OPENINGS, PEOPLE, ROUND, run

COMMANDS = (*(command.__name__ for command, _ in EVERY), "nokkel", "learned", "catalogue", "interests")


def test_the_help_names_every_command_and_every_exit_code() -> None:
    told = run("--help").stdout
    for name in COMMANDS:
        assert f"  {name} " in told
    for code in ExitCode:
        assert f"    {code.value}  " in told


@pytest.mark.parametrize(
    "command", [*COMMANDS, "nokkel split", "nokkel join", "catalogue check", "catalogue import-esco"]
)
def test_help_is_in_bokmal_and_within_eighty_columns(command: str) -> None:
    told = run(*command.split(), "--help").stdout
    assert told.startswith("Bruk: ")
    for theirs in (
        "Usage",
        "Options",
        "Arguments",
        "Show this",
        "default",
        "required",
        "<Path>",
        "{",
        "TEXT",
    ):
        assert theirs not in told
    assert max(map(len, told.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["fyll"], "Kommandoen «fyll» finnes ikke. Disse finnes: sample, template, check, choose, fill, "),
        (["fill"], "Det mangler noe: KANDIDATER. Se "),
        (["sample"], "Det mangler noe: --to. Se "),
        (["fill", *ROUND, "--polcy"], "Valget --polcy finnes ikke. Mente du --policy? Se "),
        (["fill", PEOPLE, OPENINGS, "--date", "21.11.2026"], "--date: «21.11.2026» er ikke en dato."),
        (["fill", PEOPLE, OPENINGS, "--seed", "x"], "--seed: «x» er ikke et helt tall: Skriv 0 eller mer."),
        (["fill", *ROUND, "--seed", "9" * 400], f"--seed: «{'9' * 60}…» er for stort"),
        (["fill", *ROUND, "--seed", "9" * 5000], f"--seed: «{'9' * 60}…» er for stort"),
        (["fill", *ROUND, "--seed", str(2**53 + 1)], "--seed: «9007199254740993» er for stort"),
        (["fill", PEOPLE, OPENINGS, "--date", "2" * 400], f"--date: «{'2' * 60}…» er ikke en dato."),
        (["suggest", *ROUND, "--count", "0"], "--count: «0» er ikke et helt tall: Skriv 1 eller mer."),
        (["check", PEOPLE, OPENINGS, "en", "til"], "Kommandoen kan ikke forstås ("),
    ],
)
def test_wrong_use_is_told_in_bokmal(words: list[str], told: str) -> None:
    done = run(*words)
    assert done.exit_code == ExitCode.WRONG_USE
    assert done.stdout == ""
    assert done.stderr.startswith(told)


@pytest.mark.parametrize("option", ["--seed", "--date", "--policy", "--travel", "--to"])
@pytest.mark.parametrize("blank", ["", " "])
def test_a_blank_option_is_wrong_use(option: str, blank: str) -> None:
    done = run("fill", PEOPLE, OPENINGS, option, blank)
    assert done.exit_code == ExitCode.WRONG_USE
    assert done.stderr.startswith(f"{option}: Det står ingenting der.")


@pytest.mark.parametrize("option", ["--candidate", "--opening", "--count"])
def test_a_question_about_nobody_is_wrong_use(option: str) -> None:
    done = run("suggest", *ROUND, option, "")
    assert done.exit_code == ExitCode.WRONG_USE
    assert done.stderr.startswith(f"{option}: Det står ingenting der.")


def test_the_greatest_seed_is_one_that_can_be_used() -> None:
    assert run("suggest", *ROUND, "--opening", "L02", "--seed", str(2**53)).exit_code == ExitCode.DONE


def test_a_command_searches_seldom_for_objects_that_hold_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to: list[int] = []
    monkeypatch.setattr(gc, "set_threshold", set_to.append)
    run("check", PEOPLE, OPENINGS)
    assert set_to == [NEW_OBJECTS]


def test_no_command_at_all_gives_the_help() -> None:
    done = run()
    assert done.exit_code == ExitCode.WRONG_USE
    assert done.stderr.startswith("Bruk: ")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("borte.toml", None, ExitCode.FILE),
        ("skrift.toml", "mode = ", ExitCode.FILE),
        ("feil.toml", "schema_version = 1\nmod = 1", ExitCode.POLICY),
        ("program.toml", 'schema_version = 1\nprogramme = "x"', ExitCode.POLICY),
        (
            "ukjent.toml",
            'schema_version = 1\n[[vetoes]]\ncandidate = "K01"\nopening = "L99"\nby = "A"\nreason = "B"',
            ExitCode.POLICY,
        ),
    ],
)
def test_a_policy_that_cannot_be_read_or_followed_has_its_code(
    tmp_path: Path, name: str, content: str | None, code: ExitCode
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    done = run("fill", PEOPLE, OPENINGS, "--policy", tmp_path / name, "--to", tmp_path / "ut")
    assert done.exit_code == code
    assert done.stdout == ""
    assert not (tmp_path / "ut").exists()


def test_a_list_that_is_not_there_is_a_file_that_cannot_be_read() -> None:
    done = run("check", "borte.xlsx", OPENINGS)
    assert done.exit_code == ExitCode.FILE
    assert done.stderr.startswith("borte.xlsx: Filen finnes ikke.")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").mkdir()
    done = run("fill", *ROUND, "--to", tmp_path)
    assert done.exit_code == ExitCode.FILE
    assert f"{tmp_path / 'plan.xlsx'} kan ikke skrives" in done.stderr


def test_what_nobody_foresaw_is_told_below_its_trace() -> None:
    app = typer.Typer(cls=Commands)
    app.command(cls=Command)(lambda: None)

    @app.command(cls=Command)
    def bad() -> None:
        raise ZeroDivisionError("aldri")

    done = CliRunner().invoke(app, ["bad"])
    assert done.exit_code == ExitCode.UNFORESEEN
    assert "ZeroDivisionError: aldri" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("Noe uventet gikk galt i programmet.")
