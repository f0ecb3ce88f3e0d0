"""What it would take, on the command line: for a person without a proposal, and for a seat that is empty."""

import json
from pathlib import Path

from matching.screen.usage import ExitCode
from tests.cli.run import ROUND, lists, run


def test_a_person_without_a_proposal_is_told_why_and_what_it_would_take() -> None:
    told = run("whynot", *ROUND, "--candidate", "K20")
    assert told.exit_code == ExitCode.DONE, told.output
    assert "Hva skal til for K20?" in told.output
    assert "Norsk: kandidaten er på nivå B1. Da blir kandidaten foreslått til L03" in told.output
    assert "Én annen mister forslaget sitt." in told.output
    assert "hele forslaget er regnet ut på nytt" in told.output


def test_an_empty_seat_is_told_with_what_would_fill_it() -> None:
    told = run("whynot", *ROUND, "--opening", "L08")
    assert told.exit_code == ExitCode.DONE, told.output
    assert "Svar: bedriften er godkjent som lærebedrift i faget (L08" in told.output
    assert "Ingen andre mister forslaget sitt." in told.output


def test_nothing_that_helps_is_said_in_as_many_words() -> None:
    told = run("whynot", *ROUND, "--candidate", "K10")
    assert "Ingen enkelt endring i listen hjelper." in told.output


def test_who_has_a_proposal_and_what_is_full_is_told_as_such() -> None:
    assert "K01 er foreslått til L06" in run("whynot", *ROUND, "--candidate", "K01").output
    assert "Alle plassene på L01" in run("whynot", *ROUND, "--opening", "L01").output


def test_json_has_the_changes_with_their_kind_and_facts() -> None:
    told = json.loads(run("whynot", *ROUND, "--candidate", "K20", "--json").output)
    assert told["why"]["changes"][0]["change"] == {
        "code": "hold_norwegian",
        "facts": {"level": "B1"},
        "opening": "",
    }
    assert json.loads(run("whynot", *ROUND, "--candidate", "K01", "--json").output)["why"] is None


def test_it_is_asked_about_one_person_or_one_opening() -> None:
    for words in ((), ("--candidate", "K20", "--opening", "L08")):
        told = run("whynot", *ROUND, *words)
        assert told.exit_code == ExitCode.WRONG_USE
        assert "enten --opening eller --candidate" in " ".join(told.output.split())


def test_what_is_told_holds_when_the_list_is_changed(tmp_path: Path) -> None:
    place = "L1;Firma;CNC-maskineringsfaget;Gjøvik;1;dag;"
    people, openings = lists(tmp_path, ["A;Gjøvik;bil;100;100;B2;"], [place])
    asked = ("--date", "2026-11-21")
    told = run("whynot", people, openings, *asked, "--candidate", "A")
    assert "Svar: bedriften er godkjent som lærebedrift i faget (L1" in told.output
    people, openings = lists(tmp_path, ["A;Gjøvik;bil;100;100;B2;"], [f"{place}ja"])
    assert "A er foreslått til L1" in run("whynot", people, openings, *asked, "--candidate", "A").output
