"""Addresses and how many ask at once in, how long each answer took out: many browsers in one process.

    python -m benchmarks.load_client < phase.json

Each client holds one connection and asks for one page after another, thinking in between where it is told to.
"""

import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from threading import Thread
from typing import Any, Final

TIMEOUT: Final = 60
PERSONS: Final = ("/kandidater/", '"candidate":')
"""What stands in an answer that shows somebody."""


@dataclass(frozen=True, kw_only=True)
class Phase:
    """What is asked for, by how many, and for how long."""

    port: int
    paths: Sequence[str]
    clients: int
    seconds: float
    seed: int
    think: float = 0.0
    """Seconds somebody looks at an answer, on average (exponentially distributed); 0 asks again at once."""
    shows_persons: bool = True
    """Whether answers with persons in them are counted as displays."""


@dataclass(frozen=True)
class Answer:
    """One answer: when it was asked for, how long it took, what came, and whether it shows somebody."""

    seconds: float
    status: int
    size: int
    shows: bool


def run(phase: Phase) -> dict[str, Any]:
    """All clients of a phase at once; the figures of their answers."""
    until = time.perf_counter() + phase.seconds
    answers: list[list[Answer]] = [[] for _ in range(phase.clients)]
    clients = [
        Thread(target=_client, args=(phase, number, until, answers[number]), daemon=True)
        for number in range(phase.clients)
    ]
    start = time.perf_counter()
    for one in clients:
        one.start()
    for one in clients:
        one.join(phase.seconds + TIMEOUT)
    return figures([one for some in answers for one in some], time.perf_counter() - start)


def figures(answers: Sequence[Answer], seconds: float) -> dict[str, Any]:
    """Answers in, how many a second and the percentiles of their time in milliseconds out."""
    times = sorted(one.seconds * 1000 for one in answers)

    def percentile(percent: int) -> float:
        return round(times[min(len(times) * percent // 100, len(times) - 1)], 1) if times else 0.0

    return {
        "answers": len(answers),
        "a_second": round(len(answers) / seconds, 1),
        "p50_ms": percentile(50),
        "p95_ms": percentile(95),
        "p99_ms": percentile(99),
        "longest_ms": round(times[-1], 1) if times else 0.0,
        "kilobytes": round(sum(one.size for one in answers) / 1000 / max(len(answers), 1), 1),
        "failed": sum(one.status != 200 for one in answers),
        "displays": sum(one.shows for one in answers),
    }


def _client(phase: Phase, number: int, until: float, answers: list[Answer]) -> None:
    chance = random.Random(f"{phase.seed}:{number}")
    connection = HTTPConnection("127.0.0.1", phase.port, timeout=TIMEOUT)
    # Nobody begins at the same moment as the others.
    time.sleep(chance.random() * phase.think)
    while time.perf_counter() < until:
        answers.append(_asked(connection, chance.choice(phase.paths), phase))
        if phase.think:
            time.sleep(min(chance.expovariate(1 / phase.think), max(until - time.perf_counter(), 0)))
    connection.close()


def _asked(connection: HTTPConnection, path: str, phase: Phase) -> Answer:
    start = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    seconds = time.perf_counter() - start
    shows = phase.shows_persons and any(mark.encode() in body for mark in PERSONS)
    return Answer(seconds, answer.status, len(body), shows and answer.status == 200)


def main() -> None:
    """A phase as JSON in, its figures as JSON out."""
    print(json.dumps(run(Phase(**json.loads(sys.stdin.read())))))


def as_json(phase: Phase) -> str:
    """A phase as it is given to a process of its own."""
    return json.dumps(asdict(phase))


if __name__ == "__main__":
    main()
