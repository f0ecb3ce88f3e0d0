"""The tables of the allocation say what the records say, what is not kept, and what was not measured."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks.allocation_table import RECORDS, as_text, missing, promises, read_parts
from benchmarks.growth import as_svg, draw, slope
from benchmarks.record import RESULTS


def run(seconds: float, *, proven: bool = True, gap: float = 0.0) -> dict[str, Any]:
    return {"seconds": seconds, "peak_gib": 0.2, "proven": proven, "gap": gap}


def measured() -> dict[str, Any]:
    """Figures of all parts in which everything is reached."""
    runs = {"ours": run(0.2), "lemon": run(1.6), "glop": {"failed": "late"}, "highs": run(9, proven=False)}
    fast = {
        "pairs": 8_000_000,
        "runs": runs,
        "same_total": True,
        "fastest_peer": "lemon",
        "times_as_fast": 8.0,
    }
    searches = {"instances": 20_000, "different": []}
    case = {"gap": 0.003, "seconds": 60, "of": 5, "reached": 5, "seeds": [20]}
    rounds = {"eligible_per_person": 142.0, "peak_gib": 0.5}
    return {
        "searched": {"all constraints": searches},
        "correct": {"peers": {"lemon": {"equal": 500, "different": []}}},
        "fast": {"L scarce": fast},
        "what_if": {"L scarce": {"changes": 2000, "median_ms": 0.3}},
        "constrained": {"M all": {**case, "runs": {"ours": [run(40, gap=0.001)]}}},
        "deterministic": {"plans": {"a": "x"}, "what_ifs": {"b": "y"}, "same": True},
        "rounds": {"L": {**rounds, "seconds": 1.0}},
        "growth": {
            str(pairs): {"eligible_pairs": pairs, "seconds": pairs / 1e7} for pairs in (10**7, 4 * 10**7)
        },
    }


def broken(parts: dict[str, Any]) -> list[str]:
    return [one.what for one in promises(parts) if not one.is_kept]


def test_where_all_is_reached_all_is_kept_and_nothing_is_missing() -> None:
    assert broken(measured()) == []
    assert missing(measured()) == []


@pytest.mark.parametrize(
    ("part", "change", "told"),
    [
        (
            "searched",
            {"all constraints": {"instances": 20_000, "different": ["one"]}},
            "… of which different",
        ),
        ("correct", {"peers": {"lemon": {"equal": 499, "different": [3]}}}, "instances over all shapes"),
        ("what_if", {"L scarce": {"changes": 2000, "median_ms": 1.1}}, "one change, L scarce"),
        ("deterministic", {"plans": {}, "what_ifs": {}, "same": False}, "same bytes"),
        (
            "rounds",
            {"L": {"seconds": 1.0, "peak_gib": 0.7, "eligible_per_person": 142}},
            "… GiB held at most, L",
        ),
    ],
)
def test_what_is_not_reached_is_named(part: str, change: dict[str, Any], told: str) -> None:
    assert broken({**measured(), part: change})[0].startswith(told)


def test_a_part_that_was_not_measured_is_told_and_promises_nothing() -> None:
    parts = measured()
    del parts["fast"]
    assert missing(parts) == ["fast"]
    assert "Not measured: fast." in as_text(parts)
    assert not any("from scored pairs" in one.what for one in promises(parts))


def test_those_who_prove_nothing_stand_in_brackets_and_those_who_fail_with_a_dash() -> None:
    assert "| L scarce | 8.0 | 0.20 s, 0.2 GiB | 1.60 s, 0.2 GiB | – | (9.00 s, 0.2 GiB) |" in as_text(
        measured()
    )


def test_the_tables_beside_the_records_are_made_of_them() -> None:
    if missing(read_parts()) == [part for parts in RECORDS.values() for part in parts]:
        pytest.skip("nothing has been measured")
    assert (RESULTS / "allocation.md").read_text("utf-8") == as_text(read_parts())


def test_growth_in_proportion_has_the_power_of_one_and_a_square_two() -> None:
    assert slope([(10, 1), (40, 4), (1000, 100)]) == pytest.approx(1)
    assert slope([(10, 1), (100, 100)]) == pytest.approx(2)


def test_the_picture_of_growth_is_well_formed_and_has_a_point_for_each_size(tmp_path: Path) -> None:
    points = [(12e6, 0.6), (30e6, 1.4), (104e6, 6.1)]
    tree = ElementTree.fromstring(as_svg(points))
    circles = [one for one in tree.iter() if one.tag.endswith("circle")]
    across = [float(one.attrib["cx"]) for one in circles]
    assert len(circles) == 3
    assert across == sorted(across)
    assert all(0 < float(one.attrib["cy"]) < 400 for one in circles)
    draw(points, tmp_path / "growth.svg")
    assert (tmp_path / "growth.svg").read_text("utf-8") == as_svg(points[::-1])
