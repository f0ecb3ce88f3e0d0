from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, Fact, PolicyFault
from matching.domain.programme import OPEN_PROGRAMME, Phase, Programme
from matching.files.decisions.policy import read_policy
from matching.files.decisions.programme import choose_programme
from tests.files.written import CATALOGUE

HEADING = 'id = "eget"\nname = "Eget program"\n'

OWN = """
trades = ["Kokkfaget", "CNC3004"]
learnable = ["skyvelære", "tolerances"]
region = ["34", "0301"]
class_size = [6, 15]
start_from = 2027-01-11
start_to = 2027-03-01

[target]
ground = "Vedtak"
least_age = 19

[[phases]]
name = "Arbeidstrening"
weeks = 12
"""


def programme_of(folder: Path, text: str) -> Programme:
    (folder / "eget.toml").write_text(text, encoding="utf-8")
    return choose_programme("eget.toml", folder, CATALOGUE)


def refused(folder: Path, text: str) -> tuple[ErrorCode, dict[str, Fact]]:
    with pytest.raises(PolicyFault) as caught:
        programme_of(folder, text)
    facts = dict(caught.value.facts)
    assert facts.pop("file") == "eget.toml"
    return caught.value.code, facts


def test_a_programme_of_the_catalogue_is_named_by_its_id(tmp_path: Path) -> None:
    assert choose_programme("open", tmp_path, CATALOGUE) is OPEN_PROGRAMME
    known = CATALOGUE.programmes["cnc-vestre-toten"]
    assert choose_programme("cnc-vestre-toten", tmp_path, CATALOGUE) is known


def test_an_unknown_programme_is_told_with_the_nearest_and_all_known(tmp_path: Path) -> None:
    with pytest.raises(PolicyFault) as caught:
        choose_programme("cnc-vestre-totn", tmp_path, CATALOGUE)
    facts = caught.value.facts
    assert caught.value.code is ErrorCode.PROGRAMME_UNKNOWN
    assert (facts["nearest"], facts["allowed"]) == ("cnc-vestre-toten", "cnc-vestre-toten; open")


def test_a_programme_may_be_a_file_beside_the_policy(tmp_path: Path) -> None:
    programme = programme_of(tmp_path, HEADING + OWN)
    assert programme.trades == ("kokkfaget", "cnc-maskineringsfaget")
    assert programme.learnable == ("caliper", "tolerances")
    assert (programme.region, programme.class_size) == (("34", "0301"), (6, 15))
    assert (programme.start_from, programme.start_to) == (date(2027, 1, 11), date(2027, 3, 1))
    assert programme.target.least_age == 19
    assert programme.phases == (Phase(name="Arbeidstrening", weeks=12),)
    policy = tmp_path / "policy.toml"
    policy.write_text('schema_version = 1\nprogramme = "eget.toml"\n', encoding="utf-8")
    assert read_policy(policy, CATALOGUE)[1] == programme


def test_a_programme_of_the_catalogue_reads_the_same_as_a_file_of_ones_own(tmp_path: Path) -> None:
    source = files("matching.catalogue") / "data" / "programmes" / "cnc-vestre-toten.toml"
    assert programme_of(tmp_path, source.read_text("utf-8")) == CATALOGUE.programmes["cnc-vestre-toten"]


def test_a_programme_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyFault) as caught:
        choose_programme("borte.toml", tmp_path, CATALOGUE)
    assert (caught.value.code, caught.value.facts["file"]) == (ErrorCode.FILE_NOT_FOUND, "borte.toml")


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ('trades = ["Atlantis"]\n', "trades[1]", "trade"),
        ('trades = "kokkfaget"\n', "trades", "list"),
        ('learnable = ["skyvelære", "trolldom"]\n', "learnable[2]", "skill"),
        ('learnable = ["measuring"]\n', "learnable[1]", "skill"),
        ('region = ["34", "99"]\n', "region[2]", "region"),
        ("region = [34]\n", "region[1]", "text"),
        ("class_size = [6]\n", "class_size", "list"),
        ("class_size = [15, 6]\n", "class_size[1]", "whole_number"),
        ('start_from = "2027-01-11"\n', "start_from", "date"),
        ("start_from = 2027-01-11T08:00:00\n", "start_from", "date"),
        ("start_from = 2027-03-01\nstart_to = 2027-01-11\n", "start_to", "date"),
        (
            '[target]\nground = "Vedtak"\nleast_effort_level = 5\n',
            "target.least_effort_level",
            "whole_number",
        ),
        (
            '[target]\nground = "Vedtak"\nleast_age = 30\ngreatest_age = 19\n',
            "target.greatest_age",
            "whole_number",
        ),
        ("[target]\nleast_age = 19\n", "target.ground", "text"),
        ('[[phases]]\nname = "Fase"\n', "phases[1].weeks", "whole_number"),
        ('[[phases]]\nname = "Fase"\nweeks = -1\n', "phases[1].weeks", "whole_number"),
        ("phases = 3\n", "phases", "list"),
    ],
)
def test_a_value_of_a_programme_file_that_is_wrong_is_told(
    tmp_path: Path, text: str, key: str, expected: str
) -> None:
    code, facts = refused(tmp_path, HEADING + text)
    assert code is ErrorCode.POLICY_VALUE
    assert (facts["key"], facts["expected"]) == (key, expected)


def test_an_unknown_key_of_a_programme_file_is_told_with_the_nearest(tmp_path: Path) -> None:
    expected = {"key": "target.least_ag", "nearest": "target.least_age"}
    assert refused(tmp_path, HEADING + "[target]\nleast_ag = 19\n") == (ErrorCode.POLICY_KEY, expected)


@pytest.mark.parametrize("missing", ["id", "name"])
def test_a_programme_has_an_id_and_a_name(tmp_path: Path, missing: str) -> None:
    lines = HEADING.splitlines()
    code, facts = refused(tmp_path, "\n".join(line for line in lines if not line.startswith(missing)))
    assert (code, facts["key"], facts["value"]) == (ErrorCode.POLICY_VALUE, missing, None)
