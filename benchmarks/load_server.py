"""A server in a process of its own: that of the service as an office starts it, or of one bare route."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI

from benchmarks.load_client import Phase, as_json
from benchmarks.load_store import UNIT
from service.access import Role
from service.operating.serving import address_of, listening, serve_until_stopped

ROOT: Final = Path(__file__).parent.parent
MINUTES: Final = 30
"""After which a server stops, whatever has become of this program."""
LOG: Final = subprocess.DEVNULL
"""Lines of the log are written, as the service does, and nobody reads them."""


@dataclass(frozen=True)
class Server:
    """A process that answers on a port of this machine."""

    port: int
    process: int

    def asked(self, phase: Phase) -> dict[str, Any]:
        """A phase run by clients in a process of their own, and the server's processor time for each answer."""
        before = self._processor_seconds()
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.load_client"],
            cwd=ROOT,
            input=as_json(phase),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=phase.seconds + 120,
        )
        found: dict[str, Any] = json.loads(done.stdout)
        spent = self._processor_seconds() - before
        return found | {"processor_ms_an_answer": round(spent * 1000 / max(found["answers"], 1), 1)}

    def _processor_seconds(self) -> float:
        """Of the process and all its threads, in user and system mode (see proc(5))."""
        after_name = Path(f"/proc/{self.process}/stat").read_text("ascii").rpartition(")")[2].split()
        return sum(map(int, after_name[11:13])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(*words: str) -> Iterator["Server"]:
    """A server in a process of its own, which is ended afterwards."""
    server = subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=LOG, text=True
    )
    try:
        told = server.stdout.readline() if server.stdout else ""
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", told)
        if not found:
            raise SystemExit(f"no server: {told}")
        yield Server(int(found[1]), server.pid)
    finally:
        server.terminate()
        server.communicate(timeout=30)


def service(url: str) -> list[str]:
    """The command that shows a store to a market contact, as an office starts it."""
    given = ["--database", url, "--unit", UNIT, "--role", Role.MARKET_CONTACT]
    return [
        "-c",
        "from service.cli.app import app; app()",
        "serve",
        "--port",
        "0",
        "--minutes",
        str(MINUTES),
        *given,
    ]


def bare() -> None:
    """One route that answers at once, on a server set up as that of the service is."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @app.get("/")
    def answer() -> dict[str, str]:
        return {"answer": "here"}

    listener = listening("127.0.0.1", 0)
    print(address_of(listener), flush=True)
    serve_until_stopped(app, listener, MINUTES)
