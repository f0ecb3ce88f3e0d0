"""The floors a policy asks for and the list of groups in, floors with the ids they count out.

The one way groups of people reach a plan: as ids under a name and a written ground, never as what somebody is.
"""

from matching.domain.constraints import Floor
from matching.domain.errors import PolicyFault, RowFault
from matching.files.decisions.constraints import FloorAsked, read_floors
from matching.files.decisions.settings import wrong
from matching.files.lists.groups import HEADINGS, GroupsList, read_groups
from matching.files.source.vocabulary import nearest, plain
from matching.screen.given import Lists, RoundFiles


def read_members(files: RoundFiles, lists: Lists) -> tuple[tuple[Floor, ...], tuple[RowFault, ...]]:
    """Files and lists of a round in, the floors of its policy and the faults of the list of groups out.

    The list of groups is not opened where the policy asks for no floor.

    Raises:
        PolicyFault: a floor is asked for and no list of groups given, or it has no such column or group.
        FileFault: the list of groups as a whole cannot be read.
    """
    asked = read_floors(files.policy)
    if not asked or files.policy is None:
        return (), ()
    try:
        if files.groups is None:
            raise wrong("floors", None, "groups_file")
        people = lists.people
        listed = read_groups(files.groups, people.people.id.tolist(), people.sheet.withheld)
        floors = tuple(_floor(f"floors[{place}]", one, listed) for place, one in enumerate(asked, 1))
    except PolicyFault as fault:
        raise PolicyFault(fault.code, **{"file": files.policy.name, **fault.facts}) from fault
    return floors, listed.faults


def _floor(key: str, asked: FloorAsked, listed: GroupsList) -> Floor:
    headings = {heading: column for column, heading in HEADINGS.items() if column in listed.of}
    column = next((headings[one] for one in headings if plain(one) == plain(asked.column)), None)
    if column is None:
        raise wrong(f"{key}.column", asked.column, "group_column", nearest=nearest(asked.column, headings))
    of = listed.of[column]
    members = frozenset(person for person, group in of.items() if plain(group) == plain(asked.group))
    if not members:
        near = nearest(asked.group, sorted(set(of.values())))
        raise wrong(f"{key}.group", asked.group, "group", nearest=near)
    return Floor(name=asked.name, least=asked.least, ground=asked.ground, by=asked.by, members=members)
