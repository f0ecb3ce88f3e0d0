"""What is told of a fit in words: a blank is named as not known, and never reads as a lack."""

from dataclasses import replace

from matching.domain.fit import Criterion, Fit
from matching.domain.funnel import MappingQuestion
from matching.domain.policy import Policy
from matching.files.out.fit_told import (
    limiting,
    limiting_side,
    not_known,
    not_known_parts,
    questions_to_map,
    worth_mapping,
    worth_mapping_in_short,
)
from matching.wording import Words
from tests.builders import CATALOGUE, CNC, candidate, opening
from tests.scoring.scored import fit, skills, weighing

WORDS = Words(CATALOGUE)
NOTHING: frozenset[int] = frozenset()


def told(found: Fit) -> str:
    """All that is said of a fit."""
    lines = (limiting(found, WORDS), limiting_side(found, WORDS), not_known(found, WORDS))
    return "\n".join((*lines, *worth_mapping(found, WORDS), worth_mapping_in_short(found, WORDS)))


def test_a_side_that_limits_because_it_is_not_known_says_so() -> None:
    found = fit(candidate(), opening())
    assert limiting(found, WORDS) == (
        "Det er læreplassens side som begrenser samsvaret, men der er ferdigheter ikke kjent ennå."
    )
    assert limiting_side(found, WORDS) == "læreplassens side, men ferdigheter er ikke kjent ennå"


def test_a_side_that_limits_and_is_known_is_named_alone() -> None:
    found = fit(candidate(skills=NOTHING), opening())
    assert limiting(found, WORDS) == "Det er læreplassens side som begrenser samsvaret."
    assert limiting_side(found, WORDS) == "læreplassens side"


def test_what_is_not_known_of_the_other_side_is_no_part_of_the_sentence() -> None:
    found = fit(candidate(), opening(must=NOTHING, nice=NOTHING))
    assert limiting_side(found, WORDS) == (
        "kandidatens side, men interesser, ønsker og arbeidsmiljø er ikke kjent ennå"
    )


def test_where_no_side_limits_the_words_say_so() -> None:
    found = fit(candidate(), opening(), Policy(one_sided=0))
    assert limiting_side(found, WORDS) == "ingen av sidene"
    assert limiting(found, WORDS) == "De to sidene er så like at ingen av dem begrenser samsvaret."


def test_what_mapping_is_worth_is_told_for_each_thing_not_known() -> None:
    found = fit(candidate(), opening())
    assert worth_mapping(found, WORDS)[0] == "Kartlegg ferdigheter: samsvar kan bli 310–780 av 1000."
    assert worth_mapping_in_short(found, WORDS) == (
        "Kartlegging kan flytte samsvaret: "
        "ferdigheter 310–780, interesser 371–480, ønsker 371–480 og arbeidsmiljø 400–454."
    )


def test_what_has_no_weight_is_named_as_not_known_and_not_worth_mapping() -> None:
    found = fit(candidate(skills=skills("caliper")), opening(), Policy(weights=weighing(travel=100)))
    assert not_known(found, WORDS) == "Ikke kjent, regnet nøytralt: interesser, ønsker og arbeidsmiljø."
    assert worth_mapping(found, WORDS) == []
    assert worth_mapping_in_short(found, WORDS) == ""


def test_where_all_is_known_the_words_say_so() -> None:
    known = candidate(
        skills=skills("caliper"),
        interests=CATALOGUE.trades[CNC].interests,
        wishes=(CNC,),
        likes=frozenset({0}),
    )
    assert not_known(fit(known, opening()), WORDS) == "Alt som teller i samsvaret, er kjent."


def test_what_could_be_mapped_is_worth_so_much_at_each_opening_and_in_all() -> None:
    several = MappingQuestion("k1", Criterion.SKILLS, 1141, 3)
    alike = replace(several, part=Criterion.INTERESTS, moves=80, among=1, areas=True)
    assert questions_to_map([several, replace(several, moves=470, among=1), alike], WORDS) == [
        "Kartlegg ferdigheter: det kan flytte samsvaret hos 3 læreplasser med inntil 381 av 1000 i snitt "
        "(1\u00a0141 lagt sammen).",
        "Kartlegg ferdigheter: det kan flytte samsvaret hos 1 læreplass med inntil 470 av 1000.",
        "Spør om interesseområder, for de seks interessetallene er nesten like og sier ikke noe: det kan flytte "
        "samsvaret hos 1 læreplass med inntil 80 av 1000.",
    ]


def test_what_is_known_in_part_alone_is_not_told_as_known() -> None:
    known = fit(candidate(), opening())
    parts = tuple(replace(part, known=True) for part in known.contributions)
    assert not_known(replace(known, contributions=parts, evidence=88), WORDS) == (
        "Interesser er bare delvis kjent: områder eller kode, ikke seks ulike tall."
    )
    assert not_known_parts(replace(known, contributions=parts, evidence=88), WORDS) == (
        "interesser er bare delvis kjent: områder eller kode, ikke seks ulike tall"
    )
    assert not_known_parts(replace(known, contributions=parts, evidence=100), WORDS) == (
        "ingenting av det som teller"
    )
    assert not_known_parts(known, WORDS) == "ferdigheter, interesser, ønsker og arbeidsmiljø"


def test_a_blank_never_reads_as_a_lack() -> None:
    blank = told(fit(replace(candidate(), travel_mode=None, extent=None), opening(extent=None)))
    assert "ikke kjent" in blank
    for lack in ("mangler", "svak", "ingen ferdigheter", "har ikke", "dårlig"):
        assert lack not in blank.casefold()
