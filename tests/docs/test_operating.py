"""The image and the units of systemd name files, commands and routes that there are, and run as nobody special."""

import configparser
import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from service.operating.health import ALIVE
from service.operating.settings import PREFIX, table

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "drift"
UNITS = ("innenfor.service", "innenfor-worker.service")
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "RestrictSUIDSGID": "yes",
    "CapabilityBoundingSet": "",
    "UMask": "0077",
    "LimitCORE": "0",
    "StateDirectoryMode": "0700",
}


def instructions() -> list[tuple[str, str]]:
    """The instructions of the image, each with what follows it."""
    text = (FOLDER / "Containerfile").read_text("utf-8")
    whole = re.sub(r"\\\n", " ", "\n".join(line for line in text.splitlines() if not line.startswith("#")))
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in whole.splitlines() if line.strip()]


def given(name: str) -> list[str]:
    return [rest for one, rest in instructions() if one == name]


def commands() -> set[str]:
    from typer.main import get_command

    from service.cli.app import app

    return set(getattr(get_command(app), "commands", {}))


def test_the_image_is_made_of_the_base_it_names_and_of_files_that_are_here() -> None:
    assert {rest.split()[0] for rest in given("FROM")} == {"python:3.11-slim"}
    copied = [rest.split() for rest in given("COPY") if not rest.startswith("--from=build")]
    sources = [source for words in copied for source in words[:-1]]
    assert {"matching", "service", "requirements.lock", "pyproject.toml"} <= set(sources)
    assert all((ROOT / source).exists() for source in sources)
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = [
        tables["project"]["readme"],
        *tables["project"]["license-files"],
        *tables["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"],
    ]
    assert set(needed) <= set(sources)


def test_the_image_runs_a_command_there_is_as_somebody_who_is_not_root() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert json.loads(given("ENTRYPOINT")[0]) == list(scripts)
    assert json.loads(given("CMD")[0])[0] in commands()
    assert int(given("USER")[-1]) > 0


def test_the_image_asks_itself_whether_it_is_alive_by_a_line_that_can_be_run() -> None:
    words = json.loads(given("HEALTHCHECK")[0].partition("CMD ")[2])
    assert ALIVE in words[2]
    compile(words[2], "healthcheck", "exec")


def test_nothing_secret_and_no_setting_is_in_the_image() -> None:
    for told in (*given("ENV"), *given("ARG")):
        assert PREFIX not in told
        assert not re.search("password|secret|token|key", told, re.IGNORECASE)


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_starts_a_command_there_is_and_may_do_little(name: str) -> None:
    unit = configparser.ConfigParser(interpolation=None, strict=True)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their capitals
    unit.read(FOLDER / name)
    program, command, *_ = shlex.split(unit["Service"]["ExecStart"])
    assert (Path(program).name, command in commands()) == ("innenfor", True)
    assert unit["Service"]["DynamicUser"] == "yes"
    assert {option: unit["Service"][option] for option in HARDENED} == HARDENED


def test_the_document_tells_how_each_of_them_is_used() -> None:
    told = (ROOT / "docs" / "drift.md").read_text("utf-8")
    assert all(f"drift/{name}" in told for name in ("Containerfile", *UNITS))
    assert all(f"`{name}`" in told for name, _, _ in table())
