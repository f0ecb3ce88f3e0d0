"""Names put back beside a plan's proposals, for the office's own eyes."""

import json
from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, FileFault
from matching.files.out.key_file import KEY_SHEET
from matching.files.out.names_joined import join_names
from matching.files.out.plan_excel import write_plan_excel
from matching.files.out.plan_json import write_plan_json
from matching.wording import Words
from tests.files.parted import PERSON, parted, saved
from tests.files.planned import planned
from tests.files.written import CATALOGUE, table, write_xlsx

WORDS = Words(CATALOGUE)


def key_of(folder: Path) -> Path:
    plan, _ = planned()
    names = [one.candidate for one in plan.assignments][1:]
    own = [{"kandidatnummer": name, "Navn": f"Navn {name}", "kommune": "3443"} for name in names]
    return saved(folder, "nokkel.xlsx", parted(folder, *own).key)


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_names_stand_beside_the_proposals_of_a_plan(tmp_path: Path, kind: str) -> None:
    plan, made = planned()
    path = tmp_path / f"plan.{kind}"
    write_plan_json(plan, path) if kind == "json" else write_plan_excel(plan, made, WORDS, path)
    joined = join_names(path, key_of(tmp_path), WORDS)
    assert joined.without_key == 1
    assert joined.table.headings[:3] == ("Kandidat", "Navn", "Læreplass")
    first, *others = plan.assignments
    assert joined.table.rows[0][:3] == (first.candidate, "", first.opening)
    assert [row[:3] for row in joined.table.rows[1:]] == [
        (one.candidate, f"Navn {one.candidate}", one.opening) for one in others
    ]


def test_a_key_of_another_round_names_nobody_of_this_plan(tmp_path: Path) -> None:
    rows = [{**PERSON, "Navn": f"Person {number}"} for number in range(3)]
    here, elsewhere = (parted(tmp_path, *rows, seed=seed) for seed in (1, 2))
    proposed = [{"candidate": row[0], "opening": "L1"} for row in here.clean.rows]
    (tmp_path / "plan.json").write_text(json.dumps({"assignments": proposed}))
    own, other = (
        join_names(tmp_path / "plan.json", saved(tmp_path, f"{name}.xlsx", part.key), WORDS)
        for name, part in (("her", here), ("der", elsewhere))
    )
    assert (own.without_key, other.without_key) == (0, 3)
    assert "Person" in str(own.table.rows)
    assert "Person" not in str(other.table.rows)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, ErrorCode.FILE_NOT_FOUND),
        ("", ErrorCode.FILE_NO_PLAN),
        ("[]", ErrorCode.FILE_NO_PLAN),
        ('{"assignments": 1}', ErrorCode.FILE_NO_PLAN),
        ('{"assignments": [1]}', ErrorCode.FILE_NO_PLAN),
        ("[" * 100_000, ErrorCode.FILE_NO_PLAN),
    ],
)
def test_what_is_no_plan_is_refused(tmp_path: Path, content: str | None, code: ErrorCode) -> None:
    if content is not None:
        (tmp_path / "plan.json").write_text(content)
    with pytest.raises(FileFault) as caught:
        join_names(tmp_path / "plan.json", key_of(tmp_path), WORDS)
    assert caught.value.code is code


def test_a_list_is_no_key_and_no_plan(tmp_path: Path) -> None:
    clean = saved(tmp_path, "liste.xlsx", parted(tmp_path, PERSON).clean)
    (tmp_path / "plan.json").write_text(json.dumps({"assignments": []}))
    for plan, key, sheet in (
        (tmp_path / "plan.json", clean, KEY_SHEET),
        (clean, key_of(tmp_path), "Forslag"),
    ):
        with pytest.raises(FileFault) as caught:
            join_names(plan, key, WORDS)
        assert (caught.value.code, caught.value.facts["sheet"]) == (ErrorCode.COLUMN_MISSING, sheet)


def test_a_key_with_one_number_for_two_people_names_neither(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(json.dumps({"assignments": [{"candidate": "K01"}]}))
    rows = [{"kandidatnummer": "K01", "Navn": name} for name in ("Kari", "Ola", "Kari")]
    key = write_xlsx(tmp_path / "nokkel.xlsx", {KEY_SHEET: table(rows)})
    with pytest.raises(FileFault) as caught:
        join_names(tmp_path / "plan.json", key, WORDS)
    found = caught.value
    assert (found.code, found.facts["row"], found.facts["other"]) == (ErrorCode.ID_TWICE, 3, 2)
    assert "Ola" not in repr(found)
