"""Texts to one of a few answers."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from matching.domain.answers import NONE, Approval, NeedStatus, Sector, TravelMode, WorkHours
from matching.domain.errors import ErrorCode
from matching.domain.reference import Level
from matching.files.fields.field import Fault, Faulty, Parse
from matching.files.source.vocabulary import nearest, plain

NONE_AT_ALL: Final = "ingen"
"""The word for: asked, and there is none."""

_YES: Final = ("ja", "x", "1", "true", "sann")
_NO: Final = ("nei", "0", "false", "usann")

BESIDE_DAYTIME: Final = {
    "nei": frozenset[WorkHours](),
    "kveld": frozenset({WorkHours.EVENING}),
    "skift": frozenset({WorkHours.EVENING, WorkHours.SHIFT}),
    "skift uten kveld": frozenset({WorkHours.SHIFT}),
}
"""Words for the hours a person can work beside daytime."""
OF_THE_WORK: Final = {
    "nei": frozenset({WorkHours.DAY}),
    "kveld": frozenset({WorkHours.EVENING}),
    "skift": frozenset({WorkHours.SHIFT}),
    "kanskje": frozenset({WorkHours.DAY, WorkHours.SHIFT}),
    "kanskje skift": frozenset({WorkHours.DAY, WorkHours.SHIFT}),
    "kanskje kveld": frozenset({WorkHours.DAY, WorkHours.EVENING}),
}
"""Words for the hours the work may turn out to have."""


def choice(words: Mapping[str, Any], allowed: str) -> Parse:
    """Parser of one of a few words to what it stands for; `allowed` are those named to people, with «; »."""
    known = MappingProxyType({plain(word): value for word, value in words.items()})

    def parse(text: str) -> Any:  # noqa: ANN401 - a cell may hold any kind of value
        if plain(text) not in known:
            near = nearest(text, allowed.split("; "))
            raise Faulty(Fault.of(ErrorCode.CELL_NOT_A_CHOICE, nearest=near, allowed=allowed))
        return known[plain(text)]

    return parse


def unless_none(parse: Parse, none: Any = None) -> Parse:  # noqa: ANN401 - a cell may hold any kind of value
    """The parser, but «ingen» stands for `none`."""
    return lambda text: none if is_none(text) else parse(text)


def is_none(text: str) -> bool:
    """Whether a text is an explicit «ingen»."""
    return plain(text) == NONE_AT_ALL


def is_yes(text: str) -> bool:
    """Whether a text is a yes."""
    return plain(text) in _YES


def is_no(text: str) -> bool:
    """Whether a text is a no."""
    return plain(text) in _NO


def language_level(levels: tuple[Level, ...]) -> Parse:
    """Parser of a level of Norwegian to its rank; «ingen» or «nei» to none."""
    words = {text: level.rank for level in levels for text in (level.key, level.label, *level.synonyms)}
    allowed = "; ".join((*(level.key for level in levels), NONE_AT_ALL))
    return choice({**words, NONE_AT_ALL: NONE, "nei": NONE}, allowed)


def _with_yes_and_no(words: Mapping[str, Any], yes: str, no: str) -> dict[str, Any]:
    return {**dict.fromkeys(_YES, words[yes]), **dict.fromkeys((*_NO, NONE_AT_ALL), words[no]), **words}


yes_or_no = choice({**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}, "ja; nei")

hours_beside_daytime = choice(
    {**_with_yes_and_no(BESIDE_DAYTIME, "skift", "nei"), "dag": BESIDE_DAYTIME["nei"]},
    "nei; kveld; skift; skift uten kveld",
)

hours_of_the_work = choice(
    {**_with_yes_and_no(OF_THE_WORK, "skift", "nei"), "dag": OF_THE_WORK["nei"]},
    "nei; kveld; skift; kanskje",
)

travel_mode = choice(
    {
        **dict.fromkeys(("bil", "kjører", "kjører bil", "egen bil"), TravelMode.CAR),
        **dict.fromkeys(
            ("kollektiv", "kollektivt", "buss", "tog", "offentlig", "offentlig transport"), TravelMode.TRANSIT
        ),
    },
    "bil; kollektiv",
)

sector = choice(
    {
        "privat": Sector.PRIVATE,
        **dict.fromkeys(
            ("offentlig", "kommunal", "kommune", "statlig", "stat", "fylkeskommunal", "fylkeskommune"),
            Sector.PUBLIC,
        ),
    },
    "privat; offentlig",
)

approval = choice(
    {
        **dict.fromkeys(("godkjent", *_YES), Approval.APPROVED),
        **dict.fromkeys(("søkt", "har søkt"), Approval.APPLIED),
        **dict.fromkeys(("ikke godkjent", NONE_AT_ALL, *_NO), Approval.NOT_APPROVED),
    },
    "godkjent; søkt; ikke godkjent",
)

need_status = choice(
    {
        **dict.fromkeys(("meldt", "innmeldt", "meldt inn"), NeedStatus.REPORTED),
        "avklart": NeedStatus.CLARIFIED,
        "bekreftet": NeedStatus.CONFIRMED,
    },
    "meldt; avklart; bekreftet",
)
