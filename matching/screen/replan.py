"""A plan made anew in, what it keeps, what other plans would come to and who would have something else out."""

from matching.domain.replan import Replan, Tradeoff
from matching.domain.scenario import Move
from matching.screen.page import Page
from matching.screen.scenarios import told_move

COLUMNS = ("replan", "people", "total", "sureness")


def tell_replan(page: Page, found: Replan) -> None:
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
    page.heading(words.say("replan.moved", count=len(found.moved) or None))
    page.items(_moved(page, move, found) for move in found.moved)


def _row(page: Page, one: Tradeoff, *, chosen: bool) -> tuple[str, ...]:
    words = page.words
    changes = words.say("replan.chosen" if chosen else "replan.changes", changes=one.changes)
    sure = words.say("replan.proven" if one.proven else "replan.not_proven")
    return changes, words.number(one.people), words.number(one.points), sure


def _moved(page: Page, move: Move, found: Replan) -> str:
    """Who has something else, and why."""
    why = "replan.why_others"
    if move.candidate in found.lapsed:
        why = "replan.why_lapsed"
    elif not move.before:
        why = "replan.why_new"
    return page.words.say("replan.move", move=told_move(page, move), why=page.words.say(why))
