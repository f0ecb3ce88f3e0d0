"""The choice between bokmål and nynorsk: a form in the foot of every page."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from service.access import Kind
from service.asked import Sights
from service.asking import AsksOfService
from service.door.actors import is_loopback
from service.door.forms import Form, FormFault
from service.door.language import LANGUAGES, remember
from service.shown.addresses import LANGUAGE, local

Asked = Annotated[Sights, Depends(AsksOfService(Kind.LANGUAGE))]

router: Final = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.post(LANGUAGE)
def choose_language(_: Asked, form: Form, request: Request) -> Response:
    """Back to the page the form was on, in the language that was chosen."""
    chosen = form.get("sprak", "")
    if chosen not in LANGUAGES:
        raise FormFault
    answer = RedirectResponse(local(form.get("til", "")), 303)
    remember(answer, chosen, secure=not is_loopback(request.url.hostname or ""))
    return answer
