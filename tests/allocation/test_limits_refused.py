"""Limits on what is not in the round, or that cannot be told apart, are refused with what would do."""

from typing import Any

import pytest

from matching.domain.cohort import Cohort
from matching.domain.constraints import (
    ClassSize,
    Companions,
    EmployerTotal,
    Floor,
    OfficeTotal,
    SharedResource,
)
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.openings import Employer, TrainingOffice
from matching.domain.policy import Mode, Policy
from tests.allocation.limited_rounds import GROUND, filled, places, round_of, three


def test_a_floor_of_meetings_is_refused() -> None:
    floor = Floor(name="Gruppe", least=1, ground=GROUND, by="Leder", members=frozenset({"k2"}))
    with pytest.raises(PolicyFault) as caught:
        filled(round_of(three(), places({})), Policy(mode=Mode.MEETINGS, floors=(floor,)))
    assert caught.value.facts["expected"] == "places_alone"


@pytest.mark.parametrize(
    ("limit", "kind"),
    [
        ({"employer_totals": (EmployerTotal(employer="Ingen", most=1),)}, "firm"),
        ({"office_totals": (OfficeTotal(office="Ingen", most=1),)}, "office"),
        ({"classes": (ClassSize(opening="p9", least=1, most=1),)}, "opening"),
        ({"resources": (SharedResource(name="K", seats=1, openings=("p9",)),)}, "opening"),
        ({"together": (Companions(first="k1", second="k9", by="A", reason="B"),)}, "candidate"),
    ],
)
def test_a_limit_on_what_is_not_in_the_round_is_refused(limit: dict[str, Any], kind: str) -> None:
    with pytest.raises(PolicyFault) as caught:
        filled(round_of(three(), places({})), Policy(**limit))
    assert (caught.value.code, caught.value.facts["kind"]) == (ErrorCode.ID_UNKNOWN, kind)


def test_a_name_of_several_firms_asks_for_the_organisation_number() -> None:
    firms = [Employer(name="Kjede", organisation_number=f"99999999{number}") for number in (1, 2)]
    round_ = Cohort.of(three(), places({}), firms)
    with pytest.raises(PolicyFault) as caught:
        filled(round_, Policy(employer_totals=(EmployerTotal(employer="Kjede", most=1),)))
    assert caught.value.facts["expected"] == "organisation_number"


def test_a_name_of_several_training_offices_asks_for_a_name_of_its_own() -> None:
    offices = [TrainingOffice(name="Kontor"), TrainingOffice(name="Kontor")]
    round_ = Cohort.of(three(), places({"training_office": 0}), [Employer(name="Fabrikk A")], offices)
    with pytest.raises(PolicyFault) as caught:
        filled(round_, Policy(office_totals=(OfficeTotal(office="Kontor", most=1),)))
    assert caught.value.facts["key"] == "office_totals"
    assert caught.value.facts["expected"] == "office_of_its_own_name"
