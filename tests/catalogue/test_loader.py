"""Data files in, Catalogue out: what the check finds is refused, and a folder of one's own is read."""

import pytest

from matching.catalogue.loader import load_catalogue
from matching.domain.answers import NO_DECISION
from matching.domain.errors import CatalogueFault, ErrorCode
from matching.domain.reference import ContractPath
from tests.builders import CATALOGUE, certificate, context, licence, skill, trade
from tests.catalogue.folders import Folder, folder

__all__ = ["folder"]


def test_a_copy_as_it_is_loads_as_the_package_does(folder: Folder) -> None:
    copy = load_catalogue(folder.path)
    assert copy.trades == CATALOGUE.trades
    assert copy.skills == CATALOGUE.skills
    assert copy.municipalities == CATALOGUE.municipalities
    assert copy.municipality_questions == CATALOGUE.municipality_questions
    assert copy.measures == CATALOGUE.measures
    assert copy.programmes == CATALOGUE.programmes


def test_a_catalogue_is_read_once() -> None:
    assert load_catalogue() is load_catalogue()


def test_a_reference_to_nothing_is_refused_with_the_row_it_stands_in(folder: Folder) -> None:
    folder.change("trades", "tomrerfaget", context="outdoors;nowhere")
    with pytest.raises(CatalogueFault) as fault:
        load_catalogue(folder.path)
    assert fault.value.code is ErrorCode.CATALOGUE
    assert fault.value.facts == {"text": "nowhere", "first": "tomrerfaget", "found": "reference_unknown"}


def test_a_text_of_two_entries_is_refused(folder: Folder) -> None:
    folder.change("certificates", "hms-card", synonyms="Båtlappen")
    with pytest.raises(CatalogueFault) as fault:
        load_catalogue(folder.path)
    assert str(fault.value.facts["text"]).casefold() == "båtlappen"


def test_a_folder_without_a_file_is_refused_with_its_name(folder: Folder) -> None:
    (folder.path / "contexts.csv").unlink()
    with pytest.raises(CatalogueFault) as fault:
        load_catalogue(folder.path)
    assert fault.value.facts["first"] == "contexts.csv"


def test_a_broken_programme_is_refused(folder: Folder) -> None:
    folder.append("programmes/mine.toml", "id = ")
    with pytest.raises(CatalogueFault) as fault:
        load_catalogue(folder.path)
    assert fault.value.facts["first"] == "mine.toml"


def test_a_note_is_not_refused(folder: Folder) -> None:
    folder.add("skills", "caliper", key="juggling", label_nb="sjonglere", synonyms="")
    assert load_catalogue(folder.path).skills[-1].label == "sjonglere"


def test_the_cells_of_a_trade_become_its_facts(folder: Folder) -> None:
    folder.change(
        "trades",
        "kokkfaget",
        paths="laerling;praksisbrev",
        riasec="1 2.3 3 4 5 7",
        licence="B",
        norwegian="B2",
        shift="maybe-evening",
        certificates="first-aid-course",
        context="people",
        must="hot-food",
        nice="",
    )
    cook = load_catalogue(folder.path).trades[trade("kokkfaget")]
    assert cook.paths == {ContractPath.LAERLING, ContractPath.PRAKSISBREV}
    assert cook.interests == (10, 23, 30, 40, 50, 70)
    assert cook.licence == {licence("B")}
    assert cook.norwegian == 4
    assert cook.certificates == {certificate("first-aid-course")}
    assert cook.context == {context("people")}
    assert (cook.must, cook.nice) == ((skill("hot-food"),), ())
    assert "KOK3004" in cook.synonyms


def test_no_decision_is_a_level_of_its_own(folder: Folder) -> None:
    folder.change("effort_groups", "IVURD", levels="0;none")
    assert load_catalogue(folder.path).effort_groups["ivurd"] == {0, NO_DECISION}


def test_what_stands_beside_the_group_above_a_skill_is_known_too(folder: Folder) -> None:
    folder.change("skills", "caliper", beside="machining;tolerances")
    caliper = load_catalogue(folder.path).skills[skill("caliper")]
    assert (caliper.broader, caliper.beside) == (
        skill("measuring"),
        (skill("machining"), skill("tolerances")),
    )


def test_the_cells_of_occupations_and_schooling_become_their_facts(folder: Folder) -> None:
    folder.change("occupations", "mover", styrk08="9333", must="ergonomic-lifting", nice="")
    folder.change("schooling", "vg1-tif", gives="caliper;turning", in_full="yes", synonyms="TIF; TIP")
    catalogue = load_catalogue(folder.path)
    mover = next(one for one in catalogue.occupations if one.key == "mover")
    assert (mover.styrk08, mover.must, mover.nice) == ("9333", (skill("ergonomic-lifting"),), ())
    school = next(one for one in catalogue.schooling if one.key == "vg1-tif")
    assert (school.gives, school.in_full) == ((skill("caliper"), skill("turning")), True)
    assert school.synonyms == ("TIF", "TIP")


def test_a_programme_says_what_is_learnt_on_the_way(folder: Folder) -> None:
    folder.append("programmes/mine.toml", 'id = "p"\nname = "Prøve"\nlearnable = ["caliper"]\n')
    assert load_catalogue(folder.path).programmes["p"].learnable == ("caliper",)
