"""Why a person or a seat is left, and what it would take, in; the screen out."""

from matching.domain.change import WhyEmpty, WhyLeft
from matching.domain.plan import Plan
from matching.files.out.why_not_told import changes_told, obstacles_told, search_told
from matching.screen.page import Page
from matching.wording import Over


def tell_why_left(page: Page, why: WhyLeft, plan: Plan) -> None:
    """Why a person is without a proposal, in sum and at the nearest openings, and what it would take."""
    page.heading(page.words.say("whynot.person", candidate=why.candidate))
    page.say("whynot.sum")
    page.reasons(why.reasons)
    if why.nearest:
        page.say("whynot.nearest")
        page.items(obstacles_told(why.nearest, page.places, plan.mode, page.words))
    _tell_changes(page, why, plan)


def tell_why_empty(page: Page, why: WhyEmpty, plan: Plan) -> None:
    """Why an opening has room left, and what it would take to fill it."""
    page.heading(page.words.say("whynot.opening", opening=str(page.places[why.opening])))
    page.say("whynot.sum")
    page.reasons(why.reasons, Over.PEOPLE)
    _tell_changes(page, why, plan)


def tell_nothing_left(page: Page, plan: Plan, *, candidate: str | None, opening: str | None) -> None:
    """That the one asked about has a proposal, or that the opening has no room left: whichever is given."""
    here = [one.opening for one in plan.assignments if one.candidate == candidate]
    if candidate is not None:
        page.say(
            "whynot.proposed",
            candidate=candidate,
            opening=page.words.listed([str(page.places[name]) for name in here]),
        )
    if opening is not None:
        page.say("whynot.full", opening=str(page.places[opening]))


def _tell_changes(page: Page, why: WhyLeft | WhyEmpty, plan: Plan) -> None:
    told = changes_told(why, page.places, plan.mode, page.words)
    for key, some in (("cheapest", told[:1]), ("others", told[1:])):
        if some:
            page.say(f"whynot.{key}")
            page.items(some)
    for sentence in search_told(why, page.words):
        page.line(sentence)
    page.say("whynot.decide")
