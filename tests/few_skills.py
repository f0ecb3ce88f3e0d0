"""A catalogue of nine skills that weigh whole bits: of 64 trades and occupations, 2**k ask for each.

| skill | below | asked for by | weight |
|---|---|---|---|
| measuring (group) | | those who ask for any of the three: 2 | 600 |
| caliper | measuring | 2 | 600 |
| micrometer | measuring | 1 | 700 |
| tolerances | measuring | 1 | 700 |
| turning | | 1 | 700 |
| fine-turning | turning | 0, counted as 1 | 700 |
| driving | | 64 | 100 |
| forklift | driving | 32 | 200 |
| g-code | measuring, and turning beside it | 1 | 700 |

Family of measuring: 4 skills, so 50 log2(4) = 100; of turning: 2, so 50; of driving: 1, so 0.
"""

from dataclasses import replace

from matching.domain.reference import Occupation, Skill
from tests.builders import CATALOGUE

BROADER = {
    "measuring": None,
    "caliper": "measuring",
    "micrometer": "measuring",
    "tolerances": "measuring",
    "turning": None,
    "fine-turning": "turning",
    "driving": None,
    "forklift": "driving",
    "g-code": "measuring",
}
KEYS = tuple(BROADER)
ASKED = {
    "caliper": 2,
    "micrometer": 1,
    "tolerances": 1,
    "turning": 1,
    "driving": 64,
    "forklift": 32,
    "g-code": 1,
}
ALL = 64
TRADES = 2


def at(key: str) -> int:
    """The position of a skill."""
    return KEYS.index(key)


def _skill(key: str, broader: str | None) -> Skill:
    return Skill(
        key=key,
        label=key,
        label_en=key,
        broader=None if broader is None else at(broader),
        is_group=key == "measuring",
        beside=(at("turning"),) if key == "g-code" else (),
    )


def _asked_by(number: int) -> tuple[int, ...]:
    return tuple(at(key) for key, times in ASKED.items() if number < times)


SKILLS = tuple(_skill(*one) for one in BROADER.items())
FEW = replace(
    CATALOGUE,
    skills=SKILLS,
    trades=tuple(
        replace(CATALOGUE.trades[number], must=_asked_by(number)[:4], nice=_asked_by(number)[4:])
        for number in range(TRADES)
    ),
    occupations=tuple(
        Occupation(key=f"o{number}", label=f"o{number}", styrk08="", must=_asked_by(number), nice=())
        for number in range(TRADES, ALL)
    ),
    schooling=(),
)
