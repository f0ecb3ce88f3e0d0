"""A fairness report in, one page that stands alone out: for those who answer for the round, never for firms."""

from matching.domain.fairness import FairnessReport
from matching.files.out.fairness_tables import (
    facts_of_the_round,
    fit_rows,
    interest_rows,
    ratio_rows,
    share_rows,
    weights_told,
)
from matching.report.pages import pages
from matching.report.styles import inlined
from matching.wording import Words


def fairness_html(report: FairnessReport, words: Words, *, programme: str) -> str:
    """A report and the name of its programme in, the page out. It loads nothing and runs no script."""
    kinds = {"shares": share_rows, "ratios": ratio_rows, "fit": fit_rows}
    tables = [
        (
            table.column,
            [(kind, rows(table, words)) for kind, rows in kinds.items()],
            interest_rows(table, words),
        )
        for table in report.tables
    ]
    return (
        pages(words)
        .get_template("fairness.html")
        .render(
            head=inlined(),
            report=report,
            programme=programme,
            facts=facts_of_the_round(report, words),
            tables=tables,
            weights=weights_told(report, words),
        )
    )
