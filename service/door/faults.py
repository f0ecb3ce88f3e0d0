"""Every fault of a route answered: under /api as problem JSON, elsewhere as a page."""

from typing import cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from matching.domain.errors import InnenforError
from service.asked import NotFound
from service.asking import MOST
from service.door.forms import FormFault
from service.door.problems import NO_FACTS, Facts, Problem, Refused, ServiceFault, problem, problem_of_core
from service.listing.hers import NotHers
from service.operating.logs import Event, tell_fault
from service.pages.dress import page, words
from service.pages.frame import bare_frame
from service.shown.kept import UnreadableRound
from service.store.busy import is_busy, is_full
from service.store.entries import EntryFault
from service.store.together import NotKept


def install_faults(app: FastAPI) -> None:
    """An application in, the same with an answer to each fault."""

    async def not_found(request: Request, error: Exception) -> Response:
        return _answer(request, problem(ServiceFault.NOT_FOUND))

    async def wrong_request(request: Request, error: Exception) -> Response:
        facts = _of_number(cast(RequestValidationError, error))
        return _answer(request, problem(ServiceFault.REQUEST, facts))

    async def wrong_form(request: Request, error: Exception) -> Response:
        return _answer(request, problem(ServiceFault.FORM))

    async def wrong_in_core(request: Request, error: Exception) -> Response:
        return _answer(request, problem_of_core(cast(InnenforError, error)))

    async def refused(request: Request, error: Exception) -> Response:
        return _answer(request, problem(cast(Refused, error).fault))

    async def no_step(request: Request, error: Exception) -> Response:
        return _answer(request, _of_entry(cast(EntryFault, error)))

    async def unforeseen(request: Request, error: Exception) -> Response:
        return _answer(request, problem(ServiceFault.UNFORESEEN))

    app.add_exception_handler(NotFound, not_found)
    app.add_exception_handler(NotHers, not_found)
    app.add_exception_handler(FormFault, wrong_form)
    app.add_exception_handler(Refused, refused)
    app.add_exception_handler(EntryFault, no_step)
    app.add_exception_handler(HTTPException, not_found)
    app.add_exception_handler(RequestValidationError, wrong_request)
    app.add_exception_handler(InnenforError, wrong_in_core)
    app.add_exception_handler(Exception, unforeseen)
    _install_faults_of_store(app)


def _install_faults_of_store(app: FastAPI) -> None:

    async def refused_by_store(request: Request, error: Exception) -> Response:
        cause = error.__cause__ if isinstance(error, NotKept) else error
        if cause is None or (isinstance(cause, DBAPIError) and is_busy(cause)):
            return _answer(request, problem(ServiceFault.BUSY))
        if not (isinstance(cause, DBAPIError) and is_full(cause)):
            raise error
        tell_fault(Event.FULL, cause)
        return _answer(request, problem(ServiceFault.FULL))

    async def unreadable(request: Request, error: Exception) -> Response:
        return _answer(request, problem(ServiceFault.UNREADABLE))

    app.add_exception_handler(DBAPIError, refused_by_store)
    app.add_exception_handler(NotKept, refused_by_store)
    app.add_exception_handler(UnreadableRound, unreadable)


def _answer(request: Request, told: Problem) -> Response:
    if request.url.path.startswith("/api/"):
        return told.reply()
    answer = page("fault.html", told.status, frame=bare_frame(told.what, words()), mend=told.mend)
    answer.headers.update(told.headers)
    return answer


def _of_number(error: RequestValidationError) -> Facts:
    """What the sentence tells of a number that is not one, or is out of range; never what was written instead."""
    first = error.errors()[0]
    if first["loc"][0] != "query":
        return NO_FACTS
    return {"name": str(first["loc"][-1]), "least": 1, "most": MOST}


def _of_entry(fault: EntryFault) -> Problem:
    """A step that cannot be taken, in words."""
    told, status = words(), {"gone": 404, "version": 412}.get(fault.code, 409)
    return Problem(
        status, fault.code, told.say("service.list.refused"), told.say(f"service.list.fault.{fault.code}")
    )
