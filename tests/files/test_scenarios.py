"""A file of what-ifs: what may stand in it, and what is told of what may not."""

from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.scenario import ProgrammeChange, Scenario
from matching.files.decisions.scenarios import read_scenarios
from tests.files.written import CATALOGUE


def read(folder: Path, text: str, version: str = "schema_version = 1") -> tuple[Scenario, ...]:
    path = folder / "hvahvis.toml"
    path.write_text(f"{version}\n{text}\n", encoding="utf-8")
    return read_scenarios(path, CATALOGUE)


def test_every_change_is_read_and_the_order_kept(tmp_path: Path) -> None:
    text = """
    [[scenario]]
    name = "Flere plasser"
    seats = { L01 = 2, L02 = 0.5, L03 = 0 }
    [[scenario]]
    name = "Alt annet"
    travel_limit = 45
    half_time = true
    without_firms = ["Firma AS"]
    programme = { least_age = 18, trades = ["CNC"], region = ["34"], without = ["registered"] }
    """
    change = ProgrammeChange(
        least_age=18, trades=("cnc-maskineringsfaget",), region=("34",), without=("registered",)
    )
    assert read(tmp_path, text) == (
        Scenario(name="Flere plasser", seats={"L01": 20, "L02": 5, "L03": 0}),
        Scenario(
            name="Alt annet", travel_limit=45, half_time=True, without_firms=("Firma AS",), programme=change
        ),
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "scenario"),
        ("scenario = 3", "scenario"),
        ("[[scenario]]\nname = ''", "scenario[1].name"),
        ("[[scenario]]\ntravel_limit = 30", "scenario[1].name"),
        ("[[scenario]]\nname = 'a'\nseats = { L01 = 0.25 }", "scenario[1].seats.L01"),
        ("[[scenario]]\nname = 'a'\nseats = { L01 = -1 }", "scenario[1].seats.L01"),
        ("[[scenario]]\nname = 'a'\nseats = { L01 = nan }", "scenario[1].seats.L01"),
        ("[[scenario]]\nname = 'a'\nseats = { L01 = true }", "scenario[1].seats.L01"),
        ("[[scenario]]\nname = 'a'\nseats = { L01 = 'to' }", "scenario[1].seats.L01"),
        ("[[scenario]]\nname = 'a'\nseats = 3", "scenario[1].seats"),
        ("[[scenario]]\nname = 'a'\ntravel_limit = 0", "scenario[1].travel_limit"),
        ("[[scenario]]\nname = 'a'\nhalf_time = 1", "scenario[1].half_time"),
        ("[[scenario]]\nname = 'a'\nprogramme = { least_age = 300 }", "scenario[1].programme.least_age"),
        ("[[scenario]]\nname = 'a'\nprogramme = { without = ['age'] }", "scenario[1].programme.without[1]"),
        ("[[scenario]]\nname = 'a'\n[[scenario]]\nname = 'a'", "scenario[2].name"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_its_key(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(PolicyFault) as raised:
        read(tmp_path, text)
    assert raised.value.code is ErrorCode.POLICY_VALUE
    assert raised.value.facts["key"] == key
    assert raised.value.facts["file"] == "hvahvis.toml"


@pytest.mark.parametrize(
    ("text", "key", "nearest"),
    [
        ("[[scenario]]\nname = 'a'\nhalftime = true", "scenario[1].halftime", "scenario[1].half_time"),
        ("[[scenarios]]\nname = 'a'", "scenarios", "scenario"),
    ],
)
def test_a_key_that_is_not_known_is_told_with_the_nearest(
    tmp_path: Path, text: str, key: str, nearest: str
) -> None:
    with pytest.raises(PolicyFault) as raised:
        read(tmp_path, text)
    assert raised.value.code is ErrorCode.POLICY_KEY
    assert (raised.value.facts["key"], raised.value.facts["nearest"]) == (key, nearest)


@pytest.mark.parametrize("version", ["", "schema_version = 2", "schema_version = '1'"])
def test_a_file_of_another_version_is_refused(tmp_path: Path, version: str) -> None:
    with pytest.raises(PolicyFault) as raised:
        read(tmp_path, "[[scenario]]\nname = 'a'", version)
    assert raised.value.code is ErrorCode.POLICY_VERSION
