"""Vectors of skills on the command line: a round filled with them, and what is wrong in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import CATALOGUE
from tests.cli.run import OPENINGS, PEOPLE, ROUND, run


@pytest.fixture
def vectors(tmp_path: Path) -> Path:
    """Every skill that is not a group lies in one direction of two, so that many say much of each other."""
    skills = [one.key for one in CATALOGUE.skills if not one.is_group]
    rows = [f"{key};{place % 2};{1 - place % 2}" for place, key in enumerate(skills)]
    path = tmp_path / "vektorer.csv"
    path.write_text("\n".join(["ferdighet;1;2", *rows]), "utf-8")
    return path


def plan(folder: Path, *more: str | Path) -> dict[str, Any]:
    done = run("fill", *ROUND, "--to", folder, *more)
    assert done.exit_code == 0, done.stderr
    told: dict[str, Any] = json.loads((folder / "plan.json").read_text("utf-8"))
    return told


def test_a_round_filled_with_vectors_is_controlled_names_them_and_has_other_points(
    tmp_path: Path, vectors: Path
) -> None:
    before, after = plan(tmp_path / "uten"), plan(tmp_path / "med", "--skill-vectors", vectors)
    assert "skill-similarity" not in before["versions"]
    assert len(after["versions"]["skill-similarity"]) == 16
    assert not after["audit"]["findings"]
    assert after["proof"]["objective"]["points"] > before["proof"]["objective"]["points"]
    assert after["input_hash"] == before["input_hash"]


def test_the_same_vectors_in_another_order_change_no_byte(tmp_path: Path, vectors: Path) -> None:
    one = plan(tmp_path / "en", "--skill-vectors", vectors)
    heading, *rows = vectors.read_text("utf-8").splitlines()
    vectors.write_text("\n".join([heading, *reversed(rows)]), "utf-8")
    assert plan(tmp_path / "to", "--skill-vectors", vectors) == one


def test_faults_of_the_vectors_are_found(tmp_path: Path) -> None:
    path = tmp_path / "vektorer.csv"
    path.write_text("ferdighet;1;2\nsveising;1;mye\n", "utf-8")
    done = run("check", PEOPLE, OPENINGS, "--skill-vectors", path)
    assert done.exit_code == 7
    assert done.stdout.splitlines()[-1].startswith("vektorer.csv, rad 2, kolonne «")
    assert run("fill", *ROUND, "--skill-vectors", path, "--to", tmp_path / "ut").exit_code == 7
    assert not (tmp_path / "ut").exists()
