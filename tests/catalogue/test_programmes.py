"""A programme's file becomes a programme."""

from datetime import date

import pytest

from matching.catalogue.programmes import read_programme
from matching.domain.programme import Phase, TargetGroup


def test_a_programme_is_read_with_its_target_phases_and_days() -> None:
    programme = read_programme(
        """
        id = "p"
        name = "Prøve"
        trades = ["kokkfaget"]
        region = ["34", "5001"]
        class_size = [6, 15]
        start_from = 2027-01-11
        start_to = 2027-03-01
        [target]
        ground = "made up for a test"
        least_age = 19
        [[phases]]
        name = "Praksis"
        weeks = 12
        """
    )
    assert (programme.trades, programme.region, programme.class_size) == (
        ("kokkfaget",),
        ("34", "5001"),
        (6, 15),
    )
    assert (programme.start_from, programme.start_to) == (date(2027, 1, 11), date(2027, 3, 1))
    assert programme.target == TargetGroup(ground="made up for a test", least_age=19)
    assert programme.phases == (Phase(name="Praksis", weeks=12),)


def test_a_programme_without_target_or_phases_is_open_to_all() -> None:
    programme = read_programme('id = "p"\nname = "Prøve"')
    assert (programme.target, programme.phases, programme.trades) == (TargetGroup(), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "id = ",
        'id = "p"',
        'id = "p"\nname = "Prøve"\ncolour = "red"',
        'id = "p"\nname = "Prøve"\n[target]\nleast_age = 19',
    ],
)
def test_what_is_no_programme_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_programme(text)
