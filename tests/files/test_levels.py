"""How well a skill is held or asked for, and what is learnt or was learnt elsewhere, as lists tell it."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode
from matching.domain.openings import Opening
from matching.domain.reference import Skill
from matching.files.fields.field import Faulty
from matching.files.fields.levels import skills
from matching.files.fields.lexicon import Lexicon, Lexicons
from matching.files.headings.meanings import Kind, Meanings
from matching.files.lists.asking import WordQuestion, open_words
from matching.files.out.understood import understood_openings, understood_people
from matching.wording import Words
from tests.builders import position, skill
from tests.files.written import (
    CATALOGUE,
    Row,
    opening_of,
    openings_of,
    people_of,
    person_fault,
    person_of,
)

CALIPER, TURNING = skill("caliper"), skill("turning")
parse = skills(Lexicons.of(CATALOGUE).skills)


@pytest.mark.parametrize(
    "text",
    [
        "dreie metall (litt)", "dreie metall (Litt)", "dreie metall(litt)", "Dreie metall ( grunnleggende )",
        "dreie metall (noe)", "dreie metall (nybegynner)", "dreie  metall (litt er nok)", "dreiemetall (litt)",
    ],
)  # fmt: skip
def test_a_skill_may_be_held_a_little(text: str) -> None:
    assert parse(text) == ({TURNING}, {TURNING})


@pytest.mark.parametrize("text", ["dreie metall", "dreie metall (godt)", "dreie metall (Svært godt)"])
def test_what_is_held_well_is_held_in_full(text: str) -> None:
    assert parse(text) == ({TURNING}, set())


def test_each_skill_of_a_list_has_its_own_level_however_they_are_parted() -> None:
    for text in ("dreie metall (litt); skyvelære", "dreie metall (litt), skyvelære (ekspert)"):
        assert parse(text) == ({TURNING, CALIPER}, {TURNING})
    many = "bosnisk, kroatisk og serbisk (litt); skyvelære"
    assert parse(many)[1] == {skill("bosnian-croatian-serbian")}


def test_what_stands_there_both_ways_is_in_full() -> None:
    assert parse("dreie metall (litt); dreie metall") == ({TURNING}, set())
    assert parse("ingen") == (set(), set())


@pytest.mark.parametrize("said", ["ikke", "på jobb", "usikker"])
def test_other_words_in_parentheses_are_a_fault_and_no_question_about_the_skill(said: str) -> None:
    with pytest.raises(Faulty) as caught:
        parse(f"dreie metall ({said}); skyvelære")
    (fault,) = caught.value.faults
    assert (fault.code, dict(fault.facts)) == (
        ErrorCode.CELL_BRACKETS,
        {"word": "dreie metall", "said": said},
    )


def test_words_in_parentheses_of_the_catalogue_may_be_typed_wrong_like_others() -> None:
    one = Skill(key="java", label="Java (programmering)", label_en="Java", broader=None, is_group=False)
    with pytest.raises(Faulty) as caught:
        Lexicon(Kind.SKILL, (one,)).find("Jawa (programmering)")
    assert caught.value.faults[0].code is ErrorCode.CELL_NOT_IN_CATALOGUE


def test_a_level_of_nothing_is_no_skill() -> None:
    for text in ("(litt)", "litt"):
        with pytest.raises(Faulty) as caught:
            parse(text)
        (fault,) = caught.value.faults
        assert (fault.code, dict(fault.facts)["word"]) == (
            ErrorCode.CELL_NOT_IN_CATALOGUE,
            text,
        )


@pytest.mark.parametrize(
    "text", ["(litt)", "(godt)", "dreie metall; (litt)", "dreie metall, ( litt er nok )"]
)
def test_a_level_without_a_skill_is_a_question_with_a_word_in_it(text: str, tmp_path: Path) -> None:
    code, facts = person_fault(tmp_path, ferdigheter=text)
    assert code is ErrorCode.CELL_NOT_IN_CATALOGUE
    assert str(facts["word"]).startswith("(")
    (fault,) = people_of(tmp_path, {"ferdigheter": text}).faults
    assert "«(" in Words(CATALOGUE).fault(fault)


def test_a_text_of_the_catalogue_is_found_first_parentheses_and_all() -> None:
    chosen = Lexicons.of(CATALOGUE, Meanings(words={(Kind.SKILL, "dreie metall (litt)"): "milling"}))
    assert skills(chosen.skills)("dreie metall (litt)") == ({skill("milling")}, set())


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_skills_or_a_fault(text: str) -> None:
    with suppress(Faulty):
        held, slight = parse(text)
        assert slight <= held


def test_a_person_has_skills_a_little_work_in_other_occupations_and_schooling(tmp_path: Path) -> None:
    one = person_of(
        tmp_path,
        ferdigheter="dreie metall (litt); skyvelære",
        praksis="kokk 6 mnd; budsjåfør 1 år",
        utdanning="Vg1 teknologi- og industrifag; Vg1 salg, service og reiseliv",
    )
    assert one.skills == frozenset({CALIPER, TURNING})
    assert one.slight == {TURNING}
    assert one.occupations == ((position(CATALOGUE.occupations, "van-driver"), 12),)
    assert len(one.practice) == 1
    assert one.schooling == tuple(position(CATALOGUE.schooling, key) for key in ("vg1-tif", "vg1-sales"))


@pytest.mark.parametrize("text", ["10. klasse", "Ungdomsskole", "tiende klasse"])
def test_lower_secondary_school_has_the_names_people_use(text: str, tmp_path: Path) -> None:
    assert person_of(tmp_path, utdanning=text).schooling == (position(CATALOGUE.schooling, "grunnskole"),)


@pytest.mark.parametrize(
    ("text", "begins"), [("videregående", "vg"), ("Videregående skole", "vg"), ("Vg1", "vg1"), ("vg2", "vg2")]
)
def test_upper_secondary_school_is_a_question_which(text: str, begins: str, tmp_path: Path) -> None:
    code, facts = person_fault(tmp_path, utdanning=text)
    kinds = [one.key for one in CATALOGUE.schooling if one.key.startswith(begins)]
    assert (code, str(facts["keys"]).split()) == (ErrorCode.CELL_SEVERAL, kinds)


@pytest.mark.parametrize("text", ["", "ingen"])
def test_no_schooling_told_is_none(text: str, tmp_path: Path) -> None:
    assert person_of(tmp_path, utdanning=text).schooling == ()


def test_schooling_nobody_knows_is_a_question_with_what_it_is_like(tmp_path: Path) -> None:
    code, facts = person_fault(tmp_path, utdanning="Vg1 teknologi")
    assert (code, facts["kind"]) == (ErrorCode.CELL_NOT_IN_CATALOGUE, Kind.SCHOOLING)
    assert facts["nearest"] == "Vg1 teknologi- og industrifag"


def asked(folder: Path, **cells: object) -> Opening:
    return opening_of(folder, **cells)


def test_an_opening_says_of_what_a_little_is_enough_and_what_is_learnt_there(tmp_path: Path) -> None:
    one = asked(
        tmp_path,
        må="dreie metall (litt er nok); skyvelære",
        fordel="mikrometer (litt er nok)",
        **{"kan læres": "frese metall; skrive G-kode"},
    )
    assert one.must == frozenset({TURNING, CALIPER})
    assert one.nice == frozenset({skill("micrometer")})
    assert one.slight == {TURNING, skill("micrometer")}
    assert one.learnable == {skill("milling"), skill("g-code")}


@pytest.mark.parametrize("cells", [("", " (litt er nok)"), (" (litt er nok)", "")])
def test_what_either_cell_asks_in_full_is_asked_in_full(cells: tuple[str, str], tmp_path: Path) -> None:
    must, nice = (f"dreie metall{level}" for level in cells)
    one = asked(tmp_path, må=must, fordel=nice)
    held = frozenset({TURNING})
    assert (one.must, one.nice, one.slight) == (held, held, frozenset())
    assert asked(tmp_path, må=f"{must}; dreie metall", fordel=nice).slight == frozenset()


@pytest.mark.parametrize("text", ["", "ingen"])
def test_nothing_told_of_what_is_learnt_is_nothing(text: str, tmp_path: Path) -> None:
    assert asked(tmp_path, **{"kan læres": text}).learnable == frozenset()


def test_what_was_understood_is_told_with_its_level_and_its_source(tmp_path: Path) -> None:
    row: Row = {
        "ferdigheter": "frese metall (noe), skyvelære",
        "praksis": "9412 1 år; kokk 6 mnd",
        "utdanning": "TIP; ingen",
    }
    read = people_of(tmp_path, {**row, "utdanning": "Vg1 TIP"})
    told = understood_people(read, CATALOGUE).columns
    assert told["ferdigheter"] == ["måle med skyvelære; frese metall (litt)"]
    assert told["praksis"] == ["Kokkfaget 6 mnd; kjøkkenassistent 12 mnd"]
    assert told["utdanning"] == ["Vg1 teknologi- og industrifag"]
    listed = openings_of(tmp_path, {"må": "frese metall (litt)", "kan læres": "ingen"})
    told = understood_openings(listed, CATALOGUE).columns
    assert (told["må"], told["kan læres"]) == (["frese metall (litt er nok)"], ["ingen"])


def test_a_code_of_several_occupations_is_asked_about_with_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    path.write_text("kandidatnummer;kommune;praksis\nK1;0301;8322 6 mnd\n", "utf-8")
    (question,) = open_words({"Kandidater": path}, CATALOGUE, Meanings())
    assert question == WordQuestion(Kind.OCCUPATION, "8322", ("van-driver", "taxi-driver"), ())
