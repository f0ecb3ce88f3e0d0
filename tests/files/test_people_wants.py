import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode
from matching.wording import Words
from tests.builders import area, context, leisure, skill, trade
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


@pytest.mark.parametrize(
    ("text", "maybe"),
    [
        ("CNC", False),
        ("CNC (kanskje)", True),
        ("CNC kanskje", True),
        ("CNC, kanskje", True),
        ("CNC - Kanskje", True),
        ("kanskje CNC", True),
        ("Kanskje: CNC-maskineringsfaget", True),
        ("CNC (ja)", False),
    ],
)
def test_a_wish_may_be_a_maybe(tmp_path: Path, text: str, maybe: bool) -> None:
    person = person_of(tmp_path, **{"ønske 1": text, "ønske 2": "kokk"})
    assert person.wishes == (CNC, KOKK)
    assert person.maybe == ({CNC} if maybe else set())


def test_a_maybe_moves_up_with_its_wish_and_the_first_answer_of_a_trade_stands(tmp_path: Path) -> None:
    cells = {"ønske 1": "ingen", "ønske 2": "kokk (kanskje)", "ønske 3": "Kokkfaget"}
    person = person_of(tmp_path, **cells)
    assert (person.wishes, person.maybe) == ((KOKK,), frozenset({KOKK}))
    turned = person_of(tmp_path, **{**cells, "ønske 2": "Kokkfaget", "ønske 3": "kokk (kanskje)"})
    assert (turned.wishes, turned.maybe) == ((KOKK,), frozenset())


def test_a_no_is_a_list_of_trades_and_none_is_as_blank(tmp_path: Path) -> None:
    assert person_of(tmp_path, **{"ønsker ikke": "kokk; CNC"}).unwanted == {KOKK, CNC}
    assert person_of(tmp_path, **{"ønsker ikke": "Bilfaget, lette kjøretøy; kokk"}).unwanted == {
        KOKK,
        trade("bilfaget-lette-kjoretoy"),
    }
    assert person_of(tmp_path, **{"ønsker ikke": "ingen"}).unwanted == frozenset()


def test_more_than_five_noes_are_a_fault(tmp_path: Path) -> None:
    six = "kokk; CNC; sveiser; Logistikkfaget; Salgsfaget; Bakerfaget"
    assert fault_of(tmp_path, **{"ønsker ikke": six}) == (ErrorCode.CELL_TOO_MANY, {"greatest": 5})


@pytest.mark.parametrize("wish", ["CNC (kanskje)", "CNC"])
def test_a_trade_both_wished_and_said_no_to_is_a_fault(tmp_path: Path, wish: str) -> None:
    cells = {"ønsker ikke": "kokk; CNC-maskineringsfaget", "ønske 2": wish}
    assert fault_of(tmp_path, **cells) == (ErrorCode.WISH_AND_NO, {"word": "CNC-maskineringsfaget"})


def test_a_no_in_the_column_of_a_wish_is_no_wish(tmp_path: Path) -> None:
    expected = ErrorCode.WISH_AND_NO, {"word": "Kokkfaget"}
    assert fault_of(tmp_path, **{"ønske 1": "kokk (nei)"}) == expected


@pytest.mark.parametrize("text", ["(kanskje)", "(ja)", "(nei)", "- kanskje", "(kanskje) (ja)", "-- ja"])
def test_an_answer_without_a_trade_is_no_wish_and_is_told_as_it_stands(tmp_path: Path, text: str) -> None:
    (fault,) = people_of(tmp_path, {"ønske 1": text}).faults
    assert told(fault)[0] is ErrorCode.CELL_NOT_IN_CATALOGUE
    assert f"«{dict(fault.facts)['word']}» er ikke et lærefag" in Words(CATALOGUE).fault(fault)


def test_an_unknown_wish_is_told_the_nearest_trade(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, **{"ønske 2": "Kokefaget"})
    assert (code, facts["nearest"]) == (ErrorCode.CELL_NOT_IN_CATALOGUE, "Kokkfaget")


@pytest.mark.parametrize(
    ("text", "code"),
    [("RIC", (0, 1, 5)), ("ric", (0, 1, 5)), ("S-E-C", (3, 4, 5)), ("a / s / r", (2, 3, 0)), ("ingen", ())],
)
def test_a_code_of_interests_is_three_letters_in_order(
    tmp_path: Path, text: str, code: tuple[int, ...]
) -> None:
    assert person_of(tmp_path, interessekode=text).interest_code == code


@pytest.mark.parametrize("text", ["RI", "RICE", "RRI", "RIX", "123", "R I ÍC"])
def test_anything_else_is_no_code(tmp_path: Path, text: str) -> None:
    assert fault_of(tmp_path, interessekode=text) == (ErrorCode.INTEREST_CODE, {})


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("maskiner og mekanikk", "mechanics"),
        ("Mekanikk; data", "mechanics it"),
        ("bil, mat\nomsorg", "vehicles food care"),
        (unicodedata.normalize("NFD", "kjøkken; SKAPE NOE; verktøy"), "food design mechanics"),
        ("ingen", ""),
    ],
)
def test_areas_are_words_of_a_short_list(tmp_path: Path, text: str, keys: str) -> None:
    assert person_of(tmp_path, interesseområder=text).areas == frozenset(map(area, keys.split()))


def test_leisure_is_words_of_a_short_list_and_blank_is_unknown(tmp_path: Path) -> None:
    person = person_of(tmp_path, fritid="Dataspill; mekking på moped, annet")
    assert person.leisure == frozenset(map(leisure, ("gaming", "engines", "other")))
    assert (person.areas, person_of(tmp_path, fritid="").leisure) == (None, None)


def test_what_is_not_on_the_list_is_told_all_that_is(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, fritid="gamin")
    assert (code, facts["nearest"]) == (ErrorCode.CELL_NOT_IN_CATALOGUE, "gaming")
    assert str(facts["allowed"]).startswith("gaming; mekking")
    assert str(facts["allowed"]).endswith("; annet")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.permutations(["mekanikk", "kjøkken", "data og IT"]), st.sampled_from(["NFC", "NFD"]), st.booleans())
def test_order_case_and_composition_of_the_words_do_not_matter(
    tmp_path: Path, words: list[str], form: Literal["NFC", "NFD"], upper: bool
) -> None:
    text = unicodedata.normalize(form, "; ".join(words))
    read = person_of(tmp_path, interesseområder=text.upper() if upper else text)
    assert read.areas == frozenset(map(area, ("mechanics", "food", "it")))
