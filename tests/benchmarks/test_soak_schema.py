"""Whatever is sent to the interface, in any order, by any role: no unforeseen error, and every answer as described.

`make soak` sends twenty times as many.
"""

import pytest
from sqlalchemy import text

from benchmarks.soak_schema import ROLES, sent_at_random
from service.store.database import opened

pytestmark = pytest.mark.long

REQUESTS = 500
"""On each of two databases: a thousand in all."""
OPERATIONS = 24
"""What the interface has."""


def test_no_request_is_answered_otherwise_than_described(url: str) -> None:
    found = sent_at_random(url, REQUESTS, seed=1)
    assert found["amiss"] == []
    assert found["requests"] >= REQUESTS
    assert found["operations"] >= OPERATIONS, "something was asked for by nobody"
    for role in ROLES:
        answered = found["answered"][role]
        assert answered[200] > sum(answered.values()) // 5, f"{role} was told next to nothing: {answered}"
    assert 201 in found["answered"][ROLES[0]], "nothing was ever changed"


def test_an_error_nobody_has_foreseen_would_be_seen(urls: dict[str, str]) -> None:
    with opened(urls["sqlite"]) as database, database.writing() as connection:
        connection.execute(text("ALTER TABLE job RENAME TO gone"))
    assert any("Server error" in one for one in sent_at_random(urls["sqlite"], REQUESTS, seed=1)["amiss"])
