"""Who may meet whom is the same from whichever side one asks."""

from itertools import product

from matching.audit.judging import Judgements
from matching.audit.meeting import Meetings
from matching.audit.reading import Round
from matching.domain.answers import NO, UNKNOWN, YES, TravelMode, WorkHours
from matching.domain.policy import Policy
from tests.builders import CATALOGUE, ON, candidate, cohort, licence, municipality, opening

HOMES = [municipality(number) for number in ("3443", "3407", "5001")]
WAYS = [(TravelMode.CAR, 20), (TravelMode.TRANSIT, 30), (TravelMode.CAR, None), (None, 45)]
LICENCES = [None, frozenset[int](), frozenset({licence("B")})]
PEOPLE = [
    candidate(
        id=f"k{number:02}",
        municipality=home,
        travel_mode=mode,
        travel_limit=limit,
        licences=held,
        in_round=said,
    )
    for number, (home, (mode, limit), held, said) in enumerate(product(HOMES, WAYS, LICENCES, (None, False)))
]
OPENINGS = [
    opening(id=f"p{number:02}", municipality=where, licence=asked, hours=frozenset({hours}))
    for number, (where, asked, hours) in enumerate(
        product(HOMES, (None, LICENCES[2]), (WorkHours.DAY, WorkHours.SHIFT))
    )
]
VETOES = frozenset({(0, 0), (4, 0), (10, 4)})
JUDGEMENTS = Judgements(Round(cohort(PEOPLE, OPENINGS), CATALOGUE, Policy(), ON))


def test_openings_people_and_pairs_tell_the_same() -> None:
    meetings = Meetings(JUDGEMENTS, VETOES)
    pairs = set(product(range(len(PEOPLE)), range(len(OPENINGS)))) - VETOES
    told = {pair: JUDGEMENTS.answer(*pair) for pair in pairs}
    assert set(told.values()) == {NO, UNKNOWN, YES}
    for answer, which in ((YES, 0), (UNKNOWN, 1)):
        by_pair = {pair for pair in pairs if told[pair] == answer}
        by_opening = {
            (person, place)
            for place in range(len(OPENINGS))
            for person in meetings.of_opening[place][which].tolist()
        }
        by_person = {
            (person, place)
            for person in range(len(PEOPLE))
            for place in meetings.of_person[person][which].tolist()
        }
        assert by_pair == by_opening == by_person


def test_a_vetoed_pair_may_not_meet() -> None:
    pair = next(iter(sorted(VETOES)))
    assert JUDGEMENTS.answer(*pair) == YES
    assert not Meetings(JUDGEMENTS, VETOES).may_meet(*pair)
    assert Meetings(JUDGEMENTS, frozenset()).may_meet(*pair)
