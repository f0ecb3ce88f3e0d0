"""How results look: nothing cut off on a terminal of any width, and one line for each row elsewhere."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.generate import generate
from matching.domain.fit import Criterion
from matching.domain.funnel import MappingQuestion
from matching.domain.openings import Employer
from matching.domain.plan import Plan
from matching.domain.policy import Policy
from matching.domain.reasons import Reason, ReasonCode
from matching.files.out.places import places_of
from matching.pipeline import fill
from matching.screen.given import RoundFiles
from matching.screen.page import WIDE, Page
from matching.screen.pairs import tell_opening, tell_pair, tell_person, tell_suggestions, tell_to_map
from matching.screen.plan import SHOWN, proof_line, tell_plan, worth_telling
from matching.screen.round import Round, read_round
from tests.builders import ON, candidate, cohort, opening
from tests.cli.run import OPENINGS, PEOPLE, POLICY
from tests.files.planned import WORDS, hostile

GIVEN = RoundFiles(people=Path(PEOPLE), openings=Path(OPENINGS), policy=Path(POLICY))


@cache
def sample() -> tuple[Round, Plan]:
    """The sample and its plan."""
    given = read_round(GIVEN, on=date(2026, 11, 21), seed=1)
    return given, given.plan(quiet=True)


def page(width: int | None) -> Page:
    """A page on a terminal of that width, or where there is none."""
    given, _ = sample()
    out = Console(
        file=StringIO(),
        force_terminal=width is not None,
        no_color=True,
        width=width or WIDE,
        highlight=False,
        markup=False,
        emoji=False,
    )
    return Page(given.words, places_of(given.cohort, given.catalogue), out)


def shown(width: int | None) -> str:
    """All that can be told of the sample, as text without styles."""
    given, plan = sample()
    made = page(width)
    tell_plan(made, plan, given.cohort)
    tell_suggestions(made, given.enquiry.people_for("L01", 10), plan, candidate=None, opening="L01")
    found = given.enquiry.openings_for("K24", 10)
    tell_suggestions(made, found, plan, candidate="K24", opening=None)
    tell_to_map(made, "K24", given.enquiry.to_map("K24", found))
    for name in ("K01", "K07"):
        tell_person(made, name, plan)
    for name in ("L02", "L08"):
        reserves = [one.candidate for one in plan.reserves.get(name, ())]
        tell_opening(made, name, plan, given.enquiry.levels(name, reserves))
        tell_pair(made, given.enquiry.pair("K24", name), plan)
    assert isinstance(made.out.file, StringIO)
    return made.out.file.getvalue()


def without_styles(text: str) -> str:
    """Text without the codes that make it bold."""
    return text.replace("\x1b[1m", "").replace("\x1b[0m", "")


@pytest.mark.parametrize("width", [60, 80, 140, 200])
def test_nothing_is_wider_than_the_terminal_and_nothing_is_cut_off(width: int) -> None:
    told = without_styles(shown(width))
    assert "…" not in told
    assert max(map(len, told.splitlines())) <= width
    for name in sample()[0].cohort.people.id.tolist():
        assert name in told


def test_a_number_is_never_folded_at_its_space() -> None:
    for width in range(60, 100):
        made, (given, plan) = page(width), sample()
        made.heading(proof_line(made, plan, given.cohort))
        assert isinstance(made.out.file, StringIO)
        assert made.out.file.getvalue().count("6\u00a0078") == 2


def test_without_a_terminal_each_row_is_one_line_and_ends_where_its_text_ends() -> None:
    told = shown(None)
    assert "\x1b" not in told
    assert all(line == line.rstrip() for line in told.splitlines())
    proposal = next(line for line in told.splitlines() if line.startswith("K17 "))
    for part in ("L01 Totenpresisjon AS (oppdiktet), Vestre Toten, CNC-maskineringsfaget, 100 %", "Merk: "):
        assert part in proposal


def test_what_people_have_written_is_never_taken_for_markup() -> None:
    plan, made = hostile()
    out = Console(file=StringIO(), width=WIDE, highlight=False, markup=False, emoji=False)
    tell_plan(Page(WORDS, places_of(made, WORDS.catalogue), out), plan, made)
    assert isinstance(out.file, StringIO)
    assert "<b>&amp;" in out.file.getvalue()
    assert "=HYPERLINK(1)" in out.file.getvalue()


def test_no_character_that_steers_a_terminal_reaches_it() -> None:
    made = cohort([candidate(id="K\x1b1")], [opening(id="L\u202e1")])
    made = replace(made, employers=(Employer(name="A\x9b2J \x1b[31m AS"),))
    plan = fill(made, WORDS.catalogue, Policy(), on=ON, seed=1)
    out = Console(file=StringIO(), width=WIDE, highlight=False, markup=False, emoji=False)
    seen = Page(WORDS, places_of(made, WORDS.catalogue), out)
    tell_plan(seen, plan, made)
    tell_opening(seen, "L\u202e1", plan, {})
    tell_person(seen, "K\x1b1", plan)
    tell_to_map(seen, "K\x1b1", [MappingQuestion("K\x1b1", Criterion.SKILLS, 470, 1)])
    assert isinstance(out.file, StringIO)
    told = out.file.getvalue()
    assert "\ufffd[31m AS" in told
    assert not {"\x1b", "\x9b", "\u202e"} & set(told)


def test_a_long_table_ends_with_how_many_more_there_are() -> None:
    made = generate(SHOWN + 150, 5, seed=1, catalogue=WORDS.catalogue)
    plan = fill(made, WORDS.catalogue, Policy(), on=ON, seed=1)
    out = Console(file=StringIO(), width=WIDE, highlight=False, markup=False, emoji=False)
    tell_plan(Page(WORDS, places_of(made, WORDS.catalogue), out), plan, made)
    assert isinstance(out.file, StringIO)
    assert f"\n{len(plan.unassigned) - SHOWN} til står i plan.xlsx.\n" in out.file.getvalue()


def test_a_proposal_of_which_only_what_is_missing_can_be_told_tells_that() -> None:
    missing = Reason.of(ReasonCode.SKILLS_MISSING, asked=10, count=10)
    met = Reason.of(ReasonCode.SKILLS_MET, asked=10, count=1)
    assert list(worth_telling((missing,))) == [missing]
    assert list(worth_telling((met, missing))) == [met]
