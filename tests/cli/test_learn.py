"""From a list of outcomes to weights in use and back again, by commands, on real files."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from matching.audit.control import audit
from matching.files.decisions.learned import read_register, read_scorecard, write_learned
from matching.learning.activation import Register
from matching.screen.given import RoundFiles
from matching.screen.round import read_round
from matching.screen.usage import ExitCode
from service.shown.rounds import load_samples
from tests.cli.made_outcomes import AFTER, GROUND, SWITCH, TWO, Files, in_use, learn, register_of
from tests.cli.run import SAMPLE, run


def plan(made: Files, policy: Path | None) -> str:
    done = run("fill", *made.round, *(("--policy", policy) if policy else ()), "--json")
    assert done.exit_code == ExitCode.DONE, done.output
    return done.stdout


def test_the_screen_tells_what_was_learned_and_that_people_decide(made: Files, tmp_path: Path) -> None:
    told = learn(made, "--to", tmp_path).stdout.splitlines()
    assert told[0] == "Vekter lært av utfall fra 08.01.2024 til 02.11.2024"
    assert told[1].startswith("Lært av ")
    assert any(line.startswith("- reisetid: ") and line.endswith(" (satt av fagfolk: 15)") for line in told)
    assert "To personer må bestemme om de skal brukes." in told[-2]
    assert told[-1].startswith(f"Skrevet: {tmp_path / 'vektkort.json'}.")


def test_the_same_lists_give_the_same_scorecard_byte_for_byte(
    made: Files, card: Path, tmp_path: Path
) -> None:
    told = learn(made, "--to", tmp_path / "mitt.json", "--json")
    assert told.stdout == (tmp_path / "mitt.json").read_text("utf-8") == card.read_text("utf-8")
    assert json.loads(told.stdout)["card"]["learned_from"]["outcomes"] > 400


def test_weights_are_learned_used_and_taken_back_and_the_plan_is_as_before(
    made: Files, card: Path, tmp_path: Path
) -> None:
    policy, register = tmp_path / "policy.toml", tmp_path / "register.json"
    policy.write_text(SWITCH, "utf-8")
    write_learned(Register(), register)
    before = plan(made, None)
    assert plan(made, policy) == before, "switched on, and nothing is in use"

    done = run("learned", "activate", card, *TWO, "--register", register)
    assert done.exit_code == ExitCode.DONE, done.output
    assert done.stdout.startswith(
        "Lærte vekter er i bruk fra 21.11.2026, bestemt av Kari Eksempel og Ola Eksempel."
    )
    assert plan(made, None) == before, "off by default"
    during = json.loads(plan(made, policy))
    note = {"code": "note_learned_weights", "facts": {"scorecard": read_scorecard(card).digest}}
    assert note in during["notes"]
    assert during["policy_hash"] != json.loads(before)["policy_hash"]
    assert during["assignments"] != json.loads(before)["assignments"]

    done = run(
        *("learned", "rollback", "--by", "Ola Eksempel", "--ground", "Ny vurdering"),
        *("--register", register, "--date", AFTER),
    )
    assert done.exit_code == ExitCode.DONE, done.output
    assert done.stdout.startswith("Lærte vekter er ikke i bruk.")
    assert ", tatt ut " in done.stdout
    assert plan(made, policy) == before


def test_every_command_about_a_round_goes_by_the_weights_in_use(
    made: Files, card: Path, tmp_path: Path
) -> None:
    policy = in_use(tmp_path, card)
    proposed = json.loads(plan(made, policy))
    one = proposed["assignments"][0]
    pair = ("--candidate", one["candidate"], "--opening", one["opening"], "--json")
    with_learned = json.loads(run("explain", *made.round, "--policy", policy, *pair).stdout)
    without = json.loads(run("explain", *made.round, *pair).stdout)
    assert with_learned["fit"]["points"] == one["fit"]["points"] != without["fit"]["points"]
    changes = tmp_path / "endringer.toml"
    changes.write_text('schema_version = 1\n[[scenario]]\nname = "Stengt"\nseats = { L0 = 0 }\n', "utf-8")
    tried = json.loads(run("scenario", *made.round, changes, "--policy", policy, "--json").stdout)
    notes = [variant["plan"]["notes"] for variant in tried["variants"]]
    assert len(notes) == 2
    assert all(any(note["code"] == "note_learned_weights" for note in some) for some in notes)


def test_the_pages_go_by_the_weights_in_use(card: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "runde"))
    policy = folder / "policy.toml"
    policy.write_text(policy.read_text("utf-8") + SWITCH.partition("\n")[2], "utf-8")
    write_learned(register_of(card), folder / "register.json")
    shown = load_samples(tmp_path, on=date(2026, 11, 21), seed=1)["runde"].plan
    assert read_scorecard(card).digest in {value for note in shown.notes for _, value in note.facts}


def test_the_control_finds_a_plan_that_hides_where_its_weights_come_from(
    made: Files, card: Path, tmp_path: Path
) -> None:
    policy = in_use(tmp_path, card)
    asked = RoundFiles(people=made.people, openings=made.openings, policy=policy)
    given = read_round(asked, on=date.fromisoformat(AFTER), seed=1)
    found = given.plan(quiet=True)
    hidden = replace(found, notes=tuple(note for note in found.notes if not note.facts))
    report = audit(hidden, given.cohort, given.catalogue, given.policy, on=given.on)
    assert [one.check for one in report.findings] == ["plan-notes"]
    unlearned = replace(given.policy, learning=None)
    checks = {
        one.check for one in audit(found, given.cohort, given.catalogue, unlearned, on=given.on).findings
    }
    assert checks == {"policy", "plan-notes"}


def test_what_is_learned_anew_is_compared_with_the_weights_people_have_set(
    made: Files, card: Path, tmp_path: Path
) -> None:
    again = tmp_path / "igjen.json"
    done = learn(made, "--policy", in_use(tmp_path, card), "--to", again)
    assert done.exit_code == ExitCode.DONE, done.output
    assert again.read_bytes() == card.read_bytes()


def test_who_what_and_when_is_shown(card: Path, tmp_path: Path) -> None:
    in_use(tmp_path, card)
    told = run("learned", "show", "--register", tmp_path / "register.json").stdout.splitlines()
    assert told[0].endswith(f"Rettslig grunnlag: {GROUND}")
    assert told[-1].endswith("av Kari Eksempel og Ola Eksempel. Det gjelder fortsatt.")
    shown = run("learned", "show", "--register", tmp_path / "register.json", "--json").stdout
    assert shown == (tmp_path / "register.json").read_text("utf-8")


def test_without_the_option_the_register_is_the_one_in_the_folder_one_stands_in(
    card: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("learned", "activate", card, *TWO)
    assert done.exit_code == ExitCode.DONE, done.output
    assert read_register(tmp_path / "register.json") == register_of(card)
    assert run("learned", "show").stdout.startswith("Lærte vekter er i bruk fra 21.11.2026")
    done = run("learned", "rollback", "--by", "Ola Eksempel", "--date", AFTER)
    assert done.exit_code == ExitCode.DONE, done.output
    again = run("learned", "rollback", "--by", "Ola Eksempel", "--date", AFTER)
    assert "Ingen lærte vekter er i bruk." in again.stderr


def test_an_empty_list_of_outcomes_is_laid_for_those_who_ask(tmp_path: Path) -> None:
    assert run("template", "--to", tmp_path / "maler").exit_code == ExitCode.DONE
    assert not (tmp_path / "maler" / "utfall.xlsx").exists()
    assert run("template", "--to", tmp_path / "utfall", "--outcomes").exit_code == ExitCode.DONE
    assert (tmp_path / "utfall" / "utfall.xlsx").exists()
