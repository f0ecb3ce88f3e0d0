"""Rows of one table in, what is wrong with single cells out, by what tables.py says a cell may hold."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from matching.catalogue.columns import Column
from matching.catalogue.findings import CatalogueCode, CatalogueFinding
from matching.catalogue.tables import LINE, TABLES, Row, Tables
from matching.domain.errors import Fact

Note = Callable[..., CatalogueFinding]


def at(table: str, row: Row) -> Note:
    """Findings of one row: its place first, then a code and facts for each."""
    return partial(_found, table, row)


def _found(table: str, row: Row, code: CatalogueCode, /, **facts: Fact) -> CatalogueFinding:
    return CatalogueFinding.of(code, f"{table}.csv", int(row[LINE]), row[TABLES[table].key], **facts)


def check_cells(tables: Tables) -> Iterator[CatalogueFinding]:
    """Every cell held against its column, and every row's assumptions against its columns."""
    keys = {name: {row[TABLES[name].key] for row in rows} for name, rows in tables.items()}
    for name, rows in tables.items():
        for row in rows:
            for title, column in TABLES[name].columns.items():
                if row[title] or column.required:
                    yield from _cell(column, row[title], keys, partial(at(name, row), column=title))
            yield from _origin(name, row)


def _cell(column: Column, cell: str, keys: dict[str, set[str]], note: Note) -> Iterator[CatalogueFinding]:
    values = column.values(cell)
    if column.required and not values:
        yield note(CatalogueCode.CELL_BLANK)
    elif column.exactly and len(values) != column.exactly:
        yield note(CatalogueCode.CELL_COUNT, value=cell, exactly=column.exactly)
    elif not column.repeats and len(set(values)) < len(values):
        yield note(CatalogueCode.VALUE_TWICE, value=cell)
    for value in values:
        if not _has_form(column, value):
            yield note(CatalogueCode.CELL_FORM, value=value)
        elif column.choices and value not in column.choices:
            yield note(CatalogueCode.CELL_CHOICE, value=value, allowed="; ".join(column.choices))
        elif column.refers and value not in keys[column.refers]:
            yield note(CatalogueCode.REFERENCE_UNKNOWN, value=value, table=f"{column.refers}.csv")
        elif column.within and not column.within[0] <= float(value) <= column.within[1]:
            least, most = map(str, column.within)
            yield note(CatalogueCode.CELL_RANGE, value=value, least=least, most=most)


def _origin(name: str, row: Row) -> Iterator[CatalogueFinding]:
    """Assumptions are named by column; a row that is one whole has the source «assumption» and names none."""
    for title in TABLES[name].columns["assumed"].values(row["assumed"]):
        if title not in TABLES[name].columns or row["source"] == "assumption":
            yield at(name, row)(CatalogueCode.ASSUMED_UNKNOWN, value=title)


def _has_form(column: Column, value: str) -> bool:
    if column.day:
        try:
            return date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    return not column.form or bool(re.fullmatch(column.form, value))
