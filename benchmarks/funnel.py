"""Time of counting every pair of a round, and of the audit's own count, which must agree to the last pair.

    python -m benchmarks.funnel --people 57000 --openings 6000

Processor seconds stand beside seconds of the clock, which say little where a machine is shared.
"""

import argparse
import resource
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.generate import generate
from benchmarks.record import record
from matching.audit.census import Census
from matching.audit.judging import Judgements
from matching.audit.reading import Round
from matching.catalogue.defaults import complete
from matching.catalogue.loader import load_catalogue
from matching.domain.policy import Policy
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.explanation.questions import question_list

ON = date(2026, 11, 21)
Found = TypeVar("Found")


def timed(laps: dict[str, Any], name: str, work: Callable[[], Found]) -> Found:
    """What the work finds; how long it took and the greatest memory so far are noted."""
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    laps[name] = {
        "seconds": round(time.perf_counter() - clock, 2),
        "processor_seconds": round(time.process_time() - processor, 2),
        "peak_gib_so_far": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
    }
    return found


def main() -> None:
    """Count both ways, print and write the record; exit with 1 if they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=57_000)
    parser.add_argument("--openings", type=int, default=6_000)
    parser.add_argument("--seed", type=int, default=20)
    given = parser.parse_args()
    catalogue, policy, laps = load_catalogue(), Policy(), dict[str, Any]()
    cohort = timed(
        laps, "generate", lambda: generate(given.people, given.openings, seed=given.seed, catalogue=catalogue)
    )
    ready = complete(cohort.openings, cohort.programme, catalogue)
    verdicts = judge(cohort.people, ready, Terms.of(cohort.programme, catalogue, policy, on=ON))
    funnel = timed(laps, "funnel", verdicts.funnel)
    questions, in_all = timed(laps, "questions", lambda: question_list(verdicts, cohort))
    census = Census(Judgements(Round(cohort, catalogue, policy, ON)))
    again = timed(laps, "audit_funnel", lambda: census.funnel)
    asked_again = timed(laps, "audit_questions", lambda: census.questions)
    counts = [funnel.eligible, funnel.unknown, funnel.ineligible]
    rules = {
        str(one.reason): [one.stopped, one.alone, one.unknown, one.unknown_alone] for one in funnel.rules
    }
    agree = again == {"": counts, **rules} and asked_again == ([*questions], in_all)
    figures = {
        "people": given.people,
        "openings": given.openings,
        "pairs": funnel.pairs,
        "eligible_unknown_ineligible": counts,
        "questions": in_all,
        "agree": agree,
        "laps": laps,
    }
    path = record("funnel", figures, seed=given.seed, packages=("innenfor", "numpy"))
    for name, lap in laps.items():
        print(f"{name:16} {lap}")
    print(f"{funnel.pairs} pairs, {counts}, {in_all} questions; agree: {agree}")
    print(f"written {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}")
    raise SystemExit(not agree)


if __name__ == "__main__":
    main()
