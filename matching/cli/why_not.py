"""The command for what it would take: why a person or a seat is left, and the cheapest single change."""

from matching.cli.edge import check_one_of, echo_json
from matching.cli.given import Given, about_a_round
from matching.files.out.plan_json import as_json
from matching.screen import options
from matching.screen.why_not import tell_nothing_left, tell_why_empty, tell_why_left
from matching.why_not.empty import why_empty
from matching.why_not.left import why_left
from matching.why_not.standing import Standing


@about_a_round
def whynot(
    asked: Given,
    *,
    candidate: options.CandidateId = None,
    opening: options.OpeningId = None,
    only_json: options.AsJson = False,
) -> None:
    """Say why a person has no proposal or a seat is empty, and the cheapest single change that would help."""
    check_one_of(candidate, opening)
    given = asked.read()
    given.check_ids(candidate, opening)
    plan = given.plan(quiet=only_json)
    given.stop_where_infeasible(plan)
    standing = Standing(given.cohort, given.catalogue, given.policy, plan)
    left = why_left(standing, candidate) if candidate is not None else None
    empty = why_empty(standing, opening) if opening is not None else None
    if only_json:
        return echo_json(as_json({"candidate": candidate, "opening": opening, "why": left or empty}))
    if left is not None:
        return tell_why_left(given.page, left, plan)
    if empty is not None:
        return tell_why_empty(given.page, empty, plan)
    return tell_nothing_left(given.page, plan, candidate=candidate, opening=opening)
