"""What stops learning, taking weights into use and taking them back; nothing is written then."""

import json
import shutil
from pathlib import Path

import pytest

from matching.files.decisions.learned import read_register, read_scorecard, write_learned
from matching.learning.activation import Register
from matching.screen.usage import ExitCode
from tests.cli.made_outcomes import GROUND, SWITCH, TWO, Files, files, learn, register_of, write_outcomes
from tests.cli.run import run
from tests.files.written import REFUSED_NUMBER
from tests.learning.made import AS_EXPERTS, scorecard


def test_of_too_few_outcomes_nothing_is_learned_and_it_is_said(tmp_path: Path) -> None:
    done = learn(files(tmp_path / "runde", people=80), "--to", tmp_path / "kort")
    assert done.exit_code == ExitCode.NO_PLAN
    assert done.stderr.startswith("Det er for få utfall til å lære av: det trengs minst 100 utfall")
    assert "Her er det 80 som teller, av 80 løp i listen." in done.stderr
    assert not (tmp_path / "kort").exists()


def test_outcomes_after_the_day_counted_to_are_faults(made: Files, tmp_path: Path) -> None:
    lists = made.outcomes, made.people, made.openings
    early = run("learn", *lists, "--date", "2024-06-01", "--to", tmp_path / "kort")
    assert early.exit_code == ExitCode.ROWS
    assert "er etter 01.06.2024, som er dagen det telles til." in early.stderr
    without = run("learn", *lists, "--date", "2024-06-01", "--to", tmp_path / "kort", "--without-rejected")
    assert without.exit_code == ExitCode.NO_PLAN
    assert "Her er det 0 som teller" in without.stderr


def test_a_row_that_cannot_be_right_stops_it_and_may_be_left_out(tmp_path: Path) -> None:
    made = files(tmp_path / "runde")
    rows = made.outcomes.read_text("utf-8").splitlines()[1:]
    write_outcomes(made.people.parent, [*rows, "K999;L1;startet;08.01.2024;"])
    done = learn(made, "--to", tmp_path / "kort")
    assert done.exit_code == ExitCode.ROWS
    assert "utfall.csv, rad" in done.stderr
    assert not (tmp_path / "kort").exists()
    without = learn(made, "--to", tmp_path / "kort", "--without-rejected")
    assert without.exit_code == ExitCode.DONE
    assert without.stderr.strip() == (
        "utfall.csv: 1 rad med feil er ikke med, og da heller ingen løp av 1 kandidat. "
        "Uten --without-rejected sies det hvilke."
    )


def test_of_people_nobody_may_be_told_of_nothing_is_told_here_either(tmp_path: Path) -> None:
    made = files(tmp_path / "runde")
    heading, first, *rows = made.people.read_text("utf-8").splitlines()
    closed = [f"{heading};adressesperre", f"{first};ja", *(f"{row};" for row in rows)]
    made.people.write_text("\n".join(closed), "utf-8")
    done = learn(made, "--to", tmp_path / "kort")
    assert done.exit_code == ExitCode.DONE, done.output
    assert first.split(";")[0] not in done.output


def test_a_file_where_the_folder_should_be_is_told_in_our_words(made: Files, tmp_path: Path) -> None:
    (tmp_path / "u.csv").write_text("x", "utf-8")
    done = learn(made, "--to", tmp_path / "u.csv")
    assert done.exit_code == ExitCode.FILE
    assert done.stderr.splitlines()[-1].startswith("Det står en fil der mappen")
    assert "File exists" not in done.stderr


def test_a_scorecard_is_written_over_only_when_it_is_said(made: Files, card: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(card, tmp_path / "vektkort.json"))
    assert learn(made, "--to", tmp_path).exit_code == ExitCode.WRONG_USE
    assert learn(made, "--to", mine, "--force").exit_code == ExitCode.DONE


def test_the_list_of_outcomes_is_never_written_over(made: Files, tmp_path: Path) -> None:
    mine = Path(shutil.copy(made.outcomes, tmp_path / "utfall.json"))
    done = run("learn", mine, *made.round, "--to", mine, "--force")
    assert done.exit_code == ExitCode.WRONG_USE
    assert mine.read_bytes() == made.outcomes.read_bytes()


def test_weights_that_are_no_better_are_told_and_never_taken_into_use(tmp_path: Path) -> None:
    write_learned(scorecard(AS_EXPERTS), tmp_path / "vektkort.json")
    done = run(
        "learned", "activate", tmp_path / "vektkort.json", *TWO, "--register", tmp_path / "register.json"
    )
    assert done.exit_code == ExitCode.POLICY
    assert done.stderr.splitlines() == [
        "Vektene kan ikke tas i bruk:",
        "- Vektene er ikke bedre enn vektene fagfolk har satt.",
        "Behold vektene fagfolk har satt, og lær på nytt når det er flere utfall.",
    ]
    assert not (tmp_path / "register.json").exists()


def test_outcomes_that_tell_nothing_of_the_weights_give_a_scorecard_that_says_so(tmp_path: Path) -> None:
    made = files(tmp_path / "runde", travel_decides=False)
    done = learn(made, "--to", tmp_path / "kort")
    assert done.exit_code == ExitCode.DONE
    assert "Vektene kan ikke tas i bruk:" in done.stdout
    assert read_scorecard(tmp_path / "kort" / "vektkort.json").refusals


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ("--by", "Kari", "--by", "kari", "--ground", GROUND),
            ExitCode.POLICY,
            "Oppgi --by to ganger, med to ulike navn.",
        ),
        (("--by", "Kari", "--ground", GROUND), ExitCode.POLICY, "Oppgi --by to ganger, med to ulike navn."),
        (
            ("--by", "Kari", "--by", "Ola", "--ground", "fordi"),
            ExitCode.POLICY,
            "Skriv det rettslige grunnlaget",
        ),
        (("--by", "Kari", "--by", "Ola"), ExitCode.WRONG_USE, "Det mangler noe: --ground."),
        (("--ground", GROUND), ExitCode.WRONG_USE, "Det mangler noe: --by."),
        (
            ("--by", "Kari", "--by", " ", "--ground", GROUND),
            ExitCode.WRONG_USE,
            "--by: Det står ingenting der.",
        ),
        (
            ("--by", "Kari", "--by", REFUSED_NUMBER, "--ground", GROUND),
            ExitCode.WRONG_USE,
            "--by: Her står et tall",
        ),
    ],
)
def test_what_stops_taking_weights_into_use_is_told_and_nothing_is_changed(
    card: Path, tmp_path: Path, words: tuple[str, ...], code: ExitCode, told: str
) -> None:
    register = tmp_path / "register.json"
    write_learned(Register(), register)
    before = register.read_bytes()
    done = run("learned", "activate", card, *words, "--register", register)
    assert done.exit_code == code
    assert told in done.stderr
    assert REFUSED_NUMBER not in done.output
    assert register.read_bytes() == before


def test_a_register_is_made_by_the_first_who_take_weights_into_use(card: Path, tmp_path: Path) -> None:
    register = tmp_path / "ny" / "register.json"
    assert run("learned", "activate", card, *TWO, "--register", register).exit_code == ExitCode.DONE
    assert read_register(register) == register_of(card)
    again = run("learned", "activate", card, *TWO, "--register", register)
    assert again.exit_code == ExitCode.POLICY
    assert "dette er i bruk allerede" in again.stderr


def test_there_must_be_something_to_take_back(tmp_path: Path) -> None:
    register = tmp_path / "register.json"
    assert run("learned", "rollback", "--by", "Ola", "--register", register).exit_code == ExitCode.FILE
    assert run("learned", "show", "--register", register).exit_code == ExitCode.FILE
    write_learned(Register(), register)
    done = run("learned", "rollback", "--by", "Ola", "--register", register)
    assert done.exit_code == ExitCode.POLICY
    assert "Ingen lærte vekter er i bruk." in done.stderr
    assert run("learned", "show", "--register", register).stdout == "Lærte vekter er ikke i bruk.\n"


@pytest.mark.parametrize(
    ("register", "text", "code"),
    [
        (None, SWITCH, ExitCode.FILE),
        ("{", SWITCH, ExitCode.FILE),
        ('{"schema_version": 2}', SWITCH, ExitCode.POLICY),
        ('{"schema_version": 1}', SWITCH.replace(GROUND, "fordi"), ExitCode.POLICY),
        ('{"schema_version": 1}', SWITCH.replace("ground", "grunn"), ExitCode.POLICY),
    ],
)
def test_learned_weights_that_cannot_be_used_stop_the_round_and_are_never_passed_over(
    made: Files, tmp_path: Path, register: str | None, text: str, code: ExitCode
) -> None:
    if register is not None:
        (tmp_path / "register.json").write_text(register, "utf-8")
    (tmp_path / "policy.toml").write_text(text, "utf-8")
    for command in (("fill", "--to", tmp_path / "ut"), ("check",), ("suggest", "--opening", "L1")):
        name, *words = command
        lists = made.round if name != "check" else made.round[:2]
        done = run(name, *lists, "--policy", tmp_path / "policy.toml", *words)
        assert done.exit_code == code, done.output
        assert done.stdout == ""
    assert not (tmp_path / "ut").exists()


def test_a_register_that_cannot_be_written_is_named_and_as_it_was(card: Path, tmp_path: Path) -> None:
    done = run("learned", "activate", card, *TWO, "--register", tmp_path)
    assert done.exit_code == ExitCode.FILE
    (tmp_path / "kort.json").mkdir()
    assert run("learned", "show", "--register", tmp_path / "kort.json").exit_code == ExitCode.FILE


def test_a_scorecard_that_is_no_longer_whole_leaves_the_register_as_it_was(
    card: Path, tmp_path: Path
) -> None:
    register, mine = tmp_path / "register.json", tmp_path / "vektkort.json"
    write_learned(Register(), register)
    before = register.read_bytes()
    for prior in ({}, {"skills": 100}):
        table = json.loads(card.read_text("utf-8"))
        mine.write_text(json.dumps({**table, "card": {**table["card"], "prior": prior}}), "utf-8")
        done = run("learned", "activate", mine, *TWO, "--register", register)
        assert done.exit_code == ExitCode.POLICY, done.output
        assert "vektkort.json: Filen er endret eller skadet" in done.stderr
        assert register.read_bytes() == before
