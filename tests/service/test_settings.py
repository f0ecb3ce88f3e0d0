"""Settings are read whole or not at all, and what they say stands in the documents."""

import os
from pathlib import Path

import pytest

from service.operating.settings import Settings, SettingsFault, read_settings, table

LOG_IN = {
    "INNENFOR_ISSUER": "https://login.example/v2",
    "INNENFOR_AUDIENCE": "innenfor",
    "INNENFOR_JWKS": "https://login.example/keys",
    "INNENFOR_GROUPS": "groups.toml",
}
DOCUMENT = Path(__file__).parents[2] / "docs" / "drift.md"


def test_without_any_the_service_is_for_trying_out_on_this_machine() -> None:
    settings = read_settings({"PATH": "/bin"})
    assert settings == Settings()
    assert not settings.has_log_in


def test_each_is_read_from_the_variable_of_its_name() -> None:
    given = {**LOG_IN, "INNENFOR_PRODUCTION": "yes", "INNENFOR_DATABASE": "postgresql://db/innenfor"}
    settings = read_settings(given)
    assert settings.production
    assert settings.has_log_in
    assert (settings.database, settings.audience) == ("postgresql://db/innenfor", "innenfor")


@pytest.mark.parametrize(
    ("given", "name", "why"),
    [
        ({"INNENFOR_DATBASE": "x"}, "INNENFOR_DATBASE", "unknown"),
        ({"INNENFOR_PRODUCTION": "true"}, "INNENFOR_PRODUCTION", "yes_or_no"),
        ({"INNENFOR_PRODUCTION": "yes"}, "INNENFOR_ISSUER", "missing"),
        ({"INNENFOR_ISSUER": "https://login.example"}, "INNENFOR_AUDIENCE", "missing"),
        ({**LOG_IN, "INNENFOR_PRODUCTION": "yes"}, "INNENFOR_SQLITE_IN_PRODUCTION", "sqlite"),
        ({"INNENFOR_OFFICES": "steinkjer"}, "INNENFOR_OFFICES", "offices"),
        ({"INNENFOR_OFFICES": "steinkjer="}, "INNENFOR_OFFICES", "offices"),
        ({"INNENFOR_OFFICES": "a=b=c"}, "INNENFOR_OFFICES", "offices"),
        ({**LOG_IN, "INNENFOR_JWKS": "http://login.example/keys"}, "INNENFOR_JWKS", "https"),
    ],
)
def test_what_cannot_be_followed_is_told_by_its_variable(given: dict[str, str], name: str, why: str) -> None:
    with pytest.raises(SettingsFault) as fault:
        read_settings(given)
    assert (fault.value.name, fault.value.why) == (name, why)


@pytest.mark.parametrize(
    "named",
    [
        "steinkjer=Nav\x07Steinkjer",
        "steinkjer=Nav\nSteinkjer",
        "steinkjer=Nav \u202eenitnelav",
        "steinkjer=Nav\u200bSteinkjer",
        "stein\u202ekjer=Nav Steinkjer",
        os.fsdecode(b"steinkjer=Nav V\xe6rnes"),
        f"steinkjer={'N' * 81}",
        "steinkjer=Nav 01010112345",
        "steinkjer=Nav A;vinje=Nav B;steinkjer=Nav C",
    ],
)
def test_what_could_mislead_who_reads_it_is_no_name_of_an_office(named: str) -> None:
    with pytest.raises(SettingsFault) as fault:
        read_settings({"INNENFOR_OFFICES": named})
    assert (fault.value.name, fault.value.why) == ("INNENFOR_OFFICES", "offices")
    assert "Nav" not in str(fault.value)


def test_the_longest_name_of_an_office_is_taken() -> None:
    assert read_settings({"INNENFOR_OFFICES": f"a={'Ø' * 80}"}).office_names == {"a": "Ø" * 80}


def test_what_offices_are_called_is_told_by_their_ids() -> None:
    given = {"INNENFOR_OFFICES": " steinkjer = Nav Steinkjer;\n vinje=Nav Vinje, Tokke;"}
    assert read_settings(given).office_names == {"steinkjer": "Nav Steinkjer", "vinje": "Nav Vinje, Tokke"}
    assert read_settings({}).office_names == {}


def test_sqlite_serves_real_people_where_an_office_has_said_so() -> None:
    said = {"INNENFOR_PRODUCTION": "yes", "INNENFOR_SQLITE_IN_PRODUCTION": "yes"}
    assert read_settings({**LOG_IN, **said}).production


def test_the_document_has_every_setting_as_it_is() -> None:
    rows = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("| `INNENFOR_")]
    assert rows == [
        f"| `{name}` | {f'`{default}`' if default else 'ingen'} | {told} |" for name, default, told in table()
    ]


def test_browsers_are_told_of_https_where_people_log_in_unless_an_office_says_otherwise() -> None:
    assert read_settings(LOG_IN).tells_https
    assert not read_settings({**LOG_IN, "INNENFOR_HTTPS": "no"}).tells_https
    # On this machine alone there is no TLS.
    assert not read_settings({"INNENFOR_HTTPS": "yes"}).tells_https
