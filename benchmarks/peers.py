"""Peers on the base allocation: a program of their own environment, which has nothing of ours.

    PYTHON_OF_THE_PEERS -m benchmarks.peers NAME SECONDS GIB FILE.npz ...

Each file has scored pairs and places, as instances.py writes them. All peers have the same objective: most people,
then most points, as one number per pair. For each file a line of JSON: seconds to build what the peer asks for and
to solve it, the total recounted from the pairs it chose, whether it claims that total is best, and the peak memory.
"""

import json
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np

from benchmarks.peers_given import Given, Run, copies, groups, network, places_of, programme, told


def scipy_sparse(given: Given, run: Run, seconds: float) -> None:
    """Places as copies; each row may also take a column of its own, which stands for nothing."""
    graph = import_module("scipy.sparse.csgraph")
    seats, pair = copies(given)
    rows, columns, count = seats, given.person[pair], (int(given.places.sum()), given.people)
    if count[0] > count[1]:
        rows, columns, count = columns, rows, count[::-1]
    idle = np.arange(count[0])
    table = import_module("scipy.sparse").csr_array(
        (
            np.concatenate([given.value[pair] + 1, np.ones(count[0], dtype=np.int64)]).astype(np.float64),
            (np.concatenate([rows, idle]), np.concatenate([columns, count[1] + idle])),
        ),
        shape=(count[0], count[0] + count[1]),
    )
    run.is_built()
    row, column = graph.min_weight_full_bipartite_matching(table, maximize=True)
    real = column < count[1]
    first, second = row[real], column[real]
    person, seat = (second, first) if len(given.places) and rows is seats else (first, second)
    opening = np.repeat(np.arange(len(given.places)), given.places)[seat]
    run.is_solved(places_of(given, person, opening), proven=True)


def scipy_dense(given: Given, run: Run, seconds: float) -> None:
    """A table of people x places, 0 where a pair may not be chosen."""
    seats, pair = copies(given)
    table = np.zeros((given.people, int(given.places.sum())))
    table[given.person[pair], seats] = given.value[pair]
    run.is_built()
    person, seat = import_module("scipy.optimize").linear_sum_assignment(table, maximize=True)
    real = table[person, seat] > 0
    opening = np.repeat(np.arange(len(given.places)), given.places)[seat]
    run.is_solved(places_of(given, person[real], opening[real]), proven=True)


def lemon(given: Given, run: Run, seconds: float) -> None:
    """LEMON's network simplex."""
    _lemon("lmcf", given, run)


def lemon_scaling(given: Given, run: Run, seconds: float) -> None:
    """LEMON's cost scaling."""
    _lemon("lmcf_cost_scaling", given, run)


def _lemon(name: str, given: Given, run: Run) -> None:
    tail, head, room, cost, nodes = network(given)
    supply = np.zeros(nodes, dtype=np.int64)
    supply[-2:] = given.most, -given.most
    run.is_built()
    flows = getattr(import_module("pylmcf.pylmcf_cpp"), name)(supply, tail, head, room, cost)
    run.is_solved(np.flatnonzero(np.asarray(flows)[: len(given.person)]), proven=True)


def ortools_flow(given: Given, run: Run, seconds: float) -> None:
    """OR-Tools' min-cost flow on all arcs."""
    flow = import_module("ortools.graph.python.min_cost_flow").SimpleMinCostFlow()
    tail, head, room, cost, nodes = network(given)
    flow.add_arcs_with_capacity_and_unit_cost(tail, head, room, cost)
    flow.set_node_supply(nodes - 2, given.most)
    flow.set_node_supply(nodes - 1, -given.most)
    run.is_built()
    status = flow.solve()
    chosen = np.flatnonzero(np.asarray(flow.flows(np.arange(len(given.person)))) > 0)
    run.is_solved(chosen, proven=status == flow.OPTIMAL)


def cp_sat(given: Given, run: Run, seconds: float) -> None:
    """CP-SAT, one Boolean per pair, both cores."""
    module = import_module("ortools.sat.python.cp_model")
    model = module.CpModel()
    take = [model.new_bool_var("") for _ in range(len(given.person))]
    for mine in groups(given.person, given.people):
        model.add_at_most_one(take[pair] for pair in mine)
    for opening, mine in enumerate(groups(given.opening, len(given.places))):
        model.add(sum(take[pair] for pair in mine) <= int(given.places[opening]))
    model.maximize(module.LinearExpr.weighted_sum(take, given.value.tolist()))
    run.is_built()
    solver = module.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 2
    status = solver.solve(model)
    found = status in (module.OPTIMAL, module.FEASIBLE)
    chosen = [pair for pair, one in enumerate(take) if solver.boolean_value(one)] if found else []
    run.is_solved(np.array(chosen, dtype=np.int64), proven=status == module.OPTIMAL)


def highs(given: Given, run: Run, seconds: float) -> None:
    """HiGHS on the linear programme, whose corners are whole."""
    module = import_module("highspy")
    matrix, most = programme(given)
    columns, rows = len(given.person), len(most)
    model = module.HighsLp()
    model.num_col_, model.num_row_ = columns, rows
    model.col_cost_, model.sense_ = given.value.astype(np.float64), module.ObjSense.kMaximize
    model.col_lower_, model.col_upper_ = np.zeros(columns), np.ones(columns)
    model.row_lower_, model.row_upper_ = np.full(rows, -module.kHighsInf), most
    model.a_matrix_.format_ = module.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_ = matrix.indptr, matrix.indices
    model.a_matrix_.value_ = matrix.data
    solver = module.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", seconds)
    solver.passModel(model)
    run.is_built()
    solver.run()
    proven = solver.getModelStatus() == module.HighsModelStatus.kOptimal
    values = np.asarray(solver.getSolution().col_value)
    run.is_solved(np.flatnonzero(values > 0.5), proven)


def glop(given: Given, run: Run, seconds: float) -> None:
    """GLOP on the linear programme, whose corners are whole."""
    module = import_module("ortools.linear_solver.python.model_builder_helper")
    matrix, most = programme(given)
    model, solver = module.ModelBuilderHelper(), module.ModelSolverHelper("GLOP")
    columns, rows = len(given.person), len(most)
    value = given.value.astype(np.float64)
    model.fill_model_from_sparse_data(
        np.zeros(columns), np.ones(columns), value, np.full(rows, -np.inf), most, matrix.tocsr()
    )
    model.set_maximize(True)
    solver.set_time_limit_in_seconds(seconds)
    run.is_built()
    solver.solve(model)
    proven = solver.status() == module.SolveStatus.OPTIMAL
    values = np.asarray(solver.variable_values()) if solver.has_solution() else np.zeros(columns)
    run.is_solved(np.flatnonzero(values > 0.5), proven)


PEERS: dict[str, Callable[[Given, Run, float], None]] = {
    "scipy_sparse": scipy_sparse,
    "scipy_dense": scipy_dense,
    "lemon": lemon,
    "lemon_scaling": lemon_scaling,
    "ortools_flow": ortools_flow,
    "cp_sat": cp_sat,
    "highs": highs,
    "glop": glop,
}


def main() -> None:
    """One peer on each file named."""
    name, seconds, gib, *files = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_DATA, (int(float(gib) * 2**30),) * 2)
    for file in files:
        with np.load(Path(file)) as columns:
            given = Given(
                int(columns["people"]), *(columns[one] for one in ("person", "opening", "points", "places"))
            )
        run = Run()
        try:
            PEERS[name](given, run, float(seconds))
            answer = told(given, run)
        except Exception as error:  # what a peer cannot do is a result, told by its own words
            answer = {"failed": f"{type(error).__name__}: {error}"[:200]}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
