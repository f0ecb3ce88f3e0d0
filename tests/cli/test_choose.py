"""Choosing what words and columns mean: asked in order, saved after each answer, used by the other commands."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from matching.cli.app import app
from tests.cli.run import run as in_process

PEOPLE = """kandidatnummer;kommune;ferdigheter;praksis;Rare greier
K1;Gjøvk;sveissing, gravemaskiner;logistikkjobb 6 mnd;x
K2;Herøy;Sveissing;kokk 2 år;
"""
OPENINGS = "nummer;bedrift;lærefag;kommune;plasser\nL1;A AS;logistikkjobb;gjøvk;1\n"
ANSWERED = ["kolonne i kandidater;rare greier;ignorer", "kommune;gjøvk;3407 Gjøvik"]


def lists(folder: Path) -> tuple[str, str]:
    people, openings = folder / "kandidater.csv", folder / "lareplasser.csv"
    people.write_text(PEOPLE, "utf-8")
    openings.write_text(OPENINGS, "utf-8")
    return str(people), str(openings)


def run(folder: Path, command: str, *more: str, answers: str = "") -> Result:
    given = [command, *lists(folder), "--meanings", str(folder / "koblinger.csv"), *more]
    return CliRunner().invoke(app, given, input=answers)


def remembered(folder: Path) -> list[str]:
    return (folder / "koblinger.csv").read_text("utf-8-sig").splitlines()[1:]


def run_again_is_done(given: list[str]) -> bool:
    """Whether nothing is left to choose when the same is asked again."""
    return CliRunner().invoke(app, given).exit_code == 0


def test_every_question_is_asked_with_its_candidates_and_the_answers_are_used(tmp_path: Path) -> None:
    done = run(tmp_path, "choose", answers="i\n1\n1\n1\n2\n")
    assert done.exit_code == 0, done.output
    told = done.stdout.splitlines()
    assert told[0] == "Kolonnen «Rare greier» i kandidater: hva betyr den?"
    assert [line for line in told if line.startswith(("Kommunen", "Ferdigheten", "Lærefaget"))] == [
        "Kommunen «Gjøvk»: hva betyr det?",
        "Ferdigheten «sveissing»: hva betyr det?",
        "Lærefaget «logistikkjobb»: hva betyr det?",
        "Kommunen «Herøy»: hva betyr det?",
    ]
    assert "  2  1818 Herøy" in told
    assert any(line.startswith("  1  sveisemetoder (") and line.endswith(" av 100)") for line in told)
    assert told[-1].startswith("Ingen spørsmål står igjen.")
    assert remembered(tmp_path) == [
        "ferdighet;sveissing;sveisemetoder",
        "kolonne i kandidater;rare greier;ignorer",
        "kommune;gjøvk;3407 Gjøvik",
        "kommune;herøy;1818 Herøy",
        "lærefag;logistikkjobb;Logistikkfaget",
    ]
    checked = run(tmp_path, "check")
    assert checked.exit_code == 0, checked.output
    assert "Lest som: ferdigheten «gravemaskiner» er «kjøre gravemaskin»." in checked.stdout
    assert "Valgt: lærefaget «logistikkjobb» er «Logistikkfaget»." in checked.stdout


def test_a_round_is_filled_with_what_was_chosen_and_each_link_is_told_beside_it(tmp_path: Path) -> None:
    run(tmp_path, "choose", answers="i\n1\n1\n1\n2\n")
    given = [
        *lists(tmp_path),
        "--meanings",
        str(tmp_path / "koblinger.csv"),
        "--date",
        "2026-11-21",
        "--json",
    ]
    for command in (["fill"], ["suggest", "--opening", "L1"], ["explain", "--candidate", "K1"]):
        done = in_process(command[0], *given, *command[1:])
        assert done.exit_code == 0, done.output
        assert "Lest som: ferdigheten «gravemaskiner» er «kjøre gravemaskin»." in done.stderr
        assert isinstance(json.loads(done.stdout), dict)


def test_a_column_that_may_shield_people_cannot_be_ignored(tmp_path: Path) -> None:
    people, openings = lists(tmp_path)
    Path(people).write_text("kandidatnummer;kommune;Skjermes kanskje\nK1;0301;nei\n", "utf-8")
    Path(openings).write_text(OPENINGS.replace("logistikkjobb", "kokk").replace("gjøvk", "0301"), "utf-8")
    given = ["choose", people, openings, "--meanings", str(tmp_path / "k.csv")]
    done = CliRunner().invoke(app, given, input="i\n1\n")
    assert done.exit_code == 0, done.output
    assert run_again_is_done(given)
    assert "i: ikke les kolonnen" not in done.stdout
    assert "«i» er ikke noe av dette." in done.stdout


def test_answers_that_end_leave_the_rest_open_and_keep_what_was_answered(tmp_path: Path) -> None:
    done = run(tmp_path, "choose", answers="i\n1\n")
    assert done.exit_code == 4
    assert done.stdout.splitlines()[-1].startswith("3 spørsmål står igjen.")
    assert remembered(tmp_path) == ANSWERED
    assert "Herøy" not in done.stdout
    again = run(tmp_path, "choose", answers="h\nh\nh\n")
    assert "Gjøvk" not in again.stdout
    assert again.stdout.splitlines()[-1].startswith("3 spørsmål står igjen.")
    assert remembered(tmp_path) == ANSWERED


def test_an_answer_nobody_can_use_is_asked_for_again(tmp_path: Path) -> None:
    done = run(tmp_path, "choose", answers="9\n\n\x1b[2J\ni\n")
    told = done.stdout.splitlines()
    assert "«9» er ikke noe av dette." in told
    assert "Skriv noe av dette." in told
    assert "\x1b" not in done.stdout
    assert remembered(tmp_path) == ["kolonne i kandidater;rare greier;ignorer"]


def test_a_word_may_be_answered_with_any_name_of_the_catalogue_and_a_column_with_any_heading(
    tmp_path: Path,
) -> None:
    run(tmp_path, "choose", answers="Ønske 1\n0301\ntig-sveising\nLogistikk\nh\n1515 Herøy\n")
    assert remembered(tmp_path) == [
        "ferdighet;sveissing;TIG-sveise",
        "kolonne i kandidater;rare greier;ønske 1",
        "kommune;gjøvk;0301 Oslo",
        "kommune;herøy;1515 Herøy",
        "lærefag;logistikkjobb;Logistikkfaget",
    ]


def test_a_word_is_not_ignored(tmp_path: Path) -> None:
    done = run(tmp_path, "choose", answers="i\ni\n")
    assert "«i» er ikke noe av dette." in done.stdout
    assert remembered(tmp_path) == ["kolonne i kandidater;rare greier;ignorer"]


def test_a_list_of_what_is_open_changes_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "choose", "--list")
    assert done.exit_code == 4
    assert done.stdout.splitlines()[-1].startswith("5 spørsmål står igjen.")
    assert "h: hopp over" not in done.stdout
    assert not (tmp_path / "koblinger.csv").exists()


def test_a_line_of_the_choices_that_cannot_be_meant_stops_every_command(tmp_path: Path) -> None:
    (tmp_path / "koblinger.csv").write_text("hva;tekst;betyr\nferdighet;truck;Logistikkfaget\n", "utf-8")
    for command in ("choose", "check"):
        done = run(tmp_path, command)
        assert done.exit_code == 3
        assert done.stderr.startswith("koblinger.csv, rad 2, kolonne «betyr»: «Logistikkfaget»")


def test_choices_are_kept_in_a_csv_file_alone(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["choose", *lists(tmp_path), "--meanings", str(tmp_path / "k.xlsx")])
    assert done.exit_code == 2
    assert "k.xlsx må ha et navn som slutter på .csv." in done.stderr


def test_a_list_given_as_the_file_of_choices_is_left_as_it_is(tmp_path: Path) -> None:
    people, openings = lists(tmp_path)
    done = CliRunner().invoke(app, ["choose", people, openings, "--meanings", people], input="i\n1\n")
    assert done.exit_code == 3
    assert (tmp_path / "kandidater.csv").read_text("utf-8") == PEOPLE
