"""What peers are given, in the forms they ask for, and what they did, counted anew; it has nothing of ours."""

import resource
import time
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import numpy as np

FULL = 1000


@dataclass(frozen=True, eq=False)
class Given:
    """Pairs that may be chosen and the places of each opening."""

    people: int
    person: Any
    opening: Any
    points: Any
    places: Any

    @property
    def most(self) -> int:
        """The most people there are places for."""
        return int(min(self.people, self.places.sum()))

    @property
    def unit(self) -> int:
        """What one person counts for beside points."""
        return FULL * self.most + 1

    @property
    def value(self) -> Any:  # noqa: ANN401 - an array; this file knows no types of ours
        """What each pair is worth."""
        return self.points.astype(np.int64) + self.unit


@dataclass
class Run:
    """When the building was done, what was chosen, and whether it is claimed to be best."""

    chosen: Any = None
    proven: bool = False
    started: float = field(default_factory=time.perf_counter)
    processor: float = field(default_factory=time.process_time)
    built: float = 0.0
    solved: float = 0.0

    def is_built(self) -> None:
        """From here on it is solved."""
        self.built = time.perf_counter()

    def is_solved(self, chosen: Any, proven: bool) -> None:  # noqa: ANN401 - indices or a mask
        """Places of the chosen pairs, each once."""
        self.solved, self.chosen, self.proven = time.perf_counter(), chosen, proven
        self.processor = time.process_time() - self.processor


def copies(given: Given) -> tuple[Any, Any]:
    """Each pair once for each place of its opening: the place, and which pair it is."""
    times = given.places[given.opening]
    pair = np.repeat(np.arange(len(times)), times)
    number = np.arange(len(pair)) - np.repeat(np.cumsum(times) - times, times)
    return (np.cumsum(given.places) - given.places)[given.opening[pair]] + number, pair


def places_of(given: Given, person: Any, opening: Any) -> Any:  # noqa: ANN401 - arrays
    """Places of the pairs named, which stand ordered by opening, then person."""
    key = given.opening.astype(np.int64) * given.people + given.person
    return np.searchsorted(key, opening.astype(np.int64) * given.people + person)


def network(given: Given) -> tuple[Any, Any, Any, Any, int]:
    """Arcs of pairs, then from a source to people, from openings to a sink, and past them all."""
    people, openings = given.people, len(given.places)
    source, sink = people + openings, people + openings + 1
    whole, one = np.int64, np.ones(people, dtype=np.int64)
    tail = np.concatenate([given.person, np.full(people, source), people + np.arange(openings), [source]])
    head = np.concatenate([people + given.opening, np.arange(people), np.full(openings, sink), [sink]])
    room = np.concatenate([np.ones(len(given.person), dtype=whole), one, given.places, [given.most]])
    free = np.zeros(people + openings, dtype=whole)
    cost = np.concatenate([FULL - given.points.astype(whole), free, [given.unit]])
    arcs = (np.ascontiguousarray(column, dtype=whole) for column in (tail, head, room, cost))
    return (*arcs, people + openings + 2)  # type: ignore[return-value]  # four arrays and a number


def programme(given: Given) -> tuple[Any, Any]:
    """One row for each person and opening over all pairs, column by column, and the most of each."""
    pairs = len(given.person)
    rows = np.stack([given.person, given.people + given.opening], axis=1).astype(np.int32).ravel()
    starts = np.arange(0, 2 * pairs + 1, 2, dtype=np.int32)
    most = np.concatenate([np.ones(given.people), given.places]).astype(np.float64)
    matrix = import_module("scipy.sparse").csc_array(
        (np.ones(2 * pairs), rows, starts), shape=(len(most), pairs)
    )
    return matrix, most


def groups(column: Any, groups: int) -> list[Any]:  # noqa: ANN401 - an array
    """The places of each group's entries."""
    order = np.argsort(column, kind="stable")
    return np.split(order, np.cumsum(np.bincount(column, minlength=groups))[:-1])


def told(given: Given, run: Run) -> dict[str, Any]:
    """What a peer did, recounted; a choice that breaks a place or a person is told as such."""
    chosen = run.chosen
    taken = np.bincount(given.opening[chosen], minlength=len(given.places))
    held = np.bincount(given.person[chosen], minlength=given.people)
    return {
        "build": round(run.built - run.started, 4),
        "solve": round(run.solved - run.built, 4),
        "seconds": round(run.solved - run.started, 4),
        "processor_seconds": round(run.processor, 4),
        "objective": [len(chosen), int(given.points[chosen].sum(dtype=np.int64))],
        "proven": bool(run.proven),
        "kept": bool((taken <= given.places).all() and (held <= 1).all()),
        "peak_gib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 3),
    }
