"""A plan made anew in, what it keeps, what other plans would come to and who would have something else out."""

from collections.abc import Sequence

from matching.domain.replan import Replan, Standing, Tradeoff
from matching.domain.scenario import Move
from matching.screen.page import Page
from matching.screen.scenarios import told_move

COLUMNS = ("replan", "people", "total", "sureness")


def tell_replan(page: Page, found: Replan, standing: Standing) -> None:
    """What was there and what of it is kept, the tradeoffs with the one that was made, and who moves and why."""
    words = page.words
    page.heading(words.say("replan.title"))
    page.say("replan.before", before=found.before)
    if found.accepted:
        page.say("replan.accepted", accepted=found.accepted)
    if found.lapsed:
        page.say("replan.lapsed", lapsed=len(found.lapsed))
    page.heading(words.say("replan.tradeoffs"))
    table = page.empty_table(*COLUMNS)
    for place, one in enumerate(found.tradeoffs):
        page.row(table, *_row(page, one, chosen=place == found.chosen))
    page.table(table)
    others = [move for move in found.moved if move.before]
    new = [move for move in found.moved if not move.before]
    page.heading(words.say("replan.moved", count=len(others) or None))
    page.items(_moved(page, move, found, standing) for move in others)
    if new:
        page.heading(words.say("replan.new", count=len(new)))
        page.items(_moved(page, move, found, standing) for move in new)


def _row(page: Page, one: Tradeoff, *, chosen: bool) -> tuple[str, ...]:
    words = page.words
    changes = words.say("replan.chosen" if chosen else "replan.changes", changes=one.changes)
    sure = words.say("replan.proven" if one.proven else "replan.not_proven")
    return changes, words.number(one.people), words.number(one.points), sure


def _moved(page: Page, move: Move, found: Replan, standing: Standing) -> str:
    """Who has something else, and why where it is not simply a proposal that was not there before."""
    told = told_move(page, move)
    if (why := _why(move, found, standing)) is None:
        return told
    return page.words.say("replan.move", move=told, why=page.words.say(why))


def _why(move: Move, found: Replan, standing: Standing) -> str | None:
    accepted = {(one.candidate, one.opening) for one in standing.accepted}
    if any((move.candidate, opening) in accepted for opening in move.after):
        return "replan.why_accepted"
    if move.candidate in found.lapsed:
        return "replan.why_lapsed"
    if not move.before:
        return None
    return "replan.why_given" if _all_given(move.before, found, accepted) else "replan.why_others"


def _all_given(openings: Sequence[str], found: Replan, accepted: set[tuple[str, str]]) -> bool:
    """Whether all who are new at the openings have accepted, and so many that no room is left there."""
    empty = {one.opening for one in found.plan.empty_seats}
    for opening in openings:
        new = [one.candidate for one in found.moved if opening in one.after and opening not in one.before]
        if opening in empty or not new or not all((one, opening) in accepted for one in new):
            return False
    return True
