"""A made-up round of three firms and some sixty people, whose plan falls out differently for two groups."""

from dataclasses import replace
from functools import cache

from matching.audit.fairness import audit_fairness
from matching.domain.cohort import Cohort
from matching.domain.fairness import FairnessReport, GroupColumn, Groups
from matching.domain.openings import Employer
from matching.domain.plan import AuditReport, Plan
from matching.domain.policy import Policy
from matching.fairness.interests import without_interests
from matching.fairness.report import fairness
from matching.fairness.standing import standing
from matching.pipeline import fill
from tests.builders import CATALOGUE, CNC, ON, candidate, municipality, opening, trade

WELDING = trade("sveisefaget")
HANDS, PEOPLE = (68, 22, 10, 10, 14, 54), (14, 22, 30, 64, 30, 20)
AWAY = municipality("5001")
POLICY = Policy()
GROUND = "Oppdiktet grunnlag"


@cache
def made() -> Cohort:
    """Sixty people: of every five one lives too far away, and interests go by the first two."""
    people = [
        candidate(
            id=f"k{number:02}",
            municipality=AWAY if number % 5 == 0 else candidate().municipality,
            interests=HANDS if number % 2 else PEOPLE,
            wishes=(WELDING,) if number % 3 else (CNC, WELDING),
        )
        for number in range(60)
    ]
    openings = [
        opening(id="p1", seats=120),
        opening(id="p2", seats=120, trades=(WELDING,)),
        opening(id="p3", seats=10, trades=(WELDING, CNC)),
    ]
    return Cohort.of(people, openings, [Employer(name="Fabrikk A")])


@cache
def plans() -> tuple[Plan, Plan]:
    """The plan, and the one in which interests count for nothing."""
    one, other = (
        fill(made(), CATALOGUE, each, on=ON, seed=1) for each in (POLICY, without_interests(POLICY))
    )
    return one, other


def groups(names: tuple[str | None, str | None, str | None] = ("kvinne", "mann", None)) -> Groups:
    """Two of five, two of five, and one of five not known."""
    first, second, third = names
    ids = made().people.id.tolist()
    said = {name: (first, second, first, second, third)[place % 5] for place, name in enumerate(ids)}
    known = {name: group for name, group in said.items() if group is not None}
    return Groups(GROUND, {GroupColumn.SEX: known})


def report(of: Groups) -> FairnessReport:
    """The report of this round for some groups."""
    stood = standing(made(), CATALOGUE, POLICY, on=ON, seed=1)
    return fairness(*plans(), stood, made(), CATALOGUE, POLICY, of)


def control(told: FairnessReport, of: Groups) -> AuditReport:
    """Its control."""
    return audit_fairness(told, *plans(), made(), CATALOGUE, POLICY, of, on=ON)


def with_line(told: FairnessReport, place: int, **changes: object) -> FairnessReport:
    """The report with one line of its first table told otherwise."""
    table = told.tables[0]
    lines = list(table.lines)
    lines[place] = replace(lines[place], **changes)  # type: ignore[arg-type]  # a fault may be of any kind
    return replace(told, tables=(replace(table, lines=tuple(lines)), *told.tables[1:]))
