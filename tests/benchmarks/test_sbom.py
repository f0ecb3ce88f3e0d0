"""The bill of materials names everything the service is put together of, and is the same each time it is made."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks.sbom import MANIFEST, ROOT, main

LOCKED = re.findall(
    r"^([A-Za-z0-9._-]+)==(\S+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE
)


@pytest.fixture
def bill(tmp_path: Path) -> dict[str, Any]:
    main(tmp_path / "sbom.json")
    found: dict[str, Any] = json.loads((tmp_path / "sbom.json").read_text("utf-8"))
    return found


def test_every_locked_package_is_in_it_with_its_hashes(bill: dict[str, Any]) -> None:
    found = {(one["name"], one["version"]): one for one in bill["components"]}
    assert len(LOCKED) > 30
    for name, version in LOCKED:
        one = found[name, version]
        assert one["purl"] == f"pkg:pypi/{name}@{version}"
        assert one["hashes"]
        assert all(re.fullmatch("[0-9a-f]{64}", told["content"]) for told in one["hashes"])


def test_every_file_that_is_carried_along_is_in_it(bill: dict[str, Any]) -> None:
    listed = {(row["package"], row["file"], row["sha256"]) for row in json.loads(MANIFEST.read_text("utf-8"))}
    found = {
        (one["name"], file["name"], file["hashes"][0]["content"])
        for one in bill["components"]
        for file in one.get("components", ())
    }
    assert found == listed


def test_there_is_nothing_else_in_it_and_each_thing_once(bill: dict[str, Any]) -> None:
    carried = {row["package"] for row in json.loads(MANIFEST.read_text("utf-8"))}
    assert {one["name"] for one in bill["components"]} == carried | {name for name, _ in LOCKED}
    references = [one["bom-ref"] for one in bill["components"]]
    assert len(set(references)) == len(references)


def test_the_licence_of_what_is_installed_is_told(bill: dict[str, Any]) -> None:
    told = {one["name"] for one in bill["components"] if one.get("licenses")}
    assert len(told) > 0.8 * len(bill["components"])
    for one in bill["components"]:
        for licence in one.get("licenses", ()):
            assert len(licence.get("expression") or licence["license"]["name"]) <= 100


def test_it_is_the_same_each_time(bill: dict[str, Any], tmp_path: Path) -> None:
    main(tmp_path / "again.json")
    assert json.loads((tmp_path / "again.json").read_text("utf-8")) == bill
    assert bill["specVersion"] == "1.6"
    assert "://" not in json.dumps(bill)
