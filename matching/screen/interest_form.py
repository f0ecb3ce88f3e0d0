"""How well the statements of the interest form hold together in, two tables of it on the screen out."""

from collections.abc import Sequence

from matching.domain.reference import Statement
from matching.interest_form import ENOUGH, Together
from matching.screen.page import Page


def tell_together(
    page: Page, found: Sequence[Together], statements: Sequence[Statement], people: int
) -> None:
    """One row for each interest, and one for each statement in the order of the form."""
    words = page.words
    page.heading(words.say("interests.check.title", people=people))
    fewest = min(one.people for one in found)
    if fewest < ENOUGH:
        page.say("interests.check.few", people=fewest, enough=ENOUGH)
    page.say("interests.check.alpha")
    _table(page, "interests", [_number(page, one) for one in found])
    page.say("interests.check.rest")
    rest = {interest: iter(one.rest) for interest, one in enumerate(found)}
    rows = [
        (str(number), one.label, found[one.interest].interest, _decimal(page, next(rest[one.interest])))
        for number, one in enumerate(statements, 1)
    ]
    _table(page, "interest_statements", rows)


def _number(page: Page, one: Together) -> tuple[str, ...]:
    alpha = None if one.alpha is None else float(one.alpha)
    between = ""
    if one.between:
        low, high = (_decimal(page, end) for end in one.between)
        between = page.words.say("interests.check.between", low=low, high=high)
    name = page.words.named("interest", one.interest)
    return name, page.words.number(one.people), _decimal(page, alpha), between


def _table(page: Page, name: str, rows: Sequence[tuple[str, ...]]) -> None:
    table = page.empty_table()
    for heading in page.words.headings(name):
        table.add_column(heading, overflow="fold")
    for row in rows:
        page.row(table, *row)
    page.table(table)


def _decimal(page: Page, value: float | None) -> str:
    """Two decimals, or that there is no such number."""
    return page.words.say("interests.check.none") if value is None else f"{value:.2f}".replace(".", ",")
