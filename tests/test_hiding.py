"""What may be told of groups: no number of 1-9 people stands anywhere or follows from what does."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from matching.hiding import hidden, hidden_parts, hidden_stages

Counts = Sequence[int]

NESTED = {"proposed": "eligible"}


@st.composite
def rounds(draw: st.DrawFn) -> tuple[list[int], dict[str, list[int]]]:
    """Groups with how many of each are eligible, and how many of those are proposed."""
    wholes = draw(st.lists(st.integers(1, 40), min_size=1, max_size=6))
    eligible = [draw(st.one_of(st.just(0), st.just(whole), st.integers(0, whole))) for whole in wholes]
    proposed = [draw(st.one_of(st.just(0), st.just(most), st.integers(0, most))) for most in eligible]
    return wholes, {"eligible": eligible, "proposed": proposed}


def few(count: int) -> bool:
    return 0 < count < 10


def surely_few(least: int, most: int) -> bool:
    return least > 0 and most < 10


def found_out(
    wholes: Counts, parts: Mapping[str, Counts], shut: Mapping[str, frozenset[int]]
) -> dict[str, list[tuple[int, int]]]:
    """What the numbers that are told leave possible of each part, for one who knows the totals and the rules."""
    told = hidden(wholes)
    unknown = sum(wholes) - sum(one or 0 for one in told)
    sizes = [unknown if one is None else one for one in told]
    possible = {
        stage: [
            (0, sizes[place]) if place in shut[stage] else (counts[place], counts[place])
            for place in range(len(wholes))
        ]
        for stage, counts in parts.items()
    }
    for _ in range(30):
        for stage, counts in parts.items():
            ranges = possible[stage]
            for place, (least, most) in enumerate(ranges):
                others = [one for other, one in enumerate(ranges) if other != place]
                low, high = (sum(counts) - sum(one[end] for one in others) for end in (1, 0))
                ranges[place] = max(least, low), min(most, high)
        for place in range(len(wholes)):
            (least, most), (fewest, greatest) = possible["eligible"][place], possible["proposed"][place]
            possible["eligible"][place] = max(least, fewest), most
            possible["proposed"][place] = fewest, min(most, greatest)
    return possible


@given(rounds())
def test_nothing_of_a_few_people_is_shown(given_: tuple[list[int], dict[str, list[int]]]) -> None:
    wholes, parts = given_
    shut = hidden_stages(wholes, parts, NESTED)
    for stage, counts in parts.items():
        for place in set(range(len(wholes))) - shut[stage]:
            assert not any(map(few, (wholes[place], counts[place], wholes[place] - counts[place])))


@given(rounds())
def test_nothing_hidden_follows_from_the_totals_and_the_stages_together(
    given_: tuple[list[int], dict[str, list[int]]],
) -> None:
    wholes, parts = given_
    if len(wholes) == 1:
        return  # a round of one group is the round itself, whose totals are told
    shut, told = hidden_stages(wholes, parts, NESTED), hidden(wholes)
    for stage, ranges in found_out(wholes, parts, shut).items():
        for place, (least, most) in enumerate(ranges):
            part = parts[stage][place]
            assert least <= part <= most
            if _said_of_everybody(wholes, parts[stage]) or place not in shut[stage]:
                continue
            assert not surely_few(least, most), (stage, place)
            # Of a group whose number is hidden too, those left over follow from nothing.
            if told[place] is not None:
                assert not surely_few(wholes[place] - most, wholes[place] - least), (stage, place)


def _said_of_everybody(wholes: Counts, parts: Counts) -> bool:
    """Whether the round's own total says it: all of them, or nobody."""
    return sum(parts) in (0, sum(wholes))


@given(rounds())
def test_groups_hidden_together_are_not_a_few_people_together(
    given_: tuple[list[int], dict[str, list[int]]],
) -> None:
    wholes, parts = given_
    for stage, shut in hidden_stages(wholes, parts, NESTED).items():
        if shut and len(shut) < len(wholes):
            assert not few(sum(parts[stage][place] for place in shut))
            assert not few(sum(wholes[place] - parts[stage][place] for place in shut))


@given(rounds(), st.randoms(use_true_random=False))
def test_the_order_of_groups_changes_nothing(
    given_: tuple[list[int], dict[str, list[int]]], chance: object
) -> None:
    wholes, parts = given_
    order = list(range(len(wholes)))
    chance.shuffle(order)  # type: ignore[attr-defined]  # a random.Random of hypothesis
    shut = hidden_stages(wholes, parts, NESTED)
    turned = hidden_stages(
        [wholes[place] for place in order],
        {stage: [counts[place] for place in order] for stage, counts in parts.items()},
        NESTED,
    )
    for stage, places in turned.items():
        assert {order[place] for place in places} == shut[stage]


def test_a_few_people_take_the_next_smallest_group_with_them() -> None:
    assert hidden_parts([40, 50, 60], [20, 5, 30]) == frozenset({0, 1})


def test_those_it_is_not_true_of_are_people_too() -> None:
    assert hidden_parts([40, 50, 60], [20, 46, 30]) == frozenset({0, 1})


def test_a_group_of_which_it_is_true_of_nobody_hides_nothing_else() -> None:
    assert hidden_parts([40, 50, 60], [0, 25, 30]) == frozenset()
    assert hidden_parts([20, 40], [0, 3]) is None, "the total tells it of the other"


def test_where_one_stage_cannot_be_hidden_none_is_told() -> None:
    shut = hidden_stages([20, 40], {"eligible": [0, 20], "proposed": [0, 3]}, NESTED)
    assert shut == {"eligible": {0, 1}, "proposed": {0, 1}}


def test_large_groups_are_told() -> None:
    assert hidden_stages([30, 40], {"eligible": [15, 20]}, {}) == {"eligible": frozenset()}


def test_a_number_that_is_sure_to_be_of_a_few_follows_even_if_not_which() -> None:
    """Six of the third group at least are proposed, so of the first one to five are eligible."""
    people, without = [14, 28, 10], [0, 17, 6]
    parts = {"eligible": [5, 17, 6], "proposed": [0, 15, 6], "without": without}
    within = {"proposed": "eligible", "without": "eligible"}
    every = frozenset(range(3))
    assert hidden_stages(people, parts, within) == dict.fromkeys(parts, every)
