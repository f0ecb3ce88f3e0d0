"""The counts of the service that every run makes: nothing acknowledged is lost, nothing given twice, all found."""

import pytest

from benchmarks.soak_found import Lost, check_whole, is_released
from benchmarks.soak_kills import killed_releases, killed_runs
from benchmarks.soak_log import WAYS, tampered
from benchmarks.soak_races import races
from benchmarks.soak_store import ROUNDS, by_lead, desk_of, planned, round_of
from service.planning.releasing import release_plan
from service.store.database import opened
from service.store.plans import release
from service.store.tables.rounds import plan

pytestmark = pytest.mark.long

KILLS, RACES, TAMPERINGS = 10, 50, 150
"""Of each kind on each of two databases: 40 kills, 100 races and 300 tamperings."""


def test_the_log_tampered_with_in_any_way_is_found_out(url: str) -> None:
    found = tampered(url, TAMPERINGS, seed=1)
    assert set(found["tried"]) == set(WAYS)
    assert found["missed"] == {}


def test_no_run_that_is_killed_leaves_half_a_plan_or_loses_what_was_asked_for(url: str) -> None:
    assert killed_runs(url, KILLS, seed=1)["kills"] == KILLS


def test_no_release_that_is_killed_is_half_done_or_forgotten(url: str) -> None:
    assert killed_releases(url, KILLS, seed=1)["kills"] == KILLS


def test_two_rounds_that_are_released_at_once_give_nothing_away_twice(url: str) -> None:
    found = races(url, RACES, seed=1)
    assert found["given_twice"] == 0
    ends = {one for both in found["ended"] for one in both.split(", ")}
    assert found["amiss"] == [], "one of them ended in an error"
    assert "released" in ends


def test_a_release_that_is_half_kept_would_be_seen(url: str) -> None:
    with opened(url) as database:
        key = planned(database, ROUNDS[0])
        assert not is_released(database, key)
        with database.writing() as connection:
            release(connection, round_of(database, key), key, by_lead())  # without the places it sets aside
        with pytest.raises(Lost, match="half released"):
            is_released(database, key)


def test_a_plan_that_is_half_kept_would_be_seen(url: str) -> None:
    with opened(url) as database:
        key = planned(database, ROUNDS[1])
        with database.writing() as connection:
            connection.execute(plan.update().where(plan.c.key == key).values(digest="0" * 64))
        with database.reading() as connection:
            count = len(connection.execute(plan.select()).all())
        with pytest.raises(Lost, match="not what was kept"):
            check_whole(database, count)
        with pytest.raises(Lost, match="there should be"):
            check_whole(database, count + 1)


def test_a_release_done_whole_is_seen_as_such(url: str) -> None:
    with opened(url) as database:
        key = planned(database, ROUNDS[0])
        release_plan(desk_of(database), round_of(database, key), key, by_lead())
        assert is_released(database, key)
