"""The shipped rounds are found by looking, filled once, and never changed."""

import shutil
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from service.shown.rounds import load_samples
from tests.service.asked import CNC, SAMPLE_FOLDER, samples

DAY = date(2026, 11, 21)


def test_every_folder_with_the_files_of_a_round_is_one(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE_FOLDER / CNC, tmp_path / "en-annen")
    (tmp_path / "tom").mkdir()
    rounds = load_samples(tmp_path, on=DAY, seed=1)
    assert list(rounds) == ["en-annen"]
    assert rounds["en-annen"].digest == samples()[CNC].digest


def test_the_same_day_and_seed_give_the_same_plan_and_another_day_is_another() -> None:
    again, later = (load_samples(SAMPLE_FOLDER, on=day, seed=1) for day in (DAY, date(2026, 12, 1)))
    assert {name: one.digest for name, one in again.items()} == {
        name: one.digest for name, one in samples().items()
    }
    assert later[CNC].digest != samples()[CNC].digest


def test_a_round_is_controlled_before_it_is_shown() -> None:
    for one in samples().values():
        assert one.plan.audit is not None
        assert one.plan.audit.passed


def test_a_round_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        samples()[CNC].name = "another"  # type: ignore[misc]  # that is what must fail
    with pytest.raises(TypeError):
        samples()["another"] = samples()[CNC]  # type: ignore[index]  # that is what must fail
