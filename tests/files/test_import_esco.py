"""An ESCO download into a catalogue: rows, words and the tree, every one leading to one place."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.official_esco import HEADINGS, write
from matching.catalogue.catalogue import by_text
from matching.catalogue.check import check_catalogue
from matching.catalogue.findings import CatalogueCode
from matching.catalogue.loader import load_catalogue
from matching.domain.errors import ErrorCode, FileFault
from matching.files.imports.esco import Concept
from matching.files.imports.esco_rows import import_esco
from matching.files.imports.esco_texts import Wanted, name_all
from matching.files.imports.imported import Imported, write_imported
from matching.files.imports.official import release_of
from matching.files.source.vocabulary import plain
from tests.builders import CATALOGUE
from tests.files.esco_official import above, address, concept, isced, key, lay

ON = date(2026, 11, 21)
OURS = next(one for one in CATALOGUE.skills if one.esco_uri and not one.is_group)
GROUPS = (concept(90, "grønt arbeid"), concept(91, "vannarbeid"))
SKILLS = (concept(1, "lukke hull i båt", "tette båt", hidden="baattetting"), concept(2, "klippe hekk"))
TREE = above((1, 91), (2, 90), (91, 90))


def imported(folder: Path, base: Path | None = None) -> Imported:
    return import_esco(folder, base, release="1.2.0", on=ON)


def rows(done: Imported) -> dict[str, Mapping[str, str]]:
    return {row["key"]: row for row in done.tables["skills"]}


def test_a_skill_comes_in_with_both_labels_its_other_words_its_group_and_its_source(tmp_path: Path) -> None:
    lay(tmp_path, SKILLS, GROUPS, TREE)
    lay(tmp_path, [concept(1, "plug boats")], [], [], "en")
    row = rows(imported(tmp_path))[key(1)]
    assert (row["label_nb"], row["label_en"], row["kind"]) == ("lukke hull i båt", "plug boats", "skill")
    assert row["synonyms"] == "tette båt;baattetting"
    assert (row["broader"], row["esco_uri"], row["assumed"]) == (key(91), address(1), "")
    assert (row["source"], row["valid_from"]) == ("ESCO 1.2.0", "2026-11-21")


def test_what_is_written_passes_the_check_and_every_position_of_ours_is_what_it_was(tmp_path: Path) -> None:
    lay(tmp_path / "esco", SKILLS, GROUPS, TREE)
    write_imported(imported(tmp_path / "esco"), tmp_path / "katalog")
    assert not [one for one in check_catalogue(tmp_path / "katalog") if not one.is_note]
    catalogue = load_catalogue(tmp_path / "katalog")
    assert catalogue.skills[: len(CATALOGUE.skills)] == CATALOGUE.skills
    assert (catalogue.trades, set(catalogue.programmes)) == (CATALOGUE.trades, set(CATALOGUE.programmes))
    boats = catalogue.skills[by_text(catalogue.skills)["tette båt"]]
    assert boats.broader is not None
    assert catalogue.skills[boats.broader].label == "vannarbeid"


def test_a_skill_we_have_keeps_its_key_label_and_place_and_learns_the_words_of_esco(tmp_path: Path) -> None:
    words = concept(OURS.esco_uri, "helt ny tekst", "enda en tekst", OURS.label)
    lay(tmp_path, [words], GROUPS, above((OURS.esco_uri, 90)))
    done = imported(tmp_path)
    row = rows(done)[OURS.key]
    assert (row["label_nb"], tuple(row["synonyms"].split(";"))) == (
        OURS.label,
        (*OURS.synonyms, "helt ny tekst", "enda en tekst"),
    )
    assert (row["broader"], row["beside"]) == (CATALOGUE.skills[OURS.broader or 0].key, key(90))
    assert (done.counts["known"], done.counts["skills"]) == (1, 0)


def test_in_another_language_alone_labels_are_of_that_language_and_the_source_says_so(tmp_path: Path) -> None:
    lay(tmp_path, [concept(1, "łatać łodzie", "naprawa łodzi")], GROUPS, TREE, "pl")
    row = rows(imported(tmp_path))[key(1)]
    assert (row["label_nb"], row["label_en"], row["synonyms"]) == (
        "łatać łodzie",
        "łatać łodzie",
        "naprawa łodzi",
    )
    assert row["source"] == "ESCO 1.2.0 (label_nb: pl)"


def test_groups_are_named_by_the_hierarchy_where_their_own_file_is_not_there(tmp_path: Path) -> None:
    lay(tmp_path, SKILLS, [], above((1, isced("07"))))
    (tmp_path / "skillGroups_no.csv").unlink()
    level = {"Level 0 URI": isced("0"), "Level 0 preferred term": "kunnskap (synt.)"}
    level |= {"Level 1 URI": isced("07"), "Level 1 preferred term": "teknikk (synt.)"}
    write(tmp_path / "skillsHierarchy_no.csv", "skillsHierarchy", [level])
    found = rows(imported(tmp_path))
    assert found[key(1)]["broader"] == "esco-isced-f-07"
    assert found["esco-isced-f-07"]["label_nb"] == "teknikk (synt.)"
    assert found["esco-isced-f-07"]["esco_uri"] == isced("07")


def test_a_label_two_skills_have_is_neithers_alone(tmp_path: Path) -> None:
    lay(
        tmp_path,
        [concept(1, "stelle"), concept(2, "Stelle"), concept(3, "male båt", "stelle")],
        GROUPS,
        above((1, 91), (2, 90)),
    )
    done = imported(tmp_path)
    found = rows(done)
    assert [found[key(one)]["label_nb"] for one in (1, 2)] == ["stelle (vannarbeid)", "Stelle (grønt arbeid)"]
    assert {found[key(one)]["assumed"] for one in (1, 2)} == {"label_nb"}
    assert found[key(3)]["synonyms"] == ""
    assert (done.counts["relabelled"], done.counts["dropped"]) == (2, 1)


def test_where_the_group_does_not_tell_them_apart_the_key_does(tmp_path: Path) -> None:
    lay(tmp_path, [concept(1, "stelle"), concept(2, "stelle")], GROUPS, above((1, 91), (2, 91)))
    found = rows(imported(tmp_path))
    assert [found[key(one)]["label_nb"] for one in (1, 2)] == ["stelle (vannarbeid)", f"stelle ({key(2)})"]


def test_a_text_of_ours_stays_ours_and_a_skill_is_named_before_a_group(tmp_path: Path) -> None:
    lay(tmp_path, [concept(1, OURS.label.upper()), concept(2, "grønt arbeid")], GROUPS, above((1, 91)))
    found = rows(imported(tmp_path))
    assert found[key(1)]["label_nb"] == f"{OURS.label.upper()} (vannarbeid)"
    assert found[key(2)]["label_nb"] == "grønt arbeid"
    assert found[key(90)]["label_nb"] == f"grønt arbeid ({key(90)})"


def test_a_synonym_of_several_skills_is_dropped_and_counted(tmp_path: Path) -> None:
    skills = [concept(1, "lukke hull", "tette", "klippe hekk"), concept(2, "klippe hekk", "Tette", "trimme")]
    lay(tmp_path, skills, GROUPS, TREE)
    done = imported(tmp_path)
    assert [rows(done)[key(one)]["synonyms"] for one in (1, 2)] == ["", "trimme"]
    assert (done.counts["synonyms"], done.counts["dropped"]) == (1, 3)


def test_of_several_groups_the_one_with_the_fewest_below_is_chosen_and_it_is_said(tmp_path: Path) -> None:
    lay(tmp_path, SKILLS, GROUPS, above((1, 90), (1, 91), (2, 90)))
    row = rows(imported(tmp_path))[key(1)]
    assert (row["broader"], row["assumed"]) == (key(91), "broader")
    assert row["beside"] == key(90)


def test_a_skill_below_a_skill_stands_below_that_ones_group(tmp_path: Path) -> None:
    lay(tmp_path, SKILLS, GROUPS, above((1, 2), (2, 1), (2, 90)))
    row = rows(imported(tmp_path))[key(1)]
    assert (row["broader"], row["beside"], row["assumed"]) == (key(90), key(2), "broader")


def test_groups_that_stand_above_themselves_are_refused(tmp_path: Path) -> None:
    lay(tmp_path, SKILLS, GROUPS, above((90, 91), (91, 90), (1, 90)))
    done = imported(tmp_path)
    assert {one.code for one in done.faults} == {CatalogueCode.TREE_CYCLE}
    with pytest.raises(ValueError, match="tree_cycle"):
        write_imported(done, tmp_path / "katalog")
    assert not (tmp_path / "katalog").exists()


def test_what_is_out_of_use_is_left_out_and_counted(tmp_path: Path) -> None:
    lay(tmp_path, [*SKILLS, concept(3, "gammelt", status="obsolete")], GROUPS, TREE)
    done = imported(tmp_path)
    assert key(3) not in rows(done)
    assert done.counts["left_out"] == 1


def test_a_label_comes_in_on_one_line_without_what_is_unseen_and_without_semicolon(tmp_path: Path) -> None:
    lay(tmp_path, [concept(1, " tette\u00a0 \x1b[31mbåt; mer\u200b ")], GROUPS, TREE)
    assert rows(imported(tmp_path))[key(1)]["label_nb"] == "tette [31mbåt, mer"


def test_the_order_of_the_rows_in_the_files_does_not_matter(tmp_path: Path) -> None:
    skills = [*SKILLS, concept(3, "klippe hekk"), concept(4, "sage", "tette båt")]
    tree = [*TREE, *above((3, 90), (3, 91))]
    one = lay(tmp_path / "one", skills, GROUPS, tree)
    other = lay(tmp_path / "other", skills[::-1], GROUPS[::-1], tree[::-1])
    assert imported(one).tables == imported(other).tables


def test_importing_once_more_into_the_result_changes_nothing(tmp_path: Path) -> None:
    skills = [*SKILLS, concept(3, "klippe hekk"), concept(OURS.esco_uri, "helt ny tekst")]
    lay(tmp_path / "esco", skills, [*GROUPS, concept(isced("07"), "teknikk (synt.)")], TREE)
    once, twice = tmp_path / "once", tmp_path / "twice"
    write_imported(imported(tmp_path / "esco"), once)
    write_imported(imported(tmp_path / "esco", once), twice)
    assert (once / "skills.csv").read_bytes() == (twice / "skills.csv").read_bytes()


@pytest.mark.parametrize(
    ("lost", "code", "named"),
    [
        ("skills", ErrorCode.NO_DOWNLOAD, "kind=skills"),
        ("skillGroups", ErrorCode.FILE_NOT_FOUND, "file=skillGroups_no.csv"),
        ("broaderRelationsSkillPillar", ErrorCode.FILE_NOT_FOUND, "file=broaderRelationsSkillPillar_no.csv"),
    ],
)
def test_a_file_that_is_not_there_is_named(lost: str, code: ErrorCode, named: str, tmp_path: Path) -> None:
    lay(tmp_path, SKILLS, GROUPS, TREE)
    (tmp_path / f"{lost}_no.csv").unlink()
    with pytest.raises(FileFault) as fault:
        imported(tmp_path)
    assert fault.value.code == code
    assert named in str(fault.value)


def test_a_column_that_is_not_there_is_named_with_its_file(tmp_path: Path) -> None:
    lay(tmp_path, SKILLS, GROUPS, TREE)
    (tmp_path / "skills_no.csv").write_text("conceptUri,preferredLabel,altLabels\na,b,c\n", "utf-8")
    with pytest.raises(FileFault) as fault:
        imported(tmp_path)
    assert fault.value.facts == {"file": "skills_no.csv", "column": "hiddenLabels"}


def test_a_download_that_was_cut_short_is_not_read_as_whole(tmp_path: Path) -> None:
    lay(tmp_path, SKILLS, GROUPS, TREE)
    file = tmp_path / "skills_no.csv"
    heading = HEADINGS["skills"]
    file.write_text(f"{heading}\nKnowledgeSkillCompetence,{address(1)},,,lukke hull", "utf-8")
    with pytest.raises(FileFault) as fault:
        imported(tmp_path)
    assert fault.value.code == ErrorCode.FILE_UNREADABLE


@pytest.mark.parametrize(
    ("name", "release"),
    [
        ("ESCO dataset - v1.2.0 - classification - no - csv", "1.2.0"),
        ("esco_v1.1.1_no/csv", "1.1.1"),
        ("db_29_2_text", "29.2"),
        ("nedlastet", None),
    ],
)
def test_the_release_is_read_off_the_folder(name: str, release: str | None) -> None:
    assert release_of(Path("/nowhere") / name) == release


WORDS = st.sampled_from(
    ["sage", "Sage", "save", "hugge", "sage (tre)", "tre", "tre (sage)", "esco-1", "mine"]
)
CONCEPTS = st.lists(st.tuples(st.booleans(), WORDS, st.lists(WORDS, max_size=3), st.booleans()), max_size=7)


@given(CONCEPTS)
def test_every_text_leads_to_one_row_whatever_words_there_are(
    given_concepts: list[tuple[bool, str, list[str], bool]],
) -> None:
    own = {"mine": "mine", "tre": "mine"}
    wanted = [
        Wanted(
            f"esco-{at}",
            Concept(str(at), is_group, {"no": label}, {"no": tuple(others)}),
            above=f"esco-{at // 2}" if has_group else "",
        )
        for at, (is_group, label, others, has_group) in enumerate(given_concepts)
    ]
    own |= {one.key: one.key for one in wanted}
    names = name_all(wanted, own)
    texts = [*own, *map(plain, names.labels.values())]
    texts += [plain(text) for synonyms in names.synonyms.values() for text in synonyms]
    assert len(set(texts)) == len(texts)
    assert set(names.labels) == {one.key for one in wanted}
