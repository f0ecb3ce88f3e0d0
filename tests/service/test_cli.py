"""`innenfor serve`: on this machine alone, until stopped; the other commands wait for no web framework."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server

import httpx
import pytest
from typer.testing import CliRunner, Result

from service.cli.app import app

ROOT = Path(__file__).parents[2]
PROGRAM = "from service.cli.app import app; app()"


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@contextmanager
def served(*words: str) -> Iterator[str]:
    """The command in a process of its own, and the address it tells; stopped again by its own id."""
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", "0", "--minutes", "2", *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            told = process.stdout.readline()
            address = re.search(r"http://\S+/", told)
            assert address, told
            yield address[0]
        finally:
            process.terminate()
            process.wait(timeout=20)


def test_it_serves_the_shipped_rounds_and_stops_when_asked() -> None:
    with served("--date", "2026-11-21") as address:
        answer = httpx.get(address, timeout=20)
        assert answer.status_code == 200
        assert "CNC Vestre Toten" in answer.text
        assert "server" not in answer.headers
        assert httpx.head(address, timeout=20).headers["content-length"] == str(len(answer.content))
        assert httpx.post(address, timeout=20).status_code == 405
        httpx.get(f"{address}runder/cnc-vestre-toten/kandidater/K01", timeout=20)
    with pytest.raises(httpx.ConnectError):
        httpx.get(address, timeout=5)


def test_no_id_is_written_on_the_screen() -> None:
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", "0", "--minutes", "2"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        address = str(process.stdout.readline()).split()[3]
        httpx.get(f"{address}runder/cnc-vestre-toten/kandidater/K01", timeout=20)
        httpx.get(f"{address}runder/cnc-vestre-toten/kandidater/NOBODY-1", timeout=20)
        process.terminate()
        rest = process.communicate(timeout=20)[0]
    assert "K01" not in rest
    assert "NOBODY-1" not in rest


def test_the_role_decides_what_is_shown() -> None:
    with served("--role", "planner") as address:
        person = f"{address}api/v1/rounds/cnc-vestre-toten/people/K01"
        assert httpx.get(person, timeout=20).status_code == 404


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "innenfor.example"])
def test_an_address_others_could_reach_is_refused(host: str) -> None:
    done = run("serve", "--host", host)
    assert done.exit_code == 2
    assert f"«{host}» kan nås fra andre maskiner" in done.stderr


def test_a_port_that_is_taken_is_told() -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("serve", "--port", port)
    assert done.exit_code == 2
    assert f"Port {port} er opptatt" in done.stderr


@pytest.mark.parametrize(
    "words",
    [("--port", "70000"), ("--port", "x"), ("--minutes", "0"), ("--role", "nobody"), ("--date", "i dag")],
)
def test_what_cannot_be_followed_is_told(words: tuple[str, str]) -> None:
    done = run("serve", *words)
    assert done.exit_code == 2
    assert words[1] in done.stderr


def test_the_commands_of_the_core_are_there() -> None:
    told = run("--help").stdout
    assert all(f"  {name} " in told for name in ("sample", "check", "fill", "suggest", "explain", "serve"))


def test_no_other_command_loads_a_web_framework() -> None:
    program = "import sys, service.cli.app; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not set(done.stdout.split()) & {"fastapi", "starlette", "uvicorn", "pydantic"}
