"""The records of the allocation and its scale in, tables of what must be reached, what is, and peers beside, out.

python -m benchmarks.allocation_table
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from benchmarks.fit_table import Promise, as_table
from benchmarks.growth import slope
from benchmarks.record import RESULTS
from benchmarks.soak import SHARE

RECORDS: Final = {
    "allocation": ("searched", "correct", "fast", "what_if", "constrained", "deterministic"),
    "scale": ("rounds", "growth"),
}
"""Each record and the parts it must have."""

SEARCHED, COMPARED, TIMES_AS_FAST, MODELS, NEAR_LINEAR = 20_000, 500, 5, 5, 1.15
WHAT_IF_MS: Final = {"L scarce": 1, "L balanced": 20}
SECONDS_AND_GIB: Final = {
    "L": (1.5, 0.6),
    "L balanced": (5, None),
    "XL": (12, 1.5),
    "XL balanced": (60, 2.5),
}
ELIGIBLE: Final = 100
"""Eligible openings per person on average in a round at scale."""

Parts = Mapping[str, Mapping[str, Any]]


def read_parts() -> dict[str, Any]:
    """The figures of every part that has been measured."""
    found: dict[str, Any] = {}
    for name in RECORDS:
        path = RESULTS / f"{name}.json"
        parts = json.loads(path.read_text("utf-8"))["parts"] if path.exists() else {}
        found |= {part: told["figures"] for part, told in parts.items()}
    return found


def promises(parts: Parts) -> list[Promise]:
    """All that must be reached of the parts there are, in the order of the table."""
    return [
        *_searched(parts.get("searched", {})),
        *_correct(parts.get("correct")),
        *_fast(parts.get("fast", {})),
        *_what_if(parts.get("what_if", {})),
        *_constrained(parts.get("constrained", {})),
        *_deterministic(parts.get("deterministic")),
        *_rounds(parts.get("rounds", {})),
        *_growth(parts.get("growth", {})),
    ]


def missing(parts: Parts) -> list[str]:
    """The parts that have not been measured."""
    return [part for name in RECORDS for part in RECORDS[name] if part not in parts]


def _searched(searched: Mapping[str, Any]) -> Iterator[Promise]:
    for what, told in searched.items():
        yield Promise(
            f"instances searched exhaustively, {what}", SEARCHED // SHARE.get(what, 1), told["instances"]
        )
        yield Promise(f"… of which different, {what}", 0, len(told["different"]), at_least=False)


def _correct(correct: Mapping[str, Any] | None) -> Iterator[Promise]:
    for peer, told in correct["peers"].items() if correct else ():
        yield Promise(f"instances over all shapes with the proven optimum of {peer}", COMPARED, told["equal"])
        yield Promise(f"… with another one, {peer}", 0, len(told["different"]), at_least=False)


def _fast(fast: Mapping[str, Any]) -> Iterator[Promise]:
    for name, told in fast.items():
        if name.split()[0] not in ("L", "XL"):
            continue
        peer = told["fastest_peer"]
        named = f"{peer}, the fastest proven peer" if peer else "a peer, of which none has proven its optimum"
        what = f"from scored pairs, {name}: times as fast as {named}"
        yield Promise(what, TIMES_AS_FAST, told["times_as_fast"] or 0)
        yield Promise(f"… every proven total the same, {name}", 1, int(told["same_total"]))


def _what_if(told: Mapping[str, Any]) -> Iterator[Promise]:
    for name, most in WHAT_IF_MS.items():
        if "median_ms" in told.get(name, {}):
            one = told[name]
            what = f"one change, {name}: median ms of {one['changes']:,}, each batch certified"
            yield Promise(what, most, one["median_ms"], at_least=False)


def _constrained(cases: Mapping[str, Any]) -> Iterator[Promise]:
    for name, told in cases.items():
        what = f"under constraints, {name}: seeds with a gap of at most {told['gap']:.2%} in {told['seconds']:g} s"
        yield Promise(what, max(told["of"], MODELS), told["reached"])


def _deterministic(told: Mapping[str, Any] | None) -> Iterator[Promise]:
    if told:
        ways = len(told["plans"]) + len(told["what_ifs"])
        yield Promise(f"same bytes in all {ways} ways a round was run", 1, int(told["same"]))


def _rounds(rounds: Mapping[str, Any]) -> Iterator[Promise]:
    for name, (seconds, gib) in SECONDS_AND_GIB.items():
        told = rounds.get(name, {})
        if "seconds" in told:
            yield Promise(f"from columns, {name}: seconds", seconds, told["seconds"], at_least=False)
            yield Promise(f"… eligible openings per person, {name}", ELIGIBLE, told["eligible_per_person"])
            if gib:
                yield Promise(f"… GiB held at most, {name}", gib, told["peak_gib"], at_least=False)


def _growth(growth: Mapping[str, Any]) -> Iterator[Promise]:
    steps = [one for one in growth.values() if "seconds" in one]
    if len(steps) > 1:
        power = slope([(one["eligible_pairs"], one["seconds"]) for one in steps])
        what = f"power of eligible pairs that time grows by, {len(steps)} sizes"
        yield Promise(what, NEAR_LINEAR, round(power, 2), at_least=False)


def beside(fast: Mapping[str, Any]) -> str:
    """Seconds and memory of everybody on each instance, as a table in markdown."""
    names = list(dict.fromkeys(name for told in fast.values() for name in told["runs"]))
    rows = [
        [instance, f"{told['pairs'] / 1e6:.1f}", *(_run(told["runs"].get(name)) for name in names)]
        for instance, told in fast.items()
    ]
    return _table(["instance", "million pairs", *names], rows)


def _run(run: Mapping[str, Any] | None) -> str:
    if run is None:
        return ""
    if "failed" in run:
        return "–"
    told = f"{run['seconds']:.2f} s, {run['peak_gib']:.1f} GiB"
    return told if run["proven"] else f"({told})"


def under_constraints(cases: Mapping[str, Any]) -> str:
    """Gap and seconds of everybody on each model, as a table in markdown."""
    names = list(dict.fromkeys(name for told in cases.values() for name in told["runs"]))
    rows = [
        [
            f"{case}, seed {seed}",
            *(_search(told["runs"][name][place]) if name in told["runs"] else "" for name in names),
        ]
        for case, told in cases.items()
        for place, seed in enumerate(told["seeds"])
    ]
    return _table(["model", *names], rows)


def _search(run: Mapping[str, Any]) -> str:
    if "failed" in run or run["gap"] is None:
        return "–"
    certified = f" ({run['certified_gap']:.3%} certified)" if "certified_gap" in run else ""
    return f"{run['gap']:.3%}{certified} in {run['seconds']:.1f} s"


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def as_text(parts: Parts) -> str:
    """The whole page."""
    told = [f"What the allocation must reach, and what it reaches.\n\n{as_table(promises(parts))}"]
    if missing(parts):
        told.append(f"Not measured: {', '.join(missing(parts))}.")
    if "fast" in parts:
        told.append(
            "From scored pairs in memory to the plan, build and solve together; ours with its proof. In brackets: "
            f"no optimum proven in the time given; –: failed, why stands in the record.\n\n{beside(parts['fast'])}"
        )
    if "constrained" in parts:
        told.append(
            "Under constraints, on seeds kept for this: how much better a plan could be at most by each one's own "
            "bound. Of ours the gap by what can be checked in whole numbers stands beside; all else is a solver's "
            f"word.\n\n{under_constraints(parts['constrained'])}"
        )
    return "\n\n".join(told) + "\n"


def main() -> None:
    """Print the tables, write them beside the records; exit with 1 where a promise is not kept or not measured."""
    parts = read_parts()
    text = as_text(parts)
    (RESULTS / "allocation.md").write_text(text, "utf-8")
    print(text)
    raise SystemExit(bool(missing(parts)) or any(not one.is_kept for one in promises(parts)))


if __name__ == "__main__":
    main()
