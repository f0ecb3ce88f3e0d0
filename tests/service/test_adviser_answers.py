"""What the pages of the conversation ask, sent back as it is shown, says the same of a person as before."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.answers import TravelMode, WorkHours
from matching.domain.people import Candidate
from matching.files.lists.person import person_in, person_out
from matching.opens import Open, Opens
from matching.wording import Words
from service.door.forms import FIELDS, FormFault
from service.pages.adviser.answers import NOT_YET, Contradiction, answered, contradiction
from service.pages.adviser.asked import Question
from service.pages.adviser.parts import Part
from service.pages.adviser.questions import HELD, questions
from tests.builders import CATALOGUE, candidate, licence, skill, trade
from tests.service.asked import samples

WORDS = Words(CATALOGUE)
TAKES_ANY = candidate()
EVERYWHERE = Opens(
    open=Open(), wished=Open(), openers=(), trades=dict.fromkeys(range(len(CATALOGUE.trades)), Open())
)


def fields(question: Question) -> dict[str, str]:
    """What a browser sends of a question as it is shown."""
    chosen = [one for one in question.options if one.chosen]
    if question.several:
        return {f"{question.name}.{one.value}": "ja" for one in chosen}
    assert len(chosen) <= 1
    return {question.name: chosen[0].value} if chosen else {}


def form_of(part: Part, person: Candidate) -> dict[str, str]:
    """The form of a part as a browser would send it unchanged."""
    asked = questions(part, person, EVERYWHERE, CATALOGUE, WORDS)
    form: dict[str, str] = {}
    for question in (*asked.tiles, *asked.rows, *asked.folded, *(wish.answer for wish in asked.wishes)):
        form |= fields(question)
    for wish in asked.wishes:
        options = [one for _, group in wish.groups for one in group]
        assert len({one.value for one in options}) == len(CATALOGUE.trades)
        form[wish.name] = next((one.value for one in options if one.chosen), "")
    return form


@pytest.mark.parametrize("part", Part)
def test_of_everybody_in_the_samples(part: Part) -> None:
    for held in samples().values():
        for row in range(len(held.cohort.people)):
            one = held.cohort.people.candidate(row)
            assert answered(part, form_of(part, one), one, CATALOGUE) == one


def some(count: int) -> st.SearchStrategy[frozenset[int] | None]:
    return st.none() | st.frozensets(st.integers(0, count - 1), max_size=HELD)


@st.composite
def people(draw: st.DrawFn) -> Candidate:
    """People who have answered anything a list can hold."""
    skills, contexts = draw(some(len(CATALOGUE.skills))), draw(some(len(CATALOGUE.contexts)))
    wishes = draw(st.lists(st.integers(0, len(CATALOGUE.trades) - 1), max_size=3, unique=True))
    least = draw(st.integers(1, 100))
    return replace(
        candidate(),
        areas=draw(some(len(CATALOGUE.areas))),
        leisure=draw(some(len(CATALOGUE.leisure))),
        likes=contexts,
        dislikes=None if contexts is None else frozenset(range(len(CATALOGUE.contexts))) - contexts,
        wishes=tuple(wishes),
        maybe=frozenset(wishes[:1]),
        unwanted=frozenset(draw(st.frozensets(st.integers(0, 52), max_size=5))) - frozenset(wishes),
        skills=skills,
        slight=frozenset(sorted(skills or ())[::2]),
        extent=draw(st.none() | st.tuples(st.just(least), st.integers(least, 100))),
        shifts=draw(st.none() | st.frozensets(st.sampled_from([WorkHours.EVENING, WorkHours.SHIFT]))),
        travel_mode=draw(st.none() | st.sampled_from(TravelMode)),
        travel_limit=draw(st.none() | st.integers(5, 240)),
        norwegian=draw(st.none() | st.integers(0, 7)),
        licences=draw(some(len(CATALOGUE.licences))),
    )


@settings(max_examples=100, deadline=None)
@given(people())
def test_of_anybody(one: Candidate) -> None:
    for part in Part:
        assert answered(part, form_of(part, one), one, CATALOGUE) == one


def test_a_part_asks_little_enough_for_a_form() -> None:
    everything = frozenset(range(len(CATALOGUE.skills)))
    one = candidate(skills=everything)
    assert len(form_of(Part.SKILLS, one)) < FIELDS
    likes = candidate(
        areas=frozenset(range(len(CATALOGUE.areas))),
        leisure=frozenset(range(len(CATALOGUE.leisure))),
        likes=frozenset(range(len(CATALOGUE.contexts))),
        dislikes=frozenset(),
    )
    assert len(form_of(Part.LIKES, likes)) < FIELDS


@pytest.mark.parametrize(
    ("part", "form"),
    [
        (Part.LIKES, {"omrade.gold": "ja"}),
        (Part.TRADES, {"onske.1": "gold"}),
        (Part.SKILLS, {"kan.gold": "kan"}),
        (Part.DAYS, {"omfang": "100-50"}),
        (Part.DAYS, {"minutter": "900"}),
        (Part.DAYS, {"reise": "horse"}),
        (Part.DAYS, {"tid": "night"}),
    ],
)
def test_a_form_that_is_none_of_ours_is_refused(part: Part, form: dict[str, str]) -> None:
    with pytest.raises(FormFault):
        answered(part, form, TAKES_ANY, CATALOGUE)


def test_wishes_are_ranked_and_one_trade_stands_once() -> None:
    form = {"onske.1": "kokkfaget", "onske.2": "kokkfaget", "onske.3": "sveisefaget", "svar.3": "kanskje"}
    one = answered(Part.TRADES, form, TAKES_ANY, CATALOGUE)
    assert one.wishes == (trade("kokkfaget"), trade("sveisefaget"))
    assert one.maybe == {trade("sveisefaget")}


def test_skills_not_asked_about_stay_and_those_taken_away_go() -> None:
    keeps, goes, comes = skill("caliper"), skill("micrometer"), skill("measuring")
    before = replace(TAKES_ANY, skills=frozenset({keeps, goes}), slight=frozenset({keeps}))
    form = {"kan.micrometer": NOT_YET, "kan.measuring": "litt"}
    one = answered(Part.SKILLS, form, before, CATALOGUE)
    assert one.skills == frozenset({keeps, comes})
    assert one.slight == {keeps, comes}


def test_to_take_the_last_skill_away_is_not_to_say_there_are_none() -> None:
    only = replace(TAKES_ANY, skills=frozenset({skill("caliper")}))
    assert answered(Part.SKILLS, {"kan.caliper": NOT_YET}, only, CATALOGUE).skills is None
    none = replace(TAKES_ANY, skills=frozenset())
    assert answered(Part.SKILLS, {}, none, CATALOGUE).skills == frozenset()


def test_none_of_them_is_an_answer_and_a_blank_is_not() -> None:
    assert answered(Part.LIKES, {"omrade.ingen": "ja"}, TAKES_ANY, CATALOGUE).areas == frozenset()
    assert answered(Part.LIKES, {}, TAKES_ANY, CATALOGUE).areas is None
    held = answered(Part.DAYS, {"forerkort.B": "ja"}, TAKES_ANY, CATALOGUE).licences
    assert held == frozenset({licence("B")})


def test_contradictions_are_found() -> None:
    both = replace(TAKES_ANY, wishes=(trade("kokkfaget"),), unwanted=frozenset({trade("kokkfaget")}))
    assert contradiction(both) is Contradiction.WISH_AND_NO
    assert contradiction(replace(TAKES_ANY, unwanted=frozenset(range(6)))) is Contradiction.TOO_MANY_NO
    assert contradiction(TAKES_ANY) is None


def test_every_person_is_told_and_read_as_the_same() -> None:
    for held in samples().values():
        for row in range(len(held.cohort.people)):
            one = held.cohort.people.candidate(row)
            assert person_in(person_out(one, CATALOGUE), CATALOGUE) == one
