"""What is not ours: named with version, licence and hash, whole, and loading nothing from elsewhere."""

import json
import re
from hashlib import sha256
from pathlib import Path

from matching import report
from matching.report.styles import FORMS, SHEETS

REPORT = Path(report.__path__[0])
VENDOR = REPORT / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
TEMPLATES = sorted((REPORT / "templates").glob("*.html"))
ABROAD = re.compile(r"""(?:url\(\s*|@import\s+|src=|href=)["']?(?:[a-z]+:)?//""", re.IGNORECASE)
LICENCES = {"MIT", "OFL-1.1"}


def test_every_vendored_file_is_named_and_is_the_one_that_was_taken_in() -> None:
    named = {one["file"]: one["sha256"] for one in MANIFEST}
    found = {path.relative_to(VENDOR).as_posix(): path for path in VENDOR.glob("*/*")}
    assert named == {name: sha256(path.read_bytes()).hexdigest() for name, path in found.items()}


def test_every_vendored_file_tells_package_version_and_a_licence_that_lies_beside_it() -> None:
    for one in MANIFEST:
        assert re.fullmatch(r"@[\w-]+/[\w-]+", one["package"])
        assert re.fullmatch(r"\d+\.\d+\.\d+", one["version"])
        assert one["licence"] in LICENCES
        assert (VENDOR / one["file"]).with_name("LICENSE.txt").exists()


def test_no_sheet_and_no_template_loads_anything_from_another_origin() -> None:
    for path in [*REPORT.rglob("*.css"), *TEMPLATES]:
        assert not ABROAD.search(path.read_text("utf-8")), path


def test_every_vendored_sheet_is_in_use() -> None:
    sheets = {path.relative_to(REPORT / "static").as_posix() for path in (REPORT / "static").rglob("*.css")}
    assert sheets == {*SHEETS, FORMS}


def test_markup_of_aksel_stands_in_one_file_and_has_its_look_in_the_sheets() -> None:
    sheets = "".join((REPORT / "static" / sheet).read_text("utf-8") for sheet in (*SHEETS, FORMS))
    for path in TEMPLATES:
        named = set(re.findall(r"[\" ](aksel-[a-z_-]*[a-z])(?=[\" {])", path.read_text("utf-8")))
        assert bool(named) == (path.name == "aksel.html"), (path, named)
        # Named by Aksel without a look of their own: the size that is the usual one, and the kind of an alert.
        usual = {name for name in named if re.search(r"--medium$|aksel-alert$|table__row$", name)}
        assert not {name for name in named - usual if f".{name}" not in sheets}


def test_no_template_has_script_or_styles_of_its_own() -> None:
    for path in TEMPLATES:
        assert not re.search(r"<script|\sstyle=|\son[a-z]+=|javascript:", path.read_text("utf-8")), path
