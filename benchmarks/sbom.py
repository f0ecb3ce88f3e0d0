"""What the service is put together of, as a bill of materials (CycloneDX 1.6): `python -m benchmarks.sbom FILE`.

From the lock file and the manifest of what is carried along; licences as the installed packages tell them. The same
input gives the same bytes: no clock, no chance.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from itertools import groupby
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
MANIFEST: Final = ROOT / "matching" / "report" / "static" / "vendor" / "manifest.json"
SPDX: Final = re.compile(r"[A-Za-z0-9.+() -]{1,100}")
"""The form of an expression of licences; some packages have a whole licence in its place."""

Component = dict[str, object]


@dataclass(frozen=True)
class Locked:
    """A package as the lock file has it."""

    name: str
    version: str
    digests: tuple[str, ...]
    """SHA-256 of each file it may be installed from."""


def locked(text: str) -> Iterator[Locked]:
    """A lock file in, its packages out."""
    for part in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE):
        found = re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)", part)
        if found:
            yield Locked(found[1], found[2], tuple(sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", part))))


def bill(lock: str, manifest: Sequence[dict[str, str]], version: str) -> Component:
    """The lock file, the manifest and our own version in, the bill of materials out."""
    ours = {"type": "application", "bom-ref": "innenfor", "name": "innenfor", "version": version}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**ours, "licenses": [{"license": {"id": "MIT"}}]}},
        "components": [*map(_package, locked(lock)), *_carried(manifest)],
    }


def _package(one: Locked) -> Component:
    address = f"pkg:pypi/{one.name}@{one.version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": one.name,
        "version": one.version,
        "purl": address,
        "hashes": [_hash(digest) for digest in one.digests],
        **_licences(one.name),
    }


def _carried(manifest: Sequence[dict[str, str]]) -> Iterator[Component]:
    """The packages whose files lie in the project, each with its files."""
    of_package = sorted(
        manifest, key=lambda row: (row["package"], row["version"], row["licence"], row["file"])
    )
    for (name, version, licence), rows in groupby(
        of_package, key=lambda row: (row["package"], row["version"], row["licence"])
    ):
        address = f"pkg:npm/{name.replace('@', '%40')}@{version}"
        yield {
            "type": "library",
            "bom-ref": address,
            "name": name,
            "version": version,
            "purl": address,
            "licenses": [{"expression": licence}],
            "components": [
                {"type": "file", "name": row["file"], "hashes": [_hash(row["sha256"])]} for row in rows
            ],
        }


def _hash(digest: str) -> dict[str, str]:
    return {"alg": "SHA-256", "content": digest}


def _licences(name: str) -> Component:
    """As the installed package tells it; nothing where it is not installed here, or does not tell."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return {}
    for expression in told.get_all("License-Expression") or ():
        return {"licenses": [{"expression": expression}]}
    names = _named_licences(told)
    return {"licenses": [{"license": {"name": one}} for one in names]} if names else {}


def _named_licences(told: PackageMetadata) -> list[str]:
    classed = [one for one in told.get_all("Classifier") or () if one.startswith("License :: ")]
    if classed:
        return sorted({one.rpartition(" :: ")[2] for one in classed})
    return [one for one in told.get_all("License") or () if SPDX.fullmatch(one)]


def main(to: Path) -> None:
    """The bill of this checkout, written to a file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    made = bill(lock, json.loads(MANIFEST.read_text("utf-8")), project["version"])
    to.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
