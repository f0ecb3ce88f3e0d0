"""What mends a fault is told to somebody at a page in words of the page: there are no commands there."""

import re
from collections.abc import Iterator, Mapping

import pytest

from matching.domain.errors import ErrorCode, FileFault, RowFault
from matching.texts.loader import Texts, load_texts
from matching.wording import Words
from tests.builders import CATALOGUE
from tests.wording.languages import LANGUAGES

COMMAND = re.compile(r"\binnenfor [a-z]|(?<!\w)--[a-z]")
OF_COMMANDS = {ErrorCode.NOTHING_LEARNED, ErrorCode.FILE_NO_PLAN}
"""What no page and no program meets: weights that are learned, and a plan read from a file."""
SUBJECTS = ("identity_number", "email", "phone", "address", "name", "health")


def told(entry: Texts) -> Iterator[str]:
    """What an entry says on a page, of every column it has a text of its own for."""
    here = {**entry, **entry.get("on_page", {})}
    for name in ("what", "mend"):
        found = here.get(name, [])
        yield from [found] if isinstance(found, str) else found
    for of_column in entry.get("columns", {}).values():
        yield from told(of_column)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_fault_names_a_command_where_it_is_told_on_a_page(language: str) -> None:
    errors: Mapping[str, Texts] = load_texts(language)["error"]
    for code in set(errors) - OF_COMMANDS:
        for text in told(errors[code]):
            assert not COMMAND.search(text), f"{code}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_column_no_list_may_have_is_told_without_commands_on_a_page_alone(
    language: str, subject: str
) -> None:
    fault = FileFault(ErrorCode.COLUMN_REFUSED, file="a.csv", column="x", subject=subject)
    assert not COMMAND.search(Words(CATALOGUE, language, on_page=True).error(fault))
    names_one = COMMAND.search(Words(CATALOGUE, language).error(fault))
    assert bool(names_one) is (subject != "health")


def test_a_text_of_one_column_is_not_put_aside_by_that_of_all() -> None:
    where = {"file": "a.csv", "sheet": "", "row": 2, "column": "fra", "value": "Ingensteds"}
    fault = RowFault(**where, code=ErrorCode.CELL_NOT_IN_CATALOGUE, facts=(("word", "Ingensteds"),))  # type: ignore[arg-type]  # of several types
    plain, here = (Words(CATALOGUE, on_page=place).fault(fault) for place in (False, True))
    assert plain == here
    assert "fire siffer" in here
