"""The allocation beside its peers: right, fast, what-ifs, under constraints, the same bytes; a record in parts.

    python -m benchmarks.allocation --cache FOLDER                    # all parts, about an hour
    python -m benchmarks.allocation --only fast --sizes L --cache FOLDER

The peers have an environment of their own, made in the folder on first use. Each runs in a process of its own, with
a limit of time and memory, from the same files and to the same objective. A part is written into the record as soon
as it is done; the others stay as they are.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks import constrained, deterministic, soak
from benchmarks.apart import PINNED, Line, lines, middle, ours, peer, peers_python
from benchmarks.instances import SHAPES, Instance, Size, instance
from benchmarks.record import RESULTS, commit, record

PACKAGES: Final = ("innenfor", "numpy", "numba", "ortools", "scipy")
SEED: Final = 20
EXACT: Final = ("scipy_sparse", "lemon", "ortools_flow", "cp_sat")
"""Peers whose optimum is held against ours on many small instances."""
CORES: Final = 2
CHANGED: Final = ("scarce", "balanced")
PEERS: Final = {
    "L": ("lemon", "lemon_scaling", "ortools_flow", "scipy_sparse", "scipy_dense", "highs", "glop", "cp_sat"),
    "XL": ("lemon", "lemon_scaling", "ortools_flow"),
}
"""Who is tried at each size: at XL those who need neither copies of places nor a programme solver."""


def correct(given: argparse.Namespace) -> dict[str, Any]:
    """Our objective beside those of the peers on many small instances of every shape."""
    with tempfile.TemporaryDirectory() as name:
        files, shapes = [], []
        chance = np.random.default_rng(given.seed)
        for number in range(given.instances):
            shapes.append(SHAPES[number % len(SHAPES)])
            people, openings, eligible = (int(one) for one in chance.integers((4, 2, 1), (61, 21, 13)))
            files.append(Path(name, f"{number}.npz"))
            instance(shapes[-1], Size(people, openings, eligible), given.seed + number).save(files[-1])
        mine = ours(files, seconds=1)
        python = peers_python(given.cache)
        others = {one: peer(python, one, files, seconds=5, gib=given.gib) for one in EXACT}
    return {
        "instances": {shape: shapes.count(shape) for shape in SHAPES},
        "proven": sum(bool(one.get("proven")) for one in mine),
        "peers": {one: _agreement(mine, told) for one, told in others.items()},
    }


def _agreement(mine: Sequence[Line], theirs: Sequence[Line]) -> dict[str, Any]:
    proven = [number for number, one in enumerate(theirs) if one.get("proven")]
    differ = [one for one in proven if mine[one].get("objective") != theirs[one]["objective"]]
    return {"proven": len(proven), "equal": len(proven) - len(differ), "different": differ}


def fast(given: argparse.Namespace) -> dict[str, Any]:
    """From scored pairs to a proven plan: our seconds beside those of the peers, by size and shape."""
    found = {}
    python = peers_python(given.cache)
    with tempfile.TemporaryDirectory(dir=given.cache) as name:
        warm, small, file = (Path(name, f"{one}.npz") for one in ("warm", "small", "instance"))
        for size in given.sizes:
            for shape in given.shapes:
                # What is compiled, and what is imported, is so before the first run that is timed.
                instance(shape, "M", SEED - 1).save(warm)
                instance(shape, "XS", SEED - 1).save(small)
                made = instance(shape, size, SEED)
                made.save(file)
                again = [file] * given.repeat
                told = {"ours": middle(ours([warm, *again], seconds=given.seconds)[1:])}
                for one in given.peers or PEERS.get(size, PEERS["L"]):
                    runs = peer(python, one, [small, *again], seconds=given.seconds, gib=given.gib)
                    told[one] = middle(runs[1:])
                    print(size, shape, one, told[one], flush=True)
                found[f"{size} {shape}"] = {**_size(made), **_beside(told)}
                print(size, shape, found[f"{size} {shape}"], flush=True)
    return found


def _size(made: Instance) -> dict[str, Any]:
    return {
        "people": made.people,
        "openings": len(made.places),
        "places": int(made.places.sum()),
        "pairs": len(made.person),
        "eligible_per_person": round(len(made.person) / made.people, 1),
    }


def _beside(told: dict[str, Line]) -> dict[str, Any]:
    """All runs, whether every proven total is ours, and how many times as long the fastest proven peer takes."""
    mine = told["ours"]
    proven = {name: one for name, one in told.items() if name != "ours" and one.get("proven")}
    fastest = min(proven, key=lambda name: proven[name]["seconds"], default=None)
    known = fastest and "seconds" in mine
    return {
        "runs": told,
        "same_total": all(one["objective"] == mine.get("objective") for one in proven.values()),
        "fastest_peer": fastest,
        "times_as_fast": round(proven[fastest]["seconds"] / mine["seconds"], 2)
        if fastest and known
        else None,
    }


def what_if(given: argparse.Namespace) -> dict[str, Any]:
    """Seconds of single changes re-solved from kept prices, each batch of them certified."""
    found: dict[str, Any] = {}
    for size in given.sizes:
        command = [sys.executable, "-m", "benchmarks.what_if", size, str(given.changes)]
        told = lines(command, CHANGED, given.seconds)
        found |= {f"{size} {shape}": one for shape, one in zip(CHANGED, told, strict=True)}
    return found


def searched(given: argparse.Namespace) -> dict[str, Any]:
    """Exhaustive search on tiny instances, of the base model and under all constraints."""
    return {what: soak.searched(what, given.searched, given.seed, CORES) for what in soak.SEARCHES}


PARTS: Final[dict[str, Callable[[argparse.Namespace], dict[str, Any]]]] = {
    "searched": searched,
    "correct": correct,
    "fast": fast,
    "what_if": what_if,
    "constrained": constrained.measure,
    "deterministic": deterministic.measure,
}


def merged(name: str, part: str, figures: dict[str, Any], packages: tuple[str, ...] = PACKAGES) -> Path:
    """Write one part of a record, the others as they are; entries of a part that were not measured stay too."""
    path = RESULTS / f"{name}.json"
    parts = json.loads(path.read_text("utf-8"))["parts"] if path.exists() else {}
    before = parts.get(part, {}).get("figures", {})
    parts[part] = {"commit": commit(), "figures": {**before, **figures}}
    figures = {"peers": PINNED.read_text("utf-8").split(), "parts": parts}
    return record(name, figures, seed=SEED, packages=packages)


def main() -> None:
    """Measure the parts asked for and write each into the record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="this part; may be given again")
    parser.add_argument("--cache", type=Path, required=True, help="where the peers' environment is kept")
    parser.add_argument("--searched", type=int, default=20_000, help="instances of searched")
    parser.add_argument("--instances", type=int, default=500, help="of correct")
    parser.add_argument("--seed", type=int, default=100)
    parser.add_argument("--sizes", nargs="+", default=["L"], help="of fast and what_if")
    parser.add_argument("--shapes", nargs="+", default=SHAPES, choices=SHAPES)
    parser.add_argument("--changes", type=int, default=2000, help="of what_if")
    parser.add_argument(
        "--cases", nargs="+", choices=constrained.CASES, help="of constrained; all unless given"
    )
    parser.add_argument("--seeds", nargs="+", type=int, default=constrained.SEEDS, help="of constrained")
    parser.add_argument("--alone", action="store_true", help="of constrained; beside no peer")
    parser.add_argument("--effort", type=int, default=0, help="of constrained; 0 for the usual")
    parser.add_argument(
        "--peers", nargs="+", choices=PEERS["L"], help="of fast; those fit for the size unless given"
    )
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=300, help="for each run of a peer")
    parser.add_argument("--gib", type=float, default=20, help="memory of each peer")
    given = parser.parse_args()
    given.cache.mkdir(parents=True, exist_ok=True)
    for part in given.only or PARTS:
        figures = PARTS[part](given)
        print(json.dumps({part: figures}, indent=1))
        merged("allocation", part, figures)


if __name__ == "__main__":
    main()
