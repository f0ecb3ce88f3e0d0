"""Every component of the pages in every state, on one page to be tried with: nothing on it is about anybody."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from matching.domain.fit import Contribution, Criterion, Fit
from matching.wording import Words
from service.asked import Sights
from service.asking import AsksOfService
from service.pages.dress import page, words
from service.pages.frame import bare_frame
from service.shown.addresses import COMPONENTS

Asked = Annotated[Sights, Depends(AsksOfService())]

router: Final = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_FIT: Final = Fit(
    points=742,
    opening_side=700,
    candidate_side=800,
    evidence=60,
    trade="",
    contributions=(
        Contribution(Criterion.SKILLS, 420),
        Contribution(Criterion.INTERESTS, 210),
        Contribution(Criterion.TRAVEL, 112, known=False),
    ),
)
"""Made up."""


@router.get(COMPONENTS)
def components(_: Asked) -> HTMLResponse:
    """The page of components."""
    told = words()
    return page(
        "components.html",
        frame=bare_frame(told.say("components.title"), told),
        fit=_FIT,
        headings=told.headings("components"),
        rows=_rows(told),
        kinds=("info", "success", "warning", "error"),
        colours=("neutral", "info", "success", "warning", "danger"),
    )


def _rows(words: Words) -> list[tuple[object, ...]]:
    """Text, a number, a blank, a link, a word in place of a number, and words that are hard to break."""
    return [
        (words.say("components.short"), 1234, words.say("components.sami")),
        ((COMPONENTS, words.say("components.link")), words.say("report.groups.hidden"), None),
        (words.say("components.sami"), 0, words.say("components.long")),
    ]
