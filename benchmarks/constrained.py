"""The allocation under constraints beside HiGHS and CP-SAT on the same models, in the same time.

The instances were not looked at while the search was made: their seeds are kept for this.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.apart import Line, lines, peers_python
from benchmarks.instances_constrained import KINDS, constrained
from matching.allocation.limited.model import Model

SEEDS: Final = range(20, 25)
PEERS: Final = ("highs", "cp_sat")


@dataclass(frozen=True, kw_only=True)
class Case:
    """Models of one size with some kinds of constraint, the seconds for each and the gap that must be reached."""

    size: str
    kinds: frozenset[str]
    seconds: float
    gap: float


CASES: Final = {
    "S all": Case(size="S", kinds=KINDS, seconds=30, gap=0.0),
    "M half-time": Case(size="M", kinds=frozenset({"half"}), seconds=20, gap=3e-4),
    "M all": Case(size="M", kinds=KINDS, seconds=60, gap=3e-3),
    "L all": Case(size="L", kinds=KINDS, seconds=180, gap=3e-3),
}


def columns_of(model: Model) -> dict[str, Any]:
    """A model without companions as arrays: the pairs each limit counts, and its least and most.

    Raises:
        ValueError: it has people who must or must not be together, which the peers are not told of.
    """
    if len(model.together) or len(model.apart):
        raise ValueError("companions")
    counts = [np.flatnonzero(one.counts(model.person, model.opening)) for one in model.limits]
    sizes = np.array([len(one) for one in counts], dtype=np.int64)
    names = ("person", "opening", "points", "size", "lists", "capacities")
    return {
        **{name: getattr(model, name) for name in names},
        "of_limit": np.repeat(np.arange(len(counts)), sizes),
        "of_pair": np.concatenate([np.empty(0, dtype=np.int64), *counts]),
        "least": np.array([one.least for one in model.limits], dtype=np.int64),
        "most": np.minimum(np.array([one.most for one in model.limits], dtype=np.int64), sizes),
        "or_none": np.array([one.or_none for one in model.limits], dtype=np.bool_),
    }


def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Each case asked for: each peer unless ours is to be alone, then ours, on every seed."""
    python, found = peers_python(given.cache), {}
    for name in given.cases or CASES:
        case = CASES[name]
        with tempfile.TemporaryDirectory(dir=given.cache) as folder:
            files = []
            for seed in given.seeds:
                files.append(Path(folder, f"{seed}.npz"))
                np.savez(files[-1], **columns_of(constrained(case.size, seed, case.kinds)))
            peers = () if given.alone else PEERS
            told = {one: _peer(python, one, files, case.seconds, given.gib) for one in peers}
        words = ["benchmarks.ours", "constrained", case.size, ",".join(sorted(case.kinds)), str(given.effort)]
        told["ours"] = lines([sys.executable, "-m", *words], list(map(str, given.seeds)), 3 * case.seconds)
        found[name] = {
            **vars(case),
            "kinds": sorted(case.kinds),
            "seeds": list(given.seeds),
            **_beside(case, told),
        }
    return found


def _peer(python: Path, name: str, files: Sequence[Path], seconds: float, gib: float) -> list[Line]:
    command = [str(python), "-m", "benchmarks.peers_constrained", name, str(seconds), str(gib)]
    return lines(command, files, 3 * seconds)


def _beside(case: Case, told: dict[str, list[Line]]) -> dict[str, Any]:
    mine = told["ours"]
    reached = [
        one["gap"] <= case.gap and one["seconds"] <= case.seconds and one["kept"]
        for one in mine
        if "gap" in one
    ]
    return {"runs": told, "reached": sum(reached), "of": len(mine)}
