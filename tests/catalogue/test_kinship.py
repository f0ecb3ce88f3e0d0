"""What a skill weighs, and what one says of another, worked by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.catalogue.kinship import log2
from tests.builders import CATALOGUE
from tests.few_skills import ALL, FEW, KEYS, at


def near(asked: str) -> dict[str, int]:
    held, said = FEW.similarity.near(at(asked))
    return {KEYS[one]: worth for one, worth in zip(held.tolist(), said.tolist(), strict=True)}


@pytest.mark.parametrize(
    ("key", "weight"),
    [
        ("driving", 100),
        ("forklift", 200),
        ("caliper", 600),
        ("micrometer", 700),
        # Asked for by two: whoever asks for something below it.
        ("measuring", 600),
        # Nobody asks for it: as if one did.
        ("fine-turning", 700),
    ],
)
def test_a_skill_few_ask_for_weighs_most(key: str, weight: int) -> None:
    assert FEW.skill_weights[at(key)] == weight


def test_one_below_says_half_of_the_one_above_it() -> None:
    assert near("turning")["fine-turning"] == 700 // 2
    assert near("measuring") == dict.fromkeys(("caliper", "micrometer", "tolerances", "g-code"), 300)


def test_kindred_say_less_than_themselves_and_less_the_larger_the_family() -> None:
    # 700 - 360 - 100 in the family of four; 700 - 360 - 50 in that of two; no family of its own.
    assert near("micrometer") == {"measuring": 140, "caliper": 140, "tolerances": 240, "g-code": 290 - 50}
    assert near("g-code") == {
        "measuring": 140, "caliper": 140, "micrometer": 240, "tolerances": 240, "turning": 290, "fine-turning": 290
    }  # fmt: skip


def test_kindred_say_a_tenth_at_least_and_never_more_than_the_skill_itself() -> None:
    assert near("forklift") == {"driving": 10}
    assert near("driving") == {"forklift": 100 // 2}
    assert near("caliper")["micrometer"] == 240


def test_a_skill_alone_in_the_tree_has_no_kindred() -> None:
    assert near("turning").keys() == {"fine-turning", "g-code"}
    for asked in range(len(CATALOGUE.skills)):
        held, said = CATALOGUE.similarity.near(asked)
        assert asked not in held
        assert (said > 0).all()
        assert (said <= CATALOGUE.skill_weights[asked]).all()


def test_a_logarithm_in_whole_numbers_is_rounded_down() -> None:
    assert [log2(8, 1, 100), log2(3, 1, 100), log2(3, 2, 100), log2(7, 7, 100)] == [300, 158, 58, 0]


@given(st.integers(1, ALL), st.integers(0, 4_000), st.sampled_from((50, 100)))
def test_a_logarithm_is_the_greatest_whole_number_that_is_not_too_much(
    under: int, more: int, parts: int
) -> None:
    found, over = log2(under + more, under, parts), under + more
    assert under**parts * 2**found <= over**parts < under**parts * 2 ** (found + 1)


def test_a_group_is_asked_for_also_where_something_beside_it_is() -> None:
    loose = replace(FEW.skills[at("turning")], beside=(at("measuring"),))
    skills = (*FEW.skills[: at("turning")], loose, *FEW.skills[at("turning") + 1 :])
    assert replace(FEW, skills=skills).skill_weights[at("measuring")] == FEW.skill_weights[at("measuring")]
    only = tuple(replace(one, must=(at("turning"),), nice=()) for one in FEW.trades)
    both = replace(FEW, skills=skills, trades=only, occupations=())
    assert both.skill_weights[at("measuring")] == 100
    assert replace(both, skills=FEW.skills).skill_weights[at("measuring")] == 200
