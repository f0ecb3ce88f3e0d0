"""Every role, fault and state the service can tell has its words."""

from enum import Enum

import pytest

from matching.domain.answers import Approval
from matching.texts.loader import load_texts
from service.access import Role
from service.door.problems import ServiceFault
from tests.wording.languages import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "codes"), [("role", Role), ("fault", ServiceFault), ("approval", Approval)])
def test_every_code_has_words_and_every_word_a_code(language: str, kind: str, codes: type[Enum]) -> None:
    names = {one.value if isinstance(one.value, str) else one.name.lower() for one in codes}
    assert set(load_texts(language)["service"][kind]) == names
