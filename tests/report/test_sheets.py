"""The meeting sheet: those who agreed, what a firm needs, and nothing else."""

import re
from dataclasses import fields, replace
from datetime import date

import pytest

from matching.domain.answers import TravelMode, WorkHours
from matching.domain.cohort import Cohort
from matching.domain.people import Candidate
from matching.domain.policy import Decision, Mode, Policy
from matching.pipeline import fill
from matching.report.sheets import Agreed, meeting_sheets_html
from tests.builders import (
    CATALOGUE,
    CNC,
    ON,
    candidate,
    cohort,
    context,
    level,
    licence,
    municipality,
    opening,
    position,
    skill,
    trade,
)
from tests.files.planned import WORDS, planned

MEETINGS = Policy(mode=Mode.MEETINGS)


def sheets(
    made: Cohort, agreed: Agreed, contact: str | None = None, policy: Policy = MEETINGS, seed: int = 1
) -> str:
    """The sheets of a round, without the style block, which has no words."""
    plan = fill(made, CATALOGUE, policy, on=ON, seed=seed)
    page = meeting_sheets_html(plan, made, CATALOGUE, WORDS, agreed, contact)
    return page.partition("</style>")[2]


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


SHOWN = {
    "skills": frozenset({skill("read-technical-drawings")}),
    "slight": frozenset({skill("read-technical-drawings")}),
    "practice": ((CNC, 2),),
    "occupations": ((position(CATALOGUE.occupations, "mover"), 5),),
    "schooling": (position(CATALOGUE.schooling, "vg1-tif"),),
    "extent": (50, 100),
    "shifts": frozenset({WorkHours.EVENING}),
    "start_from": date(2027, 2, 3),
}
"""Fields of a person a firm reads about."""

HIDDEN = {
    "id": "kanarifugl-77",
    "municipality": municipality("3403"),
    "registered": None,
    "in_round": None,
    "effort_levels": frozenset({2}),
    "birth_year": 1987,
    "licences": frozenset({licence("C1E")}),
    "norwegian": level("B2"),
    "travel_mode": TravelMode.TRANSIT,
    "travel_limit": 87,
    "interests": (61, 62, 63, 64, 65, 66),
    "interest_code": (5, 4, 3),
    "areas": frozenset({3}),
    "leisure": frozenset({5}),
    "likes": frozenset({context("outdoors")}),
    "dislikes": frozenset({context("heights")}),
    "wishes": (trade("kokkfaget"), CNC),
    "maybe": frozenset({0}),
    "unwanted": (trade("sveisefaget"),),
}
"""Every other field, with a canary in it: a value that must not make the sheet one letter different."""


def test_every_field_of_a_person_is_either_shown_or_held_back() -> None:
    assert {field.name for field in fields(Candidate)} == set(SHOWN) | set(HIDDEN)


@pytest.mark.parametrize("name", HIDDEN)
def test_what_a_firm_shall_not_know_leaves_no_trace_on_the_sheet(name: str) -> None:
    plain, canary = candidate(**SHOWN), candidate(**SHOWN | {name: HIDDEN[name]})
    place = opening(seats=20)
    told = [sheets(cohort([one], [place]), {"p1": (one.id,)}) for one in (plain, canary)]
    assert "Kandidat A" in told[0]
    assert told[0] == told[1]


def test_no_canary_stands_on_the_sheet_beside_others_who_did_not_agree() -> None:
    bird, other = candidate(**SHOWN | HIDDEN), candidate(id="k-annen-55", birth_year=1961)
    page = sheets(cohort([bird, other], [opening(seats=20)]), {"p1": (bird.id,)})
    told = words_of(page)
    for canary in ("kanarifugl", "annen", "1987", "1961", "Hamar", "87", "C1E", "B2", "Kokk", "ute", "høyde"):
        assert canary not in told, canary
    for word in (
        "samsvar",
        "innsats",
        "født",
        "alder",
        "helse",
        "tiltak",
        "lønnstilskudd",
        "reserve",
        "nummer 1",
    ):
        assert word not in told.casefold(), word
    assert "Kandidat A" in told
    assert "Kandidat B" not in told


def test_a_firm_reads_what_the_person_can_hours_and_start() -> None:
    told = words_of(sheets(cohort([candidate(**SHOWN)], [opening()]), {"p1": ("k1",)}))
    for text in (
        "lese maskintegninger",
        "CNC-maskineringsfaget, 2 måneder",
        "flyttearbeider, 5 måneder",
        "50–100 %",
        "dagtid og kveld",
        "tidligst 03.02.2027",
        "faglig leder",
        "instruktør",
        "plan for opplæringen",
    ):
        assert text in told


def told_of(can: str, asked: str, slight: str = "") -> str:
    """What a sheet tells of one person with these skills where these are asked for."""
    keys = [frozenset(map(skill, one.split())) for one in (can, asked, slight)]
    made = cohort([candidate(skills=keys[0], slight=keys[2])], [opening(must=keys[1], nice=frozenset())])
    return (
        words_of(sheets(made, {"p1": ("k1",)}))
        .partition("Kandidat A")[2]
        .partition(" Ønsket omfang")[0]
        .strip()
    )


def test_kindred_skills_are_never_told_to_a_firm_as_the_skill_itself() -> None:
    told = told_of(
        "milling metal-drilling metal-grinding turning machine-setup spark-erosion", "cnc-operation"
    )
    assert told.startswith("Kan noe beslektet kjøre CNC-maskin (kan ")


def test_a_little_is_told_as_a_little() -> None:
    assert told_of("caliper", "caliper", "caliper") == "Kan litt måle med skyvelære"
    assert told_of("caliper", "caliper") == "Kan måle med skyvelære"


def test_what_is_hardly_kindred_is_not_told_to_a_firm() -> None:
    told = told_of("machine-lubrication", "preventive-maintenance")
    assert told == "Kan Lærer faget fra bunnen av."


def test_work_that_teaches_nothing_asked_for_leaves_skills_as_not_mapped() -> None:
    school = (position(CATALOGUE.schooling, "grunnskole"),)
    told = words_of(sheets(cohort([candidate(schooling=school)], [opening()]), {"p1": ("k1",)}))
    assert "Ikke kartlagt ennå. Spør gjerne i møtet." in told


def test_what_nobody_has_asked_is_told_as_not_known_never_as_a_lack() -> None:
    blank = candidate(extent=None, start_from=None)
    told = words_of(sheets(cohort([blank], [opening()]), {"p1": ("k1",)}))
    assert "Ikke kartlagt ennå. Spør gjerne i møtet." in told
    assert told.count("ikke avklart") == 3
    assert "Ønsket omfang ikke kjent" in told


def test_without_a_yes_the_sheet_says_so() -> None:
    told = words_of(sheets(cohort([candidate()], [opening()]), {}))
    assert "Ingen kandidater har sagt ja til å bli vist fram for dere ennå." in told
    assert "Kandidat A" not in told


def test_a_yes_for_one_opening_is_no_yes_for_another() -> None:
    made = cohort([candidate()], [opening(id="p1"), opening(id="p2")])
    _, first, second = sheets(made, {"p1": ("k1",)}).split("<article")
    assert "Kandidat A" in first
    assert "Kandidat A" not in second


def test_a_no_to_the_round_and_a_veto_win_over_an_older_yes() -> None:
    veto = Decision(candidate="k1", opening="p1", by="Kari Eksempel", reason="Samme familie.")
    made = cohort([candidate(id="k1"), candidate(id="k2", in_round=False), candidate(id="k3")], [opening()])
    page = sheets(made, {"p1": ("k1", "k2", "k3")}, policy=replace(MEETINGS, vetoes=(veto,)))
    assert "Kandidat A" in page
    assert "Kandidat B" not in page


def test_letters_follow_neither_rank_nor_id_nor_the_letters_of_other_sheets() -> None:
    people = [candidate(id=f"k{number}", extent=(50 + 5 * number, 100)) for number in range(8)]
    made = cohort(people, [opening(id=f"p{number}") for number in range(8)])
    agreed = {f"p{number}": tuple(one.id for one in people) for number in range(8)}
    _, *pages = sheets(made, agreed).split("<article")
    orders = [tuple(re.findall(r">(\d+)(?:–100)? %<", page)[1:]) for page in pages]
    assert len(set(orders)) == len(orders)
    assert tuple(sorted(orders[0])) not in orders


def test_the_sheet_tells_whom_to_ring_or_leaves_a_line_to_write_on() -> None:
    made = cohort([candidate()], [opening()])
    named = sheets(made, {}, contact="Kari Eksempel <Nav>")
    assert "Kari Eksempel &lt;Nav&gt;" in named
    assert "innenfor-write" not in named
    assert "innenfor-write" in sheets(made, {})


def test_a_yes_of_somebody_not_in_the_lists_is_a_fault() -> None:
    with pytest.raises(LookupError):
        sheets(cohort([candidate()], [opening()]), {"p1": ("ukjent",)})


def test_the_same_plan_gives_the_same_sheets_in_any_order_of_the_yeses() -> None:
    plan, made = planned(Mode.MEETINGS)
    first, *_ = plan.reserves
    who = tuple(one.candidate for one in plan.assignments[:4])
    pages = [
        meeting_sheets_html(plan, made, CATALOGUE, WORDS, {first: order}, None) for order in (who, who[::-1])
    ]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("word", ["samsvar", "av 1000", "kartlegg ", "begrense", "lite kartlagt", "verdt å"])
def test_a_firm_reads_nothing_of_the_fit_its_sides_or_what_mapping_is_worth(word: str) -> None:
    made = cohort([candidate()], [opening()])
    page = sheets(made, {"p1": ("k1",)}).casefold()
    assert "kandidat a" in page
    assert word not in page
