"""Variants of a round in, the round as it is and each what-if side by side on the screen out."""

from collections.abc import Iterable

from matching.domain.scenario import Move, Variant
from matching.screen.page import Page

COLUMNS = ("scenario", "people", "seats", "total", "changes")


def tell_variants(page: Page, variants: tuple[Variant, ...], *, programme: str) -> None:
    """One row for each variant, the round as it is first, then who would get something else and why not."""
    base = variants[0]
    page.heading(page.words.say("scenario.title", on=base.plan.on, programme=programme))
    table = page.empty_table(*COLUMNS)
    for one in variants:
        page.row(table, *_row(page, one, base))
    page.table(table)
    for one in variants[1:]:
        _tell_changes(page, one)
    page.line("")
    page.say("scenario.decide")


def _row(page: Page, one: Variant, base: Variant) -> tuple[str, ...]:
    if not one.plan.status.made:
        return one.name, page.words.say("scenario.infeasible"), "", "", ""
    seats = page.words.say("scenario.seats", filled=one.filled, room=one.room)
    return (
        one.name,
        _beside(page, page.words.number(one.people), one.people - base.people),
        _beside(page, seats, one.filled - base.filled),
        _beside(page, page.words.number(one.points), one.points - base.points),
        page.words.number(len(one.moved)) if one is not base else "",
    )


def _beside(page: Page, text: str, more: int) -> str:
    """An amount, and how much more or less it is than in the round as it is: «11 (+1)»."""
    if more == 0:
        return text
    sign = "plus" if more > 0 else "minus"
    return page.words.say(
        "scenario.beside", text=text, more=page.words.say(f"scenario.{sign}", amount=abs(more))
    )


def _tell_changes(page: Page, one: Variant) -> None:
    words = page.words
    if not one.plan.status.made:
        page.heading(words.say("scenario.infeasible_title", name=one.name))
        page.reasons(one.plan.causes)
    else:
        page.heading(words.say("scenario.moved", name=one.name, count=len(one.moved) or None))
        page.items(told_move(page, move) for move in one.moved)
    page.items(
        words.say("scenario.lapsed", candidate=past.candidate, opening=past.opening) for past in one.lapsed
    )


def told_move(page: Page, move: Move) -> str:
    """Where somebody was proposed, and where she would be."""

    def where(openings: Iterable[str]) -> str:
        return "; ".join(str(page.places[name]) for name in openings) or page.words.say("scenario.nowhere")

    return page.words.say(
        "scenario.move", candidate=move.candidate, before=where(move.before), after=where(move.after)
    )
