"""What the compiled kernel reads: rules, skills and grades over distinct values, as tables of whole numbers.

People are numbered as in the sieve. Named tuples, for these the compiler takes apart.
"""

from typing import NamedTuple

from matching.blocks.sieve import Words
from matching.domain.answers import Answers
from matching.domain.columns import Bool, Int8, Int16, Int32, Int64


class Rules(NamedTuple):
    """The sieve as the kernel reads it."""

    least: int
    groups: Int64
    places: Int32
    reach: Answers
    needs: Words
    may: Words
    sure: Words


class Lists(NamedTuple):
    """The lists of skills asked for: who speaks for what, from starts[l] to starts[l + 1], by what is asked for."""

    starts: Int64
    skills: Int32
    asked: Int64
    """Where what each speaks for stands in `caps`."""
    said: Int64
    caps: Int64
    full: Int64


class Holders(NamedTuple):
    """Who holds each skill, rising; block b of `size` people begins at starts[s * blocks + b] in skill s."""

    size: int
    blocks: int
    starts: Int32
    person: Int32
    strength: Int32


class People(NamedTuple):
    """What is looked up of each person numbered."""

    row: Int32
    unheard: Int32
    """The grade of skills of those who hold nothing that is asked for, and of those about whom nothing is known."""
    group: Int32
    code: Int32
    """Number of what the remaining criteria read."""
    extent: Int16


class Offers(NamedTuple):
    """What is looked up of each opening, or of each in its alternative trades, shape (alternatives, openings)."""

    trade: Int32
    """Row of the table by trade, BLANK where there is no such alternative."""
    demand: Int32
    site: Int32
    code: Int32
    extent: Int16


class Sums(NamedTuple):
    """Weight x grade of the candidate's side, by what it depends on."""

    by_trade: Int32
    """Shape (trades, people numbered)."""
    by_site: Int32
    """Shape (sites, groups)."""
    by_code: Int32
    """Shape (codes of offers, codes of people)."""


class Numbers(NamedTuple):
    """The numbers of the formula, given and never built in: a cached kernel must not remember old ones."""

    full: int
    bend: int
    neutral: int
    weight: int
    full_side: int
    full_points: int
    one_sided: int


class Tables(NamedTuple):
    """All that the kernel reads."""

    rules: Rules
    lists: Lists
    holders: Holders
    people: People
    offers: Offers
    sums: Sums
    numbers: Numbers
    people_in_all: int
    """With those whom some rule stops everywhere."""


class Pairs(NamedTuple):
    """What the kernel writes: the columns of a FitBlock, in its order."""

    person: Int32
    opening: Int32
    points: Int16
    opening_side: Int16
    candidate_side: Int16
    unknown: Bool
    extent: Int16


class Work(NamedTuple):
    """What is known of one opening while it is looked at; one for each thread."""

    who: Int32
    """Everyone who may take it, and beside them what the place is worth, their points and both sides' sums."""
    of_site: Int32
    points: Int32
    ours: Int32
    hers: Int32
    is_in: Int8
    """1 for those, else 0."""
    runs: Int64
    """First block of people in reach, and the one after the last, of each unbroken run of such blocks."""
    heard: Int32
    """What is said for the skill looked at, by person numbered; 0 in between, as is what is said for the list."""
    evidence: Int32
    grade: Int32
    """Of the list looked at; in between that of those nothing is said for."""
    hits: Int32
    """Where those who hold the skill looked at stand among the holders."""
    touched: Int32
    seen: Int32
    """People something is said for: for what is asked for, for the list."""
