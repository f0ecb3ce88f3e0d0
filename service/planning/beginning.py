"""A round begun, empty, under an address of its own; a request that comes twice begins one."""

import re
from typing import Final

from matching.domain.policy import POLICY_SCHEMA_VERSION, Mode
from matching.files.source.identity import has_identity_number
from service.access import Actor
from service.desk import Desk
from service.store.requests import OtherFault
from service.store.rounds import KeptRound, RoundFault, begun, decide, decided, make

TRIES: Final = 100
"""How many addresses are tried for a name, where others have the first."""
_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


class BegunFault(OtherFault):
    """A round was begun by the request before, and is another than is asked for now."""

    def __init__(self, begun: KeptRound) -> None:
        super().__init__(begun.key)
        self.begun = begun


def begin(desk: Desk, actor: Actor, name: str, unit: str, programme: str, request: str) -> KeptRound:
    """A new round of meetings in a programme, or the one that was begun by the same request of the actor's.

    Raises:
        RoundFault: `taken`: there are very many rounds of that name.
        BegunFault: by the same request the actor has begun another round.
    """
    tables = {
        "schema_version": POLICY_SCHEMA_VERSION,
        "programme": programme,
        "mode": str(Mode.MEETINGS),
    }
    for address in _addresses(name):
        by = desk.by(actor)
        try:
            with desk.database.writing() as connection:
                same = begun(connection, request, by)
                if same:
                    kept = decided(connection, same.key) or {}
                    if (same.name, same.unit, kept.get("programme")) != (name, unit, programme):
                        raise BegunFault(same)
                    return same
                made = make(connection, name, id=address, unit=unit, synthetic=False, by=by, request=request)
                decide(connection, made.key, tables, by)
                return made
        except RoundFault:
            continue  # that address is another's, or the same request came in at the same moment
    raise RoundFault("taken")


def _addresses(name: str) -> tuple[str, ...]:
    """What may stand for a round of a name in an address: the first that is free is taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold().translate(_LETTERS)).strip("-")
    told = _numbered(plain)
    # What is no identity number in a name, for all that stands between its digits, may be one in an address.
    return _numbered("runde") if not plain or any(map(has_identity_number, told)) else told


def _numbered(plain: str) -> tuple[str, ...]:
    return plain, *(f"{plain}-{number}" for number in range(2, TRIES))
