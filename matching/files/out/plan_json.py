"""A plan, or any other result, in; JSON text out, the same text for the same content."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from matching.domain.funnel import MappingQuestion
from matching.domain.plan import Plan
from matching.domain.proof import Bounds
from matching.domain.reasons import Party
from matching.files.out.json_text import JsonText
from matching.files.whole import whole


def plan_as_json(plan: Plan) -> str:
    """A plan in, the whole of it as JSON out: names sorted, arrays of the proof as lists of whole numbers."""
    return as_json(plan)


def write_plan_json(plan: Plan, path: Path) -> None:
    """A plan in, a JSON file in UTF-8 out; the same bytes for the same plan.

    Raises:
        OSError: the file cannot be written; what stood there before is untouched.
    """
    with whole(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        file.writelines(_pieces(plan))


def extract_as_json(
    plan: Plan, to_map: Sequence[MappingQuestion] = (), *, candidate: str | None, opening: str | None
) -> str:
    """A plan in, what it says of one person or of one opening as JSON out; `to_map`: what to map about her."""
    people, openings = {candidate}, {opening}
    return as_json(
        {
            "candidate": candidate,
            "opening": opening,
            "assignments": [
                one for one in plan.assignments if one.candidate in people or one.opening in openings
            ],
            "unassigned": [one for one in plan.unassigned if one.candidate in people],
            "empty_seats": [one for one in plan.empty_seats if one.opening in openings],
            "reserves": {name: queue for name, queue in plan.reserves.items() if name in openings},
            "seat_values": [one for one in plan.seat_values if one.opening in openings],
            "open_questions": [
                one
                for one in plan.open_questions
                if one.about in (openings if one.party is Party.EMPLOYER else people)
            ],
            "mapping_questions": to_map,
            "schema_version": plan.schema_version,
        }
    )


def as_json(result: object) -> str:
    """Records, mappings and sequences of them in, JSON text out that ends in a line break."""
    return "".join(_pieces(result))


def _pieces(result: object) -> Iterator[str]:
    yield from JsonText(_names).pieces(result)
    yield "\n"


def _names(kind: type) -> tuple[str, ...]:
    """What is told of a record, by name: its fields, and of bounds how far apart they are."""
    names = tuple(field.name for field in fields(kind))
    return (*names, "gap") if kind is Bounds else names
