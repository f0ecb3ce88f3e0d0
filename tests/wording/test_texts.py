"""Every language has a text for every code, and none says what must not be said."""

import re
from collections.abc import Iterator, Mapping

import pytest

from matching.audit.control import CHECKS
from matching.audit.fairness import CHECKS as FAIRNESS_CHECKS
from matching.domain.constraints import LimitKind
from matching.domain.errors import ErrorCode
from matching.domain.fairness import GroupColumn, Stage
from matching.domain.fit import ONE_SIDED, Criterion, EvidenceLevel, Outcome, Side
from matching.domain.plan import Status
from matching.domain.policy import Mode, NeedsFilled
from matching.domain.proof import BoundKind
from matching.domain.reasons import Party, ReasonCode
from matching.eligibility.rules import RULES
from matching.texts.loader import load_texts
from matching.wording import Words
from tests.builders import CATALOGUE
from tests.wording.languages import LANGUAGES

CODES: dict[str, set[str]] = {
    "reason": set(ReasonCode),
    "error": set(ErrorCode),
    "criterion": {*Criterion, ONE_SIDED},
    "side": set(Side),
    "evidence": set(EvidenceLevel),
    "outcome": set(Outcome),
    "status": set(Status),
    "mode": set(Mode),
    "bound_kind": set(BoundKind),
    "limit": set(LimitKind),
    "limit_kind": set(LimitKind),
    "need_status": set(NeedsFilled),
    "party": set(Party),
    "rule": {one.name for one in RULES},
    "check": {name for name, _ in CHECKS},
    "fairness_check": {name for name, _ in FAIRNESS_CHECKS},
    "group_column": set(GroupColumn),
    "stage": set(Stage),
    "step": {"judge", "score", "allocate", "explain", "audit", "fairness"},
}

NAMES = ".catalogue_name."
"""Names of things of the catalogue: of skills, not of people."""

FORBIDDEN = (
    r"ikkj?e kvalifisert",
    r"tildel",
    r"avslag",
    r"vedtak(?!-)",
    r"kjøring|køyring",
    r"utelukk",
    r"fastholdt",
    r"\bpoeng\b",
    r"\bNAV\b",
    r"\bmodul",
    r"arbeidsevne",
    r"sannsyn",
)
"""Words that would make a proposal a decision, a fit a chance, or a person a case."""


def sentences(texts: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a file with its key."""
    if isinstance(texts, str):
        yield key, texts
    elif isinstance(texts, Mapping):
        for name, one in texts.items():
            yield from sentences(one, f"{key}.{name}")
    elif isinstance(texts, list):
        for one in texts:
            yield from sentences(one, key)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", CODES)
def test_every_code_has_a_text_and_every_text_a_code(kind: str, language: str) -> None:
    assert set(load_texts(language)[kind]) == CODES[kind]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys(language: str) -> None:
    def keys(name: str) -> set[str]:
        return {key for key, _ in sentences(load_texts(name)) if not key.startswith(NAMES)}

    assert keys(language) == keys("nb")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_says_what_must_not_be_said(language: str) -> None:
    for key, text in sentences(load_texts(language)):
        for words in FORBIDDEN if not key.startswith(NAMES) else ():
            assert not re.search(words, text, re.IGNORECASE if words.islower() else 0), f"{key}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fit_is_told_of_a_thousand_and_percent_is_for_extent_alone(language: str) -> None:
    told = [one for one in sentences(load_texts(language)) if not one[0].startswith(NAMES)]
    percent = {key for key, text in told if "%" in text or "prosent" in text}
    assert percent == {
        ".amount.extent",
        ".control.gap_share",
        ".reason.extent_apart.one",
        ".reason.note_part_time.one",
        ".error.extent_above_seats.mend",
        ".error.percent_unclear.what",
        ".error.percent_unclear.mend",
        ".service.list.percent",
        ".service.list.fault.place",
    }
    assert Words(CATALOGUE, language).fit(742) == "742 av 1000"


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_stand_in_tables_that_excel_accepts(language: str) -> None:
    for table in load_texts(language)["table"].values():
        assert len(table["title"]) <= 31
        assert not set(table["title"]) & set("[]:*?/\\")
        assert len(set(table["headings"])) == len(table["headings"])
