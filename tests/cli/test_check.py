"""Reading the lists alone: what was read, and every fault as a sentence."""

import json
from pathlib import Path

from tests.cli.run import OPENINGS, PEOPLE, POLICY, lists, run


def test_lists_without_faults_are_counted() -> None:
    done = run("check", PEOPLE, OPENINGS, "--policy", POLICY)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "policy.toml: kan følges. Program: CNC Vestre Toten; én læreplass til hver.",
        "kandidater.xlsx: 26 rader lest, 26 kan brukes, 0 med feil.",
        "lareplasser.xlsx: 8 rader lest, 8 kan brukes, 0 med feil.",
    ]


def test_every_fault_is_told_and_the_sound_rows_counted(tmp_path: Path) -> None:
    files = lists(tmp_path, ["K1;301;sykkel;;;;", "K2;3443;bil;;;;"], ["L1;A AS;trolldom;3443;1;;"])
    done = run("check", *files)
    assert done.exit_code == 4
    counts, faults = done.stdout.splitlines()[:2], done.stdout.splitlines()[2:]
    assert counts[0] == "kandidater.csv: 2 rader lest, 1 kan brukes, 1 med feil."
    assert counts[1] == "lareplasser.csv: 1 rad lest, 0 kan brukes, 1 med feil."
    assert [fault.split("»")[0] for fault in faults] == [
        "kandidater.csv, rad 2, kolonne «kommune",
        "kandidater.csv, rad 2, kolonne «reisemåte",
        "lareplasser.csv, rad 2, kolonne «lærefag",
    ]


def test_a_row_with_a_fault_found_between_two_lists_is_counted_as_rejected(tmp_path: Path) -> None:
    people, openings = lists(tmp_path, ["K1;3443;bil;;;;"], ["L1;A AS;CNC;3443;1;;", "L2;B AS;CNC;3443;1;;"])
    needs = tmp_path / "behov.csv"
    rows = "B1;A AS;CNC;3443;1\nl2;C AS;CNC;3443;1\nB3;;CNC;3443;1\nB4;D AS;CNC;3443;1\n"
    needs.write_text(f"nummer;bedrift;lærefag;kommune;plasser\n{rows}", "utf-8")
    done = run("check", people, openings, "--needs", needs)
    assert done.exit_code == 4
    assert "behov.csv: 4 rader lest, 1 kan brukes, 3 med feil." in done.stdout
    told = json.loads(run("check", people, openings, "--needs", needs, "--json").stdout)
    assert (told["files"][2]["accepted"], told["files"][2]["rejected"]) == (1, 3)
    assert [one["row"] for one in told["faults"]] == [2, 3, 4]


def test_two_lists_that_cannot_be_read_are_both_told(tmp_path: Path) -> None:
    for words in (("check",), ("fill", "--to", tmp_path / "ut")):
        done = run(*words, *lists(tmp_path, [], []))
        assert done.exit_code == 3
        assert [line.split(":")[0] for line in done.stderr.splitlines()] == [
            "kandidater.csv",
            "lareplasser.csv",
        ]


def test_faults_as_json_are_records_with_the_sentence(tmp_path: Path) -> None:
    files = lists(tmp_path, ["K1;301;bil;;;;", "K2;3443;bil;;;;"], ["L1;A AS;CNC;3443;1;;"])
    done = run("check", *files, "--json")
    assert done.exit_code == 4
    told = json.loads(done.stdout)
    assert told["files"] == [
        {"file": "kandidater.csv", "read": 2, "accepted": 1, "rejected": 1, "duplicates": 0},
        {"file": "lareplasser.csv", "read": 1, "accepted": 1, "rejected": 0, "duplicates": 0},
    ]
    (fault,) = told["faults"]
    assert fault["sentence"] in run("check", *files).stdout.splitlines()
    assert fault["facts"]["nearest"] == "0301 Oslo"
    assert {name: fault[name] for name in ("file", "sheet", "row", "column", "value", "code")} == {
        "file": "kandidater.csv",
        "sheet": "",
        "row": 2,
        "column": "kommune",
        "value": "301",
        "code": "cell_not_in_catalogue",
    }


def test_faults_of_the_journey_times_are_found(tmp_path: Path) -> None:
    times = tmp_path / "reisetid.csv"
    times.write_text("fra;til;bil\n3407;3443;mye\n", "utf-8")
    done = run("check", PEOPLE, OPENINGS, "--travel", times)
    assert done.exit_code == 7
    assert done.stdout.splitlines()[-1].startswith("reisetid.csv, rad 2, kolonne «bil»: «mye»")
    (fault,) = json.loads(run("check", PEOPLE, OPENINGS, "--travel", times, "--json").stdout)["faults"]
    assert (fault["row"], fault["column"], fault["value"]) == (2, "bil", "mye")
    times.write_text("fra;til;bil\n3407;3443;33\n", "utf-8")
    assert run("check", PEOPLE, OPENINGS, "--travel", times).exit_code == 0


def test_every_decision_about_somebody_who_is_in_no_list_is_told_with_the_nearest(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    decided = [("pins", "K1", "L02"), ("vetoes", "K01", "L2"), ("vetoes", "K01", "L01")]
    tables = [
        f'[[{kind}]]\ncandidate = "{one}"\nopening = "{other}"\nby = "A"\nreason = "B"\n'
        for kind, one, other in decided
    ]
    policy.write_text("schema_version = 1\n" + "".join(tables), "utf-8")
    done = run("check", PEOPLE, OPENINGS, "--policy", policy)
    assert done.exit_code == 7
    assert done.stdout.splitlines()[3:] == [
        "policy.toml: «pins[1].candidate» er satt til «K1», som ikke er en kandidat i listene. Mente du «K01»?",
        "policy.toml: «vetoes[1].opening» er satt til «L2», som ikke er en læreplass i listene. Mente du «L02»?",
    ]
    faults = json.loads(run("check", PEOPLE, OPENINGS, "--policy", policy, "--json").stdout)["faults"]
    assert [(one["code"], one["value"]) for one in faults] == [("id_unknown", "K1"), ("id_unknown", "L2")]
