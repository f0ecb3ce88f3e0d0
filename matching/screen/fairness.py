"""A fairness report in, the short of it on the screen out."""

from matching.domain.fairness import FairnessReport, GroupTable, Stage
from matching.files.out.fairness_tables import ratio_rows, share_rows
from matching.screen.page import Page

COLUMNS = ("group", "group_people", "proposed_of_group", "ratio")


def tell_fairness(page: Page, report: FairnessReport, *, programme: str) -> None:
    """The round in a line, then for each column how many of each group are proposed, and beside everybody else."""
    words = page.words
    page.heading(words.say("fairness.title", programme=programme))
    page.say(
        "fairness.summary", people=report.people, proposed=report.totals[Stage.PROPOSED], moved=report.moved
    )
    for table in report.tables:
        page.heading(words.say("fairness.groups.heading", column=table.column))
        if table.lines:
            _tell(page, table)
        else:
            page.say("fairness.groups.alone")
    page.line("")
    page.say("fairness.read_on")


def _tell(page: Page, table: GroupTable) -> None:
    shown = page.empty_table(*COLUMNS)
    for shares, ratios in zip(share_rows(table, page.words), ratio_rows(table, page.words), strict=True):
        page.row(shown, str(shares[0]), str(shares[1]), str(shares[-1]), str(ratios[-1]))
    page.table(shown)
