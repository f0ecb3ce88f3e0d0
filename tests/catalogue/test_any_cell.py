"""Whatever stands in a cell, the check tells or is content, and the loader agrees with it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.catalogue.check import check_catalogue
from matching.catalogue.loader import load_catalogue
from matching.catalogue.tables import TABLES
from matching.domain.errors import CatalogueFault
from tests.catalogue.folders import Folder, copied
from tests.thorough import examples

CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", ";", "0", "-1", "9" * 5000, "1e9", "nan", "inf", "²", "١٢٣٤", "B;B", "assumption", "2026-13-01"]
    ),
)


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return copied(tmp_path_factory.mktemp("katalog") / "data")


@settings(max_examples=examples(40), deadline=None)
@given(table=st.sampled_from(sorted(TABLES)), place=st.data(), cell=CELLS)
def test_the_loader_refuses_exactly_what_the_check_calls_a_fault(
    shared_folder: Folder, table: str, place: st.DataObject, cell: str
) -> None:
    rows = shared_folder.rows(table)
    column = place.draw(st.sampled_from(sorted(TABLES[table].columns)))
    row = place.draw(st.integers(0, len(rows) - 1))
    changed = [dict(one) for one in rows]
    changed[row][column] = cell.replace("\r", " ")
    shared_folder.write(table, changed)
    try:
        faults = [finding for finding in check_catalogue(shared_folder.path) if not finding.is_note]
        assert refused(shared_folder.path) == bool(faults)
    finally:
        shared_folder.write(table, rows)


def refused(path: Path) -> bool:
    try:
        load_catalogue.__wrapped__(path)
    except CatalogueFault:
        return True
    return False
