"""An opening named on the telephone: a trade and a place in, who could suit it out; kept when asked to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from matching.catalogue.catalogue import Catalogue
from matching.files.source.identity import has_identity_number
from matching.quoted import visible
from matching.wording import Words
from service.access import Action, Kind
from service.asked import put_together
from service.asking import MOST, AsksOfRound
from service.bringing.passing import Passing, keep_opening, next_id, read_passing
from service.door.forms import Form, FormFault
from service.door.problems import Refused, ServiceFault
from service.pages.contact.asked import Asked, Option
from service.pages.contact.opening import candidates, shortlisted, standing_at
from service.pages.dress import page, words
from service.pages.frame import Frame, frame
from service.pages.known import opening_rows
from service.shown.addresses import opening_page, passing_page
from service.shown.counts import LEAST
from service.shown.facts import passing_facts
from service.shown.sight import Sight
from service.store.rows import ListFault

NAME: Final = "ny"
"""What an opening is called until it is kept."""
NUMBER: Final = "nummer"
"""The field of the id an opening was to have when it was shown: sent twice it is one opening."""
LONGEST: Final = 200
"""Characters of a field."""
MOST_SEATS: Final = 4
"""Characters of a number of seats."""

HEADINGS: Final[Mapping[str, str]] = {
    "fag": "lærefag",
    "sted": "kommune",
    "bedrift": "bedrift",
    "plasser": "plasser",
}
"""Fields in addresses and forms, by the heading each has in a list of openings."""

LABELS: Final[Mapping[str, str]] = {
    "fag": "contact.quick.trade",
    "sted": "contact.quick.place",
    "bedrift": "contact.quick.firm",
    "plasser": "contact.quick.seats",
}
"""The texts the fields are labelled with."""

ToEdit = Annotated[Sight, Depends(AsksOfRound(Kind.OPENING, Action.EDIT))]
Filters = Annotated[Asked, Depends(put_together(Asked))]
Count = Annotated[int, Query(alias="antall", ge=1, le=MOST)]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True)
class Said:
    """What has been said of the opening so far, as it stands in the address."""

    trade: Annotated[str, Query(alias="fag", max_length=LONGEST)] = ""
    place: Annotated[str, Query(alias="sted", max_length=LONGEST)] = ""
    firm: Annotated[str, Query(alias="bedrift", max_length=LONGEST)] = ""
    seats: Annotated[str, Query(alias="plasser", max_length=MOST_SEATS)] = "1"

    @property
    def fields(self) -> dict[str, str]:
        """By the names they have in addresses and forms."""
        return dict(zip(HEADINGS, (self.trade, self.place, self.firm, self.seats), strict=True))


Spoken = Annotated[Said, Depends(put_together(Said))]


@router.get("/runder/{round}/ny-lareplass")
def ask(sight: ToEdit, said: Spoken, asked: Filters, count: Count = 5) -> HTMLResponse:
    """Who could suit an opening that is only spoken of; nothing is kept."""
    told = words()
    _stays_open(sight)
    if _tells_who(said.fields):
        return _numbered(sight, told)
    if not (said.trade or said.place):
        return _page(sight, said, told)
    passing = read_passing(_cells(said.fields, told), sight.round.catalogue, NAME)
    if passing.cohort is None:
        return _page(sight, said, told, 422, faults=_faults(passing, told))
    found = shortlisted(sight, NAME, count, asked, passing.cohort)
    sight.shows("passing", (one.candidate for one in found.suggestions))
    facts = passing_facts(sight.round, passing.cohort)
    here = f"{passing_page(sight.round.id)}?{urlencode(said.fields)}"
    stand = standing_at(sight, NAME, found.suggestions)
    shown = candidates(sight, facts, found, stand, asked, told, here)
    return _page(
        sight, said, told, rows=opening_rows(facts, told), found=shown, count=count, number=next_id(sight)
    )


@router.post("/runder/{round}/ny-lareplass")
def keep(sight: ToEdit, form: Form) -> Response:
    """An opening that was spoken of, kept in the round; on to its own page."""
    told, fields = words(), {name: form.get(name, "") for name in HEADINGS}
    _stays_open(sight)
    if any(len(text) > LONGEST for text in fields.values()):
        raise FormFault
    if _tells_who(fields):
        return _numbered(sight, told)
    try:
        kept = keep_opening(sight, _cells(fields, told), form.get(NUMBER, ""))
    except ListFault as fault:
        if fault.code == "closed":
            raise Refused(ServiceFault.CLOSED) from None
        around = _around(sight, told, "refused")
        return page("fault.html", 409, frame=around, mend=told.say("contact.quick.busy"))
    if kept.row is None:
        said = Said(fields["fag"], fields["sted"], fields["bedrift"], fields["plasser"])
        return _page(sight, said, told, 422, faults=_faults(kept, told))
    return RedirectResponse(opening_page(sight.round.id, kept.id), 303)


def _stays_open(sight: Sight) -> None:
    """That the round takes new openings still."""
    if sight.round.closed:
        raise Refused(ServiceFault.CLOSED)


def _cells(fields: Mapping[str, str], words: Words) -> dict[str, str]:
    """The row of a list: what nobody has said is left blank, so that it is what is usual in the trade."""
    cells = {HEADINGS[name]: text.strip() for name, text in fields.items() if text.strip()}
    return {"bedrift": words.say("contact.quick.firm_unknown"), "plasser": "1", **cells}


def _tells_who(fields: Mapping[str, str]) -> bool:
    return any(map(has_identity_number, fields.values()))


def _numbered(sight: Sight, words: Words) -> HTMLResponse:
    """A number that may tell who somebody is was written; it is not repeated."""
    return _page(sight, Said(), words, 422, faults=[("#fag", words.say("contact.quick.numbered"))])


def _faults(passing: Passing, words: Words) -> list[tuple[str, str]]:
    """The field each fault is in, and what mends it."""
    fields = {heading: (name, LABELS[name]) for name, heading in HEADINGS.items()}
    told = []
    for one in passing.faults:
        name, label = fields.get(one.column, ("fag", LABELS["fag"]))
        told.append((f"#{name}", f"{words.say(label)}: {words.what_is_wrong(one)}"))
    return told


def _page(sight: Sight, said: Said, words: Words, status: int = 200, **told: object) -> HTMLResponse:
    catalogue: Catalogue = sight.round.catalogue
    shown = Said(*map(visible, said.fields.values()))
    nothing = {"faults": (), "rows": (), "found": None, "count": 5}
    return page(
        "contact/quick.html",
        status,
        frame=_around(sight, words),
        said=shown,
        fields=list(shown.fields.items()),
        address=passing_page(sight.round.id),
        trades=_trades(catalogue, said, words),
        municipalities=sorted(one.shown for one in catalogue.municipalities),
        most=MOST,
        least=LEAST,
        **{**nothing, **told},
    )


def _trades(catalogue: Catalogue, said: Said, words: Words) -> list[Option]:
    """All trades to choose from, with that which was said."""
    names = sorted(one.shown for one in catalogue.trades)
    return [("", words.say("service.list.choose"), False), *((one, one, one == said.trade) for one in names)]


def _around(sight: Sight, words: Words, title: str = "title") -> Frame:
    return frame(sight, words.say(f"contact.quick.{title}"), words, "lareplasser")
