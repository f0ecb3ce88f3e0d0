"""From a list of what happened, by way of a scorecard and two people, to the weights of the next round."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np

from benchmarks.simulator import pool
from matching.domain.cells import day_number
from matching.domain.fit import Criterion
from matching.domain.policy import Policy
from matching.files.decisions.learned import read_register, read_scorecard, write_learned
from matching.files.lists.outcomes import read_outcomes
from matching.learning.activation import Register, activate, applied, roll_back
from matching.learning.examples import CRITERIA, examples
from matching.learning.scorecard import make_scorecard
from tests.builders import CATALOGUE
from tests.learning.events import LONG_AFTER, START

GROUND = "Vurdert av personvernombudet 1. februar"
TRAVEL = CRITERIA.index(Criterion.TRAVEL)


def test_where_long_journeys_end_courses_the_next_round_weighs_travel_more(tmp_path: Path) -> None:
    made = pool(1_500, 100, seed=3, catalogue=CATALOGUE)
    people, openings = made.scorer.people.id.tolist(), made.scorer.openings.id.tolist()
    _, first = np.unique(made.person, return_index=True)
    typical = float(np.median(made.grades[first, TRAVEL]))
    rows = ["kandidatnummer;nummer;hendelse;dato;årsak"]
    for place, pair in enumerate(first.tolist()):
        who = f"{people[made.person[pair]]};{openings[made.opening[pair]]}"
        day = START + timedelta(days=place % 300)
        rows.append(f"{who};startet;{day};")
        near = made.grades[pair, TRAVEL] > typical
        if place % 10 == 0 or not (near or place % 4 == 0):
            rows.append(f"{who};avsluttet;{day + timedelta(days=90)};reisen ble for lang")
    (tmp_path / "utfall.csv").write_text("\n".join(rows), encoding="utf-8")

    read = read_outcomes(tmp_path / "utfall.csv", people, openings, on=LONG_AFTER)
    found = examples(read.courses, made.scorer, on=LONG_AFTER)
    assert read.faults == ()
    assert len(found) == len(first)
    assert found.started.min() == day_number(START)

    write_learned(make_scorecard(found, Policy().weights), tmp_path / "vektkort.json")
    card = read_scorecard(tmp_path / "vektkort.json")
    assert card.refusals == ()
    register = activate(
        Register(),
        card,
        by=("Kari Eksempel", "Ola Eksempel"),
        on=date(2028, 2, 1),
        ground=GROUND,
    )
    write_learned(register, tmp_path / "register.json")
    policy = applied(Policy(), read_register(tmp_path / "register.json"), ground=GROUND)
    assert policy.weights[Criterion.TRAVEL] > 2 * Policy().weights[Criterion.TRAVEL]
    back = roll_back(register, by="Ola Eksempel", on=date(2028, 3, 1))
    assert applied(Policy(), back, ground=GROUND) == Policy()
