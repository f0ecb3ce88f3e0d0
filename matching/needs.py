"""A cohort in, a table of its needs by trade and place out."""

from collections import Counter
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.domain.needs import NeedRow
from matching.domain.plan import Plan

LISTED: Final = "listed"
PROPOSED: Final = "proposed"

Place = tuple[int, int]
"""A trade and a municipality, as positions in the catalogue."""


def needs_by_trade_and_place(
    cohort: Cohort, catalogue: Catalogue, plan: Plan | None = None
) -> tuple[NeedRow, ...]:
    """Needs, openings and the proposals of a plan in, a row for each trade and place with any of them out.

    The rows stand in the order of the catalogue. A need that is itself an opening is not listed a second time.
    """
    amounts: dict[Place, Counter[str]] = {}
    for place, kind, amount in (*_needed(cohort), *_listed(cohort), *_proposed(cohort, catalogue, plan)):
        amounts.setdefault(place, Counter())[kind] += amount
    if plan is not None:
        for counted in amounts.values():
            counted.setdefault(PROPOSED, 0)
    return tuple(
        NeedRow(
            trade=catalogue.trades[trade].key,
            municipality=catalogue.municipalities[municipality].key,
            **counted,
        )
        for (trade, municipality), counted in sorted(amounts.items())
    )


def _needed(cohort: Cohort) -> list[tuple[Place, str, int]]:
    return [((one.trade, one.municipality), one.status.name.lower(), one.seats) for one in cohort.needs]


def _listed(cohort: Cohort) -> list[tuple[Place, str, int]]:
    openings, needs = cohort.openings, {one.id for one in cohort.needs}
    firsts, municipalities = openings.trades[:, 0].tolist(), openings.municipality.tolist()
    rows = zip(openings.id.tolist(), firsts, municipalities, openings.seats.tolist(), strict=True)
    return [((trade, where), LISTED, seats) for name, trade, where, seats in rows if name not in needs]


def _proposed(cohort: Cohort, catalogue: Catalogue, plan: Plan | None) -> list[tuple[Place, str, int]]:
    if plan is None:
        return []
    trades = {entry.key: place for place, entry in enumerate(catalogue.trades)}
    places = dict(zip(cohort.openings.id.tolist(), cohort.openings.municipality.tolist(), strict=True))
    return [((trades[one.trade], places[one.opening]), PROPOSED, 1) for one in plan.assignments]
