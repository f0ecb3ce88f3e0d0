"""Two named people and a written legal ground take weights into use; one call takes them back."""

from datetime import date

import pytest

from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.fit import Criterion
from matching.domain.policy import Policy
from matching.learning.activation import Register, activate, applied, roll_back
from tests.learning.made import AS_EXPERTS, scorecard

DAY, NEXT_DAY = date(2027, 3, 1), date(2027, 3, 2)
TWO = ("Kari Eksempel", "Ola Eksempel")
GROUND = "Vedtekt om forsøk § 3, vurdert av personvernombudet"
BETTER, OTHER = scorecard(), scorecard((2.0, 0.0, 0.0, 6.0, 0.0, 0.0))
IN_USE = activate(Register(), BETTER, by=TWO, on=DAY, ground=GROUND)


def test_nothing_learned_is_in_use_until_people_have_said_so() -> None:
    assert Register().current is None
    assert applied(Policy(), Register()) == Policy()


def test_what_two_people_take_into_use_gives_the_policy_its_weights_and_nothing_else() -> None:
    policy = applied(Policy(reserves=5), IN_USE)
    assert policy == Policy(reserves=5, weights=BETTER.weights)
    assert policy.digest() != Policy(reserves=5).digest()


def test_who_when_and_why_is_kept() -> None:
    current = IN_USE.current
    assert current is not None
    assert (current.by, current.on, current.ground) == (TWO, "2027-03-01", GROUND)
    assert current.scorecard == BETTER.digest


def test_a_policy_with_weights_of_its_own_keeps_them() -> None:
    own = Policy(weights={**Policy().weights, Criterion.INTERESTS: 20, Criterion.WISHES: 40})
    assert applied(own, IN_USE) == own


@pytest.mark.parametrize(
    "by", [("Kari Eksempel", "kari  eksempel"), ("Kari Eksempel", " "), ("", "Ola Eksempel")]
)
def test_one_person_is_not_two(by: tuple[str, str]) -> None:
    assert refused(by=by) == ("by", "two_people")


@pytest.mark.parametrize("ground", ["", "  ", "fordi" + " " * 30])
def test_a_legal_ground_is_written_down(ground: str) -> None:
    assert refused(ground=ground) == ("ground", "legal_ground")


def test_weights_that_are_no_better_are_never_taken_into_use() -> None:
    assert refused(scorecard=scorecard(AS_EXPERTS)) == ("scorecard", "better_weights")


def refused(**changes: object) -> tuple[object, object]:
    given: dict[str, object] = {"scorecard": BETTER, "by": TWO, "ground": GROUND, **changes}
    with pytest.raises(PolicyFault) as found:
        activate(Register(), on=DAY, **given)  # type: ignore[arg-type]  # any of them may be the one changed
    assert found.value.code is ErrorCode.POLICY_VALUE
    return found.value.facts["key"], found.value.facts["expected"]


def test_rolling_back_brings_what_was_before_and_at_last_the_experts() -> None:
    twice = activate(IN_USE, OTHER, by=TWO, on=DAY, ground=GROUND)
    assert applied(Policy(), twice).weights == OTHER.weights != BETTER.weights
    once = roll_back(twice, by="Ola Eksempel", on=NEXT_DAY)
    assert applied(Policy(), once).weights == BETTER.weights
    assert applied(Policy(), roll_back(once, by="Ola Eksempel", on=NEXT_DAY)) == Policy()


def test_what_was_rolled_back_is_still_on_record() -> None:
    (ended,) = roll_back(IN_USE, by="Ola Eksempel", on=NEXT_DAY).activations
    assert (ended.ended_by, ended.ended_on, ended.by) == ("Ola Eksempel", "2027-03-02", TWO)


def test_there_must_be_something_to_roll_back_and_somebody_who_does() -> None:
    with pytest.raises(PolicyFault, match="in_use"):
        roll_back(Register(), by="Ola Eksempel", on=DAY)
    with pytest.raises(PolicyFault, match="a_name"):
        roll_back(IN_USE, by=" ", on=DAY)
