"""`innenfor doctor`: each thing the service stands on is well, or what mends it is told."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from matching.catalogue.loader import load_catalogue
from matching.wording import Words
from service.cli.app import app
from service.operating.doctor import Finding, examine
from service.operating.settings import Settings
from service.store.database import opened
from service.store.identities import prepare
from service.store.upgrade import upgrade
from tests.service.test_cli_store import put

NOW = datetime(2030, 1, 1, tzinfo=UTC)
ISSUER = "https://login.example"
WORDS = Words(load_catalogue())


def run(*words: str, **environment: str) -> Result:
    return CliRunner().invoke(app, list(words), env=environment)


@pytest.fixture
def at(tmp_path: Path) -> str:
    """The address of a store that is ready."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with opened(url) as database:
        upgrade(database)
        prepare(database)
    return url


def found(settings: Settings, now: datetime = NOW, keys: bytes | None = None) -> dict[str, Finding]:
    """The findings, each told in words."""

    def fetch() -> bytes:
        if keys is None:
            raise OSError("nothing listens there")
        return keys

    findings = {one.check: one for one in examine(settings, fetch, now)}
    for one in findings.values():
        assert WORDS.say(one.text, **one.facts)[-1] in ".»"
    return findings


def ill(findings: dict[str, Finding]) -> dict[str, str]:
    """What is not well, but for the texts: those have a test of their own."""
    return {one.check: one.text for one in findings.values() if not one.well and one.check != "texts"}


def test_a_store_that_is_ready_is_well_and_so_is_all_beside_it(at: str) -> None:
    findings = found(Settings(database=at))
    assert ill(findings) == {}
    assert set(findings) == {"python", "sqlite", "disk", "store", "log", "clock", "texts", "catalogue"}


def test_every_language_is_whole(at: str) -> None:
    texts = found(Settings(database=at))["texts"]
    assert texts.well, texts.facts


def test_the_command_tells_it_line_by_line_and_as_json(at: str) -> None:
    told = run("doctor", "--database", at)
    rows = json.loads(run("doctor", "--json", "--database", at).stdout)
    assert [row["check"] for row in rows][:2] == ["settings", "python"]
    marks = ["I orden:" if row["well"] else "FEIL:   " for row in rows]
    assert [line[:8] for line in told.stdout.splitlines()] == marks
    assert told.exit_code == (0 if all(row["well"] for row in rows) else 1)


def test_settings_that_do_not_agree_are_told_alone() -> None:
    done = run("doctor", INNENFOR_PRODUCTION="yes")
    assert done.exit_code == 1
    assert done.stdout.startswith("FEIL:")
    assert "INNENFOR_ISSUER" in done.stdout


def test_a_store_that_was_not_made_is_told_and_not_made(tmp_path: Path) -> None:
    done = run("doctor", "--database", f"sqlite:///{tmp_path / 'store.db'}")
    assert done.exit_code == 1
    assert "innenfor db upgrade" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_store_of_an_older_version_is_told_what_to_run(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with opened(url) as database:
        upgrade(database, to="0001")
    assert ill(found(Settings(database=url))) == {"store": "store.fault.revision"}


def test_a_folder_or_server_that_is_not_there_is_told_without_a_password() -> None:
    nowhere = found(Settings(database="sqlite:////nowhere/at/all/store.db"))
    assert ill(nowhere) == {"disk": "doctor.disk.no_folder", "store": "doctor.store.absent"}
    server = found(Settings(database="postgresql://nobody:secret@127.0.0.1:1/none"))
    assert ill(server) == {"store": "store.fault.unreachable"}


def test_a_log_that_was_changed_is_told(at: str) -> None:
    assert put(at).exit_code == 0
    with opened(at) as database, database.writing() as connection:
        connection.execute(text("UPDATE decision SET actor = 'nobody' WHERE number = 2"))
    findings = found(Settings(database=at))
    assert ill(findings) == {"log": "doctor.log.broken"}
    assert findings["log"].facts == {"number": 2}


def test_a_clock_that_is_behind_what_was_written_is_told(at: str) -> None:
    assert put(at).exit_code == 0
    assert ill(found(Settings(database=at), datetime.now(UTC) - timedelta(hours=1))) == {
        "clock": "doctor.clock.behind"
    }


def test_names_that_are_kept_apart_are_looked_for(at: str, tmp_path: Path) -> None:
    apart = Settings(database=at, identities=f"sqlite:///{tmp_path / 'names.db'}")
    assert ill(found(apart)) == {"identities": "doctor.identities.unreachable"}
    with opened(apart.identities) as database:
        prepare(database)
    assert found(apart)["identities"].well


def test_a_log_in_needs_its_groups_and_the_keys_of_its_issuer(at: str, tmp_path: Path) -> None:
    groups = tmp_path / "groups.toml"
    settings = Settings(database=at, groups=str(groups), issuer=ISSUER, audience="us", jwks=f"{ISSUER}/keys")
    assert ill(found(settings)) == {"groups": "doctor.groups.unreadable", "keys": "doctor.keys.none"}
    groups.write_text('[[groups]]\nid = "g"\nrole = "planner"\nunit = "steinkjer"\n', "utf-8")
    key = {"kty": "RSA", "kid": "one", "alg": "RS256", "use": "sig", "n": "u1SU1LfVLPHCozMxH2Mo", "e": "AQAB"}
    assert ill(found(settings, keys=json.dumps({"keys": [key]}).encode())) == {}
    assert ill(found(settings, keys=b"<html>")) == {"keys": "doctor.keys.none"}


def test_in_production_it_is_told_where_browsers_are_not_told_of_https(at: str) -> None:
    real = Settings(database=at, production=True, issuer=ISSUER)
    assert found(real)["https"].well
    assert found(replace(real, https=False))["https"].text == "doctor.https.off"
    assert "https" not in found(Settings(database=at, issuer=ISSUER, https=False))
