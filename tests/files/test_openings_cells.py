from datetime import date
from pathlib import Path

import pytest

from matching.domain.answers import Approval, Sector, WorkHours
from matching.domain.errors import ErrorCode
from matching.domain.openings import Employer
from matching.files.lists.openings import openings_fields
from tests.builders import certificate, licence, municipality, skill, trade
from tests.files.written import CATALOGUE, NUMBER, OPENING, opening_of, openings_of, told
from tests.files.written import opening_fault as fault_of

DAY, EVENING, SHIFT = WorkHours
CNC, KOKK, SVEIS = trade("cnc-maskineringsfaget"), trade("kokkfaget"), trade("sveisefaget")


def test_an_opening_with_what_is_required_is_unknown_in_everything_else(tmp_path: Path) -> None:
    read = openings_of(tmp_path, {})
    opening = read.openings.opening(0)
    assert (opening.id, opening.trades, opening.seats) == ("p1", (CNC,), 10)
    assert opening.municipality == municipality("3443")
    blanks = (
        opening.training_office, opening.extent, opening.sharing, opening.must, opening.nice, opening.licence,
        opening.norwegian, opening.hours, opening.certificates, opening.start_from, opening.start_to,
    )  # fmt: skip
    assert blanks == (None,) * len(blanks)
    assert opening.approval is Approval.NOT_KNOWN
    assert read.employers == (Employer(name="Fabrikk A"),)
    assert read.training_offices == ()


def test_every_blank_cell_reads_as_a_column_that_is_not_there(tmp_path: Path) -> None:
    blank = {field.heading: "" for field in openings_fields(CATALOGUE) if not field.required}
    assert opening_of(tmp_path, **blank) == opening_of(tmp_path)


@pytest.mark.parametrize("missing", list(OPENING))
def test_number_firm_trade_municipality_and_seats_are_required(tmp_path: Path, missing: str) -> None:
    cells = {missing: "", "førerkort": "B"}
    assert fault_of(tmp_path, **cells) == (ErrorCode.CELL_REQUIRED, {})


@pytest.mark.parametrize(
    ("text", "tenths"), [("1,5", 15), ("1.5", 15), (0.5, 5), (2, 20), ("0", 0), (200, 2000), ("0,3", 3)]
)
def test_seats_are_counted_in_tenths(tmp_path: Path, text: object, tenths: int) -> None:
    assert opening_of(tmp_path, plasser=text).seats == tenths


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("201", ErrorCode.CELL_OUT_OF_RANGE),
        ("-1", ErrorCode.CELL_OUT_OF_RANGE),
        ("nan", ErrorCode.CELL_NO_VALUE),
        ("to", ErrorCode.CELL_NOT_A_NUMBER),
        ("0,25", ErrorCode.CELL_STEP),
    ],
)
def test_what_is_no_number_of_seats_is_a_fault(tmp_path: Path, text: str, code: ErrorCode) -> None:
    assert fault_of(tmp_path, plasser=text)[0] is code


def test_seats_go_in_steps_of_a_tenth(tmp_path: Path) -> None:
    assert fault_of(tmp_path, plasser="1,26") == (ErrorCode.CELL_STEP, {"step": "0,1", "nearest": "1,3"})


@pytest.mark.parametrize(
    ("text", "trades"),
    [
        ("CNC", (CNC,)),
        ("kokk; sveiser; CNC3004", (KOKK, SVEIS, CNC)),
        ("Sveisefaget eller kokk", (SVEIS, KOKK)),
        ("CNC ELLER kokk", (CNC, KOKK)),
        ("kokk; Kokkfaget", (KOKK,)),
        ("Bilfaget, lette kjøretøy", (trade("bilfaget-lette-kjoretoy"),)),
    ],
)
def test_an_opening_is_in_one_to_three_alternative_trades(
    tmp_path: Path, text: str, trades: tuple[int, ...]
) -> None:
    assert opening_of(tmp_path, lærefag=text).trades == trades


def test_more_than_three_alternative_trades_are_too_many(tmp_path: Path) -> None:
    assert fault_of(tmp_path, lærefag="CNC; kokk; salg; betong") == (ErrorCode.CELL_TOO_MANY, {"greatest": 3})


def test_an_unknown_trade_is_told_the_nearest(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, lærefag="CNC; Sveisfaget")
    assert code is ErrorCode.CELL_NOT_IN_CATALOGUE
    assert (facts["word"], facts["nearest"], facts["kind"]) == ("Sveisfaget", "Sveisefaget", "trade")


@pytest.mark.parametrize("text", [NUMBER, int(NUMBER), "999 999 999", "999\u00a0999\u00a0999"])
def test_an_organisation_number_is_nine_digits(tmp_path: Path, text: object) -> None:
    (employer,) = openings_of(tmp_path, {"organisasjonsnummer": text}).employers
    assert employer.organisation_number == NUMBER


@pytest.mark.parametrize("text", ["999999990", "99999999", "9999999999", "NO999999999", "100000050"])
def test_an_organisation_number_with_a_wrong_check_digit_is_a_fault(tmp_path: Path, text: str) -> None:
    assert fault_of(tmp_path, organisasjonsnummer=text) == (ErrorCode.ORGANISATION_NUMBER, {})


def test_exactly_one_last_digit_in_eleven_first_halves_or_none_makes_an_organisation_number(
    tmp_path: Path,
) -> None:
    rows = [
        {"nummer": f"p{first}{last}", "organisasjonsnummer": f"1234{first:04d}{last}"}
        for first in range(11)
        for last in range(10)
    ]
    right = openings_of(tmp_path, *rows).employers
    assert len({employer.organisation_number[:8] for employer in right}) == len(right)
    assert len(right) == 10, "weights 3 2 7 6 5 4 3 2 leave one first half in eleven without a last digit"


@pytest.mark.parametrize(
    ("text", "sector"),
    [("privat", Sector.PRIVATE)]
    + [(text, Sector.PUBLIC) for text in ("Offentlig", "kommunal", "statlig", "fylkeskommunal")],
)
def test_a_sector_is_private_or_public(tmp_path: Path, text: str, sector: Sector) -> None:
    assert openings_of(tmp_path, {"sektor": text}).employers[0].sector is sector


def test_a_sector_that_is_neither_is_told_both(tmp_path: Path) -> None:
    expected = ErrorCode.CELL_NOT_A_CHOICE, {"allowed": "privat; offentlig", "nearest": "privat"}
    assert fault_of(tmp_path, sektor="privatt") == expected


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("nei", {DAY}), ("dag", {DAY}), ("ingen", {DAY}), (False, {DAY}), ("kveld", {EVENING}),
        ("skift", {SHIFT}), ("ja", {SHIFT}), (True, {SHIFT}), ("kanskje", {DAY, SHIFT}),
        ("kanskje kveld", {DAY, EVENING}),
    ],
)  # fmt: skip
def test_shift_says_which_hours_the_work_may_have(
    tmp_path: Path, text: object, hours: set[WorkHours]
) -> None:
    assert opening_of(tmp_path, skift=text).hours == frozenset(hours)


@pytest.mark.parametrize(
    ("text", "approval"),
    [
        ("godkjent", Approval.APPROVED), ("ja", Approval.APPROVED), ("Søkt", Approval.APPLIED),
        ("nei", Approval.NOT_APPROVED), ("ikke godkjent", Approval.NOT_APPROVED),
    ],
)  # fmt: skip
def test_approval_is_given_applied_for_or_not_given(tmp_path: Path, text: str, approval: Approval) -> None:
    assert opening_of(tmp_path, godkjenning=text).approval is approval


@pytest.mark.parametrize(
    ("text", "keys"), [("politiattest", {0}), ("ingen", set()), ("truckbevis; HMS-kort", {1, 2})]
)
def test_certificates_are_a_list(tmp_path: Path, text: str, keys: set[int]) -> None:
    named = [certificate("police-certificate"), certificate("truck-certificate"), certificate("hms-card")]
    assert opening_of(tmp_path, attest=text).certificates == frozenset(named[key] for key in keys)


def test_skills_licence_norwegian_and_sharing_are_read_as_for_people(tmp_path: Path) -> None:
    opening = opening_of(
        tmp_path,
        **{"må": "skyvelære", "fordel": "ingen", "førerkort": "B", "norsk": "ingen", "kan deles": "x"},
    )
    assert opening.must == frozenset({skill("caliper")})
    assert opening.nice == frozenset()
    assert opening.licence == frozenset({licence("B")})
    assert (opening.norwegian, opening.sharing) == (0, True)


def test_a_start_has_a_first_and_a_last_day(tmp_path: Path) -> None:
    opening = opening_of(tmp_path, **{"start fra": "august 2026", "start til": date(2026, 10, 1)})
    assert (opening.start_from, opening.start_to) == (date(2026, 8, 1), date(2026, 10, 1))


def test_a_last_start_before_the_first_is_reversed(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, **{"start fra": "2026-10-01", "start til": "1.8.2026"})
    assert (code, facts) == (ErrorCode.RANGE_REVERSED, {"other": "start til", "limit": "1.8.2026"})


def test_a_last_start_alone_is_no_fault(tmp_path: Path) -> None:
    assert opening_of(tmp_path, **{"start til": "1.8.2026"}).start_to == date(2026, 8, 1)


@pytest.mark.parametrize(
    ("seats", "extent"), [("0,5", (50, 50)), ("0,5", (20, 50)), ("1", (50, 100)), ("0", (50, 60))]
)
def test_a_part_of_a_place_offers_no_more_than_it_is(
    tmp_path: Path, seats: str, extent: tuple[int, int]
) -> None:
    cells = {"plasser": seats, "prosent fra": extent[0], "prosent til": extent[1]}
    assert opening_of(tmp_path, **cells).extent == extent


def test_an_extent_above_the_part_of_a_place_is_told_the_greatest(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, **{"prosent til": "60", "prosent fra": "50", "plasser": "0,5"})
    assert (code, facts) == (ErrorCode.EXTENT_ABOVE_SEATS, {"greatest": 50})


def test_half_a_range_and_a_reversed_range_of_percent_are_faults(tmp_path: Path) -> None:
    (fault,) = openings_of(tmp_path, {"prosent fra": "50"}).faults
    assert (fault.column, told(fault)) == ("prosent til", (ErrorCode.RANGE_HALF, {"other": "prosent fra"}))
    assert fault_of(tmp_path, **{"prosent fra": 80, "prosent til": 60})[0] is ErrorCode.RANGE_REVERSED
