"""People a chosen column says have an address restriction: how many is told, and asked, before they are hidden."""

from collections.abc import Mapping
from typing import Final

from fastapi.responses import HTMLResponse

from service.asked import OneKept
from service.bringing.drafting import Brought
from service.door.forms import number_in
from service.pages.dress import page, words
from service.pages.lead.around import around
from service.shown.addresses import work_page
from service.store.hiding import hide, would_hide

COUNTED: Final = "skjul-"
"""What the fields begin with that tell what was said before."""


def hidden_or_asked(of: OneKept, found: Brought, fields: Mapping[str, str]) -> HTMLResponse | None:
    """Whom a list closes hidden at once, whatever becomes of it; None, or the page that asks first.

    It asks about those whom a chosen column alone closes, where hiding them is not what was shown.
    """
    expected = {
        name.removeprefix(COUNTED): number_in(fields, name, 0) for name in fields if name.startswith(COUNTED)
    }
    unit, by = of.round.unit, of.desk.by(of.actor)
    with of.desk.database.writing() as connection:
        hide(connection, unit, found.closed - found.by_choice, by)
        counts = {"listed": len(found.by_choice), **would_hide(connection, unit, found.by_choice)}
        if not counts["people"] or counts == expected:
            hide(connection, unit, found.by_choice, by)
            return None
    return _asking(of, counts, fields, changed=bool(expected))


def _asking(
    of: OneKept, counts: Mapping[str, int], fields: Mapping[str, str], *, changed: bool
) -> HTMLResponse:
    told = words()
    said = [(name, text) for name, text in fields.items() if not name.startswith(COUNTED)]
    return page(
        "lead/hide.html",
        409 if changed else 422,
        frame=around(of, told.say("lead.hide.title"), told),
        counts=[(told.say(f"lead.hide.{name}"), count) for name, count in counts.items()],
        fields=[*said, *((f"{COUNTED}{name}", count) for name, count in counts.items())],
        changed=changed,
        address=f"{work_page(of.round.id)}/liste",
        back=work_page(of.round.id),
    )
