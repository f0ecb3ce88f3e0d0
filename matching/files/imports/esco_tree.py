"""Concepts and what is above them in, the one group each skill or group stands below out."""

from collections import Counter
from collections.abc import Mapping

from matching.files.imports.esco import Esco


def nearest_groups(esco: Esco) -> Mapping[str, tuple[str, bool]]:
    """For each concept the address of the group it stands below, and whether ESCO itself says that one alone.

    ESCO may place a skill below several groups, or below other skills alone; our tree has one group above each.
    Nearest is the fewest steps up; of several as near, the one with the fewest straight below it, which says the
    most, and then the first by address. A concept with no group above is not among the answers.
    """
    below = Counter(above for uri in esco.concepts for above in esco.broader.get(uri, ()))
    answers: dict[str, tuple[str, bool]] = {}
    for uri in esco.concepts:
        groups, steps = _nearest(uri, esco)
        if groups:
            best = min(groups, key=lambda group: (below[group], group))
            answers[uri] = best, len(groups) == steps == 1
    return answers


def _nearest(uri: str, esco: Esco) -> tuple[set[str], int]:
    """The groups fewest steps above a concept, and how many steps that is."""
    seen, level, steps = {uri}, {uri}, 0
    while level:
        level = {above for one in level for above in esco.broader.get(one, ())} - seen
        steps += 1
        groups = {one for one in level if one in esco.concepts and esco.concepts[one].is_group}
        if groups:
            return groups, steps
        seen |= level
    return set(), steps
