"""The order tests are run in: those in a browser take longest and come first, so that all workers end together."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda one: one.get_closest_marker("browser") is None)
