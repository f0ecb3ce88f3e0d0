"""The store by command: made, a round put into it and merged, its log exported and verified."""

import zlib
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner, Result

from service.cli.app import app
from tests.service.asked import SAMPLE_FOLDER

FOLDER = SAMPLE_FOLDER / "innherred"
DAY = ("--date", "2026-11-21")


def run(*words: str, **environment: str) -> Result:
    return CliRunner().invoke(app, list(words), env=environment)


@pytest.fixture
def at(tmp_path: Path) -> str:
    """The address of a store that is ready."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    done = run("db", "upgrade", "--database", url)
    assert done.exit_code == 0, done.stderr
    assert "Lageret er klart (trinn 0003)" in done.stdout
    return url


def put(at: str, people: Path = FOLDER / "kandidater.xlsx", unit: str = "steinkjer") -> Result:
    about = ("--id", "host", "--name", "Høst", "--unit", unit, "--by", "T123456", "--synthetic")
    files = (str(people), str(FOLDER / "lareplasser.xlsx"), "--needs", str(FOLDER / "behov.xlsx"))
    policy = ("--policy", str(FOLDER / "policy.toml"))
    return run("put", *files, *policy, *about, *DAY, "--database", at)


def test_a_round_is_put_into_the_store_and_again_without_a_change(at: str) -> None:
    first, second = put(at), put(at)
    assert (first.exit_code, second.exit_code) == (0, 0), first.stderr + second.stderr
    assert "Kandidater: 90 nye, 0 endrede opplysninger, 0 som før" in first.stdout
    assert "Kandidater: 0 nye, 0 endrede opplysninger, 90 som før" in second.stdout
    assert "Beregnet: forslag 1" in first.stdout
    assert first.stdout.split("avtrykk ")[1] == second.stdout.split("avtrykk ")[1]


def test_a_round_of_another_office_is_not_written_over(at: str) -> None:
    put(at)
    done = put(at, unit="levanger")
    assert done.exit_code == 2
    assert "«host» hører til en annen enhet" in done.stderr


def test_a_closed_round_takes_no_lists(at: str) -> None:
    put(at)
    engine = create_engine(at)
    with engine.begin() as connection:
        connection.execute(text("UPDATE round SET closed_at = '2026-11-21 10:00:00'"))
    engine.dispose()
    done = put(at)
    assert done.exit_code == 2
    assert "Runden er lukket" in done.stderr
    assert "--id" in done.stderr


def test_who_has_got_an_address_restriction_in_a_new_list_is_in_the_round_no_longer(
    at: str, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(FOLDER / "kandidater.xlsx")
    sheet = book["Kandidater"]
    top = next(row for row in sheet.iter_rows() if row[0].value == "kandidatnummer")
    column = next(cell.column for cell in top if cell.value == "adressesperre")
    first = top[0].row + 1
    name = str(sheet.cell(first, 1).value)
    sheet.cell(first, column).value = "ja"
    book.save(tmp_path / "kandidater.xlsx")
    put(at)
    done = put(at, tmp_path / "kandidater.xlsx")
    assert done.exit_code == 0, done.stderr
    assert "89 som før, 0 står ikke i listen" in done.stdout
    with create_engine(at).connect() as connection:
        hidden = connection.execute(text("SELECT id FROM person WHERE hidden")).scalars().all()
        body = connection.execute(text("SELECT body FROM plan WHERE number = 2")).scalar_one()
        assert connection.execute(text("SELECT body FROM plan WHERE number = 1")).scalar_one() is None
    assert hidden == [name]
    assert f'"{name}"' not in zlib.decompress(body).decode()


def test_sqlite_is_not_served_to_real_people_without_the_word(at: str) -> None:
    log_in = dict.fromkeys(("INNENFOR_ISSUER", "INNENFOR_AUDIENCE", "INNENFOR_JWKS"), "https://login.example")
    said = {**log_in, "INNENFOR_GROUPS": "g.toml", "INNENFOR_PRODUCTION": "yes"}
    done = run("log", "head", "--database", at, INNENFOR_DATABASE="postgresql://db/innenfor", **said)
    assert done.exit_code == 2
    assert "INNENFOR_SQLITE_IN_PRODUCTION" in done.stderr


def test_a_list_with_faults_is_not_kept(at: str, tmp_path: Path) -> None:
    people = tmp_path / "kandidater.csv"
    people.write_text("kandidatnummer;kommune;adressesperre\nK-1;9999;nei\n", "utf-8")
    assert put(at, people).exit_code == 4
    with create_engine(at).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM round")).scalar() == 0


def test_the_log_is_verified_against_an_end_that_was_exported(at: str) -> None:
    put(at)
    end = run("log", "head", "--database", at).stdout.strip()
    whole = run("log", "verify", "--head", end, "--database", at)
    assert whole.exit_code == 0
    number = end.split(":")[0]
    assert f"Loggen er hel fra 1 til {number}." in whole.stdout
    assert f"kjent til og med {number}" in whole.stdout
    assert "Gi den med --head" in run("log", "verify", "--database", at).stdout
    with create_engine(at).begin() as connection:
        connection.execute(text("UPDATE decision SET actor = 'nobody' WHERE number = 2"))
    broken = run("log", "verify", "--head", end, "--database", at)
    assert broken.exit_code == 6
    assert "fra nummer 2 stemmer den ikke" in broken.stderr


@pytest.mark.parametrize("head", ["", "3", "x:y", "3:abc"])
def test_what_is_no_end_of_a_log_is_told(at: str, head: str) -> None:
    done = run("log", "verify", "--head", head, "--database", at)
    assert done.exit_code == 2
    assert "NUMMER:AVTRYKK" in done.stderr


def test_a_store_that_was_not_made_is_told_what_to_run(tmp_path: Path) -> None:
    done = run("log", "head", "--database", f"sqlite:///{tmp_path / 'store.db'}")
    assert done.exit_code == 2
    assert "innenfor db upgrade" in done.stderr


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://somewhere/else", "er ikke et lager"),
        ("sqlite:////nowhere/at/all/store.db", "Lageret svarer ikke"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "Lageret svarer ikke"),
        ("sqlite://", "endringslogg"),
        ("no address", "Lageret svarer ikke"),
    ],
)
def test_a_store_that_cannot_be_used_is_told_without_its_password(url: str, told: str) -> None:
    done = run("log", "head", "--database", url)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "secret" not in done.stderr + done.stdout


def test_the_address_may_stand_in_the_environment(at: str) -> None:
    assert run("log", "head", INNENFOR_DATABASE=at).exit_code == 0
    wrong = run("log", "head", INNENFOR_DATABSE=at)
    assert wrong.exit_code == 2
    assert "INNENFOR_DATABSE" in wrong.stderr


def test_a_log_in_that_is_half_set_up_serves_nobody(at: str) -> None:
    done = run("serve", "--minutes", "1", "--database", at, INNENFOR_ISSUER="https://login.example")
    assert done.exit_code == 2
    assert "INNENFOR_AUDIENCE" in done.stderr


def test_a_file_of_groups_that_is_not_there_is_told(at: str) -> None:
    log_in = {
        "INNENFOR_ISSUER": "https://login.example",
        "INNENFOR_AUDIENCE": "innenfor",
        "INNENFOR_JWKS": "https://login.example/keys",
        "INNENFOR_GROUPS": "missing.toml",
    }
    done = run("serve", "--minutes", "1", "--database", at, **log_in)
    assert done.exit_code == 2
    assert "missing.toml" in done.stderr


def test_an_address_restriction_that_is_lifted_is_taken_away_by_a_named_person(
    at: str, tmp_path: Path
) -> None:
    put(at)
    closed = tmp_path / "kandidater.xlsx"
    book = openpyxl.load_workbook(FOLDER / "kandidater.xlsx")
    sheet = book.active
    assert sheet is not None
    column = [cell.value for cell in sheet[1]].index("adressesperre") + 1
    name = str(sheet.cell(2, 1).value)
    sheet.cell(2, column).value = "ja"
    book.save(closed)
    put(at, closed)
    about = ("--unit", "steinkjer", "--by", "T123456", "--database", at)
    for code, said in ((0, "er med igjen"), (2, "Ingen med adressesperre")):
        done = run("person", "unhide", name.lower(), *about)
        assert done.exit_code == code, done.output
        assert said in " ".join(done.output.replace("│", " ").split())
