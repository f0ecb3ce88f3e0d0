"""All of ESCO, brought in from files laid out as the official ones: in time, and as quick to use as the shipped."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from benchmarks.generate import generate
from benchmarks.official_esco import SHARED, write_official
from matching.blocks.fits import StoredFits
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.check import check_catalogue
from matching.catalogue.defaults import complete
from matching.catalogue.loader import load_catalogue
from matching.domain.cohort import Cohort
from matching.domain.policy import Policy
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.files.fields.field import Faulty
from matching.files.fields.lexicon import Lexicons
from matching.files.fields.practice import practice
from matching.files.fields.told import practice as told_practice
from matching.files.imports.esco_rows import import_esco
from matching.files.imports.imported import Imported, write_imported
from matching.scoring.score import Scorer, score
from matching.wording import Words
from tests.builders import CATALOGUE

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="needs the reference data in ../shared/data"),
]

ON = date(2026, 11, 21)
SKILLS = 13_940
"""Rows of the extract are 13 492; three addresses stand twice in it, and 451 are told of where trees are alone."""
OCCUPATIONS = 3_039
LINKS = 128_980
"""Rows of the extract are 128 987; the skill of seven stands twice."""
MOST_SECONDS = 30
LOAD_SECONDS = 10
SLOWER = 2
"""How many times as long the scoring of a round may take as with the shipped catalogue; measured 1,0-1,2."""


@dataclass(frozen=True, eq=False)
class Whole:
    """All of ESCO in a folder, and how it got there."""

    done: Imported
    folder: Path
    seconds: float


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    download = write_official(tmp_path_factory.mktemp("esco") / "v1.2.0")
    folder = tmp_path_factory.mktemp("katalog") / "katalog"
    began = time.perf_counter()
    done = import_esco(download, None, release="1.2.0", on=ON)
    write_imported(done, folder)
    return Whole(done, folder, time.perf_counter() - began)


@pytest.fixture(scope="module")
def catalogue(whole: Whole) -> Catalogue:
    began = time.perf_counter()
    found = load_catalogue(whole.folder)
    assert time.perf_counter() - began < LOAD_SECONDS
    return found


def test_every_skill_comes_in_within_the_time_and_without_a_fault(whole: Whole) -> None:
    counts = whole.done.counts
    assert counts["skills"] + counts["known"] == SKILLS
    assert counts["groups"] == 640
    assert (counts["occupations"], counts["links"]) == (OCCUPATIONS, LINKS)
    assert whole.seconds < MOST_SECONDS
    assert not [one for one in check_catalogue(whole.folder) if not one.is_note]


def test_every_skill_but_one_stands_below_a_group_and_the_tree_has_four_new_tops(
    catalogue: Catalogue,
) -> None:
    new = catalogue.skills[len(CATALOGUE.skills) :]
    assert sum(one.broader is None and not one.is_group for one in new) == 1
    tops = {one.label for one in new if one.broader is None and one.is_group}
    assert tops == {
        "skills",
        "knowledge",
        "language skills and knowledge",
        "transversal skills and competences",
    }


def test_a_word_is_linked_named_and_asked_about_among_all_of_them(catalogue: Catalogue) -> None:
    skills = Lexicons.of(catalogue).skills
    place = skills.find("3D Body-Scanning technologies")
    assert Words(catalogue).skill(catalogue.skills[place].key) == "3D body scanning technologies"
    with pytest.raises(Faulty) as asked:
        skills.find("operate a forklift in the shop")
    facts = dict(asked.value.faults[0].facts)
    assert "kjøre truck" in {facts["nearest"], facts.get("second"), facts.get("third")}


def test_every_occupation_is_practice_by_its_name_and_a_code_of_many_names_a_few(
    catalogue: Catalogue,
) -> None:
    lexicons = Lexicons.of(catalogue)
    parse = practice(lexicons.trades, lexicons.occupations)
    tell = told_practice(catalogue.trades, catalogue.occupations).tell
    for place, one in enumerate(catalogue.occupations):
        told = tell((), (), (place,), (7,))
        assert parse(told) == ((), ((place, 7),)), one.label
    with pytest.raises(Faulty) as asked:
        parse("2149 7 mnd")
    facts = dict(asked.value.faults[0].facts)
    assert (len(str(facts["allowed"]).split("; ")), len(str(facts["keys"]).split())) == (13, 41)


def fits(cohort: Cohort, catalogue: Catalogue) -> StoredFits:
    """The round scored from columns in memory, as the pipeline does."""
    ready, policy = complete(cohort.openings, cohort.programme, catalogue), Policy()
    verdicts = judge(cohort.people, ready, Terms.of(cohort.programme, catalogue, policy, on=ON))
    return score(Scorer(cohort.people, ready, catalogue, policy), verdicts.blocks())


def test_a_round_is_scored_as_fast_as_with_the_shipped_skills(catalogue: Catalogue) -> None:
    cohort = generate(2_000, 400, seed=20, catalogue=CATALOGUE)
    assert len(fits(cohort, catalogue).pairs.points) > 10_000
    ratio = _best(lambda: fits(cohort, catalogue)) / _best(lambda: fits(cohort, CATALOGUE))
    assert ratio < SLOWER, ratio


def test_points_move_by_how_rare_skills_are_and_what_is_beside_them_and_by_nothing_else(
    catalogue: Catalogue,
) -> None:
    cohort = generate(300, 60, seed=20, catalogue=CATALOGUE)
    ours = len(CATALOGUE.skills)
    alone = replace(
        catalogue,
        occupations=CATALOGUE.occupations,
        skills=(*CATALOGUE.skills, *catalogue.skills[ours:]),
    )
    shipped, imported, the_same = (fits(cohort, one).pairs.points for one in (CATALOGUE, catalogue, alone))
    assert np.array_equal(shipped, the_same)
    assert not np.array_equal(shipped, imported)


def _best(run: Callable[[], object]) -> float:
    """Seconds of the quickest of three."""
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - began)
    return min(seconds)
