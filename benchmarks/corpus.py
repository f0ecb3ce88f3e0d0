"""Time and memory of reading each file of the corpus: lists as offices have them, and files made to do harm.

    python -m benchmarks.corpus

All are read in one process of their own; memory is the most it has had up to and with that file.
"""

from benchmarks.record import record
from tests.files.corpus.cases import CASES
from tests.files.corpus.run import outcomes

MOST_SECONDS = 2.0
MOST_MEGABYTES = 300
PACKAGES = ("innenfor", "fastexcel", "polars", "numpy")


def main() -> None:
    """Read all, print the slowest, write the record; exit with 1 if one takes too much or the process dies."""
    found = outcomes(CASES)
    named = [
        {"file": case.about, **{name: one[name] for name in ("seconds", "megabytes")}}
        for case, one in zip(CASES, found, strict=False)
    ]
    slowest = sorted(named, key=lambda one: -one["seconds"])[:10]
    figures = {
        "files": len(CASES),
        "read": sum("rows" in one for one in found),
        "refused": sum("code" in one for one in found),
        "as_expected": sum(
            one.get("rows") == [list(row) for row in case.rows]
            if case.rows is not None
            else one.get("code") == case.code and case.told in one["told"]
            for case, one in zip(CASES, found, strict=False)
        ),
        "most_seconds": slowest[0]["seconds"],
        "most_megabytes": max(one["megabytes"] for one in found),
        "slowest": slowest,
    }
    record("corpus", figures, seed=0, packages=PACKAGES)
    for one in slowest:
        print(f"{one['seconds']:8.3f} s {one['megabytes']:6} MB   {one['file']}")
    print({name: figure for name, figure in figures.items() if name != "slowest"})
    small = figures["most_seconds"] < MOST_SECONDS and figures["most_megabytes"] < MOST_MEGABYTES
    raise SystemExit(not small or figures["as_expected"] != len(CASES))


if __name__ == "__main__":
    main()
