"""An error of the core is answered as every other fault: as a page to a browser, as JSON to a program."""

from fastapi import APIRouter

from matching.domain.errors import ErrorCode, PolicyFault
from service.app import create_app
from service.door.guard import Guard
from tests.service.asked import ask


def failing() -> Guard:
    """A service with one page and one route of the interface that meet an error of the core."""
    app, router = create_app({}, lambda request: None), APIRouter()

    @router.get("/planted")
    @router.get("/api/planted")
    def planted() -> None:
        raise PolicyFault(ErrorCode.POLICY_KEY, file="policy.toml", key="modus", nearest="mode")

    app.router.routes.insert(0, router.routes[0])
    app.router.routes.insert(0, router.routes[1])
    return Guard(app, kept="/static/")


def test_an_error_of_the_core_is_a_page_to_a_browser_and_json_to_a_program() -> None:
    page, answer = ask(failing(), "/planted"), ask(failing(), "/api/planted")
    assert (page.status_code, answer.status_code) == (422, 422)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == ErrorCode.POLICY_KEY
    assert answer.json()["title"] in page.text
