"""A round in, what is told of a person without a proposal out; and rounds drawn at random to ask in."""

from typing import Any

from hypothesis import strategies as st

from matching.domain.change import ChangeCode, WhyLeft
from matching.domain.cohort import Cohort
from matching.domain.openings import Employer
from matching.why_not.left import why_left
from matching.why_not.standing import Standing
from tests.builders import licence, municipality, skill
from tests.drawn import candidates, openings
from tests.why_not.applied import holds

B = frozenset({licence("B")})
GJOVIK = municipality("3407")
SKILLS = frozenset(skill(key) for key in ("caliper", "measuring", "machining"))


def asked(given_: Standing, name: str = "k1") -> WhyLeft:
    why = why_left(given_, name)
    assert why is not None
    return why


def cheapest(given_: Standing, name: str = "k1") -> tuple[ChangeCode, dict[str, Any]]:
    """The change told first, which must hold when the lists are changed."""
    why = asked(given_, name)
    for helping in why.changes:
        assert holds(given_, helping, name), helping
    first = why.changes[0].change
    return first.code, dict(first.facts)


@st.composite
def rounds(draw: st.DrawFn) -> Cohort:
    people = [draw(candidates(f"k{number}")) for number in range(draw(st.integers(2, 5)))]
    places = [draw(openings(f"p{number}")) for number in range(draw(st.integers(1, 3)))]
    return Cohort.of(people, places, [Employer(name="Fabrikk A")])
