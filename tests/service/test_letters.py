"""What a letter about a proposal begins with: a place, a meeting, or a proposal that was put aside."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from matching.domain.policy import Mode
from matching.wording import Words
from service.pages.records.letter import opening_of_letter
from service.store.confirmations import Answer
from tests.service.asked import samples

SAID = Answer(confirmed=True, reason=None, actor="nav-1", at=datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_it_speaks_of_what_is_proposed_and_of_one_put_aside_as_put_aside(language: str) -> None:
    held = samples()["innherred"]
    words = Words(held.catalogue, language)
    facts = {"candidate": "K01", "firm": "Bedriften", "municipality": "Steinkjer"}
    meetings, places = (replace(held.plan, mode=mode) for mode in (Mode.MEETINGS, Mode.PLACES))
    turned_down = replace(SAID, confirmed=False, reason="travel")
    told = [
        words.say(opening_of_letter(said, plan), **facts)
        for said, plan in ((None, places), (SAID, meetings), (turned_down, meetings))
    ]
    assert "møte med Bedriften" in told[1]
    assert "møte med" not in told[0] + told[2]
    assert "til side" in told[2]
