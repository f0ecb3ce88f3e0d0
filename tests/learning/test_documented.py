"""docs/learning.md says what the code does."""

import re
from dataclasses import fields
from pathlib import Path

from matching.files.lists.outcomes import HAPPENINGS, REASONS, outcomes_fields
from matching.hiding import LEAST_SHOWN
from matching.learning.activation import SHORTEST_GROUND
from matching.learning.model import EXPECTED, FEW, MANY, NARROW, TREND, UNSURE, WIDE
from matching.learning.outcomes import HORIZON
from matching.learning.scorecard import LEAST, LEAST_OF_EACH, TESTED, ModelCard
from tests.cli.run import run

DOCUMENT = (Path(__file__).parents[2] / "docs" / "learning.md").read_text("utf-8")
IN_ONE_LINE = " ".join(DOCUMENT.split())


def rows(heading: str) -> dict[str, str]:
    """The rows of the table with this first heading, first cell to second."""
    (table,) = re.findall(rf"\| {heading} \| .+ \|\n\|---\|---\|\n((?:\|.*\n)+)", DOCUMENT)
    return dict(re.findall(r"\| (.+?) \| (.+) \|\n", table))


def test_every_column_is_told_in_order() -> None:
    assert list(rows("column")) == [field.heading for field in outcomes_fields()]


def test_every_happening_is_told() -> None:
    assert rows("column")["hendelse"].split(", ") == list(HAPPENINGS)


def test_every_reason_is_told_with_whether_it_counts() -> None:
    told = {reason: answer for reasons, answer in rows("årsak").items() for reason in reasons.split(", ")}
    assert told == {word: "yes" if reason.counts else "no" for word, reason in REASONS.items()}


def test_every_part_of_the_model_card_is_told() -> None:
    told = {part for parts in rows(r"part of `card`") for part in parts.split(", ")}
    assert told | {"opening_side"} == {field.name for field in fields(ModelCard)}
    assert "`opening_side`" in DOCUMENT


def test_the_numbers_told_are_those_of_the_code() -> None:
    for told in (
        f"{HORIZON} days after the first start",
        f"width {NARROW} per standard deviation of the grades up to {FEW} outcomes, {WIDE} from {MANY:,}",
        f"{EXPECTED} ± {UNSURE} per standard deviation",
        f"The trend is expected to be 0 ± {TREND}",
        f"the written legal ground, at least {SHORTEST_GROUND} characters",
        f"the {100 - TESTED} percent of outcomes that started first",
        f"At least {LEAST} outcomes, with {LEAST_OF_EACH} of each kind",
        f"no number of 1–{LEAST_SHOWN - 1} outcomes, completed or not, stands there or follows",
    ):
        assert told in IN_ONE_LINE, told


def test_every_command_told_is_one_there_is() -> None:
    for command in rows("to").values():
        words = re.findall(r"^`innenfor ((?:[a-z]+ ?)+)", command)[0].split()
        done = run(*words, "--help")
        assert done.exit_code == 0, command
        assert set(re.findall(r"--[a-z]+", command)) <= set(re.findall(r"--[a-z]+", done.stdout)), command
