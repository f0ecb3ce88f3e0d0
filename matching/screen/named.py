"""What people have decided and what the lists hold in, every name that is in no list out, and where it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from matching.allocation.allocate import whole_places
from matching.allocation.limited.limits import cap
from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.naming import called, plain
from matching.domain.openings import Employer
from matching.domain.policy import Mode, Policy
from matching.domain.scenario import Scenario
from matching.files.source.vocabulary import nearest_id
from matching.wording import Words

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
    seen = set[int]()
    for at, total in enumerate(policy.employer_totals, 1):
        firms = called(total.employer, (one.names for one in cohort.employers))
        if not seen.isdisjoint(firms):
            facts = {"key": f"employer_totals[{at}].employer", "value": total.employer, "expected": "once"}
            raise PolicyFault(ErrorCode.POLICY_VALUE, file=file, **facts)
        seen.update(firms)


def check_scenarios(scenarios: Sequence[Scenario], cohort: Cohort, file: str) -> None:
    """All that what-ifs name is in the round.

    Raises:
        PolicyFault: it is not so; the facts tell the key.
    """
    known = _known(cohort)
    for at, one in enumerate(scenarios, 1):
        seats = [(f"scenario[{at}].seats.{name}", name) for name in one.seats]
        firms = [
            (f"scenario[{at}].without_firms[{place}]", name)
            for place, name in enumerate(one.without_firms, 1)
        ]
        for kind, named in (("opening", seats), ("firm", firms)):
            for fault in _unknown(named, kind, known[kind], file):
                raise fault


def _check_classes(policy: Policy, cohort: Cohort, file: str | None) -> None:
    """No class needs more people than its opening could ever have."""
    of_a_seat = policy.people_per_seat if policy.mode is Mode.MEETINGS else 2 if policy.share_seats else 1
    places = dict(zip(cohort.openings.id.tolist(), whole_places(cohort.openings.seats).tolist(), strict=True))
    for at, one in enumerate(policy.classes, 1):
        room = places[one.opening] * of_a_seat
        if one.least > room:
            key = f"classes[{at}].least"
            raise PolicyFault(ErrorCode.CLASS_ABOVE_ROOM, file=file, key=key, least=one.least, room=room)


def idle_caps(policy: Policy, cohort: Cohort, catalogue: Catalogue, words: Words) -> Iterator[str]:
    """A sentence for each cap of a trade that counts no opening of the round."""
    for one in policy.caps:
        limit, told = cap(one, cohort.openings, catalogue, places=1)
        if limit.openings is not None and not limit.openings.any():
            region = {"region": told.region} if told.region else {}
            yield words.say("rows.cap_counts_none", trade=told.name, **region)


def unknown_ids(policy: Policy, kind: str, known: Iterable[str], file: str | None) -> Iterator[PolicyFault]:
    """The names of one kind that are in no list, each told once, where it stands first."""
    return _unknown(_named(policy, kind), kind, known, file)


def names_of_firms(firms: Sequence[Employer]) -> list[str]:
    """What firms may be called: their names and their organisation numbers."""
    return [text for one in firms for text in one.names]


def _unknown(
    named: Iterable[tuple[str, str]], kind: str, known: Iterable[str], file: str | None
) -> Iterator[PolicyFault]:
    """Keys and the names that stand there in, a fault for each name that is not known out."""
    ids = sorted(set(known))
    as_compared = plain if kind in ("firm", "office") else str
    here, told = {as_compared(one) for one in ids}, set[str]()
    for key, name in named:
        if as_compared(name) not in here and name not in told:
            told.add(name)
            facts = {"key": key, "id": name, "kind": kind, "nearest": nearest_id(name, ids)}
            yield PolicyFault(ErrorCode.ID_UNKNOWN, file=file, **facts)


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
