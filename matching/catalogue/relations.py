"""Tables in, what is wrong between rows out: each check is one sentence about the catalogue."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, groupby
from typing import Final

from matching.catalogue.catalogue import clashes
from matching.catalogue.cells import at
from matching.catalogue.findings import CatalogueCode, CatalogueFinding
from matching.catalogue.tables import TABLES, Row, Tables, cells
from matching.domain.reference import LETTERS

Findings = Iterator[CatalogueFinding]

NAMING_SKILLS: Final = {"trades": ("must", "nice"), "occupations": ("must", "nice"), "schooling": ("gives",)}
"""Of the tables that name skills, the columns they stand in."""


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


def check_work(tables: Tables) -> Findings:
    """A text names a trade or an occupation, and not one of each: both may be somebody's practice."""
    names = {
        kind: [
            (row, text)
            for row in tables[kind]
            for column in TABLES[kind].names
            for text in cells(kind, row, column)
        ]
        for kind in ("trades", "occupations")
    }
    trades = {text.casefold(): row["key"] for row, text in names["trades"]}
    for row, text in names["occupations"]:
        if text.casefold() in trades:
            yield at("occupations", row)(CatalogueCode.TEXT_TWICE, value=text, other=trades[text.casefold()])


def check_beside(tables: Tables) -> Findings:
    """What stands straight above a skill is named once, and is not the skill itself."""
    for row in tables["skills"]:
        if row["beside"]:
            for key in {row["key"], row["broader"]} & set(cells("skills", row, "beside")):
                yield at("skills", row)(CatalogueCode.BESIDE_AGAIN, value=key)


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
    """A trade, an occupation or a schooling names single skills, and each of them once."""
    groups = {row["key"] for row in tables["skills"] if row["kind"] == "group"}
    for name, columns in NAMING_SKILLS.items():
        for row in tables[name]:
            seen: set[str] = set()
            for column in columns:
                here = set(cells(name, row, column))
                for key in sorted(groups & here):
                    yield at(name, row)(CatalogueCode.SKILL_IS_GROUP, value=key)
                for key in sorted(seen & here):
                    yield at(name, row)(CatalogueCode.SKILL_ASKED_TWICE, value=key)
                seen |= here


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


def check_interest_form(tables: Tables) -> Findings:
    """Each of the six interests has as many statements as any other, and each has one at least."""
    found = Counter(row["interest"] for row in tables["interest_form"])
    counts = [found[letter] for letter in LETTERS]
    if len(set(counts)) > 1 or not counts[0]:
        told = ", ".join(f"{letter} {count}" for letter, count in zip(LETTERS, counts, strict=True))
        yield CatalogueFinding.of(CatalogueCode.INTERESTS_UNEVEN, "interest_form.csv", value=told)


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
