from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode
from tests.builders import context, skill, trade
from tests.files.written import CATALOGUE, SCORES, people_of, person_of, told
from tests.files.written import person_fault as fault_of

KOKK, LOGISTIKK, CNC = trade("kokkfaget"), trade("logistikkfaget"), trade("cnc-maskineringsfaget")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("måle med skyvelære", {"caliper"}),
        ("Skyvelære; MIG/MAG-sveise", {"caliper", "mig-mag-welding"}),
        ("skyvelære\nmikrometer;;", {"caliper", "micrometer"}),
        ("skyvelære, mikrometer", {"caliper", "micrometer"}),
        ("caliper; salg, service og renhold", {"caliper", "sales-service"}),
        ("skyvelære; skyvelære", {"caliper"}),
    ],
)
def test_skills_are_a_list_of_labels_and_synonyms(tmp_path: Path, text: str, keys: set[str]) -> None:
    labels = {one.label: one.key for one in CATALOGUE.skills}
    keys = {labels["salg, service og renhold"] if key == "sales-service" else key for key in keys}
    assert person_of(tmp_path, ferdigheter=text).skills == frozenset(skill(key) for key in keys)


def test_no_skills_is_an_empty_set_and_not_unknown(tmp_path: Path) -> None:
    assert person_of(tmp_path, ferdigheter="Ingen").skills == frozenset()
    assert person_of(tmp_path, ferdigheter="").skills is None


def test_every_unknown_skill_of_a_cell_is_told_its_nearest(tmp_path: Path) -> None:
    faults = people_of(tmp_path, {"ferdigheter": "skyvelere; mikrometer; ξψω, ingen"}).faults
    assert {fault.code for fault in faults} == {ErrorCode.CELL_NOT_IN_CATALOGUE}
    assert [(dict(fault.facts)["word"], dict(fault.facts)["nearest"]) for fault in faults][:2] == [
        ("skyvelere", "måle med skyvelære"),
        ("ξψω", None),
    ]
    assert dict(faults[2].facts)["word"] == "ingen"
    assert {fault.value for fault in faults} == {"skyvelere; mikrometer; ξψω, ingen"}


@pytest.mark.parametrize(
    ("text", "practice"),
    [
        ("Logistikkfaget 6 mnd; kokk 2 år", ((LOGISTIKK, 6), (KOKK, 24))),
        ("kokk: 1,5 ÅR", ((KOKK, 18),)),
        ("kokk (6 måneder)\nKOK3004 1 år", ((KOKK, 18),)),
        ("Bilfaget, lette kjøretøy 3mnd", ((trade("bilfaget-lette-kjoretoy"), 3),)),
        ("ingen", ()),
    ],
)
def test_practice_is_trades_with_their_length(tmp_path: Path, text: str, practice: object) -> None:
    assert person_of(tmp_path, praksis=text).practice == practice


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kokk", ErrorCode.PRACTICE_FORM),
        ("kokk 6", ErrorCode.PRACTICE_FORM),
        ("kokkk 6 mnd", ErrorCode.CELL_NOT_IN_CATALOGUE),
        ("kokk 0 mnd", ErrorCode.CELL_OUT_OF_RANGE),
        ("kokk 51 år", ErrorCode.CELL_OUT_OF_RANGE),
        ("kokk 40 år; kokk 20 år", ErrorCode.CELL_OUT_OF_RANGE),
        ("kokk 0,55 år", ErrorCode.CELL_STEP),
    ],
)
def test_practice_that_cannot_be_read_is_a_fault(tmp_path: Path, text: str, code: ErrorCode) -> None:
    assert fault_of(tmp_path, praksis=text)[0] is code


def test_interests_are_six_scores_in_tenths(tmp_path: Path) -> None:
    assert person_of(tmp_path, **SCORES).interests == (64, 28, 10, 70, 13, 54)


@pytest.mark.parametrize("score", ["0,9", "7,1", 8])
def test_an_interest_score_is_from_one_to_seven(tmp_path: Path, score: object) -> None:
    code, facts = fault_of(tmp_path, **{"I": str(score), **{k: v for k, v in SCORES.items() if k != "I"}})
    assert (code, facts) == (ErrorCode.CELL_OUT_OF_RANGE, {"least": 1, "greatest": 7})


def test_some_interest_scores_without_the_others_are_a_fault_that_names_the_missing(tmp_path: Path) -> None:
    (fault,) = people_of(tmp_path, {**SCORES, "I": "", "C": ""}).faults
    assert fault.column == "I"
    assert told(fault) == (ErrorCode.INTERESTS_HALF, {"missing": "I, C"})


def test_liked_and_disliked_contexts_stand_in_one_list(tmp_path: Path) -> None:
    person = person_of(tmp_path, arbeidsmiljø="inne; Presisjon, ikke høyde\nikke  støy")
    assert person.likes == frozenset({context("indoors"), context("precision")})
    assert person.dislikes == frozenset({context("heights"), context("noise")})


def test_likes_alone_leave_no_dislikes_and_none_at_all_is_known(tmp_path: Path) -> None:
    assert person_of(tmp_path, arbeidsmiljø="inne").dislikes == frozenset()
    assert person_of(tmp_path, arbeidsmiljø="ingen").likes == frozenset()
    assert person_of(tmp_path, arbeidsmiljø="").likes is None


def test_a_context_both_liked_and_disliked_contradicts_itself(tmp_path: Path) -> None:
    expected = ErrorCode.CELL_CONTRADICTS, {"word": "inne"}
    assert fault_of(tmp_path, arbeidsmiljø="inne; ikke innendørs") == expected


def test_an_unknown_context_is_told_the_nearest_and_all_of_them(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, arbeidsmiljø="ikke høyder")
    assert (code, facts["word"], facts["nearest"]) == (ErrorCode.CELL_NOT_IN_CATALOGUE, "høyder", "høyde")
    assert str(facts["allowed"]).startswith("inne; ute; presisjon")


@pytest.mark.parametrize(
    ("wishes", "read"),
    [
        (("CNC", "kokk", "LOG3004"), (CNC, KOKK, LOGISTIKK)),
        (("", "kokk", "CNC"), (KOKK, CNC)),
        (("", "", "kokk"), (KOKK,)),
        (("kokk", "Kokkfaget", "CNC"), (KOKK, CNC)),
        (("kokk", "", "kokk"), (KOKK,)),
        (("ingen", "", ""), ()),
    ],
)
def test_wishes_close_up_and_a_wish_made_twice_counts_once(
    tmp_path: Path, wishes: tuple[str, str, str], read: tuple[int, ...]
) -> None:
    cells = {f"ønske {place}": wish for place, wish in enumerate(wishes, 1)}
    assert person_of(tmp_path, **cells).wishes == read


def test_an_unknown_wish_is_told_the_nearest_trade(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, **{"ønske 2": "Kokefaget"})
    assert (code, facts["nearest"]) == (ErrorCode.CELL_NOT_IN_CATALOGUE, "Kokkfaget")
