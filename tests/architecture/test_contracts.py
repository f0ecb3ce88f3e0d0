"""The architecture is a test: each contract holds, and a planted violation of it is caught."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = [contract["name"] for contract in SETTINGS["tool"]["importlinter"]["contracts"]]

PLANTED = {
    "The data's way: each layer imports only those below it": (
        "domain/fit.py",
        "import matching.scoring.score",
    ),
    "Inside files: cells, headings, values, lists, what is written, decisions": (
        "files/source/grid.py",
        "import matching.files.lists.people",
    ),
    "The core knows no web, store or service": ("cli/app.py", "import fastapi"),
    "Only allocation imports the solver": ("scoring/points.py", "import ortools.graph"),
    "Those who call the allocation do not solve themselves": ("enquiry.py", "import ortools.graph"),
    "The audit shares no function with the steps it checks": (
        "audit/control.py",
        "import matching.scoring.points",
    ),
    "Groups of people reach the fairness report and its control alone": (
        "scoring/score.py",
        "import matching.domain.fairness",
    ),
    "Tables of cells are read and written in files alone": ("catalogue/travel.py", "import polars"),
    "The service's way: each layer imports only those below it": (
        "../service/access.py",
        "import service.shown.rounds",
    ),
    "The service shows what the core gives and reckons nothing": (
        "../service/shown/sight.py",
        "import matching.scoring.points",
    ),
}
"""For each contract a file and a line that breaks it."""

STEPS = ("eligibility", "scoring", "suggestions", "allocation", "audit", "explanation", "needs")


def lint(package: Path) -> subprocess.CompletedProcess[str]:
    """Hold the contracts against the package in a folder."""
    shutil.copy(ROOT / "pyproject.toml", package.parent)
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    environment = {**os.environ, "PYTHONPATH": str(package.parent)}
    command = [sys.executable, "-c", program, "--no-cache"]
    return subprocess.run(
        command, cwd=package.parent, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the core, beside one of the service, to plant faults in."""
    shutil.copytree(ROOT / "service", tmp_path / "service")
    return Path(
        shutil.copytree(ROOT / "matching", tmp_path / "matching", ignore=shutil.ignore_patterns("*.xlsx"))
    )


def plant(package: Path, place: str, line: str) -> None:
    file = package / place
    file.write_text(file.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")


def test_every_contract_holds(package: Path) -> None:
    done = lint(package)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_contract_has_a_planted_violation() -> None:
    assert set(PLANTED) == set(CONTRACTS)


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_planted_violation_is_caught_by_its_contract(contract: str, package: Path) -> None:
    plant(package, *PLANTED[contract])
    done = lint(package)
    assert done.returncode != 0
    assert f"{contract} BROKEN" in " ".join(done.stdout.split())


@pytest.mark.parametrize(("step", "other"), [(one, other) for one in STEPS for other in STEPS if one < other])
def test_steps_do_not_import_each_other(step: str, other: str) -> None:
    folders = {name: ROOT / "matching" / name for name in STEPS}
    for one, forbidden in ((step, other), (other, step)):
        files = folders[one].rglob("*.py") if folders[one].is_dir() else [folders[one].with_suffix(".py")]
        for file in files:
            assert f"matching.{forbidden}" not in file.read_text(encoding="utf-8"), file


@pytest.mark.parametrize(
    "line",
    [
        "import random",
        "import uuid",
        "import time",
        "from numpy.random import default_rng",
        "import os\n\nHOME = os.environ",
        "import datetime\n\nNOW = datetime.datetime.now(tz=datetime.UTC)",
        "import datetime\n\nTODAY = datetime.date.today()",
    ],
)
def test_clock_chance_and_environment_are_banned_in_the_core(line: str) -> None:
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--select",
        "TID251",
        "--stdin-filename",
        "matching/planted.py",
        "-",
    ]
    done = subprocess.run(command, cwd=ROOT, input=line, capture_output=True, text=True, check=False)
    assert "TID251" in done.stdout


@pytest.mark.parametrize("folder", ["matching", "service", "benchmarks"])
def test_files_and_functions_stay_short(folder: str) -> None:
    for file in (ROOT / folder).rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 270, f"{file} is long: make it a package"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{file}: {node.name} is long"


def test_package_files_hold_nothing_but_a_docstring() -> None:
    for file in (*(ROOT / "matching").rglob("__init__.py"), *(ROOT / "service").rglob("__init__.py")):
        lines = file.read_text(encoding="utf-8").strip().splitlines()
        assert len(lines) == 1, file
        assert lines[0].startswith('"""'), file
        assert lines[0].endswith('"""'), file


def test_importing_a_noun_loads_no_solver_and_no_tables() -> None:
    program = "import sys, matching.domain.plan, matching.domain.cohort; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"ortools", "polars", "scipy", "pandas", "typer"}
