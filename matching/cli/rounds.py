"""Commands about a round: a plan for all of it, the best for one, and why."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import typer

from matching.catalogue.loader import load_catalogue
from matching.cli.edge import check_one_of, echo_json, refuse_lost_input
from matching.cli.given import Given, about_a_round
from matching.domain.plan import Plan
from matching.files.out.plan_excel import write_plan_excel
from matching.files.out.plan_json import as_json, extract_as_json, plan_as_json, write_plan_json
from matching.files.whole import whole_together
from matching.report.report import report_html
from matching.screen import options
from matching.screen.costs import stamp_of
from matching.screen.pairs import (
    tell_opening,
    tell_pair,
    tell_person,
    tell_suggestions,
    tell_to_map,
)
from matching.screen.plan import tell_plan
from matching.screen.round import Round
from matching.screen.rows import tell_rows
from matching.wording import Words

PLAN: Final = ("plan.json", "plan.xlsx", "report.html")

BEST: Final = 10
"""Openings that suit a person best: what is worth mapping about her is summed over these."""


@about_a_round
def fill(
    asked: Given,
    *,
    to: options.Folder = None,
    only_json: options.PlanAsJson = False,
) -> None:
    """Propose, control, show and write a plan for the whole round."""
    folder = to or Path()
    written = [folder / name for name in PLAN] if to or not only_json else []
    refuse_lost_input(written, vars(asked.files).values())
    given = asked.read()
    plan = given.plan(quiet=only_json)
    if written and plan.status.made:
        write_plan(plan, given, written)  # before anything is shown: a screen that is closed loses nothing
    if only_json:
        echo_json(plan_as_json(plan))
    given.stop_where_infeasible(plan)
    if not only_json:
        tell_plan(given.page, plan, given.cohort)
        tell_rows(given.page, given.lists)
        given.page.say("fill.written", files=given.words.listed([str(file) for file in written]))


@about_a_round
def suggest(
    asked: Given,
    *,
    opening: options.OpeningId = None,
    candidate: options.CandidateId = None,
    count: options.Count = BEST,
    without_costs: options.WithoutCosts = False,
    only_json: options.AsJson = False,
) -> None:
    """Rank people for an opening, or openings for a person, with what each costs the plan as a whole."""
    check_one_of(candidate, opening)
    given = asked.read()
    given.check_ids(candidate, opening)
    enquiry = given.enquiry if without_costs else given.enquiry_beside(given.plan(quiet=only_json))
    found = enquiry.reckoned(
        enquiry.people_for(opening, count)
        if opening is not None
        else enquiry.openings_for(str(candidate), count)
    )
    to_map = enquiry.to_map(candidate, found) if candidate is not None else ()
    if only_json:
        told = {"opening": opening, "candidate": candidate, "suggestions": found, "mapping_questions": to_map}
        return echo_json(as_json({**told, "plan": stamp_of(enquiry.plan)}))
    tell_suggestions(given.page, found, enquiry.plan, candidate=candidate, opening=opening)
    return tell_to_map(given.page, str(candidate), to_map)


@about_a_round
def explain(
    asked: Given,
    *,
    candidate: options.CandidateId = None,
    opening: options.OpeningId = None,
    only_json: options.AsJson = False,
) -> None:
    """Say all there is to say about one pair, one person or one opening."""
    if candidate is None and opening is None:
        raise typer.BadParameter(Words(load_catalogue()).say("usage.some_of"))
    given = asked.read()
    given.check_ids(candidate, opening)
    if candidate is not None and opening is not None:
        plan = given.plan(quiet=only_json)
        enquiry = given.enquiry_beside(plan)
        (pair,) = enquiry.reckoned([enquiry.pair(candidate, opening)], moves=True)
        return echo_json(as_json(pair)) if only_json else tell_pair(given.page, pair, plan)
    plan = given.plan(quiet=only_json)
    given.stop_where_infeasible(plan)
    if candidate is None:
        return _explain_opening(given, str(opening), plan, only_json=only_json)
    to_map = given.enquiry.to_map(candidate, given.enquiry.openings_for(candidate, BEST))
    if only_json:
        return echo_json(extract_as_json(plan, to_map, candidate=candidate, opening=None))
    tell_person(given.page, candidate, plan)
    return tell_to_map(given.page, candidate, to_map)


def _explain_opening(given: Round, opening: str, plan: Plan, *, only_json: bool) -> None:
    if only_json:
        return echo_json(extract_as_json(plan, candidate=None, opening=opening))
    reserves = [one.candidate for one in plan.reserves.get(opening, ())]
    return tell_opening(given.page, opening, plan, given.enquiry.levels(opening, reserves))


def write_plan(plan: Plan, given: Round, files: Sequence[Path]) -> None:
    """Write a plan as JSON, as a workbook and as a report, all of them or none."""
    files[0].parent.mkdir(parents=True, exist_ok=True)
    with whole_together(files) as (json, excel, report):
        write_plan_json(plan, json)
        write_plan_excel(plan, given.cohort, given.words, excel)
        report.write_text(report_html(plan, given.cohort, given.words), "utf-8")
