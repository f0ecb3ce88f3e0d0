"""Peers on the allocation under constraints: a program of their own environment, which has nothing of ours.

    PYTHON_OF_THE_PEERS -m benchmarks.peers_constrained NAME SECONDS GIB FILE.npz ...

Each file has a model as constrained.py writes it. Both peers are given the same programme: a Boolean for each pair
and for each class that may be held or not. For each file a line of JSON: the best total found in the time given,
counted anew from the pairs chosen, the peer's own bound, and whether every constraint is kept.
"""

import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

CORES = 2


def programme(given: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401 - the arrays of a file; this file knows no types of ours
    """Rows over pairs, then over classes, with the least and most of each row."""
    sparse = import_module("scipy.sparse")
    pairs, people, openings = len(given["person"]), len(given["lists"]), len(given["capacities"])
    limits, held = len(given["least"]), np.flatnonzero(given["or_none"])
    each = np.arange(pairs)
    parts = [
        (np.ones(pairs), given["person"], each),
        (given["size"], people + given["opening"], each),
        (np.ones(len(given["of_limit"])), people + openings + given["of_limit"], given["of_pair"]),
    ]
    # A class takes its least at least and its most at most where it is held, and nobody where it is not.
    again = np.isin(given["of_limit"], held)
    second = people + openings + limits + np.searchsorted(held, given["of_limit"][again])
    parts.append((np.ones(again.sum()), second, given["of_pair"][again]))
    classes = pairs + np.arange(len(held))
    parts.append((-given["least"][held], people + openings + held, classes))
    parts.append((-given["most"][held], people + openings + limits + np.arange(len(held)), classes))
    values, rows, columns = (np.concatenate(column) for column in zip(*parts, strict=True))
    count = people + openings + limits + len(held)
    table = sparse.csr_array((values.astype(np.float64), (rows, columns)), shape=(count, pairs + len(held)))
    least = np.concatenate([np.zeros(people + openings), given["least"], np.full(len(held), -np.inf)])
    most = np.concatenate([given["lists"], given["capacities"], given["most"], np.zeros(len(held))])
    least[people + openings + held], most[people + openings + held] = 0, np.inf
    return table, least, most


def highs(given: Any, seconds: float) -> tuple[Any, float, bool]:  # noqa: ANN401 - the arrays of a file
    """The pairs chosen, the bound and whether it is reached, by HiGHS."""
    module = import_module("highspy")
    table, least, most = programme(given)
    table = table.tocsc()
    rows, columns = table.shape
    worth = np.concatenate([given["points"], np.zeros(columns - len(given["points"]))])
    model = module.HighsLp()
    model.num_col_, model.num_row_, model.sense_ = columns, rows, module.ObjSense.kMaximize
    model.col_cost_ = worth.astype(np.float64)
    model.col_lower_, model.col_upper_ = np.zeros(columns), np.ones(columns)
    model.row_lower_, model.row_upper_ = least, most
    model.integrality_ = [module.HighsVarType.kInteger] * columns
    model.a_matrix_.format_ = module.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_ = table.indptr, table.indices
    model.a_matrix_.value_ = table.data
    solver = module.Highs()
    for name, value in (
        ("output_flag", False),
        ("time_limit", seconds),
        ("threads", CORES),
        ("mip_rel_gap", 0.0),
    ):
        solver.setOptionValue(name, value)
    solver.passModel(model)
    solver.run()
    values = np.asarray(solver.getSolution().col_value)[: len(given["points"])]
    proven = solver.getModelStatus() == module.HighsModelStatus.kOptimal
    return np.flatnonzero(values > 0.5), solver.getInfo().mip_dual_bound, proven


def cp_sat(given: Any, seconds: float) -> tuple[Any, float, bool]:  # noqa: ANN401 - the arrays of a file
    """The pairs chosen, the bound and whether it is reached, by CP-SAT."""
    module = import_module("ortools.sat.python.cp_model")
    table, least, most = programme(given)
    model, pairs = module.CpModel(), len(given["points"])
    take = [model.new_bool_var("") for _ in range(table.shape[1])]
    for row in range(table.shape[0]):
        where = slice(table.indptr[row], table.indptr[row + 1])
        mine = [take[column] for column in table.indices[where]]
        total = module.LinearExpr.weighted_sum(mine, table.data[where].astype(np.int64).tolist())
        if np.isfinite(most[row]):
            model.add(total <= int(most[row]))
        if np.isfinite(least[row]) and (least[row] > 0 or table.data[where].min(initial=0) < 0):
            model.add(total >= int(least[row]))
    model.maximize(module.LinearExpr.weighted_sum(take[:pairs], given["points"].tolist()))
    solver = module.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, CORES
    status = solver.solve(model)
    found = status in (module.OPTIMAL, module.FEASIBLE)
    chosen = [pair for pair in range(pairs) if solver.boolean_value(take[pair])] if found else []
    return np.array(chosen, dtype=np.int64), solver.best_objective_bound, status == module.OPTIMAL


PEERS = {"highs": highs, "cp_sat": cp_sat}


def is_kept(given: Any, chosen: Any) -> bool:  # noqa: ANN401 - the arrays of a file
    """Whether a choice of pairs keeps every constraint."""
    take = np.zeros(len(given["person"]), dtype=np.int64)
    take[chosen] = 1
    lists = np.bincount(given["person"], weights=take, minlength=len(given["lists"]))
    used = np.bincount(given["opening"], weights=take * given["size"], minlength=len(given["capacities"]))
    count = np.bincount(given["of_limit"], weights=take[given["of_pair"]], minlength=len(given["least"]))
    within = (count >= given["least"]) & (count <= given["most"]) | given["or_none"] & (count == 0)
    return bool((lists <= given["lists"]).all() and (used <= given["capacities"]).all() and within.all())


def main() -> None:
    """One peer on each file named."""
    name, seconds, gib, *files = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_DATA, (int(float(gib) * 2**30),) * 2)
    for file in files:
        with np.load(Path(file)) as columns:
            given = {one: columns[one] for one in columns.files}
        start = time.perf_counter()
        try:
            chosen, bound, proven = PEERS[name](given, float(seconds))
            kept = is_kept(given, chosen)
            points = int(given["points"][chosen].sum()) if kept else 0
            answer: dict[str, Any] = {
                "seconds": round(time.perf_counter() - start, 2),
                "points": points,
                "bound": round(bound),
                "gap": (bound - points) / points if points else None,
                "proven": proven,
                "kept": kept,
                "peak_gib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 3),
            }
        except Exception as error:  # what a peer cannot do is a result, told by its own words
            answer = {"failed": f"{type(error).__name__}: {error}"[:200]}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
