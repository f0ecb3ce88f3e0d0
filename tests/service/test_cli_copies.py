"""Copies of the store by command: taken while it is used, put back, and without those who were erased."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli.app import app
from service.store.database import opened
from service.store.erasure import erase_person, of_person
from service.store.identities import prepare
from service.store.upgrade import upgrade
from tests.service.store.filled import BY, fill

BY_WHOM = ("--by", "T123456")


def run(*words: str, **environment: str) -> Result:
    return CliRunner().invoke(app, list(words), env=environment)


@pytest.fixture
def at(tmp_path: Path) -> str:
    """The address of a filled store."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with opened(url) as database:
        upgrade(database)
        prepare(database)
        fill(database)
    return url


def erase(at: str, key: int) -> None:
    with opened(at) as database, database.writing() as connection:
        erase_person(connection, connection, key, BY, expected=of_person(connection, key))


def test_a_copy_is_taken_and_put_back_without_who_was_erased_since(at: str, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy")
    taken = run("db", "backup", copy, "--database", at)
    assert taken.exit_code == 0, taken.stderr
    assert "er kontrollert. Enden av loggen i den er 0:" in taken.stdout
    erase(at, 1)
    refused = run("db", "restore", copy, *BY_WHOM, "--database", at)
    assert refused.exit_code == 3
    assert "--replace" in refused.stderr
    done = run("db", "restore", copy, *BY_WHOM, "--replace", "--database", at)
    assert done.exit_code == 0, done.stderr
    assert "Slettet på nytt: 1 kandidat og 0 runder. Skjult på nytt for adressesperre: 0." in done.stdout


def test_on_a_new_machine_the_exported_list_is_asked_for(at: str, tmp_path: Path) -> None:
    copy, fresh = str(tmp_path / "copy"), f"sqlite:///{tmp_path / 'fresh.db'}"
    run("db", "backup", copy, "--database", at)
    erase(at, 1)
    erase(at, 2)
    listed = tmp_path / "erased.json"
    listed.write_text(run("db", "erased", "--database", at).stdout, "utf-8")
    asked = run("db", "restore", copy, *BY_WHOM, "--database", fresh)
    assert asked.exit_code == 3
    assert "--erased" in asked.stderr
    done = run("db", "restore", copy, *BY_WHOM, "--erased", str(listed), "--database", fresh)
    assert "Slettet på nytt: 2 kandidater" in done.stdout, done.stderr
    assert run("log", "verify", "--database", fresh).exit_code == 0


def test_names_kept_apart_are_copied_beside(at: str, tmp_path: Path) -> None:
    names = f"sqlite:///{tmp_path / 'names.db'}"
    with opened(names) as database:
        prepare(database)
    done = run("db", "backup", str(tmp_path / "copy"), "--database", at, INNENFOR_IDENTITIES=names)
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "copy.identities").is_file()


def test_what_is_no_list_of_the_erased_is_told(at: str, tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text("[]", "utf-8")
    words = ("db", "restore", str(tmp_path / "copy"), *BY_WHOM, "--erased", str(tmp_path / "list.json"))
    done = run(*words, "--database", at)
    assert done.exit_code == 2
    assert "«list.json» er ingen liste over slettede" in done.stderr


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_store_that_cannot_be_reached_is_told_without_its_password(command: str, tmp_path: Path) -> None:
    url = "postgresql://nobody:secret@127.0.0.1:1/none"
    extra = (*BY_WHOM, "--none-erased") if command == "restore" else ()
    done = run("db", command, str(tmp_path / "copy"), *extra, "--database", url)
    assert done.exit_code == 3
    assert "Lageret svarer ikke" in done.stderr
    assert "secret" not in done.stderr + done.stdout


def test_a_postgresql_without_its_programs_here_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from service.store.copies import postgresql
    from service.store.database import StoreFault

    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreFault) as fault:
        postgresql.copy_out("postgresql://127.0.0.1:1/none", tmp_path / "copy", snapshot="x")
    assert (fault.value.code, fault.value.facts) == ("no_program", {"program": "pg_dump"})
