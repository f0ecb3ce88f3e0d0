"""What docs/api.md says of the interface is so, and its client runs as it stands there."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import uvicorn

from service.access import Role
from service.app import create_app, create_service
from service.door.actors import LoopbackActor
from service.shown.kept import KeptRounds
from tests.docs.tables import DOCS
from tests.service.asked import actor
from tests.service.test_kept import CATALOGUE, NAME, clock, desk_of, kept_store

TEXT = (DOCS / "api.md").read_text("utf-8")
PREFIX = "/api/v1"
APART = {"/log"}
"""Routes for auditors, told of in docs/drift.md."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with kept_store(tmp_path_factory.mktemp("store")) as database:
        actors = LoopbackActor(actor(Role.MARKET_CONTACT, ["steinkjer"]))
        service = create_service(KeptRounds(database, CATALOGUE, clock), actors, desk_of(database))
        with socket.create_server(("127.0.0.1", 0)) as listener:
            config = uvicorn.Config(service, access_log=False, lifespan="off", log_level="error")
            server = uvicorn.Server(config)
            thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            server.should_exit = True
            thread.join(timeout=20)
            assert not thread.is_alive()


def run(address: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (client,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    file = folder / "client.py"
    file.write_text(client, "utf-8")
    around = {**os.environ, "INNENFOR_URL": address}
    around.pop("INNENFOR_TOKEN", None)
    return subprocess.run(
        [sys.executable, "-I", str(file)], capture_output=True, text=True, timeout=60, env=around, check=False
    )


def test_the_client_reads_everybody_and_takes_a_step(address: str, tmp_path: Path) -> None:
    said = set()
    for _ in range(2):  # the second finds the first on the list, and takes another
        done = run(address, tmp_path)
        assert done.returncode == 0, done.stderr
        first, second = done.stdout.splitlines()
        assert first == "90 people in Innherred"
        assert re.fullmatch(r"K\d+ is asked and may go on to \w+(, \w+)*", second)
        said.add(second)
    assert len(said) == 2


def test_every_route_for_rounds_is_told_of() -> None:
    described = create_app({}, lambda request: None, desk=object()).openapi()["paths"]  # type: ignore[arg-type]  # never asked
    told = {path.removeprefix(f"{PREFIX}/rounds/{{round}}").removeprefix(PREFIX) for path in described}
    missing = {path for path in told - APART if path and path.split("/")[1] not in TEXT}
    assert not missing
    assert NAME not in TEXT
