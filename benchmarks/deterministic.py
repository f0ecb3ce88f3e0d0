"""The same round run in several ways, and whether the same bytes come out: cores, rows, hash seeds, executors."""

import argparse
import csv
import hashlib
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from benchmarks.generate import generate
from benchmarks.lists import write_lists
from matching.catalogue.loader import load_catalogue

PEOPLE, OPENINGS, SEED = 9_000, 600, 20
"""Enough pairs for everything that is compiled to be so."""
PROGRAM: Final = "from matching.cli.app import app; app()"
DAY: Final = "2026-11-21"
SECONDS: Final = 600
CHANGES: Final = """schema_version = 1
[[scenario]]
name = "Mer reise"
travel_limit = 60
[[scenario]]
name = "Halv stilling"
half_time = true
"""


def measure(given: argparse.Namespace) -> dict[str, Any]:
    """The digest of plan.json, and of what-ifs as JSON, for each way a round is run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalogue = load_catalogue()
        lists = write_lists(generate(PEOPLE, OPENINGS, seed=SEED, catalogue=catalogue), catalogue, folder)
        (folder / "other").mkdir()
        others = tuple(_shuffled(path, folder / "other" / path.name) for path in lists)
        changes = folder / "changes.toml"
        changes.write_text(CHANGES, "utf-8")
        plans = {
            "hash seed 0": _plan(folder, lists, hash_seed=0),
            "hash seed 4711": _plan(folder, lists, hash_seed=4711),
            "shuffled rows": _plan(folder, others),
            "one core": _plan(folder, lists, cores=1),
        }
        tried = {
            f"{workers} workers": _digest(
                _run("scenario", *lists, changes, "--date", DAY, "--json", "--workers", workers).stdout
            )
            for workers in (1, 2)
        }
    return {
        "people": PEOPLE,
        "openings": OPENINGS,
        "plans": plans,
        "what_ifs": tried,
        "same": len(set(plans.values())) == 1 and len(set(tried.values())) == 1,
    }


def _plan(folder: Path, lists: tuple[Path, ...], *, hash_seed: int = 1, cores: int = 0) -> str:
    """The digest of the plan a run writes."""
    with tempfile.TemporaryDirectory(dir=folder) as to:
        words = ("fill", *lists, "--date", DAY, "--to", to)
        _run(*words, environment={"PYTHONHASHSEED": str(hash_seed)}, cores=cores)
        return _digest((Path(to) / "plan.json").read_bytes())


def _run(
    *words: object, environment: Mapping[str, str] | None = None, cores: int = 0
) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-c", PROGRAM, *map(str, words)]
    if cores:
        command = ["taskset", "--cpu-list", f"0-{cores - 1}", *command]
    whole = {**os.environ, **(environment or {})}
    done = subprocess.run(command, env=whole, capture_output=True, check=False, timeout=SECONDS)
    if done.returncode:
        raise SystemExit(f"{words[0]} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    return done


def _shuffled(path: Path, to: Path) -> Path:
    """The same list with its rows in another order."""
    with path.open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file, delimiter=";")
    random.Random(SEED).shuffle(rows)
    with to.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([heading, *rows])
    return to


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
