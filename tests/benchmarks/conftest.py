"""Filled stores for the counts of the service, on each database."""

from collections.abc import Iterator

import pytest

from benchmarks.soak_store import stores
from tests.postgres import programs


@pytest.fixture(scope="module")
def urls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The address of a store on each database, by its name; one of each for a file of tests."""
    with stores(tmp_path_factory.mktemp("soak")) as found:
        yield found


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, urls: dict[str, str]) -> str:
    """The address of a filled store."""
    if request.param not in urls:
        assert programs() is None
        pytest.skip("PostgreSQL is not installed")
    return urls[request.param]
