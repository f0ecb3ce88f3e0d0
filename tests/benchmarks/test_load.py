"""The load benchmark asks the real service, counts what it is answered, and finds every display kept."""

import argparse
from pathlib import Path

import pytest

from benchmarks.load import Load
from benchmarks.load_client import Answer, figures
from benchmarks.load_server import service, serving
from benchmarks.load_store import store_of
from service.store.database import Database
from service.store.tables.lists import entry


def answers(*milliseconds: float, status: int = 200) -> list[Answer]:
    return [Answer(one / 1000, status, 1000, True) for one in milliseconds]


def test_figures_are_told_in_milliseconds_of_the_answers_in_order() -> None:
    found = figures([*answers(*range(100, 0, -1)), *answers(500, status=500)], seconds=10)
    assert (found["answers"], found["failed"], found["a_second"]) == (101, 1, 10.1)
    assert (found["p50_ms"], found["p95_ms"], found["longest_ms"]) == (51, 96, 500)


def test_no_answers_are_no_figures_and_no_fault() -> None:
    assert figures([], seconds=1)["answers"] == 0


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(tmp_path_factory.mktemp("load"), 60, 12, 1)


def test_a_store_is_made_once_with_a_plan_and_lists(store: Path) -> None:
    made = store.stat().st_mtime_ns
    assert store_of(store.parent, 60, 12, 1).stat().st_mtime_ns == made
    database = Database.at(f"sqlite:///{store}")
    with database.reading() as connection:
        assert connection.execute(entry.select()).all()
    database.close()


@pytest.mark.long
def test_every_display_is_kept(store: Path) -> None:
    url = f"sqlite:///{store}"
    with serving(*service(url)) as server:
        load = Load(url, server, argparse.Namespace(seed=1, clients=3, seconds=1.0))
        load.first()
        found = load.asked(load.reads()["person"])
        load.database.close()
    assert found["answers"] > 0
    assert found["failed"] == 0
    assert found["displays"] == found["kept"] == found["answers"]
