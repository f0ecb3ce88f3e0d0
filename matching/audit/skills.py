"""One person and one list of skills in, what is reached of it out: the skills of docs/fit.md a second time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from matching.audit.memo import Memo
from matching.audit.reading import Offer, Round
from matching.catalogue.vectors import Vectors
from matching.domain.fit import SkillPart
from matching.domain.people import Candidate
from matching.domain.reference import Occupation, Skill, Trade

Held = dict[int, int]
"""Each skill held: 2 in full, 1 a little."""

Asked = tuple[tuple[int, int, bool], ...]
"""(skill, how much it counts, whether a little is enough), must skills first, each kind by position."""

Reached = list[tuple[int, int, list[int]]]
"""Of each skill asked for: what is reached, the whole of it, and who speaks for it, the loudest first."""

FULL_GRADE = 10_000


@dataclass(frozen=True, eq=False)
class Abilities:
    """What people can do and openings ask for, each worked out once."""

    round: Round

    @cached_property
    def held(self) -> Memo[int, Held]:
        """The skills of each person."""
        return Memo(lambda person: self._held(self.round.people[person]))

    @cached_property
    def asked(self) -> Memo[tuple[int, int], Asked]:
        """What an opening asks for in one trade."""
        trades = self.round.catalogue.trades
        return Memo(lambda key: asked_skills(self.round.offers[key[0]], trades[key[1]]))

    def reached(self, person: int, asked: Asked) -> Reached:
        """What a person reaches of each skill in a list."""
        spoken: list[list[tuple[int, int]]] = [[] for _ in asked]
        speaks = self._speaks[asked]
        for one, strength in self.held[person].items():
            said, place = speaks[one]
            if said:
                spoken[place].append((-strength * said, one))
        return [
            (min(whole, -sum(said for said, _ in several)), whole, [one for _, one in sorted(several)])
            for whole, several in zip(self._wholes[asked], spoken, strict=True)
        ]

    def reached_in_all(self, person: int, asked: Asked) -> int:
        """What a person reaches of a list as a whole."""
        heard, speaks = [0] * len(asked), self._speaks[asked]
        for one, strength in self.held[person].items():
            said, place = speaks[one]
            if said:
                heard[place] += strength * said
        return sum(map(min, self._wholes[asked], heard))

    @cached_property
    def whole(self) -> Memo[Asked, int]:
        """The most that can be reached of a list."""
        return Memo(lambda asked: sum(self._wholes[asked]))

    def parts(self, person: int, asked: Asked, gains: Sequence[int]) -> tuple[SkillPart, ...]:
        """Each skill of a list as a part of the fit; `gains` are points, of each skill."""
        skills, held = self.round.catalogue.skills, self.held[person]
        told = zip(asked, self.reached(person, asked), gains, strict=True)
        return tuple(
            SkillPart(
                asked=skills[skill].key,
                must=count == 2,
                held=2 if enough and skill in held else held.get(skill, 0),
                by=tuple(skills[one].key for one in by),
                reached=reached,
                full=whole,
                gain=gain,
            )
            for (skill, count, enough), (reached, whole, by), gain in told
        )

    def are_known(self, person: int, asked: Asked) -> bool:
        """Whether it is known how a person meets a list: her skills are recorded, or something speaks for it."""
        return self.round.people[person].skills is not None or self.reached_in_all(person, asked) > 0

    def _held(self, person: Candidate) -> Held:
        catalogue, held = self.round.catalogue, dict[int, int]()
        told = [(skill, skill not in person.slight) for skill in person.skills or ()]
        told += [
            (one, months >= 3) for trade, months in person.practice for one in catalogue.trades[trade].must
        ]
        for work, months in person.occupations:
            told += [(one, months >= 3) for one in catalogue.occupations[work].must]
        for course in person.schooling:
            told += [(one, catalogue.schooling[course].in_full) for one in catalogue.schooling[course].gives]
        for skill, in_full in told:
            held[skill] = max(held.get(skill, 0), 2 if in_full else 1)
        return held

    @cached_property
    def _wholes(self) -> Memo[Asked, list[int]]:
        """For a list: the most that can be reached of each skill in it."""
        return Memo(lambda asked: [2 * count * self._weight[skill] for skill, count, _ in asked])

    @cached_property
    def _speaks(self) -> Memo[Asked, Memo[int, tuple[int, int]]]:
        """For a list: what each skill held says of it, and for which in it."""
        return Memo(lambda asked: Memo(lambda held: self._speaks_for(held, asked)))

    def _speaks_for(self, held: int, asked: Asked) -> tuple[int, int]:
        """How much a skill says, and for which of a list: itself, else where it says most, the first of equals."""
        best, at = 0, 0
        for place, (skill, count, enough) in enumerate(asked):
            times = count * (2 if enough else 1)
            if skill == held:
                return times * self._weight[held], place
            said = times * self._said[skill][held]
            if said > best:
                best, at = said, place
        return best, at

    @cached_property
    def _said(self) -> Memo[int, Memo[int, int]]:
        """For a skill asked for: what each other one says of it."""
        return Memo(lambda asked: Memo(lambda held: self._says(held, asked)))

    def _says(self, held: int, asked: int) -> int:
        """What a skill says of another: by the tree, or by vectors of both where that is more."""
        by_tree, lesser = self._near[asked].get(held, 0), min(self._weight[held], self._weight[asked])
        if held not in self._vectors or asked not in self._vectors:
            return by_tree
        product = sum(a * b for a, b in zip(self._vectors[held], self._vectors[asked], strict=True))
        above = min(1000, 1000 * product // 2048**2) - 700
        return max(by_tree, lesser * above // 600)

    @cached_property
    def _vectors(self) -> dict[int, list[int]]:
        """The vectors a user has brought, by skill."""
        brought = self.round.catalogue.brought
        if not isinstance(brought, Vectors):
            return {}
        return dict(zip(brought.skills.tolist(), brought.steps.tolist(), strict=True))

    @cached_property
    def _weight(self) -> Memo[int, int]:
        """Hundredths of a bit: 100 and 100 for each time that the number of those who ask doubles up to all."""
        return Memo(lambda skill: 100 + hundredths(self._all, max(1, self._times.get(skill, 0)), 100))

    @cached_property
    def _all(self) -> int:
        return max(1, len(self.round.catalogue.trades) + len(self.round.catalogue.occupations))

    @cached_property
    def _times(self) -> dict[int, int]:
        """How many trades and occupations ask for each skill, or for something below each group."""
        times: dict[int, int] = {}
        skills = self.round.catalogue.skills
        asking: list[Trade | Occupation] = [*self.round.catalogue.trades, *self.round.catalogue.occupations]
        for one in asking:
            wanted = set(one.must) | set(one.nice)
            above = {
                group for skill in wanted for group in ancestors(skill, skills) if skills[group].is_group
            }
            for skill in wanted | above:
                times[skill] = times.get(skill, 0) + 1
        return times

    @cached_property
    def _near(self) -> Memo[int, dict[int, int]]:
        """For a skill asked for, what each other skill says of it."""
        return Memo(self._relatives)

    def _relatives(self, asked: int) -> dict[int, int]:
        brought, skills = self.round.catalogue.brought, self.round.catalogue.skills
        if brought is not None and not isinstance(brought, Vectors):
            held, worth = brought.near(asked)
            return dict(zip(held.tolist(), worth.tolist(), strict=True))
        said = dict.fromkeys(self._all_below(asked), self._weight[asked] // 2)
        for group in parents(skills[asked]):
            family = self._children.get(group, [])
            smaller = hundredths(max(1, sum(not skills[one].is_group for one in family)), 1, 50)
            for one in (group, *family):
                kin = max(self._weight[one] // 10, self._weight[one] - 360 - smaller)
                said[one] = max(said.get(one, 0), min(kin, self._weight[asked]))
        said.pop(asked, None)
        return said

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        children: dict[int, list[int]] = {}
        for place, skill in enumerate(self.round.catalogue.skills):
            for above in parents(skill):
                children.setdefault(above, []).append(place)
        return children

    def _all_below(self, skill: int) -> set[int]:
        found, left = set[int](), [skill]
        while left:
            new = set(self._children.get(left.pop(), ())) - found
            found |= new
            left += new
        return found


def asked_skills(offer: Offer, trade: Trade) -> Asked:
    """What is asked for in one trade, a blank list being typical of it, less what can be learnt."""
    must = set(trade.must if offer.must is None else offer.must)
    nice = set(trade.nice if offer.nice is None else offer.nice) - must
    return tuple(
        (skill, count, skill in offer.slight)
        for count, kind in ((2, must), (1, nice))
        for skill in sorted(kind - offer.learnable)
    )


def skills_grade(reached: int, whole: int, neutral: int) -> int:
    """Grade of what is reached of a whole list, known."""
    if whole == 0:
        return FULL_GRADE
    if reached == 0:
        return neutral // 2
    share = 10_000 * reached * (whole + 8000) // (whole * (reached + 8000))
    return neutral + (FULL_GRADE - neutral) * share // 10_000


def hundredths(over: int, under: int, parts: int) -> int:
    """The greatest k for which 2 to the power of k / parts is no more than over / under."""
    found, reached, bound = 0, under**parts, over**parts
    while reached * 2 <= bound:
        found, reached = found + 1, reached * 2
    return found


def parents(skill: Skill) -> tuple[int, ...]:
    """What stands straight above a skill."""
    return (*(() if skill.broader is None else (skill.broader,)), *skill.beside)


def ancestors(skill: int, skills: Sequence[Skill]) -> set[int]:
    """What stands above a skill, in the tree or beside it, up to the top."""
    found, above = set[int](), set(parents(skills[skill]))
    while above - found:
        found |= above
        above = {higher for one in above for higher in parents(skills[one])}
    return found
