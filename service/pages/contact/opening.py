"""An opening and who could suit it in; what its page tells a market contact beside the opening itself out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from matching.domain.cohort import Cohort
from matching.domain.shortlist import Shortlist
from matching.domain.suggestion import Suggestion
from matching.screen.costs import counted_on
from matching.wording import Words
from service.listing.lists import may_put
from service.pages.contact.asked import Asked, Option
from service.pages.contact.choice import age_told, choice_told
from service.pages.contact.said import Said, said_of
from service.pages.pairs import Beside, Card, card
from service.shown.addresses import compare_page, list_page, opening_page, person_page
from service.shown.facts import OpeningFacts
from service.shown.sight import Sight
from service.store.standing import NOWHERE, Standing, on_other_lists, standing


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """The people for an opening, as a page shows them."""

    cards: list[Card]
    counted: str
    """Which plan costs are counted on, and when it was made."""
    left: str
    """How many there are, and how many are left by what is asked."""
    said: Said
    asked: Asked
    extents: list[Option]
    levels: list[Option]
    has_lists: bool
    put: str
    """Where those chosen are sent to be put on the list; empty where the actor may not."""
    compare: str
    """Where two chosen are compared; empty for an opening that is only spoken of."""
    clear: str
    """The same page with nothing asked."""


def shortlisted(
    sight: Sight, name: str, count: int, asked: Asked, passing: Cohort | None = None
) -> Shortlist:
    """The people for an opening, with what each would cost; one in passing costs nobody anything."""
    others: frozenset[str] = frozenset()
    if asked.apart and sight.has_lists:
        desk, round_key = sight.kept
        with desk.database.reading() as connection:
            others = on_other_lists(connection, round_key, name)
    found = sight.shortlist(name, count, asked.narrowing(others), passing)
    return found if passing else replace(found, suggestions=sight.reckoned(found.suggestions))


def candidates(
    sight: Sight,
    facts: OpeningFacts,
    found: Shortlist,
    stand: Mapping[str, Standing] | None,
    asked: Asked,
    words: Words,
    passing: str = "",
) -> Candidates:
    """A shortlist as a page shows it; `passing`: the address of one that is only spoken of, which has no list."""
    name, among = facts.id, found.crowd.people
    kept = not passing
    shown = {"among": among, "shown": len(found.suggestions)}
    left = words.say("contact.narrow.left", left=found.left, **shown)
    trades = [words.trade(key) for key in facts.trades]
    return Candidates(
        cards=list(_cards(sight, found, stand, words, may_choose=kept)),
        counted=_counted(sight, words) if kept else "",
        left=left if asked.anything else words.say("contact.narrow.all", **shown),
        said=said_of(found.crowd, trades, words),
        asked=asked,
        extents=asked.extents(words),
        levels=asked.levels(words),
        has_lists=sight.has_lists,
        put=f"{list_page(sight.round.id, name)}/valgte" if kept and may_put(sight) else "",
        compare=compare_page(sight.round.id, name) if kept else "",
        clear=passing or opening_page(sight.round.id, name),
    )


def standing_at(sight: Sight, name: str, found: Iterable[Suggestion]) -> Mapping[str, Standing] | None:
    """Where those found for an opening stand; None where the actor may see no lists."""
    if not sight.has_lists:
        return None
    desk, round_key = sight.kept
    with desk.database.reading() as connection:
        return standing(connection, round_key, name, [one.candidate for one in found])


def _cards(
    sight: Sight,
    found: Shortlist,
    stand: Mapping[str, Standing] | None,
    words: Words,
    *,
    may_choose: bool,
) -> Iterator[Card]:
    held = sight.round
    for one in found.suggestions:
        rows = []
        if found.alike[one.candidate]:
            told = words.say("contact.beside.alike", others=found.alike[one.candidate])
            rows.append((words.say("contact.beside.equal"), told))
        if stand is not None:
            told = lists_told(stand.get(one.candidate, NOWHERE), words)
            rows.append((words.say("contact.beside.standing"), told))
        choice = choice_told(one.candidate, one.cost, held.plan.mode, held.places, words)
        if choice:
            rows.append((words.say("contact.choice.label"), choice))
        ref = held.ref_of(one.candidate) if may_choose else ""
        beside = Beside(rows=tuple(rows), costs_apart=bool(choice), ref=ref)
        yield card(one, (person_page(held, one.candidate), one.candidate), held, words, beside)


def lists_told(where: Standing, words: Words) -> str:
    """Where a person stands on lists, in numbers."""
    here = [words.say("contact.beside.here")] if where.here else []
    if not where.lists:
        return " ".join((*here, words.say("contact.beside.no_lists")))
    others = words.say("contact.beside.lists", lists=where.lists, presented=where.presented or None)
    return " ".join((*here, others))


def _counted(sight: Sight, words: Words) -> str:
    """Which plan costs are counted on and when it was made, or that the round has gone on since."""
    age = age_told(sight, words)
    if age and sight.round.enquiry.plan is None:
        return age
    return " ".join(filter(None, (counted_on(sight.counted, words), age)))
