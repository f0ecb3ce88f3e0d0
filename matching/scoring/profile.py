"""Cohort columns in, the columns criteria read out: skills as they are held, one trade and one list per offer."""

from dataclasses import dataclass

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK, NONE
from matching.domain.columns import Bool, Columns, Int16, Int32, Ragged, mask
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.scoring.held import Held, held_skills


@dataclass(frozen=True, eq=False)
class Applicants(Columns):
    """What the criteria read of people."""

    municipality: Int16
    travel_mode: Int16
    extent_from: Int16
    extent_to: Int16
    interests: Int16
    interest_code: Int16
    liked: Int32
    """Basic interests named, and those that leisure tells of."""
    areas_told: Bool
    """Basic interests are named, or «ingen» is."""
    likes: Int32
    dislikes: Int32
    wishes: Int16
    maybe: Bool
    unwanted: Int16
    skills: Ragged
    strength: Ragged
    recorded: Bool
    """Skills are recorded, or «ingen» is."""

    @property
    def held(self) -> Held:
        """The skills of each."""
        return Held(self.skills, self.strength)


@dataclass(frozen=True, eq=False)
class Offers(Columns):
    """What the criteria read of openings in one of their trades; `demand` is the list of skills asked for."""

    trade: Int16
    municipality: Int16
    extent_from: Int16
    extent_to: Int16
    demand: Int32


def applicants(people: People, catalogue: Catalogue) -> Applicants:
    """People as the criteria read them."""
    held = held_skills(people, catalogue)
    return Applicants(
        id=people.id,
        municipality=people.municipality,
        travel_mode=people.travel_mode,
        extent_from=people.extent_from,
        extent_to=people.extent_to,
        interests=people.interests,
        interest_code=people.interest_code,
        liked=_liked(people, catalogue),
        areas_told=people.areas != BLANK,
        likes=people.likes,
        dislikes=people.dislikes,
        wishes=people.wishes,
        maybe=people.maybe,
        unwanted=people.unwanted,
        skills=held.skills,
        strength=held.strength,
        recorded=people.skills_known,
    )


def offers(openings: Openings, demand: Int32) -> Offers:
    """Openings in each of their alternative trades, all first trades first; `demand` as demands(...) gives it."""
    count = openings.trades.shape[1]
    return Offers(
        id=np.tile(openings.id, count),
        trade=openings.trades.T.reshape(-1),
        municipality=np.tile(openings.municipality, count),
        extent_from=np.tile(openings.extent_from, count),
        extent_to=np.tile(openings.extent_to, count),
        demand=demand.reshape(-1),
    )


def _liked(people: People, catalogue: Catalogue) -> Int32:
    """Basic interests, as bit masks, that a person has named or that something of her leisure tells of."""
    leisure = np.maximum(people.leisure, NONE)
    told = [np.where(leisure >> place & 1, mask(one.areas), 0) for place, one in enumerate(catalogue.leisure)]
    return np.asarray(np.bitwise_or.reduce([np.maximum(people.areas, NONE), *told]), dtype=np.int32)
