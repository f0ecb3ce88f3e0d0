"""Requirements on the person alone: in the round, registered, innsatsgruppe and age."""

from datetime import date

import pytest

from matching.catalogue.loader import load_catalogue
from matching.domain.answers import NO, NO_DECISION, UNKNOWN, YES
from matching.domain.fit import Outcome
from matching.domain.programme import OPEN_PROGRAMME, Programme, TargetGroup
from matching.domain.reasons import ReasonCode
from matching.eligibility.rules import enough_effort, in_round, old_enough, registered, young_enough
from tests.builders import ON, candidate, opening
from tests.eligibility.judged import answer, codes, programme, verdict

VARIG = load_catalogue().effort_groups["varig"]


def test_the_person_and_opening_of_the_builders_meet_every_requirement() -> None:
    assert verdict(candidate(), opening()).outcome is Outcome.ELIGIBLE


@pytest.mark.parametrize(("said", "expected"), [(True, YES), (False, NO), (None, YES)])
def test_only_a_person_who_said_no_is_outside_the_round(said: bool | None, expected: int) -> None:
    assert answer(in_round, candidate(in_round=said), opening()) == expected


def test_a_person_not_asked_yet_may_meet_with_a_note() -> None:
    found = verdict(candidate(in_round=None), opening())
    assert (found.outcome, codes(found.notes)) == (Outcome.ELIGIBLE, [ReasonCode.NOTE_NOT_ASKED])


@pytest.mark.parametrize(("said", "expected"), [(True, YES), (False, NO), (None, UNKNOWN)])
def test_a_programme_may_demand_registration(said: bool | None, expected: int) -> None:
    assert answer(registered, candidate(registered=said), opening(), programme(registered=True)) == expected


@pytest.mark.parametrize("said", [True, False, None])
def test_registration_does_not_matter_where_nothing_demands_it(said: bool | None) -> None:
    assert answer(registered, candidate(registered=said), opening()) == YES


@pytest.mark.parametrize(
    ("levels", "least", "expected"),
    [
        ({1}, 1, YES),
        ({4}, 1, YES),
        ({0}, 1, NO),
        ({0}, 0, YES),
        ({0, 1}, 1, UNKNOWN),
        (VARIG, 1, YES),
        (VARIG, 3, YES),
        (VARIG, 4, UNKNOWN),
        (None, 1, UNKNOWN),
        (None, 0, UNKNOWN),
        ({NO_DECISION}, 0, NO),
        ({NO_DECISION}, 1, NO),
        ({2, NO_DECISION}, 1, UNKNOWN),
        ({0, NO_DECISION}, 1, NO),
    ],
)
def test_innsatsgruppe_is_at_least_the_programmes(levels: set[int] | None, least: int, expected: int) -> None:
    person = candidate(effort_levels=None if levels is None else frozenset(levels))
    assert answer(enough_effort, person, opening(), programme(least_effort_level=least)) == expected


@pytest.mark.parametrize("levels", [None, frozenset({NO_DECISION}), frozenset({0})])
def test_innsatsgruppe_does_not_matter_where_nothing_demands_it(levels: frozenset[int] | None) -> None:
    assert answer(enough_effort, candidate(effort_levels=levels), opening()) == YES


def test_the_code_varig_may_mean_either_of_two_levels() -> None:
    assert sorted(VARIG) == [3, 4]


@pytest.mark.parametrize(("born", "expected"), [(2007, YES), (2008, UNKNOWN), (2009, NO), (None, UNKNOWN)])
def test_whoever_turns_the_least_age_in_the_year_of_start_may_be_too_young(
    born: int | None, expected: int
) -> None:
    # 19 at start in 2027: born in 2008 she turns 19 some day of that year.
    assert answer(old_enough, candidate(birth_year=born), opening(), programme(least_age=19)) == expected


@pytest.mark.parametrize(
    ("born", "expected"), [(1997, YES), (1996, UNKNOWN), (1995, NO), (2010, YES), (None, UNKNOWN)]
)
def test_whoever_passes_the_greatest_age_in_the_year_of_start_may_be_too_old(
    born: int | None, expected: int
) -> None:
    # 30 at most at start in 2027: born in 1996 she turns 31 some day of that year.
    assert answer(young_enough, candidate(birth_year=born), opening(), programme(greatest_age=30)) == expected


@pytest.mark.parametrize("born", [1940, 2020, None])
def test_age_does_not_matter_where_nothing_demands_it(born: int | None) -> None:
    person = candidate(birth_year=born)
    assert answer(old_enough, person, opening()) == answer(young_enough, person, opening()) == YES


@pytest.mark.parametrize(
    ("start_from", "born", "expected"),
    [(date(2027, 1, 4), 2007, YES), (None, 2007, UNKNOWN), (None, 2006, YES)],
)
def test_the_day_of_the_run_decides_the_age_where_the_programme_has_no_start(
    start_from: date | None, born: int, expected: int
) -> None:
    assert ON.year == 2026
    target = TargetGroup(ground="made up for a test", least_age=19)
    of = Programme(id="test", name="Prøve", target=target, start_from=start_from)
    assert answer(old_enough, candidate(birth_year=born), opening(), of) == expected


def test_the_round_without_a_programme_asks_nothing_of_the_person() -> None:
    blank = candidate(registered=None, effort_levels=None, birth_year=None, in_round=None)
    assert verdict(blank, opening(), OPEN_PROGRAMME).outcome is Outcome.ELIGIBLE
