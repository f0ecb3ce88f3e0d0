"""A fairness report in, its tables in words out: the same on the page and on the screen."""

from matching.domain.fairness import FairnessReport, GroupLine, GroupTable, Ratio, Share, Stage
from matching.domain.plan import AuditReport
from matching.files.out.sheet_rows import Row
from matching.wording import Words

BEFORE_THE_PLAN = (Stage.ELIGIBLE, Stage.SUGGESTED)
COMPARED = (*BEFORE_THE_PLAN, Stage.PROPOSED)
INTERESTS = (Stage.PROPOSED, Stage.WITHOUT_INTERESTS)


def share_rows(table: GroupTable, words: Words) -> list[Row]:
    """Each group, its people, and how many of them have come how far."""
    return [
        (
            _name(line, words),
            words.say("fairness.hidden") if line.people is None else line.people,
            *(_share(line.shares[stage], words) for stage in COMPARED),
        )
        for line in table.lines
    ]


def ratio_rows(table: GroupTable, words: Words) -> list[Row]:
    """Each group and how its shares compare with those of everybody else."""
    return [
        (_name(line, words), *(_ratio_of(line.shares[stage], words) for stage in COMPARED))
        for line in table.lines
    ]


def fit_rows(table: GroupTable, words: Words) -> list[Row]:
    """Each group, its fits within trade beside those of everybody else, first wishes and journeys."""
    none = words.say("fairness.nothing")
    rows: list[Row] = []
    for line in table.lines:
        fit = line.within_trade
        compared = (fit.points, fit.others, fit.trades) if fit else (none, none, none)
        minutes = none if line.minutes is None else line.minutes
        rows.append((_name(line, words), *compared, _share(line.first_wish, words), minutes))
    return rows


def interest_rows(table: GroupTable, words: Words) -> list[Row]:
    """Each group, how many of it are proposed, and would be if interests counted for nothing."""
    return [
        (
            _name(line, words),
            *(_share(line.shares[stage], words) for stage in INTERESTS),
            *(_ratio_of(line.shares[stage], words) for stage in INTERESTS),
        )
        for line in table.lines
    ]


def facts_of_the_round(report: FairnessReport, words: Words) -> list[tuple[str, str | int]]:
    """What is told of the round as a whole, as (name, value)."""
    totals = [(words.named("stage", stage), count) for stage, count in report.totals.items()]
    facts: list[tuple[str, str | int]] = [
        (words.say("fairness.round.people"), report.people),
        *totals,
        (words.say("fairness.round.ground"), report.ground),
    ]
    return facts + (
        [(words.say("fairness.round.audit"), audit_told(report.audit, words))] if report.audit else []
    )


def audit_told(report: AuditReport, words: Words) -> str:
    """How much was controlled; a report the control found anything in is never told."""
    return words.say(f"fairness.round.{report.coverage}", checks=len(report.checks))


def weights_told(report: FairnessReport, words: Words) -> str:
    """The weights of the round in which interests count for nothing: «ferdigheter 100, …»."""
    given = [(one, weight) for one, weight in report.weights_without.items() if weight]
    return words.listed([words.say("fairness.weight", criterion=one, weight=weight) for one, weight in given])


def _name(line: GroupLine, words: Words) -> str:
    return words.say("fairness.not_known") if line.group is None else line.group


def _share(share: Share | None, words: Words) -> str:
    if share is None:
        return words.say("fairness.hidden")
    if not share.among:
        return words.say("fairness.nothing")
    whole, tenths = divmod(share.thousandths, 10)
    return words.say("fairness.share", people=share.people, among=share.among, whole=whole, tenths=tenths)


def _ratio_of(share: Share | None, words: Words) -> str:
    if share is None:
        return words.say("fairness.hidden")
    return _ratio(share.ratio, words) if share.ratio else words.say("fairness.nothing")


def _ratio(ratio: Ratio, words: Words) -> str:
    middle, low, high = (_hundredths(one, words) for one in (ratio.hundredths, ratio.low, ratio.high))
    return words.say("fairness.ratio", middle=middle, low=low, high=high)


def _hundredths(value: int, words: Words) -> str:
    whole, rest = divmod(value, 100)
    return words.say("fairness.hundredths", whole=whole, rest=f"{rest:02}")
