"""Empty lists, copies to mend and to look over, and the office's own key, from the command line."""

import json
import os
import stat
from pathlib import Path

import fastexcel
import pytest

from matching.files.lists.people import read_people
from matching.screen.usage import ExitCode
from tests.cli.run import OPENINGS, PEOPLE, ROUND, lists, run
from tests.files.written import CATALOGUE, REFUSED_NUMBER

FAULTY = (
    ["K1;301;bil;;;;", "K2;3443;bil;100;100;B2;ja", "K2;3443;bil;100;100;B2;ja"],
    ["L1;A AS;CNC;3443;1;nei;godkjent"],
)
OWN = f"Navn;Fødselsnummer;kommune;merknad\nKari Eksempel;{REFUSED_NUMBER};3443;a\nOla Eksempel;;0301;b\n"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_rows_are_always_counted_and_those_left_out_told(tmp_path: Path) -> None:
    told = run("check", *lists(tmp_path, *FAULTY)).stdout.splitlines()
    assert told[0] == "kandidater.csv: 3 rader lest, 1 kan brukes, 1 med feil, 1 gjentatt."
    assert "kandidater.csv, rad 4, kolonne «kandidatnummer»: Raden er lik rad 3 i alle celler." in told[-1]
    filled = run("fill", *ROUND, "--to", tmp_path / "ut").stdout
    assert "kandidater.xlsx: 26 rader lest, 26 kan brukes, 0 med feil." in filled


def test_a_refusal_tells_the_two_ways_on(tmp_path: Path) -> None:
    told = run("fill", *lists(tmp_path, *FAULTY), "--to", tmp_path / "ut").stderr
    assert "--error-copy MAPPE" in told
    assert "--without-rejected" in told


def test_without_rejected_rows_are_left_out_and_stand_in_the_plan(tmp_path: Path) -> None:
    files = lists(tmp_path, *FAULTY)
    assert run("check", *files, "--without-rejected").exit_code == ExitCode.DONE
    done = run("fill", *files, "--without-rejected", "--to", tmp_path / "ut")
    assert done.exit_code == ExitCode.DONE, done.stderr
    assert "rad 2, kolonne «kommune»: «301» er ikke en kommune" in done.stdout
    assert done.stderr.startswith("1 rad med feil er ikke med.")
    plan = json.loads((tmp_path / "ut" / "plan.json").read_text("utf-8"))
    assert [one["candidate"] for one in plan["assignments"]] == ["K2"]
    (one,) = plan["rejected"]
    assert (one["file"], one["row"], one["column"], one["value"]) == ("kandidater.csv", 2, "kommune", "301")
    assert one["facts"]["nearest"] == "0301 Oslo"
    book = fastexcel.read_excel(tmp_path / "ut" / "plan.xlsx")
    (row,) = book.load_sheet("Ikke lest", dtypes="string").to_polars().iter_rows(named=True)
    assert (row["Fil"], row["Rad"], row["Kolonne"]) == ("kandidater.csv", "2", "kommune")
    assert str(row["Hva som er feil"]).startswith("«301» er ikke en kommune")


def test_what_is_wrong_between_two_lists_stops_a_round_all_the_same(tmp_path: Path) -> None:
    people, openings = lists(tmp_path, ["K1;3443;bil;100;100;B2;ja"], ["L1;A AS;CNC;3443;1;nei;godkjent"])
    needs = tmp_path / "behov.csv"
    needs.write_text("nummer;bedrift;lærefag;kommune;plasser\nB1;A AS;CNC;3443;1\n", "utf-8")
    words = (people, openings, "--needs", needs, "--without-rejected")
    done = run("fill", *words, "--to", tmp_path / "ut")
    assert done.exit_code == ExitCode.ROWS
    assert "--error-copy MAPPE" in done.stderr
    assert "--without-rejected" not in done.stderr
    assert run("check", *words, "--error-copy", tmp_path / "rett").exit_code == ExitCode.ROWS
    assert [file.name for file in (tmp_path / "rett").iterdir()] == ["behov_feil.xlsx"]


def test_typed_words_do_not_follow_a_plan_out(tmp_path: Path) -> None:
    people = ["K1;3443;Kari Nordmann;;;;", "K2;3443;bil;100;100;B2;ja"]
    files = lists(tmp_path, people, FAULTY[1])
    assert run("fill", *files, "--without-rejected", "--to", tmp_path).exit_code == ExitCode.DONE
    assert "Nordmann" not in (tmp_path / "plan.json").read_text("utf-8")
    book = fastexcel.read_excel(tmp_path / "plan.xlsx")
    assert "Nordmann" not in str(book.load_sheet("Ikke lest", dtypes="string").to_polars().rows())


def test_a_plan_of_faultless_lists_rejects_nothing(tmp_path: Path) -> None:
    run("fill", *ROUND, "--to", tmp_path)
    assert json.loads((tmp_path / "plan.json").read_text("utf-8"))["rejected"] == []
    assert "Ikke lest" not in fastexcel.read_excel(tmp_path / "plan.xlsx").sheet_names


def test_copies_to_mend_are_written_of_the_faulty_lists_alone_and_over_nobody(tmp_path: Path) -> None:
    files = lists(tmp_path, *FAULTY)
    words = ("check", *files, "--error-copy", tmp_path / "rett")
    assert run(*words).exit_code == ExitCode.ROWS
    assert [file.name for file in (tmp_path / "rett").iterdir()] == ["kandidater_feil.xlsx"]
    assert run(*words).exit_code == ExitCode.WRONG_USE
    assert run(*words, "--force").exit_code == ExitCode.ROWS
    none = run("check", PEOPLE, OPENINGS, "--error-copy", tmp_path / "ingen")
    assert "Ingen av listene har feil" in none.stdout
    assert not (tmp_path / "ingen").exists()


@pytest.mark.parametrize("cell", [f"{REFUSED_NUMBER};3443", "1;3443;x"])
def test_nothing_of_a_file_that_is_refused_is_copied(tmp_path: Path, cell: str) -> None:
    people, openings = lists(tmp_path, *FAULTY)
    people.write_text(f"kandidatnummer;kommune;diagnose\n{cell};\n", "utf-8")
    done = run("check", people, openings, "--error-copy", tmp_path / "a", "--understood", tmp_path / "b")
    assert done.exit_code == ExitCode.FILE
    assert not (tmp_path / "a").exists()
    assert not (tmp_path / "b").exists()


def test_what_was_understood_is_written_beside_what_stood_there(tmp_path: Path) -> None:
    files = lists(tmp_path, ["K1;0301;buss;0,5;50 %;b1;x"], FAULTY[1])
    assert run("check", *files, "--understood", tmp_path / "ut").exit_code == ExitCode.DONE
    book = fastexcel.read_excel(tmp_path / "ut" / "kandidater_lest.xlsx")
    assert book.sheet_names == ["Kandidater", "Sammenligning"]
    read, compared = (book.load_sheet(name, dtypes="string").to_polars().rows() for name in book.sheet_names)
    assert read == [("K1", "0301 Oslo", "kollektiv", "50", "50", "B1", "skift")]
    assert compared[:2] == [("2", "kommune", "0301", "0301 Oslo"), ("2", "reisemåte", "buss", "kollektiv")]
    again = run("check", tmp_path / "ut" / "kandidater_lest.xlsx", tmp_path / "ut" / "lareplasser_lest.xlsx")
    assert again.exit_code == ExitCode.DONE


def test_empty_lists_are_laid_in_a_folder_and_over_nobody(tmp_path: Path) -> None:
    done = run("template", "--to", tmp_path / "ny")
    assert done.exit_code == ExitCode.DONE
    names = {"kandidater.xlsx", "lareplasser.xlsx", "behov.xlsx", "policy.toml"}
    assert {file.name for file in (tmp_path / "ny").iterdir()} == names
    assert run("template", "--to", tmp_path / "ny").exit_code == ExitCode.WRONG_USE
    assert run("template", "--to", tmp_path / "ny", "--force").exit_code == ExitCode.DONE


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "egen.csv"
    path.write_text(OWN, "utf-8")
    return path


@pytest.mark.skipif(os.name != "posix", reason="file modes are those of POSIX")
def test_a_key_is_for_its_owner_alone(tmp_path: Path, own: Path) -> None:
    done = run("nokkel", "split", own, "--to", tmp_path / "del")
    assert done.exit_code == ExitCode.DONE, done.stderr
    folder = tmp_path / "del" / "nokkel"
    assert (mode(folder), mode(folder / "nokkel.xlsx")) == (0o700, 0o600)
    assert [file.name for file in folder.iterdir()] == ["nokkel.xlsx"]
    assert len(read_people(tmp_path / "del" / "kandidater.xlsx", CATALOGUE).people) == 2
    assert "i ingen av dem: merknad." in done.stdout
    assert "Eksempel" not in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="file modes are those of POSIX")
def test_a_key_is_not_laid_where_others_can_open_it(tmp_path: Path, own: Path) -> None:
    folder = tmp_path / "del" / "nokkel"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    done = run("nokkel", "split", own, "--to", tmp_path / "del")
    assert done.exit_code == ExitCode.WRONG_USE
    assert "Andre enn du kan åpne mappen" in done.stderr
    assert list(folder.iterdir()) == []
    assert not (tmp_path / "del" / "kandidater.xlsx").exists()


def test_a_key_is_not_lost_under_a_new_one(tmp_path: Path, own: Path) -> None:
    words = ("nokkel", "split", own, "--to", tmp_path / "del", "--seed", "1")
    assert run(*words).exit_code == ExitCode.DONE
    before = (tmp_path / "del" / "nokkel" / "nokkel.xlsx").read_bytes()
    assert run(*words).exit_code == ExitCode.WRONG_USE
    assert (tmp_path / "del" / "nokkel" / "nokkel.xlsx").read_bytes() == before
    assert run(*words, "--force").exit_code == ExitCode.DONE


def test_the_list_with_the_names_is_never_written_over(tmp_path: Path) -> None:
    own = tmp_path / "kandidater.xlsx"
    own.write_bytes(Path(PEOPLE).read_bytes())
    assert run("nokkel", "split", own, "--to", tmp_path, "--force").exit_code == ExitCode.WRONG_USE
    people, openings = lists(tmp_path, *FAULTY)
    assert run("check", people, openings, "--error-copy", tmp_path).exit_code == ExitCode.ROWS
    words = ("check", tmp_path / "kandidater_feil.xlsx", openings, "--error-copy", tmp_path, "--force")
    assert run(*words).exit_code == ExitCode.WRONG_USE
    assert own.read_bytes() == Path(PEOPLE).read_bytes()


def test_numbers_are_shuffled_anew_each_time_where_no_seed_is_named(tmp_path: Path) -> None:
    own = tmp_path / "egen.csv"
    own.write_text("Navn;kommune\n" + "".join(f"Person {one};3443\n" for one in range(40)), "utf-8")
    orders = []
    for place in "ab":
        run("nokkel", "split", own, "--to", tmp_path / place)
        book = fastexcel.read_excel(tmp_path / place / "nokkel" / "nokkel.xlsx")
        orders.append(book.load_sheet(0, dtypes="string").to_polars()["Navn"].to_list())
    assert orders[0] != orders[1]


def test_names_are_joined_to_a_plan_for_the_owner_alone(tmp_path: Path) -> None:
    run("fill", *ROUND, "--to", tmp_path)
    own = tmp_path / "egen.csv"
    own.write_text(
        "Navn;kandidatnummer;kommune\n" + "".join(f"Person {one};K{one:02d};3443\n" for one in range(1, 27)),
        "utf-8",
    )
    run("nokkel", "split", own, "--to", tmp_path / "del")
    key = tmp_path / "del" / "nokkel" / "nokkel.xlsx"
    done = run("nokkel", "join", tmp_path / "plan.xlsx", key, "--to", tmp_path / "ut")
    assert done.exit_code == ExitCode.DONE, done.stderr
    (path,) = (tmp_path / "ut").iterdir()
    assert os.name != "posix" or mode(path) == 0o600
    rows = fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars().iter_rows(named=True)
    assert all(row["Navn"] == f"Person {int(str(row['Kandidat'])[1:])}" for row in rows)
    assert (
        run("nokkel", "join", tmp_path / "plan.xlsx", key, "--to", tmp_path / "ut").exit_code
        == ExitCode.WRONG_USE
    )
