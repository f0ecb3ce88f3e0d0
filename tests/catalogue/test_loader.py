"""Data files that contradict themselves are refused, and a programme's file becomes a programme."""

import shutil
from collections.abc import Callable
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from matching.catalogue import loader
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.loader import load_catalogue, read_programme
from matching.domain.errors import CatalogueFault
from matching.domain.programme import Phase, TargetGroup

Change = Callable[[str, str, str], None]


@pytest.fixture
def change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Change:
    """Replace a text in one data file of a copy, which is loaded from then on."""
    with as_file(files("matching.catalogue") / "data") as data:
        shutil.copytree(data, tmp_path / "data")
    monkeypatch.setattr(loader, "files", lambda package: tmp_path)

    def replace(table: str, old: str, new: str) -> None:
        file = tmp_path / "data" / table
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {table}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    return replace


def load_again() -> Catalogue:
    return load_catalogue.__wrapped__()


def test_the_copy_as_it_is_loads(change: Change) -> None:
    change("contexts.csv", "støy,bråk;", "støy,bråk;")
    assert load_again().trades == load_catalogue().trades


@pytest.mark.parametrize(
    ("table", "old", "new", "text"),
    [
        ("contexts.csv", "støy,bråk;", "støy,bråk;UTE;", "UTE"),
        ("skills.csv", "CNC-operatør erfaring;", "CNC-operatør erfaring;skyvelære;", "skyvelære"),
        ("trades.csv", ",sveiser;sveising;", ",sveiser;CNC;", "CNC"),
        ("certificates.csv", "HMS-kort,byggekort;", "HMS-kort,båtlappen;", "båtlappen"),
        ("language_levels.csv", "litt,nybegynner;", "litt,avansert;", "avansert"),
    ],
)
def test_a_text_of_two_entries_is_refused(change: Change, table: str, old: str, new: str, text: str) -> None:
    change(table, old, new)
    with pytest.raises(CatalogueFault) as fault:
        load_again()
    assert str(fault.value.facts["text"]).casefold() == text.casefold()


@pytest.mark.parametrize(
    ("table", "old", "new", "where"),
    [
        (
            "skills.csv",
            "caliper,måle med skyvelære,measure with a caliper,skill,measuring,",
            "caliper,måle med skyvelære,measure with a caliper,skill,nowhere,",
            "caliper",
        ),
        ("licences.csv", "A1,AM,", "A1,nowhere,", "A1"),
        ("trades.csv", "cnc-operation;machine-setup;", "nowhere;machine-setup;", "cnc-maskineringsfaget"),
        ("trades.csv", "g-code;cam-programming;micrometer", "nowhere;micrometer", "cnc-maskineringsfaget"),
        ("trades.csv", "outdoors;heights;noise;precision", "nowhere;noise", "tomrerfaget"),
        ("trades.csv", ",machine-certificate,", ",nowhere,", "anleggsmaskinforerfaget"),
    ],
)
def test_a_reference_to_nothing_is_refused_with_the_row_it_stands_in(
    change: Change, table: str, old: str, new: str, where: str
) -> None:
    change(table, old, new)
    with pytest.raises(CatalogueFault) as fault:
        load_again()
    assert fault.value.facts == {"text": "nowhere", "first": where}


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


def test_the_catalogue_is_read_once() -> None:
    assert load_catalogue() is load_catalogue()
