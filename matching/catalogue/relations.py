"""Tables in, what is wrong between rows out: each check is one sentence about the catalogue."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, groupby

from matching.catalogue.catalogue import clashes
from matching.catalogue.cells import at
from matching.catalogue.findings import CatalogueCode, CatalogueFinding
from matching.catalogue.tables import TABLES, Row, Tables, cells

Findings = Iterator[CatalogueFinding]


def check_room(tables: Tables) -> Findings:
    """A set of entries fits in a column of a cohort."""
    for name, table in TABLES.items():
        if table.room is not None and len(tables[name]) > table.room:
            yield CatalogueFinding.of(CatalogueCode.ROWS_TOO_MANY, f"{name}.csv", most=table.room)


def check_keys(tables: Tables) -> Findings:
    """A key stands once, except that a measure may have several rules one after the other."""
    for name, rows in tables.items():
        seen: set[str] = set()
        for row in rows if name != "measures" else ():
            key = row[TABLES[name].key].casefold()
            if key in seen:
                yield at(name, row)(CatalogueCode.KEY_TWICE)
            seen.add(key)


def check_texts(tables: Tables) -> Findings:
    """A text names one row of its table."""
    for name, table in TABLES.items():
        rows = tables[name]
        texts = [[text for column in table.names for text in cells(name, row, column)] for row in rows]
        for text, first, second in clashes(texts):
            if rows[first][table.key].casefold() != rows[second][table.key].casefold():
                yield at(name, rows[second])(
                    CatalogueCode.TEXT_TWICE, value=text, other=rows[first][table.key]
                )


def check_tree(tables: Tables) -> Findings:
    """Skills stand below groups, and no skill stands above itself."""
    rows = {row["key"]: row for row in tables["skills"]}
    for row in tables["skills"]:
        above, seen = rows.get(row["broader"]), {row["key"]}
        if above and above["kind"] != "group":
            yield at("skills", row)(CatalogueCode.BROADER_NO_GROUP, value=above["key"])
        while above and above["key"] not in seen:
            seen.add(above["key"])
            above = rows.get(above["broader"])
        if above and above["key"] == row["key"]:
            yield at("skills", row)(CatalogueCode.TREE_CYCLE)


def check_demands(tables: Tables) -> Findings:
    """A trade asks for single skills, and for each of them once."""
    groups = {row["key"] for row in tables["skills"] if row["kind"] == "group"}
    for row in tables["trades"]:
        must, nice = cells("trades", row, "must"), cells("trades", row, "nice")
        for key in groups & {*must, *nice}:
            yield at("trades", row)(CatalogueCode.SKILL_IS_GROUP, value=key)
        for key in sorted(set(must) & set(nice)):
            yield at("trades", row)(CatalogueCode.SKILL_ASKED_TWICE, value=key)


def check_use(tables: Tables) -> Findings:
    """Some trade asks for a skill; else nobody is found by it, which may be meant."""
    asked = {
        key for row in tables["trades"] for column in ("must", "nice") for key in cells("trades", row, column)
    }
    for row in tables["skills"]:
        if row["kind"] == "skill" and row["key"] not in asked:
            yield at("skills", row)(CatalogueCode.SKILL_UNUSED)


def check_counties(tables: Tables) -> Findings:
    """The number of a municipality begins with that of its county, and a county has one name."""
    pairs = Counter((row["county_code"], row["county"]) for row in tables["municipalities"])
    names = {code: name for (code, name), _ in reversed(pairs.most_common())}
    for row in tables["municipalities"]:
        if row["code"][:2] != row["county_code"] or row["county"] != names[row["county_code"]]:
            yield at("municipalities", row)(
                CatalogueCode.COUNTY_DIFFERS, value=f"{row['county_code']} {row['county']}"
            )


def check_changes(tables: Tables) -> Findings:
    """A number out of use is no municipality's number today."""
    now = {row["code"] for row in tables["municipalities"]}
    for row in tables["municipality_changes"]:
        if row["old"] in now:
            yield at("municipality_changes", row)(CatalogueCode.OLD_NUMBER_IN_USE)


def check_splits(tables: Tables) -> Findings:
    """A later number of a municipality leads at least everywhere an earlier one did: it was split no less."""
    rows = sorted(tables["municipality_changes"], key=lambda row: (row["name"].casefold(), row["out_of_use"]))
    for _, changes in groupby(rows, key=lambda row: row["name"].casefold()):
        for earlier, later in combinations(changes, 2):
            before, after = (set(cells("municipality_changes", row, "new")) for row in (earlier, later))
            if earlier["out_of_use"] < later["out_of_use"] and before & after and before - after:
                missing = ", ".join(sorted(before - after))
                yield at("municipality_changes", later)(
                    CatalogueCode.SPLIT_FORGOTTEN, value=missing, other=earlier["old"]
                )


def check_measures(tables: Tables) -> Findings:
    """Of one measure, one rule is in force on a day, and none ends before it begins."""
    for first, second in combinations(tables["measures"], 2):
        if (
            first["key"] == second["key"]
            and _begins(first) <= _ends(second)
            and _begins(second) <= _ends(first)
        ):
            yield at("measures", second)(CatalogueCode.MEASURES_OVERLAP, value=_begins(first))
    for row in tables["measures"]:
        if _ends(row) < _begins(row):
            yield at("measures", row)(CatalogueCode.MEASURES_OVERLAP, value=_ends(row))


def _begins(row: Row) -> str:
    return row["valid_from"]


def _ends(row: Row) -> str:
    return row["valid_to"] or "9999-12-31"
