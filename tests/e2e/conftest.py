"""The browser of the tests of pages, and the service it meets."""

from collections.abc import Iterator

import pytest

from service.access import Role
from tests.browser import browser as browser
from tests.browser import kept_page as kept_page
from tests.browser import window as window
from tests.e2e.serving import serving
from tests.service.asked import service_for


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The service on a free port of this machine, as the programme lead meets it; its address, without a slash."""
    with serving(service_for(Role.PROGRAMME_LEAD)) as address:
        yield address
