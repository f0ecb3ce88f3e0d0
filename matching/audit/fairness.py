"""A fairness report and all it is made of in, an AuditReport out: counted, hidden and compared a second time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from matching.audit.fairness_counts import Ids, Recount
from matching.audit.fairness_ratio import is_ratio
from matching.audit.fairness_reader import OF_THE_ELIGIBLE, reckoned_out
from matching.audit.reading import Round
from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.domain.fairness import FairnessReport, GroupColumn, GroupLine, Groups, Share, Stage
from matching.domain.fit import Criterion
from matching.domain.plan import AuditReport, Finding, Plan
from matching.domain.policy import Policy


@dataclass(frozen=True, eq=False)
class FairnessCase:
    """The report, beside our own count of everything in it."""

    report: FairnessReport
    recount: Recount

    @cached_property
    def lines(self) -> list[tuple[str, GroupLine, Ids]]:
        """Every line with a name for it, and the people of its group."""
        return [
            (f"{table.column}/{line.group}", line, self.recount.members(table.column, line.group))
            for table in self.report.tables
            for line in table.lines
        ]


Check = Callable[[FairnessCase], Iterator[str]]


def audit_fairness(
    report: FairnessReport,
    plan: Plan,
    without: Plan,
    cohort: Cohort,
    catalogue: Catalogue,
    policy: Policy,
    groups: Groups,
    *,
    on: date,
) -> AuditReport:
    """A report and all it was made from in, what was checked and what is wrong out.

    Of a round of more than MOST_PAIRS pairs, what hangs on all pairs is not counted again: coverage «proposals».
    """
    recount = Recount(Round(cohort, catalogue, policy, on), plan, without, groups)
    case = FairnessCase(report, recount)
    findings = tuple(Finding(name, what) for name, check in CHECKS for what in check(case))
    pairs = len(cohort.people) * len(cohort.openings)
    coverage = "all" if recount.complete else "proposals"
    return AuditReport(
        tuple(name for name, _ in CHECKS), findings, coverage, pairs if recount.complete else 0
    )


def _of_this_run(case: FairnessCase) -> Iterator[str]:
    """The report is of this plan, and the other plan differs in the weights alone."""
    report, plan, without = case.report, case.recount.plan, case.recount.without
    for name in ("programme", "on", "seed", "input_hash", "policy_hash"):
        if getattr(report, name) != getattr(plan, name):
            yield f"{name} is not that of the plan"
    policy = case.recount.round.policy
    if without.policy_hash != replace(policy, weights=report.weights_without).digest():
        yield "the plan without interests was made by another policy"
    if report.ground != case.recount.groups.ground or not report.ground:
        yield "the legal ground is not the one written down"


def _interests_count_for_nothing(case: FairnessCase) -> Iterator[str]:
    """The weight of interests is spread over its side as near to in proportion as whole numbers come."""
    before, after = case.recount.round.policy.weights, case.report.weights_without
    mine = [one for one in Criterion if one.side is Criterion.INTERESTS.side and one != Criterion.INTERESTS]
    total = sum(before[one] for one in mine)
    for one in Criterion:
        if one == Criterion.INTERESTS and after[one] != 0:
            yield "interests still count"
        if one not in mine and one != Criterion.INTERESTS and after[one] != before[one]:
            yield f"{one} is of the other side and has changed"
        if one in mine and total and abs(after[one] * total - 100 * before[one]) >= total:
            yield f"{one} is not in proportion"
    if sum(after[one] for one in mine) != 100:
        yield "the weights of the side do not sum to 100"


def _every_group_is_there(case: FairnessCase) -> Iterator[str]:
    """Each column has its groups, each once, and those not known where there are any; or one group and no line."""
    groups, everybody = case.recount.groups, case.recount.everybody
    if [table.column for table in case.report.tables] != [one for one in GroupColumn if one in groups.of]:
        yield "the columns are others"
    for table in case.report.tables:
        named = groups.of[table.column]
        known = sorted({named[name] for name in everybody if name in named})
        groups_there = [*known, *([None] if everybody - named.keys() else [])]
        if [line.group for line in table.lines] != (groups_there if len(groups_there) > 1 else []):
            yield f"{table.column}: the groups are others"


def _people_are_counted(case: FairnessCase) -> Iterator[str]:
    """The people of the round and of each group shown, and how many would be moved."""
    report, recount = case.report, case.recount
    if (report.people, report.moved) != (len(recount.everybody), recount.moved):
        yield "the people of the round, or those moved, are others"
    for name, line, members in case.lines:
        if line.people not in (None, len(members)):
            yield f"{name}: the number of people is another"


def _shares_are_counted(case: FairnessCase) -> Iterator[str]:
    """How many have come to each stage, in the round and in each group shown."""
    for stage, those in case.recount.stages.items():
        if case.report.totals[stage] != len(those):
            yield f"{stage}: found {len(those)} in all"
        for name, line, members in case.lines:
            told = line.shares[stage]
            if told and (told.people, told.among) != (len(members & those), len(members)):
                yield f"{name}: the number {stage} is another"


def _suggestions_are_counted(case: FairnessCase) -> Iterator[str]:
    """Those suggested are as many as points allow."""
    surely, perhaps = (
        case.recount.listed if case.recount.complete else (frozenset[str](), case.recount.everybody)
    )
    told = [("round", case.report.totals[Stage.SUGGESTED], case.recount.everybody)]
    told += [
        (name, share.people, members)
        for name, line, members in case.lines
        if (share := line.shares[Stage.SUGGESTED])
    ]
    for name, count, members in told:
        if not len(members & surely) <= count <= len(members & perhaps):
            yield f"{name}: the number suggested is another"


def _ratios_are_right(case: FairnessCase) -> Iterator[str]:
    """Each ratio is of the group and all others, its interval what the test at 5 % leaves; no group, no ratio."""
    everybody = len(case.recount.everybody)
    for name, line, members in case.lines:
        for stage, share in line.shares.items():
            if share is None:
                continue
            part, rest = share.people, case.report.totals[stage] - share.people
            wanted = line.group is not None and rest > 0 and everybody > len(members)
            if wanted != (share.ratio is not None):
                yield f"{name}: a ratio of {stage} too many or too few"
            elif share.ratio and not is_ratio(
                share.ratio, part, len(members), rest, everybody - len(members)
            ):
                yield f"{name}: the ratio of {stage} or its interval is another"


def _wishes_are_counted(case: FairnessCase) -> Iterator[str]:
    """First wishes, of those proposed who have stated one."""
    for name, line, members in case.lines:
        found = (len(members & case.recount.first), len(members & case.recount.wished))
        if line.first_wish and (line.first_wish.people, line.first_wish.among) != found:
            yield f"{name}: the number in their first wish is another"


def _journeys_are_counted(case: FairnessCase) -> Iterator[str]:
    """The median journey of each group shown."""
    for name, line, members in case.lines:
        if line.minutes is not None and line.minutes != case.recount.minutes(members):
            yield f"{name}: found {case.recount.minutes(members)} minutes"


def _fits_are_compared(case: FairnessCase) -> Iterator[str]:
    """The fits within trade of each group shown."""
    for name, line, members in case.lines if case.recount.complete else ():
        if line.within_trade and line.within_trade != case.recount.within_trade(members):
            yield f"{name}: found {case.recount.within_trade(members)} within trade"


def _nothing_of_a_few_is_told(case: FairnessCase) -> Iterator[str]:
    """No number of people from 1 to 9 stands anywhere, nor a share that leaves 1 to 9."""
    for name, line, _ in case.lines:
        told: list[Share | None] = [*line.shares.values(), line.first_wish]
        counts = [line.people or 0]
        counts += [count for share in told if share for count in (share.people, share.among - share.people)]
        if any(0 < count < 10 for count in counts):
            yield f"{name}: tells of fewer than 10 people"


def _nothing_hidden_can_be_reckoned_out(case: FairnessCase) -> Iterator[str]:
    """Of no group hidden do the other numbers tell that it is of 1 to 9 people, be it of how many or not."""
    found = case.recount.stages
    # Whom people have pinned may be proposed and not eligible: then nobody can reckon by it.
    inside = [one for one in OF_THE_ELIGIBLE if found[one] <= found.get(Stage.ELIGIBLE, found[one])]
    for table in case.report.tables:
        for group, stage in reckoned_out(table, case.report, inside):
            yield f"{table.column}/{group}: {stage} is hidden and can be reckoned out"


CHECKS: tuple[tuple[str, Check], ...] = (
    ("run", _of_this_run),
    ("weights", _interests_count_for_nothing),
    ("groups", _every_group_is_there),
    ("people", _people_are_counted),
    ("shares", _shares_are_counted),
    ("suggestions", _suggestions_are_counted),
    ("ratios", _ratios_are_right),
    ("first-wish", _wishes_are_counted),
    ("journeys", _journeys_are_counted),
    ("within-trade", _fits_are_compared),
    ("few", _nothing_of_a_few_is_told),
    ("hidden", _nothing_hidden_can_be_reckoned_out),
)
