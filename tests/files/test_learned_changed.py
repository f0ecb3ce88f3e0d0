"""Scorecards and registers that are not as they were written: refused in a sentence, or still fit to be told."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, PolicyFault
from matching.files.decisions.learned import learned_as_json, read_register, read_scorecard, write_learned
from matching.learning.activation import Register, roll_back
from matching.learning.scorecard import Scorecard
from matching.screen.learning import told_register
from matching.wording import Words
from tests.builders import CATALOGUE
from tests.files.test_learned import BETTER, DAY, IN_USE
from tests.files.written import REFUSED_NUMBER
from tests.learning.made import AS_EXPERTS, scorecard

ENDED = roll_back(IN_USE, by="Ola Eksempel", on=DAY, ground="Ny vurdering")


def parts(value: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Where every part of a file stands, and the part."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*place, key), one
        yield from parts(one, (*place, key))


def changed(table: object, place: tuple[str | int, ...], *new: object) -> str:
    """The file with one part taken out, or with another in its place."""
    copy = json.loads(json.dumps(table))
    *outer, last = place
    inside = copy
    for key in outer:
        inside = inside[key]
    if new:
        inside[last] = new[0]
    else:
        del inside[last]
    return json.dumps(copy)


@pytest.mark.parametrize(
    ("kept", "read"), [(BETTER, read_scorecard), (ENDED, read_register)], ids=["scorecard", "register"]
)
@pytest.mark.parametrize("new", [(), ({},), ([],), ("",), (-1,), (None,), ("{a<b>",), (10**9,)], ids=repr)
def test_whatever_is_taken_out_or_changed_is_read_as_something_that_can_be_told_or_refused(
    tmp_path: Path, kept: Scorecard | Register, read: Callable[[Path], object], new: tuple[object, ...]
) -> None:
    path, words = tmp_path / "fil.json", Words(CATALOGUE)
    table = json.loads(learned_as_json(kept))
    for place, _ in parts(table):
        path.write_text(changed(table, place, *new), "utf-8")
        try:
            found = read(path)
        except PolicyFault as fault:
            told = words.error(fault)
            assert told.startswith("fil.json: "), told
            assert not re.search("hakeparentes|schema_version = |Criterion|<|{", told), told
        else:
            assert found == kept or isinstance(found, Register), f"{place} is changed unseen"
            assert not isinstance(found, Register) or list(told_register(found, words))


def test_a_scorecard_that_is_made_better_by_hand_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "vektkort.json"
    worse = json.loads(learned_as_json(scorecard(AS_EXPERTS)))
    path.write_text(changed(worse, ("card", "gain_on_expert", "low"), 1), "utf-8")
    with pytest.raises(PolicyFault) as found:
        read_scorecard(path)
    assert Words(CATALOGUE).error(found.value) == (
        "vektkort.json: Filen er endret eller skadet. "
        "Lag den på nytt med «innenfor learn»; den skal ikke endres for hånd."
    )


def test_a_register_given_as_a_scorecard_is_told_as_such_and_the_other_way_round(tmp_path: Path) -> None:
    card, register = tmp_path / "kort.json", tmp_path / "register.json"
    write_learned(BETTER, card)
    write_learned(IN_USE, register)
    for read, path, told in (
        (read_scorecard, register, "Dette er registeret over vekter i bruk, ikke et vektkort."),
        (read_register, card, "Dette er et vektkort, ikke registeret over vekter i bruk."),
    ):
        with pytest.raises(PolicyFault) as found:
            read(path)
        assert told in Words(CATALOGUE).error(found.value)


@pytest.mark.parametrize("kept", [BETTER, IN_USE], ids=["scorecard", "register"])
def test_an_identity_number_anywhere_is_refused_and_never_repeated(
    tmp_path: Path, kept: Scorecard | Register
) -> None:
    path, table = tmp_path / "fil.json", json.loads(learned_as_json(kept))
    read = read_scorecard if kept is BETTER else read_register
    texts = [changed(table, place, f"Kari {REFUSED_NUMBER}") for place, _ in parts(table)]
    texts += [changed(table, place, {REFUSED_NUMBER: 1}) for place, _ in parts(table)]
    texts += [changed(table, place, int(f"9{REFUSED_NUMBER[1:]}")) for place, _ in parts(table)]
    for text in texts:
        path.write_text(text, "utf-8")
        with pytest.raises(PolicyFault) as found:
            read(path)
        assert found.value.code is ErrorCode.IDENTITY_NUMBER
        assert REFUSED_NUMBER[1:] not in Words(CATALOGUE).error(found.value)


def test_a_digest_in_which_eleven_digits_follow_each_other_is_no_identity_number(tmp_path: Path) -> None:
    digest = f"{REFUSED_NUMBER}{'a' * 53}"
    (one,) = IN_USE.activations
    register = replace(IN_USE, activations=(replace(one, scorecard=digest),))
    write_learned(register, tmp_path / "register.json")
    assert read_register(tmp_path / "register.json") == register
