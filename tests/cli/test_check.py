"""Reading the lists alone: what was read, and every fault as a sentence."""

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
