"""A plan as a workbook: its sheets, that text stays text, and that the same plan gives the same bytes."""

import re
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import fastexcel
import pytest

from matching.domain.policy import Mode, Policy
from matching.domain.reasons import Party
from matching.explanation.questions import mapping_list
from matching.files.out.plan_excel import write_plan_excel
from matching.files.out.plan_tables import plan_tables
from matching.pipeline import fill
from tests.builders import CATALOGUE, ON, candidate, cohort, opening
from tests.files.planned import HOSTILE, WORDS, Planned, hostile, planned, round_of, shuffled

SHEETS = [
    "Forslag",
    "Uten forslag ennå",
    "Ledige plasser",
    "Reserver",
    "Bidrag",
    "Én læreplass til",
    "Trakt",
    "Spørreliste",
    "Kontroll",
]

Rows = list[dict[str, object]]


def written(folder: Path, made: Planned, name: str = "plan.xlsx") -> Path:
    path = folder / name
    write_plan_excel(*made, WORDS, path)
    return path


def rows(path: Path, sheet: str) -> Rows:
    """The rows of a sheet by heading, all as text."""
    cells = fastexcel.read_excel(path).load_sheet(sheet, dtypes="string").to_polars()
    return list(cells.iter_rows(named=True))


def test_the_workbook_has_its_sheets_in_order(tmp_path: Path) -> None:
    assert fastexcel.read_excel(written(tmp_path, planned())).sheet_names == SHEETS
    of_meetings = written(tmp_path, planned(Mode.MEETINGS), "møter.xlsx")
    assert "Ett møte til" in fastexcel.read_excel(of_meetings).sheet_names


def test_everybody_stands_in_one_of_two_sheets(tmp_path: Path) -> None:
    path, (_, made) = written(tmp_path, planned()), planned()
    proposed = {row["Kandidat"] for row in rows(path, "Forslag")}
    left = {row["Kandidat"] for row in rows(path, "Uten forslag ennå")}
    assert proposed | left == set(made.people.id.tolist())
    assert not proposed & left
    assert all(row["Hvorfor"] for row in rows(path, "Uten forslag ennå") + rows(path, "Ledige plasser"))


def test_a_proposal_is_told_with_firm_place_trade_and_fit(tmp_path: Path) -> None:
    plan, made = planned()
    (row, *_), one = rows(written(tmp_path, planned()), "Forslag"), plan.assignments[0]
    place = made.openings.id.tolist().index(one.opening)
    assert row["Bedrift"] == made.employers[made.openings.employer[place]].name
    assert row["Kommune"] == CATALOGUE.municipalities[made.openings.municipality[place]].label
    assert row["Lærefag"] == WORDS.trade(one.trade)
    assert row["Samsvar (av 1000)"] == str(one.fit.points)
    assert row["Hvor godt kartlagt"] == WORDS.evidence(one.fit.evidence_level)
    assert str(row["Begrenses av"]).startswith(
        WORDS.named("side", one.fit.limiting) if one.fit.limiting else "ingen av sidene"
    )


def test_every_proposal_names_what_is_not_known_and_what_mapping_it_is_worth(tmp_path: Path) -> None:
    plan, _ = planned()
    for row, one in zip(rows(written(tmp_path, planned()), "Forslag"), plan.assignments, strict=True):
        unknown = [WORDS.criterion(part.part) for part in one.fit.contributions if not part.known]
        assert all(name in str(row["Ikke kjent"]) for name in unknown)
        worth = str(row["Verdt å kartlegge"] or "").splitlines()
        assert len(worth) == len(unknown)
        for line, moved in zip(worth, one.fit.movements, strict=True):
            assert line.endswith(f"samsvar kan bli {moved.least}–{moved.most} av 1000.")


def test_the_funnel_tells_all_pairs_and_then_each_requirement(tmp_path: Path) -> None:
    plan, made = planned()
    assert plan.funnel is not None
    first, *others = rows(written(tmp_path, planned()), "Trakt")
    assert (first["Hva"], first["Par"]) == ("Alle par", str(len(made.people) * len(made.openings)))
    assert sum(int(str(row["Par"])) for row in others[:3]) == plan.funnel.pairs
    for row, one in zip(others[3:], plan.funnel.rules, strict=True):
        assert row["Hva"] == f"Stoppes av kravet om {WORDS.named('rule', one.rule)}"
        told = [row[heading] for heading in list(row)[1:]]
        assert told == [str(count) for count in (one.stopped, one.alone, one.unknown, one.unknown_alone)]


def test_the_question_list_tells_whom_to_ask_what_and_what_it_opens(tmp_path: Path) -> None:
    plan, made = planned()
    listed = rows(written(tmp_path, planned()), "Spørreliste")
    told = listed[: len(plan.open_questions)]
    assert [row["Gjelder"] for row in told] == [one.about for one in plan.open_questions]
    for row, one in zip(told, plan.open_questions, strict=True):
        assert row["Hvem kan svare"] == WORDS.named("party", one.party)
        assert str(row["Spørsmål"]).endswith("?")
        assert row["Svaret avgjør alene for"] == str(one.unlocks)
        assert row["Ett av flere svar for"] == str(one.waits)
        firms = {name.name for name in made.employers}
        assert (row["Bedrift"] in firms) == (one.party is Party.EMPLOYER)
    control = {str(row["Hva"]): str(row["Svar"]) for row in rows(tmp_path / "plan.xlsx", "Kontroll")}
    assert control["Åpne spørsmål i alt"] == str(plan.questions_in_all)


def test_the_question_list_ends_with_what_is_worth_mapping_about_those_proposed(tmp_path: Path) -> None:
    plan, made = planned()
    told = rows(written(tmp_path, planned()), "Spørreliste")[len(plan.open_questions) :]
    expected = mapping_list(plan.assignments, made)
    assert expected
    for row, one in zip(told, expected, strict=True):
        assert (row["Gjelder"], row["Kan flytte samsvaret"]) == (one.about, str(one.moves))
        assert str(row["Spørsmål"]).startswith(f"Kartlegg {WORDS.criterion(one.part)}:")
        assert row["Svaret avgjør alene for"] is None


def test_what_people_have_pinned_is_marked_and_its_cost_told(tmp_path: Path) -> None:
    plan, _ = planned()
    path = written(tmp_path, planned())
    (pin,) = (one for one in plan.assignments if one.pinned)
    pinned = [row for row in rows(path, "Forslag") if row["Låst"] == "ja"]
    assert [(row["Kandidat"], row["Læreplass"]) for row in pinned] == [(pin.candidate, pin.opening)]
    assert "Låst av Kari Eksempel: «Avtalt.»" in str(pinned[0]["Merknader"])
    control = {str(row["Hva"]): str(row["Svar"]) for row in rows(path, "Kontroll")}
    assert control["Låst"].startswith(f"{pin.candidate} og {pin.opening}: koster ")
    assert ": koster " in control["Ikke aktuell her"]


def test_the_parts_of_each_proposal_sum_to_its_fit(tmp_path: Path) -> None:
    path = written(tmp_path, planned())
    parts, sums = Counter[tuple[object, object]](), Counter[tuple[object, object]]()
    for row in rows(path, "Bidrag"):
        parts[row["Kandidat"], row["Læreplass"]] += int(str(row["Bidrag"]))
    for row in rows(path, "Forslag"):
        sums[row["Kandidat"], row["Læreplass"]] += int(str(row["Samsvar (av 1000)"]))
    assert parts == sums


def test_the_control_names_the_proof_the_seed_the_prints_and_the_day(tmp_path: Path) -> None:
    plan, _ = planned()
    control = {str(row["Hva"]): str(row["Svar"]) for row in rows(written(tmp_path, planned()), "Kontroll")}
    assert control["Dato"] == "01.09.2026"
    assert control["Frø"] == "1"
    assert control["Listenes fingeravtrykk"] == plan.input_hash
    assert control["Fingeravtrykk av det dere har bestemt"] == plan.policy_hash
    assert control["Uavhengig kontroll"].startswith("bestått, ")
    assert control["Forslaget gir"] == control["Ingen løsning kan gi mer enn"]
    assert control["Avstand mellom dem"] == "0"


def test_text_is_never_a_formula_a_number_or_a_link(tmp_path: Path) -> None:
    path = written(tmp_path, hostile())
    with ZipFile(path) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    assert not any(re.search(r"<f[ >]|hyperlink", sheet) for sheet in sheets)
    seen = {row["Kandidat"] for sheet in SHEETS[:2] for row in rows(path, sheet)}
    assert seen == set(HOSTILE)
    assert {row["Bedrift"] for row in rows(path, "Forslag")} == {"=HYPERLINK(1)"}


@pytest.mark.parametrize("mode", list(Mode))
def test_every_sheet_has_a_frozen_bold_heading_and_a_filter(tmp_path: Path, mode: Mode) -> None:
    path = written(tmp_path, planned(mode))
    with ZipFile(path) as book:
        for number in range(1, len(SHEETS) + 1):
            sheet = book.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert re.search(r'<pane [^>]*ySplit="1"[^>]*state="frozen"', sheet)
            assert "<autoFilter" in sheet


def test_the_same_plan_gives_the_same_bytes_whatever_the_order_of_rows(tmp_path: Path) -> None:
    made = [(fill(one, CATALOGUE, Policy(), on=ON, seed=1), one) for one in (round_of(), shuffled())]
    first, second = (written(tmp_path, one, f"{number}.xlsx") for number, one in enumerate(made))
    assert first.read_bytes() == second.read_bytes()


def test_the_day_of_the_run_stands_in_place_of_the_clock(tmp_path: Path) -> None:
    with ZipFile(written(tmp_path, planned())) as book:
        assert f"{ON.isoformat()}T00:00:00Z</dcterms:created>" in book.read("docProps/core.xml").decode()
        assert {part.date_time[0] for part in book.infolist()} == {1980}


def test_a_plan_with_nobody_in_it_has_headings_all_the_same(tmp_path: Path) -> None:
    made = cohort([candidate(in_round=False)], [opening()])
    path = written(tmp_path, (fill(made, CATALOGUE, Policy(), on=ON, seed=1), made))
    assert rows(path, "Forslag") == []
    assert fastexcel.read_excel(path).load_sheet("Forslag", header_row=None).to_polars().height == 1


def test_a_file_that_cannot_be_written_is_named_and_the_old_one_stands(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").mkdir()
    with pytest.raises(OSError, match=r"plan\.xlsx'$"):
        written(tmp_path, hostile())
    assert [file.name for file in tmp_path.iterdir()] == ["plan.xlsx"]


@pytest.mark.parametrize("mode", list(Mode))
def test_every_row_fits_its_headings(mode: Mode) -> None:
    plan, made = planned(mode)
    for table in plan_tables(plan, made, WORDS):
        assert len(table.headings) == len(table.widths)
        assert all(len(row) == len(table.headings) for row in table.rows)
