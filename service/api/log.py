"""The decision log for programs: what named people have decided, a page at a time."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy import select

from service.access import Action, Kind
from service.api.costs import Shown
from service.api.faults import FAULTS
from service.api.paging import LONGEST, USUAL
from service.asked import OneDesk
from service.asking import AsksOfDesk
from service.store.tables.records import decision

AtLog = Annotated[OneDesk, Depends(AsksOfDesk(Kind.LOG, Action.READ))]

router = APIRouter(prefix="/api/v1", responses=FAULTS)


class Decision(Shown):
    """One decision (beslutning): keys and codes, and nobody but who decided."""

    number: int
    at: datetime
    actor: str
    role: str
    unit: str | None
    action: str
    thing: str
    key: int | None
    facts: dict[str, str | int | bool | None]
    previous: str
    digest: str


@router.get("/log")
def log(
    one: AtLog,
    response: Response,
    after: Annotated[int, Query(ge=0, lt=1 << 31, description="The last number read before.")] = 0,
    limit: Annotated[int, Query(ge=1, le=LONGEST, description="How many on one page.")] = USUAL,
) -> list[Decision]:
    """The decisions of the actor's offices, and those of no office, after a number."""
    hers = decision.c.unit.in_(sorted(one.actor.units)) | decision.c.unit.is_(None)
    wanted = select(decision).where(decision.c.number > after, hers).order_by(decision.c.number)
    with one.desk.database.reading() as connection:
        rows = connection.execute(wanted.limit(limit + 1)).all()
    if len(rows) > limit:
        response.headers["Link"] = f'</api/v1/log?after={rows[limit - 1].number}&limit={limit}>; rel="next"'
    return [Decision.model_validate(row._asdict()) for row in rows[:limit]]
