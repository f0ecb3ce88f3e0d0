"""What a suggestion costs the plan as a whole: told to those who see everybody, and to nobody else."""

from typing import Any, Final

import pytest

from service.access import Role
from tests.service.asked import CNC, ask, service_for

API: Final = f"/api/v1/rounds/{CNC}"
PAGE: Final = f"/runder/{CNC}"
NAV: Final = (Role.MARKET_CONTACT, Role.ADVISER, Role.PROGRAMME_LEAD)
OTHERS: Final = (Role.COUNTY, Role.TRAINING_PARTNER, Role.AUDITOR)
WORDS: Final = ("For det samlede forslaget", "Ellers for kandidaten", "Regnet ut hver for seg")


def page_of(address: str, role: Role) -> str:
    return ask(service_for(role), address).text


def json_of(address: str, role: Role) -> Any:
    return ask(service_for(role), address).json()


@pytest.mark.parametrize("role", NAV)
def test_nav_reads_what_each_suggestion_costs_and_where_else_she_would_be(role: Role) -> None:
    for address in (f"{PAGE}/lareplasser/L02", f"{PAGE}/kandidater/K09"):
        told = page_of(address, role)
        assert all(word in told for word in WORDS)


@pytest.mark.parametrize("role", OTHERS)
def test_who_sees_only_some_people_is_told_no_cost_for_it_rests_on_them_all(role: Role) -> None:
    told = page_of(f"{PAGE}/lareplasser/L02", role)
    assert not any(word in told for word in WORDS)
    listed = json_of(f"{API}/openings/L02", role)["suggestions"]
    assert [one["cost"] for one in listed] == [None] * len(listed)
    for one in listed[:1]:
        assert json_of(f"{API}/pairs/{one['candidate']}/L02", role)["cost"] is None


def test_who_would_move_is_told_of_one_pair_alone() -> None:
    pair = json_of(f"{API}/pairs/K09/L02", Role.MARKET_CONTACT)
    assert pair["cost"]["moves"][0] == {"candidate": "K09", "here": "L03", "there": "L02"}
    listed = json_of(f"{API}/openings/L02", Role.MARKET_CONTACT)["suggestions"]
    assert all(one["cost"]["moves"] == [] for one in listed)
