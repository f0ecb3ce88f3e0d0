"""How often proposals are turned down: of an office, and by who asks herself."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from matching.wording import Words
from service.access import Action, Kind
from service.asked import OneDesk
from service.asking import AsksOfDesk
from service.pages.dress import page, words
from service.pages.frame import bare_frame
from service.shown.addresses import OVERRIDES
from service.shown.counts import enough
from service.store.overriding import Overrides, overrides, reasons

AtPlans = Annotated[OneDesk, Depends(AsksOfDesk(Kind.LOG, Action.READ))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get(OVERRIDES)
def overridden(one: AtPlans) -> HTMLResponse:
    """Of each office of hers, and of her alone, how many proposals were turned down, and why."""
    told, rows, why = words(), [], []
    with one.desk.database.reading() as connection:
        for unit in sorted(one.actor.units):
            everybody, own = overrides(connection, unit), overrides(connection, unit, one.actor.id)
            # Hers taken from the office's would tell of the others.
            others = enough(everybody.answered - own.answered)
            office = one.desk.office(unit)
            rows.append((office, *_told(everybody, told)))
            if own.answered:
                rows.append(
                    (told.say("records.overrides.own", unit=office), *_told(own, told, others=others))
                )
            why += [
                (office, told.say(f"lead.unsuited.{reason}"), count)
                for reason, count in reasons(connection, unit).items()
                if enough(count)
            ]
    return page(
        "records/overrides.html",
        frame=bare_frame(told.say("records.overrides.title"), told),
        rows=rows,
        why=why,
    )


def _told(one: Overrides, words: Words, *, others: bool = True) -> tuple[int | str, int | str, str]:
    """The numbers of a row; a share of few says more of those few than of the proposals."""
    if not (one.answered and enough(one.answered) and others):
        return one.answered, "", words.say("records.overrides.few")
    return one.answered, one.turned_down, words.say("records.overrides.share", percent=one.percent)
