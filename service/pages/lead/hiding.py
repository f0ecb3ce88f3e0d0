"""People a choice alone says have an address restriction: how many is told, and asked, before they are hidden."""

from collections.abc import Mapping
from typing import Final

from fastapi.responses import HTMLResponse

from service.asked import OneKept
from service.bringing.drafting import Brought
from service.pages.dress import page, words
from service.pages.lead.around import around
from service.pages.lead.columns import column_fields
from service.shown.addresses import work_page
from service.store.hiding import Hiding, hide, would_hide
from service.store.lookups import looked

AGREED: Final = "skjul"
"""The field that tells whom the page asked about, in short."""


def hidden_or_asked(of: OneKept, found: Brought, fields: Mapping[str, str]) -> HTMLResponse | None:
    """Whom a list closes hidden at once, whatever becomes of it; None, or the page that asks first.

    It asks about those whom a choice alone closes, where hiding them is not what was shown.
    """
    said, unit, by = fields.get(AGREED, ""), of.round.unit, of.desk.by(of.actor)
    with of.desk.database.writing() as connection:
        hide(connection, unit, found.closed - found.by_choice, by)
        would = would_hide(connection, unit, found.by_choice)
        if not (would.people or would.drafts) or would.digest == said:
            hide(connection, unit, found.by_choice, by)
            return None
        # What is counted tells whether somebody is known here: of a list of one, whether she is.
        looked(connection, of.actor, "hide", would.people, at=by.at, round_key=of.round.key)
    return _asking(of, would, fields, changed=bool(said))


def _asking(of: OneKept, would: Hiding, fields: Mapping[str, str], *, changed: bool) -> HTMLResponse:
    told = words()
    counts = {"listed": would.ids, "people": would.people, "rounds": would.rounds, "drafts": would.drafts}
    return page(
        "lead/hide.html",
        409 if changed else 422,
        frame=around(of, told.say("lead.hide.title"), told),
        counts=[(told.say(f"lead.hide.{name}"), len(found)) for name, found in counts.items()],
        fields=[("liste", fields["liste"]), *column_fields(fields), (AGREED, would.digest)],
        changed=changed,
        address=f"{work_page(of.round.id)}/liste",
        back=work_page(of.round.id),
    )
