"""A plan in, a workbook people can read, sort, filter and print out."""

from datetime import date
from pathlib import Path

from matching.domain.cohort import Cohort
from matching.domain.plan import Plan
from matching.files.out.plan_tables import plan_tables
from matching.files.out.workbook_out import write_workbook
from matching.wording import Words


def write_plan_excel(plan: Plan, cohort: Cohort, words: Words, path: Path) -> None:
    """A plan and the cohort it was made from in, a workbook out; the same bytes for the same plan.

    The firms and places of the openings come from the cohort.

    Raises:
        OSError: the file cannot be written; what stood there before is untouched.
    """
    tables = plan_tables(plan, cohort, words)
    write_workbook(path, tables, title=words.say("plan.title"), on=date.fromisoformat(plan.on))
