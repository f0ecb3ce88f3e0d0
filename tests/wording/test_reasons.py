"""Every reason the steps make has a sentence, and every sentence tells facts the steps give."""

from collections import defaultdict

import pytest

from matching.domain.reasons import Reason, ReasonCode
from matching.texts.loader import load_texts
from matching.wording import Over, Words
from tests.builders import CATALOGUE
from tests.wording.languages import LANGUAGES
from tests.wording.met import met
from tests.wording.placeholders import names, texts_of

WORDS = Words(CATALOGUE)
NEVER_MADE = {ReasonCode.NO_EARLY_TRANSIT, ReasonCode.NOT_DECIDED}
"""A shift nobody gets to by bus is a question (docs/requirements.md); small rounds are always decided."""
OF_ONE = ("tie", "one_unsure", "tie_unsure")
"""Forms told of a single pair beside `one`."""


def forms_met() -> dict[tuple[ReasonCode, str], set[str]]:
    """For each code and form really made, the names of its facts."""
    found: dict[tuple[ReasonCode, str], set[str]] = defaultdict(set)
    for reason, over in met():
        facts = {name for name, value in reason.facts if value is not None}
        forms = load_texts("nb")["reason"][reason.code]
        counted = str(over) if "count" in facts and str(over) in forms else "one"
        found[reason.code, counted] |= facts
    return found


def test_the_steps_make_every_reason_there_is_a_code_for() -> None:
    assert {code for code, _ in forms_met()} == set(ReasonCode) - NEVER_MADE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_met_becomes_a_sentence(language: str) -> None:
    words = Words(CATALOGUE, language)
    for reason, over in met():
        sentence = words.reason(reason, over)
        assert sentence[0].isupper() or sentence[0].isdigit(), sentence
        assert sentence[-1] in ".?»", sentence
        assert not set("{}|") & set(sentence), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_tells_only_facts_the_steps_give(language: str) -> None:
    carried = forms_met()
    for code, forms in load_texts(language)["reason"].items():
        for form, entry in forms.items():
            if ReasonCode(code) not in NEVER_MADE:
                facts = carried.get((ReasonCode(code), "one" if form in OF_ONE else form))
                assert facts is not None, f"{code}.{form} is never told"
                for text in texts_of(entry):
                    assert names(text) <= facts, f"{code}.{form} tells more than {facts}"


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            Reason.of(ReasonCode.TRAVEL_TOO_LONG, minutes=52, limit=45, mode="car"),
            "Reisen tar om lag 52 minutter med bil; grensen er 45.",
        ),
        (
            Reason.of(ReasonCode.TRAVEL_TOO_LONG, count=5, total=8),
            "Reisen er for lang til 5 av 8 læreplasser.",
        ),
        (Reason.of(ReasonCode.TRAVEL_TOO_LONG, count=1, total=1), "Reisen er for lang til 1 av 1 læreplass."),
        (
            Reason.of(ReasonCode.START_TOO_LATE, first="2027-08-01", last="2027-03-01"),
            "Kandidaten kan starte tidligst 01.08.2027; siste oppstart på læreplassen er 01.03.2027.",
        ),
        (
            Reason.of(ReasonCode.EXTENT_APART, least=100, most=100, offered_least=50, offered_most=80),
            "Kandidaten ønsker 100 prosent stilling; læreplassen har 50–80 prosent.",
        ),
        (
            Reason.of(ReasonCode.TOO_YOUNG, year=2027, least=19, greatest=None),
            "Kandidaten har ikke fylt 19 år når programmet starter i 2027.",
        ),
        (
            Reason.of(ReasonCode.NOTE_CERTIFICATE, certificate="police-certificate"),
            "Må på plass før start: politiattest.",
        ),
        (Reason.of(ReasonCode.WISHED_TRADE, rank=2), "Faget er kandidatens andreønske."),
        (Reason.of(ReasonCode.WISHED_MAYBE, rank=1), "Faget er kandidatens førsteønske (kanskje)."),
        (Reason(ReasonCode.TRADE_UNWANTED), "Kandidaten har sagt nei til faget."),
        (
            Reason.of(ReasonCode.INTEREST_LIKED, area="mechanics"),
            "Kandidaten liker maskiner og mekanikk, som faget handler om.",
        ),
    ],
)
def test_a_reason_reads_like_this(reason: Reason, sentence: str) -> None:
    assert WORDS.reason(reason) == sentence


def test_the_same_reason_counts_openings_for_a_person_and_people_for_an_opening() -> None:
    reason = Reason.of(ReasonCode.NORWEGIAN_TOO_LOW, count=3, total=26)
    assert "læreplasser" in WORDS.reason(reason, Over.OPENINGS)
    assert "kandidater" in WORDS.reason(reason, Over.PEOPLE)


def test_a_fact_that_is_not_known_is_left_out_and_never_guessed() -> None:
    known = Reason.of(ReasonCode.ASK_TRAVEL, minutes=52, limit=45, mode="transit")
    unknown = Reason.of(ReasonCode.ASK_TRAVEL, minutes=None, limit=45, mode="car")
    assert "om lag 52 minutter med buss eller tog" in WORDS.reason(known)
    assert "minutter" not in WORDS.reason(unknown)


def test_every_question_says_whom_to_ask() -> None:
    asked = {(reason, over) for reason, over in met() if reason.code.startswith("ask_")}
    for reason, over in asked:
        sentence = WORDS.reason(reason, over)
        assert sentence.startswith("Spør "), sentence
        assert "?" in sentence, sentence


def test_a_lost_place_is_told_as_a_price_and_a_tie_as_chance() -> None:
    price = Reason.of(ReasonCode.COMPETITION, opening="L02", people=0, proposals=0, points=1234)
    tie = Reason.of(ReasonCode.COMPETITION, opening="L02", people=0, proposals=0, points=0)
    assert WORDS.reason(price).endswith("senket samlet samsvar med 1\u00a0234.")
    assert "loddtrekning" in WORDS.reason(tie)


def test_competition_claims_no_more_than_is_known() -> None:
    for points in (0, 12):
        reason = Reason.of(ReasonCode.COMPETITION, opening="L02", people=0, proposals=0, points=points)
        assert WORDS.reason(reason).startswith("Oppfyller kravene, men plassene går til andre i det beste")
        assert WORDS.reason(reason, sure=False).startswith("Mangler noe ennå, og plassene går til andre")
        assert "L02" in WORDS.reason(reason, sure=False)


def test_a_demand_may_be_the_usual_one_of_the_trade() -> None:
    licence = WORDS.reason(Reason.of(ReasonCode.LICENCE_MISSING, asked="B"))
    norwegian = WORDS.reason(Reason.of(ReasonCode.NORWEGIAN_TOO_LOW, asked="B1", held=None))
    for told in (licence, norwegian):
        assert "(oppgitt av bedriften eller vanlig i faget)" in told


def test_what_people_have_written_cannot_steer_a_terminal() -> None:
    reason = Reason.of(ReasonCode.NOTE_PINNED, by="K\u202e", reason="\x1b[31mto\nlinjer")
    assert WORDS.reason(reason) == "Låst av K\ufffd: «\ufffd[31mto\nlinjer»"


def test_a_text_whose_facts_are_missing_is_an_error_and_never_a_hole() -> None:
    with pytest.raises(LookupError, match="no text"):
        WORDS.reason(Reason(ReasonCode.TRAVEL_TOO_LONG))
