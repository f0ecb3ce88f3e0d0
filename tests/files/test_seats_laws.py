"""What holds of needs and openings read together, whatever stands in the two lists."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.domain.cohort import Cohort
from matching.domain.errors import ErrorCode
from matching.domain.policy import NeedsFilled
from matching.files.lists.seats import Seats, read_seats
from tests.files.needed import NEED
from tests.files.written import CATALOGUE, OPENING, Row, table, write_csv

TRADES = ("CNC-maskineringsfaget", "Kokkfaget")
STATUSES = ("", "meldt", "avklart", "bekreftet")
PLACE = st.fixed_dictionaries(
    {"bedrift": st.sampled_from(("Fabrikk A", "Verft B")), "lærefag": st.sampled_from(TRADES)}
)
NEEDED = st.lists(
    st.tuples(PLACE, st.sampled_from(STATUSES)).map(lambda one: {**NEED, **one[0], "status": one[1]}),
    max_size=4,
).map(lambda rows: [{**row, "nummer": f"B{place}"} for place, row in enumerate(rows, 1)])
LISTED = st.lists(
    st.tuples(PLACE, st.sampled_from(("", "ingen", "B1", "B2", "B9"))).map(
        lambda one: {**OPENING, **one[0], "behov": one[1]}
    ),
    min_size=1,
    max_size=4,
).map(lambda rows: [{**row, "nummer": f"p{place}"} for place, row in enumerate(rows, 1)])


def round_of(folder: Path, needs: list[Row], openings: list[Row], filled: NeedsFilled) -> Seats:
    listed = write_csv(folder / "plasser.csv", table(openings))
    needed = write_csv(folder / "behov.csv", table(needs)) if needs else None
    return read_seats(listed, needed, CATALOGUE, filled)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NEEDED, LISTED, st.sampled_from(NeedsFilled))
def test_every_need_is_named_is_an_opening_is_not_filled_or_is_asked_about(
    tmp_path: Path, needs: list[Row], openings: list[Row], filled: NeedsFilled
) -> None:
    seats = round_of(tmp_path, needs, openings, filled)
    named = {str(row["behov"]) for row in openings}
    least = {"": 0, "meldt": 1, "avklart": 2, "bekreftet": 3}
    expected = [
        row["nummer"]
        for row in needs
        if row["nummer"] not in named and least[str(row["status"])] >= filled.least
    ]
    assert [name for name in seats.openings.id.tolist() if name.startswith("B")] == expected
    asked = {fault.value for fault in seats.faults if fault.code is ErrorCode.POSSIBLY_SAME_PLACE}
    silent = [row for row in openings if not row["behov"]]
    alike = {
        row["nummer"]
        for row in needs
        if row["nummer"] not in named
        and any((row["bedrift"], row["lærefag"]) == (one["bedrift"], one["lærefag"]) for one in silent)
    }
    assert asked == alike
    stood = [seats.openings.opening(row) for row in range(len(seats.openings))]
    assert all((one.need is None) == (one.id[0] == "p" and _says_nothing(one.id, openings)) for one in stood)


def _says_nothing(name: str, openings: list[Row]) -> bool:
    return next(row["behov"] for row in openings if row["nummer"] == name) in ("", "ingen")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NEEDED, LISTED, st.sampled_from(NeedsFilled), st.data())
def test_the_order_of_the_rows_of_both_lists_changes_nothing(
    tmp_path: Path, needs: list[Row], openings: list[Row], filled: NeedsFilled, data: st.DataObject
) -> None:
    def read(needs: list[Row], openings: list[Row]) -> tuple[str, set[tuple[ErrorCode, str]]]:
        seats = round_of(tmp_path, needs, openings, filled)
        cohort = Cohort.of([], seats.openings, seats.employers, needs=seats.needs)
        return cohort.digest(), {(fault.code, fault.value) for fault in seats.faults}

    turned = data.draw(st.permutations(needs)), data.draw(st.permutations(openings))
    assert read(*turned) == read(needs, openings)
