"""Names in a policy that are in no list: told with the file, the key and the nearest name."""

from pathlib import Path

import pytest

from matching.screen.usage import ExitCode
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
