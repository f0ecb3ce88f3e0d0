"""An opening's page with an employer on the telephone: what a choice does, what may be said, filters and lists."""

import re

import pytest
from sqlalchemy import select, update

from matching.domain.answers import YES
from matching.domain.fit import Criterion
from matching.domain.policy import Mode
from matching.domain.proof import Total
from matching.domain.shortlist import Crowd
from matching.domain.suggestion import Move, PairCost, Way
from matching.files.out.places import Place
from matching.wording import Words
from service.access import Role
from service.pages.contact.choice import choice_told
from service.pages.contact.said import said_of
from service.shown.kept import KeptRounds
from service.statuses import Status
from service.store.database import Database
from service.store.decisions import decisions
from service.store.tables.records import lookup
from service.store.tables.rounds import round_
from tests.builders import candidate, cohort, opening
from tests.service.asked import ask, loaded, service_for
from tests.service.at_desk import Desk
from tests.service.at_desk import database as database
from tests.service.at_desk import desk as desk
from tests.service.at_desk import rounds as rounds
from tests.service.test_kept import CATALOGUE, NAME

WORDS = Words(CATALOGUE)
PLACES = {name: Place(name, f"Firma {name}", "Verdal") for name in ("p1", "p2", "p3")}
HERSELF = Move("k1", None, "p1")


def page_of(desk: Desk) -> str:
    return desk.page.removesuffix("/liste")


def choice(*others: Move, mode: Mode = Mode.PLACES) -> str:
    cost = PairCost(proposed=False, cost=Total(), way=Way.ITSELF, alternative=None, moves=(HERSELF, *others))
    return choice_told("k1", cost, mode, PLACES, WORDS)


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ((), "Velges kandidaten her, mister ingen andre plassen."),
        (
            (Move("k2", "p1", "p2"),),
            "Velges kandidaten her, må én annen flyttes til p2 Firma p2, Verdal.",
        ),
        (
            (Move("k2", "p1", "p2"), Move("k3", "p2", "p3")),
            "Velges kandidaten her, må 2 andre flyttes.",
        ),
        ((Move("k2", "p1", None),), "Velges kandidaten her, blir én annen uten forslag."),
        (
            (Move("k2", "p1", "p2"), Move("k3", "p2", None)),
            "Velges kandidaten her, må én annen flyttes til p2 Firma p2, Verdal, og én blir uten forslag.",
        ),
        (
            (Move("k2", None, "p2"),),
            "Velges kandidaten her, mister ingen andre plassen. Da får én annen et forslag.",
        ),
    ],
)
def test_what_a_choice_does_to_others_is_one_sentence_that_names_nobody(
    others: tuple[Move, ...], told: str
) -> None:
    assert choice(*others) == told
    assert "k2" not in told


def test_of_meetings_it_speaks_of_meetings() -> None:
    told = choice(Move("k2", "p1", None), mode=Mode.MEETINGS)
    assert told == "Velges kandidaten her, mister én annen et møte."


def test_a_choice_the_plan_has_made_moves_nobody_and_one_without_room_says_so() -> None:
    made = PairCost(proposed=True, cost=Total(), way=Way.ITSELF, alternative=None)
    shut = PairCost(proposed=False, cost=None, way=Way.PINNED, alternative=None)
    assert "flytter ingen andre" in choice_told("k1", made, Mode.PLACES, PLACES, WORDS)
    assert "låst" in choice_told("k1", shut, Mode.PLACES, PLACES, WORDS)
    assert choice_told("k1", None, Mode.PLACES, PLACES, WORDS) == ""


def test_each_card_tells_what_the_choice_does_and_the_number_on_demand(desk: Desk) -> None:
    shown = desk.get(page_of(desk)).text
    cards = re.findall(r"<article.*?</article>", shown, re.DOTALL)
    assert len(cards) == 10
    for card in cards:
        before, _, folded = card.partition("Vis tallet")
        assert "Hva valget gjør" in before
        assert "For det samlede forslaget" in folded
        assert "For det samlede forslaget" not in before
    assert "Forslaget er fra 21.11.2026 kl. 10.00." in shown


def test_an_old_plan_says_that_what_a_choice_does_is_not_known(desk: Desk, database: Database) -> None:
    with database.writing() as connection:
        connection.execute(update(round_).values(revision=round_.c.revision + 1))
    told = desk.text(page_of(desk))
    assert "Forslaget er fra 21.11.2026 kl. 10.00, og listene i runden er endret siden." in told
    assert "Hva valget gjør" not in told
    assert "Regnet ut hver for seg" not in told


def test_who_sees_only_some_is_told_neither_the_choice_nor_lists(rounds: KeptRounds) -> None:
    county = Desk(rounds, Role.COUNTY)
    told = county.text(page_of(county))
    assert "Hvem kan passe?" in told
    for word in ("Hva valget gjør", "Vis tallet", "annen liste", "Sett de valgte", "andre lister"):
        assert word not in told
    assert "Sammenlign to valgte" in told


def crowd(people: int, wished: int = 0, within: dict[int, int] | None = None, **skills: int) -> Crowd:
    held = {key.replace("_", "-"): count for key, count in skills.items()}
    return Crowd(people=people, eligible=0, within=within or {}, skills=held, wished=wished)


def said(one: Crowd) -> str:
    return " ".join(said_of(one, ["CNC-maskineringsfaget"], WORDS).may)


def test_no_number_of_few_is_said() -> None:
    assert "3" not in said(crowd(3, wished=2, within={30: 3}))
    assert "Noen få" in said(crowd(9))
    assert "Ingen i runden" in said(crowd(0))
    assert "10 kandidater" in said(crowd(10))


def test_nor_one_from_which_a_number_of_few_could_be_reckoned() -> None:
    assert "ønsker seg" not in said(crowd(30, wished=9))
    assert "ønsker seg" not in said(crowd(30, wished=21))
    assert "20 av dem ønsker seg faget" in said(crowd(30, wished=20))
    told = said(crowd(60, within={15: 20, 30: 25, 45: 40}))
    assert "20 har høyst 15" in told
    assert "25 har" not in told
    assert "40 har høyst 45" in told
    assert "har høyst" not in said(crowd(60, within={15: 55}))


def test_a_skill_is_named_where_many_hold_it_and_never_counted() -> None:
    told = said(crowd(40, caliper=12, problem_solving=9))
    assert f"flere som kan {WORDS.skill('caliper')}." in told
    assert "12" not in told
    assert WORDS.skill("problem-solving") not in told


def test_what_may_be_said_names_nobody_and_no_age_sex_or_group(desk: Desk, rounds: KeptRounds) -> None:
    shown = desk.get(page_of(desk)).text
    panel = re.search(r'id="kan-sies".*?Sies ikke', shown, re.DOTALL)
    assert panel
    assert not any(name in panel.group() for name in rounds[NAME].person_rows)
    assert not re.search("alder|kjønn|innsats", panel.group(), re.IGNORECASE)


def test_filters_stand_in_the_address_and_tell_how_many_are_left(desk: Desk, rounds: KeptRounds) -> None:
    everybody = desk.text(page_of(desk))
    among = re.search(r"(\d+) kandidater kan møte denne læreplassen, 10 vises", everybody)
    assert among
    told = desk.text(f"{page_of(desk)}?reise=30&sagt-ja=ja&kartlagt=medium&omfang=50")
    left = re.search(r"(\d+) av (\d+) kandidat(?:er)? er igjen", told)
    assert left
    assert int(left[1]) < int(left[2]) == int(among[1])
    people = rounds[NAME].cohort.people
    joined = set(people.id[people.in_round == YES].tolist())
    shown = re.findall(r"\d+\. (K\d+)", told)
    assert shown
    assert set(shown) <= joined


def test_who_is_on_another_list_can_be_left_out(desk: Desk) -> None:
    elsewhere = f"/runder/{NAME}/lareplasser/{desk.other}/liste"
    desk.send(elsewhere, kandidat=desk.candidate)
    assert f"Velg {desk.candidate}" in desk.text(page_of(desk))
    assert f"Velg {desk.candidate}" not in desk.text(f"{page_of(desk)}?ledig=ja")


def test_nobody_left_leads_back_to_everybody(desk: Desk) -> None:
    answer = desk.get(f"{page_of(desk)}?reise=5&kartlagt=high&sagt-ja=ja&omfang=100")
    assert "Ingen er igjen med dette utvalget." in answer.text
    assert "Vis alle igjen" in answer.text


@pytest.mark.parametrize("query", ["reise=x", "reise=4", "omfang=60", "kartlagt=splendid", "ledig=nei"])
def test_a_filter_that_cannot_be_followed_is_refused(desk: Desk, query: str) -> None:
    assert desk.get(f"{page_of(desk)}?{query}").status_code == 422


def test_a_filter_left_blank_is_none(desk: Desk) -> None:
    blank = f"{page_of(desk)}?reise=&omfang=&kartlagt=&antall=10"
    assert desk.text(blank) == desk.text(page_of(desk))


def test_each_card_tells_on_how_many_lists_she_is(desk: Desk) -> None:
    elsewhere = f"/runder/{NAME}/lareplasser/{desk.other}/liste"
    key = desk.send(elsewhere, kandidat=desk.candidate).headers["location"].rpartition("#k")[2]
    assert "På 1 annen liste, ikke presentert hos noen." in desk.text(page_of(desk))
    desk.go(f"/runder/{NAME}/liste/{key}", Status.ASKED, Status.AGREED, Status.PRESENTED)
    desk.put()
    assert "Står på listen her. På 1 annen liste, presentert hos 1." in desk.text(page_of(desk))


def test_those_whom_nothing_tells_apart_say_so() -> None:
    people = [candidate(id=f"k{number}") for number in range(4)]
    service = service_for(rounds=[loaded(cohort(people, [opening(id="p1")]))])
    told = ask(service, "/runder/prove/lareplasser/p1?antall=2").text
    assert told.count("Står likt med 3 andre: samsvaret skiller dem ikke.") == 2


def test_looking_keeps_who_was_shown_and_changes_nothing_else(desk: Desk, database: Database) -> None:
    with database.reading() as connection:
        before = len(list(decisions(connection)))
    desk.get(f"{page_of(desk)}?antall=3&ledig=ja")
    with database.reading() as connection:
        assert len(list(decisions(connection))) == before
        (shown,) = connection.execute(select(lookup)).all()
    assert shown.action == "opening"
    assert len(shown.persons) >= 3


def test_no_card_repeats_a_number_of_its_parts_in_an_address(desk: Desk, rounds: KeptRounds) -> None:
    shown = desk.get(page_of(desk)).text
    addresses = re.findall(r'(?:href|action|formaction)="([^"]+)"', shown)
    assert not any(name in re.split(r"\W", one) for one in addresses for name in rounds[NAME].person_rows)
    assert all(WORDS.criterion(one) in shown for one in Criterion)
