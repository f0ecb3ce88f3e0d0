"""What firms need, in rows, in; a table of it by trade and place on the screen out."""

from collections.abc import Sequence

from matching.domain.needs import NeedRow
from matching.files.fields.told import tenths
from matching.screen.page import Page
from matching.wording import Words


def tell_needs(page: Page, rows: Sequence[NeedRow]) -> None:
    """One row for each trade and place; without a plan nothing of proposals."""
    words = page.words
    page.heading(words.say("needs.title"))
    if not rows:
        page.say("needs.none")
        return
    table = page.empty_table()
    told = [_row(one, words) for one in rows]
    for heading in words.headings("needs")[: len(told[0])]:
        table.add_column(heading, overflow="fold")
    for row in told:
        page.row(table, *row)
    page.table(table)


def _row(one: NeedRow, words: Words) -> tuple[str, ...]:
    seats = (one.reported, one.clarified, one.confirmed, one.not_known, one.listed)
    proposed = () if one.proposed is None else (words.number(one.proposed),)
    where = words.trade(one.trade), words.named("municipality", one.municipality)
    return *where, *(tenths.tell(amount) for amount in seats), *proposed
