"""The service under load: many people at their browsers, a round of the size of a county, every display logged.

    python -m benchmarks.load --folder /tmp/load
    python -m benchmarks.load --people 500 --openings 60 --seconds 2 --folder /tmp/load

The service, those who ask (load_client) and the calculation beside them are processes of their own on one machine,
so the clients take their share of its processors too; a bare FastAPI route served in the same way says how much.
The store is made once in the folder, and a copy of it is served.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.request import urlopen

from sqlalchemy import func, select

from benchmarks.load_client import Phase
from benchmarks.load_server import ROOT, Server, bare, service, serving
from benchmarks.load_store import JOB_ROUND, ROUND, clock, on_lists, openings_of, store_of
from benchmarks.record import record
from matching.catalogue.loader import load_catalogue
from service.planning.calculating import calculate
from service.store.database import Database
from service.store.tables.records import lookup

PACKAGES: Final = ("innenfor", "fastapi", "uvicorn", "sqlalchemy", "numpy", "numba", "jinja2")
AT_HAND: Final = 300
"""Openings, and people suggested for them, that the pages read are about: what an office works with in a week."""
TOLD: Final = ("a_second", "p50_ms", "p95_ms", "p99_ms", "longest_ms", "processor_ms_an_answer")
THINK: Final = 2.0
"""Seconds between an answer and the next page somebody asks for, on average (source: assumption)."""
NICE: Final = 10
"""How much the calculation gives way to those who read, as the child of a worker does."""
PERSON_LINK: Final = r'href="(/runder/[^"]*/kandidater/[^"/]+)"'


def job(url: str) -> None:
    """The other round of the store calculated again and again, until somebody ends it."""
    os.nice(NICE)
    database, catalogue = Database.at(url), load_catalogue()
    while True:
        calculate(database, catalogue, JOB_ROUND, by="benchmark", clock=clock)


class Load:
    """A store that is served, and those who ask."""

    def __init__(self, url: str, server: Server, given: argparse.Namespace) -> None:
        self.database = Database.at(url)
        self.server, self.given = server, given
        chance = Random(given.seed)
        names = openings_of(self.database)
        self.openings = [chance.choice(names) for _ in range(max(AT_HAND, len(names)))]
        self.lists = on_lists(self.database)

    def first(self) -> float:
        """Seconds until the first answer about a round that is not yet loaded."""
        start = time.perf_counter()
        self._get(self._pages(self.openings[:1])[0])
        return round(time.perf_counter() - start, 2)

    def phases(self, *, alone: bool) -> dict[str, Any]:
        """The figures of each kind of question; `alone`: with each kind of page by itself too."""
        found: dict[str, Any] = {}
        for kind, paths in {"page": self._pages(self.openings), "api": self._answers()}.items():
            found |= {
                # Any of all there are, so that what is asked for has seldom been asked for before.
                f"suggestions_{kind}_thinking": self.asked(paths, think=THINK),
                f"suggestions_{kind}": self.asked(paths),
                f"suggestions_{kind}_again": self.asked(self.looked_at(paths[:AT_HAND])),
            }
        reads = self.reads()
        if alone:
            found |= {name: self.asked(paths) for name, paths in reads.items()}
        # As many of each kind, of what an office has at hand.
        most = max(map(len, reads.values()))
        mixed = [paths[number % len(paths)] for number in range(most) for paths in reads.values()]
        return found | {"other_reads": self.asked(self.looked_at(mixed))}

    def looked_at(self, paths: Sequence[str]) -> Sequence[str]:
        """The same addresses, each asked for once."""
        for path in dict.fromkeys(paths):
            self._get(path)
        return paths

    def reads(self) -> dict[str, list[str]]:
        """Pages that are not suggestions for an opening."""
        at_hand = self.openings[:AT_HAND]
        return {
            "round": [f"/runder/{ROUND}"],
            "openings": [f"/runder/{ROUND}/lareplasser"],
            "person": self._people(at_hand),
            "list": [f"{page}/liste" for page in self._pages(self.lists[:AT_HAND])],
        }

    def asked(self, paths: Sequence[str], *, think: float = 0.0) -> dict[str, Any]:
        """A phase run by clients in a process of their own, and the displays the store has kept of it."""
        given = self.given
        phase = Phase(
            port=self.server.port,
            paths=paths,
            clients=given.clients,
            seconds=given.seconds,
            seed=given.seed,
            think=think,
        )
        before = self._kept()
        found = self.server.asked(phase)
        return found | {"kept": self._kept() - before}

    def _kept(self) -> int:
        with self.database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(lookup)).scalar_one())

    def _get(self, path: str) -> str:
        with urlopen(f"http://127.0.0.1:{self.server.port}{path}", timeout=120) as answer:
            return str(answer.read().decode())

    def _people(self, openings: Sequence[str]) -> list[str]:
        """Pages of people who are suggested for some openings, as the links to them stand."""
        found: dict[str, None] = {}
        for page in self._pages(openings):
            found |= dict.fromkeys(re.findall(PERSON_LINK, self._get(page)))
            if len(found) >= AT_HAND:
                break
        return list(found)

    def _pages(self, openings: Sequence[str]) -> list[str]:
        return [f"/runder/{ROUND}/lareplasser/{name}" for name in openings]

    def _answers(self) -> list[str]:
        return [f"/api/v1/rounds/{ROUND}/openings/{name}" for name in self.openings]


@contextmanager
def working(url: str) -> Iterator[None]:
    """A calculation beside, of lower priority."""
    command = [sys.executable, "-m", "benchmarks.load", "--only", "job", "--database", url]
    worker = subprocess.Popen(command, cwd=ROOT)
    try:
        time.sleep(2)
        yield
    finally:
        worker.terminate()
        worker.wait(timeout=60)


def measured(given: argparse.Namespace) -> dict[str, Any]:
    """All phases, and beside them the bare route."""
    store = store_of(given.folder, given.people, given.openings, given.seed)
    with serving("-m", "benchmarks.load", "--only", "bare") as server:
        route = Phase(
            port=server.port, paths=["/"], clients=given.clients, seconds=given.seconds, seed=given.seed
        )
        figures = {"bare_route": server.asked(route)}
    with TemporaryDirectory(dir=given.folder) as place:
        copied = shutil.copy(store, Path(place) / "served.db")
        url = f"sqlite:///{copied}"
        with serving(*service(url)) as server:
            load = Load(url, server, given)
            figures["first_answer"] = {"seconds": load.first()}
            figures["alone"] = load.phases(alone=True)
            with working(url):
                figures["under_a_job"] = load.phases(alone=False)
            load.database.close()
    return figures


def main() -> None:
    """Run all, print and record the figures; exit with 1 where an answer failed or a display is not kept."""
    given = _arguments()
    if given.only == "bare":
        bare()
    if given.only == "job":
        job(given.database)
    if given.only:
        return
    given.folder.mkdir(parents=True, exist_ok=True)
    busy = round(os.getloadavg()[0], 2)
    figures = measured(given)
    told: dict[str, Any] = {
        name: getattr(given, name) for name in ("people", "openings", "clients", "seconds")
    }
    told |= {"think_seconds": THINK, "load_average_at_start": busy}
    path = record(given.name, told | figures, seed=given.seed, packages=PACKAGES)
    phases = {"bare": figures["bare_route"], **figures["alone"]}
    phases |= {f"{name}, job": found for name, found in figures["under_a_job"].items()}
    for name, found in phases.items():
        times = " ".join(f"{found[key]:>9}" for key in TOLD)
        print(
            f"{name:32} {times}  {found['answers']} answers, {found['failed']} failed, {found.get('kept', 0)} kept"
        )
    print(f"first answer after {figures['first_answer']['seconds']} s; written {path.name}")
    sound = all(not one["failed"] and one["displays"] == one.get("kept", 0) for one in phases.values())
    raise SystemExit(not sound)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=57_000)
    parser.add_argument("--openings", type=int, default=6_000)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=10.0, help="of each phase")
    parser.add_argument("--folder", type=Path, default=Path("load"), help="where the store is made and kept")
    parser.add_argument("--name", default="load", help="of the record")
    parser.add_argument("--only", choices=("bare", "job"))
    parser.add_argument("--database")
    return parser.parse_args()


if __name__ == "__main__":
    main()
