"""Names in a policy that are in no list: told with the file, the key and the nearest name."""

from dataclasses import replace
from pathlib import Path

import pytest

from matching.domain.constraints import EmployerTotal
from matching.domain.errors import PolicyFault
from matching.domain.openings import Employer
from matching.domain.policy import Policy
from matching.screen.named import check_names
from matching.screen.usage import ExitCode
from matching.wording import Words
from tests.builders import CATALOGUE, candidate, cohort, opening
from tests.cli.run import lists, run

PEOPLE = ["K01;Vestre Toten;bil;100;100;;", "K02;Vestre Toten;bil;100;100;;"]
OPENINGS = ["L01;Totenpresisjon AS;CNC-maskineringsfaget;Vestre Toten;1;dag;ja"]
DECIDED = 'by = "Kari Eksempel"\nreason = "Avtalt."\n'


def told(folder: Path, text: str) -> str:
    policy = folder / "valg.toml"
    policy.write_text(f"schema_version = 1\n{text}", "utf-8")
    done = run("fill", *lists(folder, PEOPLE, OPENINGS), "--policy", policy, "--date", "2026-11-21")
    assert done.exit_code == ExitCode.POLICY, done.output
    assert "valg.toml" in done.output
    return str(done.output)


@pytest.mark.parametrize(
    ("text", "key", "nearest"),
    [
        ('[[classes]]\nopening = "l1"\nleast = 1\nmost = 2\n', "classes[1].opening", "L01"),
        (f'[[pins]]\ncandidate = "K2"\nopening = "L01"\n{DECIDED}', "pins[1].candidate", "K02"),
        (f'[[apart]]\nfirst = "K01"\nsecond = "K2"\n{DECIDED}', "apart[1].second", "K02"),
        (
            '[[resources]]\nname = "K"\nseats = 1\nopenings = ["L01", "L1"]\n',
            "resources[1].openings[2]",
            "L01",
        ),
        (
            '[[employer_totals]]\nemployer = "Totenpresisjn AS"\nmost = 1\n',
            "employer_totals[1].employer",
            "Totenpresisjon AS",
        ),
    ],
)
def test_an_unknown_name_is_told_with_its_key_and_the_nearest(
    tmp_path: Path, text: str, key: str, nearest: str
) -> None:
    output = told(tmp_path, text)
    assert f"«{key}» er satt til" in output
    assert f"Mente du «{nearest}»?" in output


def test_a_firm_written_in_another_way_is_known(tmp_path: Path) -> None:
    policy = tmp_path / "valg.toml"
    text = 'schema_version = 1\n[[employer_totals]]\nemployer = "totenpresisjon  as"\nmost = 1\n'
    policy.write_text(text, "utf-8")
    done = run(
        "fill", *lists(tmp_path, PEOPLE, OPENINGS), "--policy", policy, "--date", "2026-11-21", "--json"
    )
    assert done.exit_code == ExitCode.DONE, done.output


def test_a_class_that_needs_more_than_there_is_room_for_is_told_with_both_numbers(tmp_path: Path) -> None:
    output = told(tmp_path, '[[classes]]\nopening = "L01"\nleast = 5\nmost = 9\n')
    assert "Klassen krever minst 5, men læreplassen har 1 plass" in output
    assert "classes[1].least" in output


def test_a_firm_by_name_and_by_number_is_one_firm() -> None:
    firm = Employer(name="Fabrikk A", organisation_number="100000008")
    made = replace(cohort([candidate()], [opening()]), employers=(firm,))
    totals = tuple(EmployerTotal(employer=name, most=1) for name in (firm.name, "100000008"))
    with pytest.raises(PolicyFault) as caught:
        check_names(Policy(employer_totals=totals), made, "valg.toml")
    assert caught.value.facts["key"] == "employer_totals[2].employer"
    assert "Skriv det bare én gang" in Words(CATALOGUE).error(caught.value)


@pytest.mark.parametrize(
    ("text", "key", "nearest"),
    [
        ("seats = { L1 = 2 }", "scenario[1].seats.L1", "L01"),
        ('without_firms = ["Totenpresisjn AS"]', "scenario[1].without_firms[1]", "Totenpresisjon AS"),
    ],
)
def test_an_unknown_name_in_a_what_if_is_told_with_its_key_and_the_nearest(
    tmp_path: Path, text: str, key: str, nearest: str
) -> None:
    asked = tmp_path / "hvahvis.toml"
    asked.write_text(f'schema_version = 1\n[[scenario]]\nname = "a"\n{text}\n', "utf-8")
    done = run("scenario", *lists(tmp_path, PEOPLE, OPENINGS), asked, "--date", "2026-11-21")
    assert done.exit_code == ExitCode.POLICY, done.output
    assert f"hvahvis.toml: «{key}» er satt til" in done.output
    assert f"Mente du «{nearest}»?" in done.output


def test_a_firm_of_a_what_if_written_in_another_way_is_known(tmp_path: Path) -> None:
    asked = tmp_path / "hvahvis.toml"
    text = 'schema_version = 1\n[[scenario]]\nname = "a"\nwithout_firms = ["totenpresisjon  as"]\n'
    asked.write_text(text, "utf-8")
    done = run("scenario", *lists(tmp_path, PEOPLE, OPENINGS), asked, "--date", "2026-11-21", "--json")
    assert done.exit_code == ExitCode.DONE, done.output


@pytest.mark.parametrize(
    ("region", "told"),
    [
        ("", None),
        ("3443", None),
        ("3450", "Taket for CNC-maskineringsfaget i Etnedal gjelder ingen læreplass i listene."),
        ("50", "Taket for CNC-maskineringsfaget i fylke 50 gjelder ingen læreplass i listene."),
    ],
)
def test_a_cap_that_counts_no_opening_is_told(tmp_path: Path, region: str, told: str | None) -> None:
    policy = tmp_path / "valg.toml"
    cap = f'[[caps]]\ntrade = "CNC-maskineringsfaget"\nregion = "{region}"\nmost = 1\n'
    policy.write_text(f"schema_version = 1\n{cap}", "utf-8")
    done = run(
        "fill", *lists(tmp_path, PEOPLE, OPENINGS), "--policy", policy, "--date", "2026-11-21", "--json"
    )
    assert done.exit_code == ExitCode.DONE, done.output
    assert told is None or told in done.stderr
    assert ("gjelder ingen læreplass" in done.stderr) == (told is not None)
