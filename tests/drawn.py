"""Made-up people, openings, programmes and policies for hypothesis: few values, so that both sides often meet."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import strategies as st

from matching.domain.answers import Approval, NeedStatus, TravelMode, WorkHours
from matching.domain.fit import Criterion, Side
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Alternatives, Mode, NeedsFilled, Policy
from matching.domain.programme import Programme, TargetGroup
from tests.builders import CATALOGUE, area, leisure, level, licence, municipality, skill, trade

TRADES = tuple(
    trade(key)
    for key in (
        "cnc-maskineringsfaget",
        "industrimekanikerfaget",
        "verktoymakerfaget",
        "helsearbeiderfaget",
        "yrkessjaforfaget",
        "kokkfaget",
    )
)
MUNICIPALITIES = tuple(municipality(number) for number in ("3443", "3442", "3407", "3411", "5001", "0301"))
GROUPS = tuple(skill(key) for key in ("measuring", "machining", "industry", "welding-methods"))
SKILLS = tuple(sorted({*GROUPS, *(one for place in TRADES for one in CATALOGUE.trades[place].must)}))
LICENCES = tuple(licence(key) for key in ("AM", "B", "BE", "C1", "CE", "T"))
CONTEXTS = tuple(range(len(CATALOGUE.contexts)))
AREAS = tuple(area(key) for key in ("mechanics", "metal", "it", "care", "transport", "food", "office"))
LEISURE = tuple(leisure(key) for key in ("gaming", "engines", "cooking", "music"))
CERTIFICATES = tuple(range(4))
LEVELS = tuple(range(1, level("morsmål") + 1))
EXTENTS = ((50, 50), (50, 100), (60, 80), (80, 100), (100, 100))
DAYS = tuple(date(2027, month, 1) for month in (1, 2, 3, 8))

_LISTS = st.frozensets(st.sampled_from(SKILLS), max_size=6)
_CONTEXTS = st.frozensets(st.sampled_from(CONTEXTS), max_size=4)

PERSON = {
    "municipality": st.sampled_from(MUNICIPALITIES),
    "registered": st.booleans(),
    "in_round": st.booleans(),
    "effort_levels": st.frozensets(st.integers(0, 5), min_size=1, max_size=3),
    "birth_year": st.integers(1998, 2010),
    "licences": st.frozensets(st.sampled_from(LICENCES), max_size=3),
    "norwegian": st.sampled_from(LEVELS),
    "extent": st.sampled_from(EXTENTS),
    "travel_mode": st.sampled_from(TravelMode),
    "travel_limit": st.sampled_from((0, 15, 30, 45, 60, 90, 120)),
    "shifts": st.frozensets(st.sampled_from((WorkHours.EVENING, WorkHours.SHIFT))),
    "start_from": st.sampled_from(DAYS),
    "skills": _LISTS,
    "practice": st.lists(st.tuples(st.sampled_from(TRADES), st.integers(1, 5)), max_size=2).map(tuple),
    "slight": st.frozensets(st.sampled_from(SKILLS), max_size=3),
    "occupations": st.lists(st.tuples(st.integers(0, 1), st.integers(1, 5)), max_size=2).map(tuple),
    "schooling": st.lists(st.integers(0, 1), max_size=2, unique=True).map(tuple),
    "interests": st.tuples(*[st.integers(10, 70)] * 6),
    "interest_code": st.just(()) | st.permutations(range(6)).map(lambda order: tuple(order[:3])),
    "areas": st.frozensets(st.sampled_from(AREAS), max_size=3),
    "leisure": st.frozensets(st.sampled_from(LEISURE), max_size=2),
    "likes": _CONTEXTS,
    "dislikes": _CONTEXTS,
    "wishes": st.lists(st.sampled_from(TRADES), max_size=3, unique=True).map(tuple),
    "maybe": st.frozensets(st.sampled_from(TRADES), max_size=2),
    "unwanted": st.frozensets(st.sampled_from(TRADES), max_size=2),
}
"""What stands in each field of a person when it is not blank."""

ALWAYS_GIVEN = (
    *("municipality", "slight", "practice", "occupations", "schooling"),
    *("interest_code", "wishes", "maybe", "unwanted"),
)
"""Fields that have no blank of their own."""

OPENING = {
    "trades": st.lists(st.sampled_from(TRADES), min_size=1, max_size=3, unique=True).map(tuple),
    "municipality": st.sampled_from(MUNICIPALITIES),
    "sharing": st.none() | st.booleans(),
    "must": st.none() | _LISTS,
    "nice": st.none() | _LISTS,
    "slight": st.frozensets(st.sampled_from(SKILLS), max_size=3),
    "learnable": st.frozensets(st.sampled_from(SKILLS), max_size=2),
    "licence": st.none() | st.frozensets(st.sampled_from(LICENCES), max_size=2),
    "norwegian": st.none() | st.integers(0, 7),
    "hours": st.none() | st.frozensets(st.sampled_from(WorkHours), min_size=1),
    "certificates": st.none() | st.frozensets(st.sampled_from(CERTIFICATES), max_size=2),
    "start_from": st.none() | st.sampled_from(DAYS),
    "start_to": st.none() | st.sampled_from(DAYS),
    "approval": st.sampled_from(Approval),
    "need": st.none() | st.sampled_from(NeedStatus),
}


def candidates(identity: str = "k1") -> st.SearchStrategy[Candidate]:
    """People with any field blank; who may stand at any side of every requirement."""
    fields = {name: values if name in ALWAYS_GIVEN else st.none() | values for name, values in PERSON.items()}
    people = st.builds(Candidate, id=st.just(identity), **fields)
    return people.map(lambda one: replace(one, maybe=one.maybe & set(one.wishes)))


@st.composite
def openings(draw: st.DrawFn, identity: str = "p1") -> Opening:
    """Openings of one firm with any field blank, of several places or of half a one."""
    seats = draw(st.sampled_from((5, 10, 20)))
    extents = st.just((50, 50)) if seats < 10 else st.sampled_from(EXTENTS)
    extent = draw(st.none() | extents)
    return draw(
        st.builds(
            Opening,
            id=st.just(identity),
            employer=st.just(0),
            seats=st.just(seats),
            extent=st.just(extent),
            **OPENING,
        )
    )


def programmes() -> st.SearchStrategy[Programme]:
    """Programmes with any bound, trade and region, or with none."""
    target = st.builds(
        TargetGroup,
        ground=st.just("made up for a test"),
        registered=st.booleans(),
        least_effort_level=st.none() | st.integers(0, 4),
        least_age=st.none() | st.integers(18, 20),
        greatest_age=st.none() | st.integers(24, 27),
    )
    keys = [CATALOGUE.trades[place].key for place in TRADES]
    return st.builds(
        Programme,
        id=st.just("drawn"),
        name=st.just("Prøve"),
        target=target,
        trades=st.lists(st.sampled_from(keys), max_size=4, unique=True).map(tuple),
        region=st.sampled_from(((), ("34",), ("3443", "50"))),
        start_from=st.none() | st.sampled_from(DAYS),
        start_to=st.none() | st.sampled_from(DAYS),
    )


def ranges(least: int, greatest: int) -> st.SearchStrategy[tuple[int, int]]:
    """Two whole numbers, the smaller first."""
    return st.tuples(st.integers(least, greatest), st.integers(least, greatest)).map(
        lambda pair: (min(pair), max(pair))
    )


@st.composite
def weights(draw: st.DrawFn) -> dict[Criterion, int]:
    """Whole percent for every criterion, 100 on each side."""
    found: dict[Criterion, int] = {}
    for side in Side:
        criteria = [one for one in Criterion if one.side is side]
        cuts = draw(st.lists(st.integers(0, 100), min_size=len(criteria) - 1, max_size=len(criteria) - 1))
        shares = [after - before for before, after in pairwise([0, *sorted(cuts), 100])]
        found |= dict(zip(criteria, shares, strict=True))
    return found


def policies() -> st.SearchStrategy[Policy]:
    """Policies with any weights, neutral grades, ways with alternatives and travel assumptions, in both modes."""
    percent = st.integers(0, 100)
    travel = ranges(1, 120)
    return st.builds(
        lambda limits, **others: Policy(assumed_travel_limit=limits[0], longest_travel=limits[1], **others),
        travel,
        mode=st.sampled_from(Mode),
        needs_filled=st.sampled_from(NeedsFilled),
        weights=weights(),
        neutral_skills=percent,
        neutral_others=percent,
        one_sided=percent,
        alternatives=st.sampled_from(Alternatives),
        travel_uncertainty=st.sampled_from((100, 130, 150)),
    )
