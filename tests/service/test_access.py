"""Who may see what: the whole table written a second time, and what is held back by it."""

from itertools import product

import pytest

from service.access import Action, Actor, Kind, Role, Thing, may
from tests.service.asked import actor

ALL_KINDS = (
    "service language round opening person plan questions proof target_group remark entry policy job change"
)
LISTS = "step: entry; reveal: entry"
WRITTEN = {
    "market_contact": f"read: {ALL_KINDS}; edit: opening; {LISTS}",
    "adviser": f"read: {ALL_KINDS}; edit: person; {LISTS}",
    "programme_lead": (
        f"read: {ALL_KINDS} log own_data; edit: round person opening; step: entry; decide: policy; "
        "calculate: round; release: plan; reveal: own_data; erase: round person opening"
    ),
    "county": "read: service language round opening agreed plan questions proof",
    "training_partner": "read: service language round opening agreed plan questions proof",
    "planner": "read: service language round opening plan proof",
    "employer": "read: language",
    "auditor": "read: service language round opening agreed plan questions proof log",
    "admin": "read: service language round",
}
"""For each role what it may do with which kinds; «agreed» are people who have said yes to joining the round."""


CASES = list(product(Action, Kind, (False, True)))


def written(role: Role, action: Action) -> list[str]:
    parts = dict(part.split(": ") for part in WRITTEN[role].split("; ") if part)
    return parts.get(action, "").split()


@pytest.mark.parametrize("role", Role)
def test_the_table_says_what_is_written_here(role: Role) -> None:
    for action, kind, agreed in CASES:
        allowed = written(role, action)
        expected = kind in allowed or (kind is Kind.PERSON and agreed and "agreed" in allowed)
        assert may(actor(role), action, Thing(kind, "samples", agreed)) is expected, (action, kind, agreed)


def test_every_role_is_written_here() -> None:
    assert set(WRITTEN) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_what_belongs_to_another_office_is_nobodys_to_see(role: Role) -> None:
    assert not any(may(actor(role), one[0], Thing(one[1], "another office", one[2])) for one in CASES)


@pytest.mark.parametrize("role", Role)
def test_who_has_an_address_restriction_is_nobodys_to_see(role: Role) -> None:
    hidden = (Thing(kind, "samples", agreed=True, hidden=True, showable=True) for kind in Kind)
    assert not any(may(actor(role), action, thing) for thing in hidden for action in Action)


@pytest.mark.parametrize(
    ("kind", "firm", "showable", "sees"),
    [
        (Kind.OPENING, "hers", False, True),
        (Kind.OPENING, "another", True, False),
        (Kind.ENTRY, "hers", True, True),
        (Kind.ENTRY, "hers", False, False),
        (Kind.ENTRY, "another", True, False),
        (Kind.ENTRY, None, True, False),
        (Kind.PERSON, "hers", True, False),
    ],
)
def test_a_firm_sees_its_own_openings_and_who_has_said_yes_to_it(
    kind: Kind, firm: str | None, showable: bool, sees: bool
) -> None:
    employer = Actor("f", "F", Role.EMPLOYER, frozenset({"samples"}), "hers")
    thing = Thing(kind, "samples", firm=firm, showable=showable)
    assert may(employer, Action.READ, thing) is sees
    nobody = Actor("f", "F", Role.EMPLOYER, frozenset({"samples"}))
    assert not may(nobody, Action.READ, thing)


def test_nobody_may_do_nothing() -> None:
    for action, kind, agreed in CASES:
        assert not may(None, action, Thing(kind, agreed=agreed))
        assert not may(None, action, Thing(kind, "samples", agreed))
