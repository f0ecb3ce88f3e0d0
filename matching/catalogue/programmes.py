"""Programme files in, programmes out."""

import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable

from matching.catalogue.findings import CatalogueCode, CatalogueFinding
from matching.catalogue.tables import Tables
from matching.domain.programme import Phase, Programme, TargetGroup


def read_programme(text: str) -> Programme:
    """TOML text in, Programme out.

    Raises:
        ValueError, KeyError, TypeError: the text is not a programme.
    """
    table = tomllib.loads(text)
    target = TargetGroup(**table.pop("target", {}))
    phases = tuple(Phase(**phase) for phase in table.pop("phases", []))
    for name in ("trades", "learnable", "region", "class_size"):
        if name in table:
            table[name] = tuple(table[name])
    return Programme(target=target, phases=phases, **table)


def read_programmes(
    folder: Traversable, tables: Tables
) -> tuple[Mapping[str, Programme], tuple[CatalogueFinding, ...]]:
    """Every programme of a folder by its id, and what is wrong with the files; a folder may have none."""
    programmes: dict[str, Programme] = {}
    findings: list[CatalogueFinding] = []
    trades = {row["key"] for row in tables["trades"]}
    skills = {row["key"] for row in tables["skills"] if row["kind"] == "skill"}
    regions = {row[column] for row in tables["municipalities"] for column in ("code", "county_code")}
    for file in sorted(folder.iterdir(), key=lambda one: one.name) if folder.is_dir() else ():
        if not file.name.endswith(".toml"):
            continue
        try:
            programme = read_programme(file.read_text("utf-8"))
        except (ValueError, KeyError, TypeError):
            findings.append(CatalogueFinding(CatalogueCode.PROGRAMME_UNREADABLE, file.name))
            continue
        for column, values, known in (
            ("trades", programme.trades, trades),
            ("learnable", programme.learnable, skills),
            ("region", programme.region, regions),
        ):
            findings += [
                CatalogueFinding.of(
                    CatalogueCode.REFERENCE_UNKNOWN, file.name, None, programme.id, column=column, value=value
                )
                for value in values
                if value not in known
            ]
        if programme.id in programmes:
            findings.append(CatalogueFinding(CatalogueCode.KEY_TWICE, file.name, key=programme.id))
        programmes[programme.id] = programme
    return programmes, tuple(findings)
