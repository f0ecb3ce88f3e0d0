"""A copy that is damaged, of another version or of a store half lost: put back whole, or not at all."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from service.store.copies.backup import Addresses, back_up
from service.store.copies.restore import restore
from service.store.database import StoreFault, opened
from service.store.upgrade import at_revision, newest, upgrade
from tests.service.store.filled import fill
from tests.service.store.test_copies import ADMIN, NOBODY, people, working
from tests.service.store.test_copies import addresses as addresses


@pytest.mark.parametrize("content", [None, b"", b"no store at all" * 1000])
def test_what_is_no_copy_of_a_store_is_not_put_in_its_place(
    addresses: Addresses, tmp_path: Path, content: bytes | None
) -> None:
    back_up(addresses, tmp_path / "copy")
    (tmp_path / "copy").unlink()
    if content is not None:
        (tmp_path / "copy").write_bytes(content)
    with pytest.raises(StoreFault, match=r"no_copy|copy_damaged|copy_failed"):
        restore(addresses, tmp_path / "copy", None, ADMIN, replace=True)
    with working(addresses) as (main, _):
        assert people(main) == ["K-1", "K-2"]


def test_a_store_that_was_lost_half_is_replaced_with_the_exported_register(tmp_path: Path) -> None:
    addresses = Addresses(f"sqlite:///{tmp_path / 'store.db'}")
    with opened(addresses.main) as database:
        upgrade(database)
        fill(database)
    back_up(addresses, tmp_path / "copy")
    (tmp_path / "store.db").write_bytes(b"damaged" * 1000)
    with pytest.raises(StoreFault, match="no_register"):
        restore(addresses, tmp_path / "copy", None, ADMIN, replace=True)
    restore(addresses, tmp_path / "copy", NOBODY, ADMIN, replace=True)
    with working(addresses) as (main, _):
        assert people(main) == ["K-1", "K-2", "K-3"]


def test_a_copy_of_an_older_version_is_brought_up_and_of_a_newer_is_refused(tmp_path: Path) -> None:
    addresses = Addresses(f"sqlite:///{tmp_path / 'store.db'}")
    with opened(f"sqlite:///{tmp_path / 'older'}") as database:
        upgrade(database, to="0001")
        with database.writing() as connection:
            connection.execute(text("INSERT INTO person (unit, id, cells) VALUES ('u', 'K-1', '{}')"))
    restore(addresses, tmp_path / "older", NOBODY, ADMIN, replace=False)
    with opened(addresses.main) as database, database.writing() as connection:
        assert (people(connection), at_revision(connection)) == (["K-1"], newest())
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    shutil.copy(tmp_path / "store.db", tmp_path / "newer")
    with pytest.raises(StoreFault, match="revision"):
        restore(addresses, tmp_path / "newer", NOBODY, ADMIN, replace=True)
