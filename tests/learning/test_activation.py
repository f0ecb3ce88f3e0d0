"""Two named people and a written legal ground take weights into use; one call takes them back."""

from dataclasses import replace
from datetime import date

import pytest

from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.fit import Criterion
from matching.domain.policy import Learned, Policy
from matching.learning.activation import Register, activate, applied, roll_back
from tests.learning.made import AS_EXPERTS, scorecard

DAY, NEXT_DAY = date(2027, 3, 1), date(2027, 3, 2)
TWO = ("Kari Eksempel", "Ola Eksempel")
GROUND = "Vedtekt om forsøk § 3, vurdert av personvernombudet"
BETTER, OTHER = scorecard(), scorecard((2.0, 0.0, 0.0, 6.0, 0.0, 0.0))
IN_USE = activate(Register(), BETTER, by=TWO, on=DAY, ground=GROUND)


def used(policy: Policy, register: Register) -> Policy:
    return applied(policy, register, ground=GROUND)


def test_nothing_learned_is_in_use_until_people_have_said_so() -> None:
    assert Register().current is None
    assert used(Policy(), Register()) == Policy()


def test_what_two_people_take_into_use_gives_the_policy_its_weights_and_nothing_else() -> None:
    policy = used(Policy(reserves=5), IN_USE)
    source = Learned(scorecard=BETTER.digest, ground=GROUND, instead_of=Policy().weights)
    assert policy == Policy(reserves=5, weights=BETTER.weights, learning=source)
    assert policy.as_set == Policy(reserves=5).as_set == Policy(reserves=5)
    assert policy.digest() not in {Policy(reserves=5).digest(), replace(policy, learning=None).digest()}


def test_who_when_and_why_is_kept() -> None:
    current = IN_USE.current
    assert current is not None
    assert (current.by, current.on, current.ground) == (TWO, "2027-03-01", GROUND)
    assert current.scorecard == BETTER.digest


def test_a_policy_with_weights_of_its_own_keeps_them() -> None:
    own = Policy(weights={**Policy().weights, Criterion.INTERESTS: 20, Criterion.WISHES: 40})
    assert used(own, IN_USE) == own


@pytest.mark.parametrize(
    "by",
    [
        ("Kari Eksempel", "kari  eksempel"),
        ("Kari Eksempel", "Kari\u200b Eksempel"),
        ("Kåre", "Ka\u030are"),
        ("Kari Eksempel", " "),
        ("", "Ola Eksempel"),
        ("Kari Eksempel",),
        (),
        ("Kari Eksempel", "Ola Eksempel", "Per Eksempel"),
    ],
)
def test_it_takes_just_two_people_and_one_is_not_two(by: tuple[str, ...]) -> None:
    assert refused(by=by) == ("by", "two_people")


@pytest.mark.parametrize("ground", ["", "  ", "fordi" + " " * 30])
def test_a_legal_ground_is_written_down(ground: str) -> None:
    assert refused(ground=ground) == ("ground", "legal_ground")


def test_weights_that_are_no_better_are_never_taken_into_use() -> None:
    assert refused(scorecard=scorecard(AS_EXPERTS)) == ("scorecard", "better_weights")


def test_a_scorecard_that_is_in_use_is_not_taken_into_use_again() -> None:
    assert refused(register=IN_USE) == ("scorecard", "another_card")


@pytest.mark.parametrize("ground", ["", "  ", "fordi" + " " * 30])
@pytest.mark.parametrize("register", [Register(), IN_USE])
def test_a_policy_that_uses_learned_weights_has_a_written_ground_of_its_own(
    ground: str, register: Register
) -> None:
    with pytest.raises(PolicyFault, match="legal_ground"):
        applied(Policy(), register, ground=ground)


def test_weights_that_were_compared_with_others_than_those_of_today_are_never_passed_over() -> None:
    assert IN_USE.current is not None
    before = {**Policy().weights, Criterion.INTERESTS: 20, Criterion.WISHES: 40}
    older = Register(activations=(replace(IN_USE.current, instead_of=before),))
    with pytest.raises(PolicyFault, match="compared_with_these"):
        used(Policy(), older)
    assert used(Policy(weights=before), older).weights == BETTER.weights


def refused(**changes: object) -> tuple[object, object]:
    given: dict[str, object] = {
        "register": Register(),
        "scorecard": BETTER,
        "by": TWO,
        "ground": GROUND,
        **changes,
    }
    with pytest.raises(PolicyFault) as found:
        activate(on=DAY, **given)  # type: ignore[arg-type]  # any of them may be the one changed
    assert found.value.code is ErrorCode.POLICY_VALUE
    return found.value.facts["key"], found.value.facts["expected"]


def test_rolling_back_brings_what_was_before_and_at_last_the_experts() -> None:
    twice = activate(IN_USE, OTHER, by=TWO, on=DAY, ground=GROUND)
    assert used(Policy(), twice).weights == OTHER.weights != BETTER.weights
    once = roll_back(twice, by="Ola Eksempel", on=NEXT_DAY)
    assert used(Policy(), once).weights == BETTER.weights
    assert used(Policy(), roll_back(once, by="Ola Eksempel", on=NEXT_DAY)) == Policy()


def test_what_was_rolled_back_is_still_on_record() -> None:
    (ended,) = roll_back(IN_USE, by="Ola Eksempel", on=NEXT_DAY, ground=" Feil i listen ").activations
    assert (ended.ended_by, ended.ended_on, ended.by) == ("Ola Eksempel", "2027-03-02", TWO)
    assert ended.ended_ground == "Feil i listen"


def test_there_must_be_something_to_roll_back_and_somebody_who_does() -> None:
    with pytest.raises(PolicyFault, match="nothing_learned"):
        roll_back(Register(), by="Ola Eksempel", on=DAY)
    with pytest.raises(PolicyFault, match="a_name"):
        roll_back(IN_USE, by=" ", on=DAY)


def test_nothing_is_dated_before_what_stands_in_the_register() -> None:
    ended = roll_back(IN_USE, by="Ola Eksempel", on=NEXT_DAY)
    assert activate(ended, OTHER, by=TWO, on=NEXT_DAY, ground=GROUND).current is not None
    with pytest.raises(PolicyFault) as found:
        activate(ended, OTHER, by=TWO, on=DAY, ground=GROUND)
    assert found.value.facts["earliest"] == str(NEXT_DAY)
    with pytest.raises(PolicyFault, match="earliest=2027-03-01"):
        roll_back(IN_USE, by="Ola Eksempel", on=date(2027, 2, 28))
