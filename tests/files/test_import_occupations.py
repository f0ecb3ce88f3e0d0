"""The occupations of an ESCO download into a catalogue: what they ask for, what they are called, their codes."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from matching.catalogue.catalogue import by_text
from matching.catalogue.check import check_catalogue
from matching.catalogue.loader import load_catalogue
from matching.domain.errors import ErrorCode, FileFault
from matching.files.imports.esco_rows import import_esco
from matching.files.imports.imported import Imported, write_imported
from matching.wording import Words
from tests.builders import CATALOGUE
from tests.files.esco_official import (
    above,
    asked,
    concept,
    key,
    lay,
    lay_work,
    occupation,
    work_key,
)

ON = date(2026, 11, 21)
GROUPS = (concept(90, "vannarbeid"),)
SKILLS = (concept(1, "lukke hull i båt"), concept(2, "klippe hekk"), concept(3, "male båt"))
TREE = above((1, 90), (2, 90), (3, 90))
OURS = next(one for one in CATALOGUE.skills if one.esco_uri and not one.is_group)
TRADE = CATALOGUE.trades[0]


@pytest.fixture
def download(tmp_path: Path) -> Path:
    """A download without occupations."""
    return lay(tmp_path / "esco", SKILLS, GROUPS, TREE)


def imported(folder: Path, base: Path | None = None) -> Imported:
    return import_esco(folder, base, release="1.2.0", on=ON)


def rows(done: Imported) -> dict[str, Mapping[str, str]]:
    return {row["key"]: row for row in done.tables["occupations"]}


def test_an_occupation_comes_in_with_its_code_and_the_skills_it_asks_for(download: Path) -> None:
    lay_work(
        download,
        [occupation(5, "båtbygger (synt.)", "båtmaker", code="7115.3")],
        asked(5, essential=[2, 1], optional=[3, 1]),
    )
    done = imported(download)
    row = rows(done)[work_key(5)]
    assert (row["label_nb"], row["synonyms"], row["styrk08"]) == ("båtbygger (synt.)", "båtmaker", "7115")
    assert (row["must"], row["nice"]) == (f"{key(1)};{key(2)}", key(3))
    assert (row["source"], row["assumed"]) == ("ESCO 1.2.0", "")
    assert (done.counts["occupations"], done.counts["links"]) == (1, 3)


def test_what_is_written_passes_the_check_and_occupations_of_ours_stand_first(
    download: Path, tmp_path: Path
) -> None:
    lay_work(download, [occupation(5, "båtbygger (synt.)")], asked(5, essential=[1]))
    write_imported(imported(download), tmp_path / "katalog")
    assert not [one for one in check_catalogue(tmp_path / "katalog") if not one.is_note]
    catalogue = load_catalogue(tmp_path / "katalog")
    assert catalogue.occupations[: len(CATALOGUE.occupations)] == CATALOGUE.occupations
    new = catalogue.occupations[by_text(catalogue.occupations)["båtbygger (synt.)"]]
    assert [catalogue.skills[place].label for place in new.must] == ["lukke hull i båt"]


def relation(kind: str, skill: int) -> dict[str, str]:
    return {**asked(5, essential=[skill])[0], "relationType": kind}


def test_a_relation_is_essential_or_optional_in_any_case(download: Path) -> None:
    lay_work(
        download, [occupation(5, "båtbygger (synt.)")], [relation("Essential", 1), relation(" OPTIONAL ", 2)]
    )
    row = rows(imported(download))[work_key(5)]
    assert (row["must"], row["nice"]) == (key(1), key(2))


@pytest.mark.parametrize(
    ("kind", "code"), [("", ErrorCode.CELL_REQUIRED), ("needed", ErrorCode.CELL_NOT_A_CHOICE)]
)
def test_any_other_relation_stops_the_import_and_is_told_where(
    download: Path, kind: str, code: ErrorCode
) -> None:
    lay_work(download, [occupation(5, "båtbygger (synt.)")], [relation("optional", 1), relation(kind, 2)])
    with pytest.raises(FileFault) as fault:
        imported(download)
    assert fault.value.code is code
    told = Words(CATALOGUE).error(fault.value)
    assert told.startswith("occupationSkillRelations_no.csv, rad 3, kolonne «relationType»: ")


@pytest.mark.parametrize(
    ("group", "code"), [("7115", "7115"), ("C7115", "7115"), ("71155", ""), ("711", ""), ("", "")]
)
def test_a_group_of_four_digits_is_the_code_and_any_other_is_none_and_counted(
    download: Path, group: str, code: str
) -> None:
    lay_work(download, [occupation(5, "båtbygger (synt.)", code=group)], [])
    done = imported(download)
    assert rows(done)[work_key(5)]["styrk08"] == code
    assert done.counts["without_code"] == (not code)


def test_what_is_lost_on_the_way_is_counted(download: Path) -> None:
    lay(download, [*SKILLS, concept(4, "")], GROUPS, TREE)
    lay_work(download, [occupation(5, "båtbygger (synt.)")], asked(5, essential=[1, 77], optional=[4]))
    done = imported(download)
    assert (done.counts["unlabelled"], done.counts["links"], done.counts["links_lost"]) == (1, 1, 2)


def test_a_cell_longer_than_can_be_read_is_told_as_that(download: Path) -> None:
    lay_work(download, [occupation(5, "båtbygger (synt.)", "x" * 140_000)], [])
    with pytest.raises(FileFault) as fault:
        imported(download)
    assert (fault.value.code, fault.value.facts["cause"]) == (ErrorCode.FILE_TEXT, "long_cell")
    assert "for lang" in Words(CATALOGUE).error(fault.value)


def test_a_skill_of_ours_is_asked_for_by_our_key(download: Path) -> None:
    lay(download, [*SKILLS, concept(OURS.esco_uri, "helt ny tekst")], GROUPS, TREE)
    relation = {**asked(5, essential=[1])[0], "skillUri": OURS.esco_uri}
    lay_work(download, [occupation(5, "båtbygger (synt.)")], [relation])
    assert rows(imported(download))[work_key(5)]["must"] == OURS.key


def test_groups_and_skills_that_are_not_in_the_download_are_asked_for_by_nobody(download: Path) -> None:
    lay_work(download, [occupation(5, "båtbygger (synt.)")], asked(5, essential=[90, 77], optional=[1]))
    row = rows(imported(download))[work_key(5)]
    assert (row["must"], row["nice"]) == ("", key(1))


def test_a_label_that_is_a_trades_or_anothers_gets_the_code_behind_it_and_its_synonyms_go(
    download: Path,
) -> None:
    lay_work(
        download,
        [
            occupation(5, TRADE.label.upper(), TRADE.synonyms[0], code="7223"),
            occupation(6, "båtmaker", code="7115"),
            occupation(7, "Båtmaker", code="8111"),
            occupation(8, CATALOGUE.occupations[0].label, code=""),
        ],
        [],
    )
    done = imported(download)
    found = rows(done)
    assert found[work_key(5)]["label_nb"] == f"{TRADE.label.upper()} (7223)"
    assert (found[work_key(5)]["synonyms"], found[work_key(5)]["assumed"]) == ("", "label_nb")
    assert [found[work_key(one)]["label_nb"] for one in (6, 7)] == ["båtmaker (7115)", "Båtmaker (8111)"]
    assert found[work_key(8)]["label_nb"] == f"{CATALOGUE.occupations[0].label} ({work_key(8)})"
    assert done.counts["occupations_relabelled"] == 4
    assert not done.faults


def test_without_the_files_occupations_are_as_they_were_and_it_is_counted(download: Path) -> None:
    done = imported(download)
    assert tuple(rows(done)) == tuple(one.key for one in CATALOGUE.occupations)
    assert (done.counts["without_occupations"], done.counts["occupations"]) == (1, 0)


def test_occupations_without_what_they_ask_for_are_no_whole_download(download: Path) -> None:
    lay_work(download, [occupation(5, "båtbygger (synt.)")], [])
    (download / "occupationSkillRelations_no.csv").unlink()
    with pytest.raises(FileFault) as fault:
        imported(download)
    assert fault.value.code == ErrorCode.FILE_NOT_FOUND
    assert fault.value.facts["file"] == "occupationSkillRelations_no.csv"


def test_importing_once_more_into_the_result_changes_no_occupation(download: Path, tmp_path: Path) -> None:
    lay_work(download, [occupation(5, TRADE.label), occupation(6, "båtmaker")], asked(5, essential=[1]))
    once, twice = tmp_path / "once", tmp_path / "twice"
    write_imported(imported(download), once)
    write_imported(imported(download, once), twice)
    assert (once / "occupations.csv").read_bytes() == (twice / "occupations.csv").read_bytes()
