"""Peers are asked the same as we are, and what they answer is counted anew."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import peers, peers_constrained, peers_given
from benchmarks.allocation import _beside as beside
from benchmarks.apart import SECONDS, lines, middle
from benchmarks.constrained import columns_of
from benchmarks.instances import SHAPES, Instance, instance
from benchmarks.instances_constrained import KINDS, constrained
from benchmarks.ours import base

HERE = ("scipy_sparse", "scipy_dense", "ortools_flow", "cp_sat", "glop")
"""Peers whose packages we have ourselves."""


def given(made: Instance) -> peers_given.Given:
    return peers_given.Given(made.people, made.person, made.opening, made.points, made.places)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", HERE)
def test_a_peer_and_the_allocation_reach_the_same_total(name: str, shape: str, tmp_path: Path) -> None:
    made = instance(shape, "XS", 3)
    made.save(tmp_path / "a.npz")
    run = peers_given.Run()
    peers.PEERS[name](given(made), run, 20.0)
    told, mine = peers_given.told(given(made), run), base(tmp_path / "a.npz")
    assert told["proven"]
    assert told["kept"]
    assert mine["proven"]
    assert told["objective"] == mine["objective"]


def test_a_choice_with_one_person_twice_is_told_as_not_kept() -> None:
    made = instance("scarce", "S", 3)
    twice = np.flatnonzero(made.person == made.person[0])
    run = peers_given.Run(chosen=twice, proven=True)
    assert not peers_given.told(given(made), run)["kept"]


def test_an_opening_with_more_people_than_places_is_told_as_not_kept() -> None:
    made = instance("scarce", "S", 3)
    opening = int(np.argmax(np.bincount(made.opening)))
    run = peers_given.Run(chosen=np.flatnonzero(made.opening == opening), proven=True)
    assert not peers_given.told(given(made), run)["kept"]


def test_the_programme_of_a_model_under_constraints_allows_what_keeps_them_and_nothing_else() -> None:
    model = constrained("S", 20, KINDS - {"floors"})
    columns = columns_of(model)
    table, least, most = peers_constrained.programme(columns)
    chance = np.random.default_rng(1)
    held, kept, tries = np.flatnonzero(columns["or_none"]), 0, 300
    for _ in range(tries):
        chosen = np.flatnonzero(chance.random(len(model.person)) < chance.choice([0.0003, 0.002, 0.01]))
        take = np.zeros(table.shape[1])
        take[chosen] = 1
        where = columns["of_limit"]
        count = np.bincount(where, weights=take[columns["of_pair"]], minlength=len(columns["least"]))
        take[len(model.person) :] = count[held] > 0
        rows = table @ take
        allowed = bool(((rows >= least) & (rows <= most)).all())
        assert allowed == peers_constrained.is_kept(columns, chosen)
        kept += allowed
    assert 0 < kept < tries


def test_a_floor_is_not_kept_by_nobody_and_a_class_is() -> None:
    nobody = np.empty(0, dtype=np.int64)
    for kind, is_kept in (("floors", False), ("classes", True)):
        columns = columns_of(constrained("S", 20, frozenset({kind})))
        assert peers_constrained.is_kept(columns, nobody) is is_kept


def test_each_file_has_a_line_also_where_the_program_ends_or_takes_too_long(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import sys, time\n"
        "for one in sys.argv[1:]:\n"
        "    if one == 'late': time.sleep(30)\n"
        "    if one == 'bad': raise SystemExit('it broke')\n"
        "    print('{\"file\": \"' + one + '\"}', flush=True)\n"
    )
    command = [sys.executable, str(program)]
    assert lines(command, ["a", "b"], 5) == [{"file": "a"}, {"file": "b"}]
    assert lines(command, ["a", "bad", "b"], 5) == [
        {"file": "a"},
        {"failed": "it broke"},
        {"failed": "it broke"},
    ]
    told = lines(command, ["a", "late"], 0.5, start=1)
    assert told == [{"file": "a"}, {"failed": "more than 0.5 s"}]


def test_several_runs_are_told_by_the_middle_of_their_seconds() -> None:
    runs = [{**dict.fromkeys(SECONDS, one), "proven": True} for one in (1.0, 5.0, 2.0)]
    assert middle(runs) == {**dict.fromkeys(SECONDS, 2.0), "proven": True}
    assert middle([*runs, {"failed": "why"}]) == {"failed": "why"}


def test_the_fastest_peer_is_the_fastest_of_those_with_a_proof() -> None:
    def run(seconds: float, proven: bool, total: int = 7) -> dict[str, object]:
        return {"seconds": seconds, "proven": proven, "objective": [1, total]}

    told = beside({"ours": run(2, True), "a": run(1, False, 3), "b": run(9, True), "c": {"failed": "why"}})
    assert (told["fastest_peer"], told["times_as_fast"], told["same_total"]) == ("b", 4.5, True)
    assert not beside({"ours": run(2, True), "b": run(9, True, 8)})["same_total"]
    assert json.dumps(told)
