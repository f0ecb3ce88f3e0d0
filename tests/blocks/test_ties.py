"""Seeded numbers that tell equal points apart the same way always, whatever the order of the rows."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.blocks.ties import id_hashes, pair_hashes, ranks

LETTERS = st.characters(codec="utf-8", exclude_characters="\0")
IDS = st.lists(st.text(LETTERS, min_size=1, max_size=4), unique=True, max_size=8)
SEEDS = st.integers(0, 2**40)


def hashes(ids: list[str], seed: int, kind: str = "person") -> dict[str, int]:
    """The number of each id."""
    return dict(zip(ids, id_hashes(np.array(ids, dtype=np.str_), seed, kind).tolist(), strict=True))


@given(IDS, SEEDS, st.data())
def test_the_number_of_an_id_does_not_depend_on_the_order_of_the_rows(
    ids: list[str], seed: int, data: st.DataObject
) -> None:
    turned = data.draw(st.permutations(ids))
    assert hashes(ids, seed) == hashes(turned, seed)
    assert hashes(ids[:1], seed) == {one: hashes(ids, seed)[one] for one in ids[:1]}


def test_the_numbers_are_the_same_on_every_machine() -> None:
    # BLAKE2b-64 of «person:1:k1», little-endian.
    assert hashes(["k1"], 1) == {"k1": 5_589_007_588_265_742_272}


def test_the_numbers_depend_on_the_seed_and_the_kind() -> None:
    ids = [f"k{number}" for number in range(50)]
    several = [hashes(ids, 1), hashes(ids, 2), hashes(ids, 1, "opening")]
    assert len({one[name] for one in several for name in ids}) == 150


def test_the_seed_changes_the_order() -> None:
    ids = np.array([f"k{number}" for number in range(30)])
    orders = {tuple(ranks(id_hashes(ids, seed, "person")).tolist()) for seed in range(5)}
    assert len(orders) == 5


@given(IDS, SEEDS)
def test_ranks_are_a_number_for_each_and_follow_the_hashes(ids: list[str], seed: int) -> None:
    given_hashes = id_hashes(np.array(ids, dtype=np.str_), seed, "person")
    places = ranks(given_hashes)
    assert sorted(places.tolist()) == list(range(len(ids)))
    assert np.argsort(given_hashes, kind="stable").tolist() == np.argsort(places).tolist()


@given(SEEDS, st.data())
def test_the_number_of_a_pair_does_not_depend_on_the_order_of_the_rows(
    seed: int, data: st.DataObject
) -> None:
    people, openings = [f"k{number}" for number in range(6)], [f"p{number}" for number in range(4)]
    straight = _of_pairs(people, openings, seed)
    turned = _of_pairs(data.draw(st.permutations(people)), data.draw(st.permutations(openings)), seed)
    assert turned == straight
    assert all(0 <= number < 2**31 for number in straight.values())


def test_pairs_are_told_apart() -> None:
    people, openings = [f"k{number}" for number in range(40)], [f"p{number}" for number in range(40)]
    numbers = _of_pairs(people, openings, 1)
    assert len(set(numbers.values())) == 1600
    assert _of_pairs(people, openings, 2) != numbers


def test_about_half_of_all_pairs_stand_in_each_half() -> None:
    numbers = _of_pairs([f"k{n}" for n in range(60)], [f"p{n}" for n in range(60)], 3).values()
    share = sum(number < 2**30 for number in numbers) / len(numbers)
    assert 0.45 < share < 0.55


def _of_pairs(people: list[str], openings: list[str], seed: int) -> dict[tuple[str, str], int]:
    of_people = id_hashes(np.array(people), seed, "person")
    of_openings = id_hashes(np.array(openings), seed, "opening")
    person, opening = np.indices((len(people), len(openings))).reshape(2, -1).astype(np.int32)
    numbers = pair_hashes(of_people, of_openings, person, opening).tolist()
    named = [(people[one], openings[other]) for one, other in zip(person, opening, strict=True)]
    return dict(zip(named, numbers, strict=True))
