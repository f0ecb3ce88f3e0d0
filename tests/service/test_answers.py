"""What was asked of a round before is answered again as it was, for everybody as far as she may see."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from operator import mul
from threading import Event, Thread

import pytest

from matching.domain.policy import Decision, Policy
from matching.domain.shortlist import Narrowing
from matching.enquiry import Enquiry
from service.access import Role
from service.shown.answers import Answers
from service.shown.rounds import LoadedRound
from service.shown.sight import Sight
from tests.builders import candidate, cohort, opening
from tests.service.asked import CNC, actor, ask, loaded, samples, service_for

ROLES = (Role.MARKET_CONTACT, Role.PROGRAMME_LEAD, Role.COUNTY, Role.PLANNER, Role.TRAINING_PARTNER)


def mixed() -> LoadedRound:
    """People of whom some have not said yes to the round, and a remark about one who has."""
    people = [
        candidate(id="AGREED-1"),
        candidate(id="AGREED-2", licences=None),
        candidate(id="NOT-ASKED", in_round=None),
        candidate(id="SAID-NO", in_round=False),
    ]
    vetoes = (Decision(candidate="AGREED-1", opening="p2", by="Kari Eksempel", reason="HOLDES-INNE"),)
    return loaded(cohort(people, [opening(id="p1"), opening(id="p2")]), Policy(vetoes=vetoes))


def told(seen: Sight) -> Sequence[object]:
    """All that is asked of a round by way of what was asked before."""
    round_ = seen.round
    return [
        seen.counts,
        *(seen.people_for(name, count) for name in round_.opening_rows for count in (1, 3)),
        *(seen.shortlist(name, 2, Narrowing(joined=True)) for name in round_.opening_rows),
        *(seen.reckoned(seen.shortlist(name, 2).suggestions) for name in round_.opening_rows),
        *(seen.openings_for(name, 2) for name in sorted(seen.people)),
        *(seen.pair(name, place) for name in sorted(seen.people) for place in round_.opening_rows),
        *(round_.levels(name, sorted(seen.people)) for name in round_.opening_rows),
    ]


@pytest.mark.parametrize("order", [ROLES, ROLES[::-1]])
def test_everybody_is_told_what_she_would_be_had_nobody_asked_before(order: Sequence[Role]) -> None:
    held, alone = mixed(), {role: told(Sight(actor(role), mixed())) for role in ROLES}
    for _ in range(2):
        for role in order:
            assert told(Sight(actor(role), held)) == alone[role]


def test_a_pair_that_may_meet_and_not_be_placed_costs_the_same_whatever_was_asked_first() -> None:
    first, other = mixed(), mixed()
    seen, again = Sight(actor(Role.PROGRAMME_LEAD), first), Sight(actor(Role.PROGRAMME_LEAD), other)
    places = list(first.opening_rows)
    short = [seen.reckoned(seen.shortlist(name, 1).suggestions)[0] for name in places]
    pairs = [again.pair(one.candidate, one.opening) for one in short]
    assert [seen.pair(one.candidate, one.opening) for one in short] == pairs
    assert [again.reckoned(again.shortlist(name, 1).suggestions)[0] for name in places] == short


def test_a_page_asked_for_again_is_the_same_page() -> None:
    service, held = service_for(), samples()[CNC]
    for address in ("", f"/lareplasser/{next(iter(held.opening_rows))}", "/lareplasser"):
        first, second = (ask(service, f"/runder/{CNC}{address}").text for _ in range(2))
        assert first == second


def test_what_is_asked_again_is_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Sight(actor(Role.MARKET_CONTACT), mixed())
    before = seen.people_for("p1", 3)
    monkeypatch.delattr(Enquiry, "shortlist")
    assert seen.people_for("p1", 3) == before


def test_no_more_answers_are_kept_than_that_and_the_one_asked_for_longest_ago_goes_first() -> None:
    answers, worked_out = Answers(most=2), list[str]()

    def ask_for(name: str) -> str:
        def work_out() -> str:
            worked_out.append(name)
            return name.upper()

        return answers.of(name, work_out)

    assert [ask_for(name) for name in "abacab"] == list("ABACAB")
    assert worked_out == ["a", "b", "c", "b"]
    assert len(answers) == 2


def test_answers_are_kept_up_to_what_they_weigh_together() -> None:
    answers, worked_out = Answers(10, len), list[str]()

    def ask_for(text: str) -> str:
        def work_out() -> str:
            worked_out.append(text)
            return text

        return answers.of(text, work_out)

    for text in ("aaaa", "bbbbb", "aaaa", "cc", "bbbbb", "a" * 11, "cc"):
        assert ask_for(text) == text
    # The b go for the c, and everything for what is heavier than all that may be kept, which is not kept itself.
    assert worked_out == ["aaaa", "bbbbb", "cc", "bbbbb", "a" * 11, "cc"]
    assert len(answers) == 1


def test_an_answer_of_nothing_is_an_answer() -> None:
    answers, times = Answers(), list[int]()
    for _ in range(3):
        assert answers.of("a", lambda: times.append(1)) is None
    assert times == [1]


def test_who_asks_the_same_at_the_same_time_waits_for_the_answer() -> None:
    answers, times, begun = Answers(), list[int](), Event()

    def work_out() -> str:
        times.append(1)
        begun.set()
        assert not asked.wait(0.1), "the other one waits until this is done"
        return "found"

    def ask_again() -> str:
        assert begun.wait(30)
        found = answers.of("question", work_out)
        asked.set()
        return found

    asked = Event()
    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(answers.of, "question", work_out), threads.submit(ask_again)]
        assert [one.result(30) for one in both] == ["found", "found"]
    assert times == [1]


def test_an_answer_that_takes_long_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.shown.turn.PATIENCE", 0.01)
    answers, other = Answers(), Event()

    def takes_long() -> bool:
        return other.wait(30)

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(answers.of, "long", takes_long)
        threads.submit(answers.of, "short", other.set)
        assert first.result(30), "the short one was done meanwhile"


def test_many_who_ask_at_once_all_get_the_answer_to_what_they_asked() -> None:
    answers, wrong = Answers(most=5), list[int]()

    def asks(seed: int) -> None:
        for number in ((seed * 7 + step) % 11 for step in range(500)):
            if answers.of(number, partial(mul, number, 10)) != number * 10:
                wrong.append(number)

    threads = [Thread(target=asks, args=(seed,)) for seed in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not wrong
    assert len(answers) == 5
