"""Who may see what: the whole table written a second time, and what is held back by it."""

from itertools import product

import pytest

from service.access import Action, Kind, Role, Thing, may
from tests.service.asked import actor

ALL_KINDS = "service round opening person plan questions proof target_group remark change"
WRITTEN = {
    "market_contact": ALL_KINDS,
    "adviser": ALL_KINDS,
    "programme_lead": ALL_KINDS,
    "county": "service round opening agreed plan questions proof",
    "training_partner": "service round opening agreed plan questions proof",
    "planner": "service round opening plan proof",
    "employer": "",
    "auditor": "service round opening agreed plan questions proof",
    "admin": "service round",
}
"""For each role the kinds it may read; «agreed» are people who have said yes to joining the round."""


CASES = list(product(Role, Action, Kind, (False, True)))


@pytest.mark.parametrize(("role", "action", "kind", "agreed"), CASES)
def test_the_table_says_what_is_written_here(role: Role, action: Action, kind: Kind, agreed: bool) -> None:
    allowed = WRITTEN[role].split()
    expected = kind in allowed or (kind is Kind.PERSON and agreed and "agreed" in allowed)
    assert may(actor(role), action, Thing(kind, "samples", agreed)) is expected


def test_every_role_is_written_here() -> None:
    assert set(WRITTEN) == set(Role)


@pytest.mark.parametrize(("role", "action", "kind", "agreed"), CASES)
def test_what_belongs_to_another_office_is_nobodys_to_see(
    role: Role, action: Action, kind: Kind, agreed: bool
) -> None:
    assert not may(actor(role), action, Thing(kind, "another office", agreed))


@pytest.mark.parametrize(("action", "kind", "agreed"), list(product(Action, Kind, (False, True))))
def test_nobody_may_do_nothing(action: Action, kind: Kind, agreed: bool) -> None:
    assert not may(None, action, Thing(kind, agreed=agreed))
    assert not may(None, action, Thing(kind, "samples", agreed))
