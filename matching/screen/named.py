"""A policy and what the lists hold in, every name in the policy that is in no list out, and where it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from matching.allocation.allocate import whole_places
from matching.domain.cohort import Cohort
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.openings import Employer
from matching.domain.policy import Mode, Policy
from matching.files.source.vocabulary import nearest_id, plain

_FIELDS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "candidate": (
        ("pins", "candidate"),
        ("vetoes", "candidate"),
        ("together", "first"),
        ("together", "second"),
        ("apart", "first"),
        ("apart", "second"),
    ),
    "opening": (("pins", "opening"), ("vetoes", "opening"), ("classes", "opening")),
    "firm": (("employer_totals", "employer"),),
    "office": (("office_totals", "office"),),
}
"""For each kind of name, the tables of a policy it stands in, and under which key there."""


def check_names(policy: Policy, cohort: Cohort, file: str | None) -> None:
    """All that a policy names is in the round, no class is above its room, and no firm has two totals.

    Raises:
        PolicyFault: it is not so; the facts tell the key.
    """
    for kind, known in _known(cohort).items():
        for fault in unknown_ids(policy, kind, known, file):
            raise fault
    _check_classes(policy, cohort, file)
    seen: set[int] = set()
    for at, total in enumerate(policy.employer_totals, 1):
        wanted = plain(total.employer)
        firms = {
            place for place, one in enumerate(cohort.employers) if wanted in map(plain, names_of_firms([one]))
        }
        if seen & firms:
            facts = {"key": f"employer_totals[{at}].employer", "value": total.employer, "expected": "once"}
            raise PolicyFault(ErrorCode.POLICY_VALUE, file=file, **facts)
        seen |= firms


def _check_classes(policy: Policy, cohort: Cohort, file: str | None) -> None:
    """No class needs more people than its opening could ever have."""
    of_a_seat = policy.people_per_seat if policy.mode is Mode.MEETINGS else 2 if policy.share_seats else 1
    places = dict(zip(cohort.openings.id.tolist(), whole_places(cohort.openings.seats).tolist(), strict=True))
    for at, one in enumerate(policy.classes, 1):
        room = places[one.opening] * of_a_seat
        if one.least > room:
            key = f"classes[{at}].least"
            raise PolicyFault(ErrorCode.CLASS_ABOVE_ROOM, file=file, key=key, least=one.least, room=room)


def unknown_ids(policy: Policy, kind: str, known: Iterable[str], file: str | None) -> Iterator[PolicyFault]:
    """The names of one kind that are in no list, each told once, where it stands first."""
    ids = sorted(set(known))
    as_compared = plain if kind in ("firm", "office") else str
    here, told = {as_compared(one) for one in ids}, set[str]()
    for key, name in _named(policy, kind):
        if as_compared(name) not in here and name not in told:
            told.add(name)
            facts = {"key": key, "id": name, "kind": kind, "nearest": nearest_id(name, ids)}
            yield PolicyFault(ErrorCode.ID_UNKNOWN, file=file, **facts)


def names_of_firms(firms: Sequence[Employer]) -> list[str]:
    """What firms may be called: their names and their organisation numbers."""
    return [text for one in firms for text in (one.name, one.organisation_number) if text]


def _known(cohort: Cohort) -> Mapping[str, list[str]]:
    return {
        "candidate": cohort.people.id.tolist(),
        "opening": cohort.openings.id.tolist(),
        "firm": names_of_firms(cohort.employers),
        "office": [one.name for one in cohort.training_offices],
    }


def _named(policy: Policy, kind: str) -> Iterator[tuple[str, str]]:
    """Every name of one kind, and the key it stands under."""
    for table, field in _FIELDS[kind]:
        for at, row in enumerate(getattr(policy, table), 1):
            yield f"{table}[{at}].{field}", getattr(row, field)
    for at, resource in enumerate(policy.resources if kind == "opening" else (), 1):
        for place, name in enumerate(resource.openings, 1):
            yield f"resources[{at}].openings[{place}]", name
