"""How often proposals are turned down is counted of those who may be seen, of an office and of one alone."""

from collections.abc import Sequence

import pytest
from sqlalchemy import insert

from service.store.database import Database
from service.store.hiding import hide
from service.store.overriding import Overrides, overrides, reasons
from service.store.tables.rounds import confirmation, plan
from tests.service.store.filled import BY, NOW, UNIT, fill

HERS, THEIRS = "nav-7", "nav-8"


def answered(database: Database, said: Sequence[tuple[str, str | None]]) -> None:
    """Proposals of one plan, each of a person of her own, answered by somebody: a reason where turned down."""
    fill(database, people=len(said))
    with database.writing() as connection:
        made = {
            "round": 1,
            "number": 1,
            "revision": 1,
            "digest": "0" * 64,
            "made_by": "nav-1",
            "made_at": NOW,
        }
        connection.execute(insert(plan).values(made))
        for key, (actor, reason) in enumerate(said, 1):
            about = {"plan": 1, "person": key, "opening": 1, "actor": actor, "at": NOW}
            connection.execute(insert(confirmation).values(confirmed=reason is None, reason=reason, **about))


def test_of_all_and_of_one_alone_each_with_why_most_often_first(database: Database) -> None:
    answered(database, [(HERS, None), (HERS, "travel"), (THEIRS, "other"), (THEIRS, "travel")])
    with database.reading() as connection:
        assert overrides(connection, UNIT) == Overrides(answered=4, turned_down=3)
        assert overrides(connection, UNIT).percent == 75
        assert overrides(connection, UNIT, HERS) == Overrides(answered=2, turned_down=1)
        assert reasons(connection, UNIT) == {"travel": 2, "other": 1}
        assert overrides(connection, "another") == Overrides(answered=0, turned_down=0)
        assert overrides(connection, "another").percent is None


@pytest.mark.parametrize("gone", [["K-2"], ["K-1", "K-2", "K-3", "K-4"]])
def test_who_has_an_address_restriction_is_in_no_count(database: Database, gone: list[str]) -> None:
    answered(database, [(HERS, None), (HERS, "travel"), (THEIRS, "other"), (THEIRS, None)])
    with database.writing() as connection:
        assert hide(connection, UNIT, gone, BY) == len(gone)
    with database.reading() as connection:
        left = 4 - len(gone)
        assert overrides(connection, UNIT).answered == left
        assert overrides(connection, UNIT, HERS).answered == max(2 - len(gone), 0)
        assert reasons(connection, UNIT) == ({"other": 1} if left else {})
