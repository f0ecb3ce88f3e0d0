"""A plan released by a named person: places set aside and proposals put on lists, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from matching.domain.answers import TENTHS_IN_A_SEAT
from matching.domain.plan import Assignment, Plan
from matching.domain.policy import Mode
from matching.files.out.plan_decoded import plan_from_json
from service.desk import Desk
from service.statuses import ACTIVE
from service.store.confirmations import Pair, answers
from service.store.decisions import By
from service.store.entries import EntryFault, propose
from service.store.holding import holding
from service.store.plans import KeptPlan, newest, release, text_of
from service.store.reservations import FULL, Reserved, TakenFault, set_aside
from service.store.rounds import is_open
from service.store.tables.rounds import opening, person, round_


class ReleaseFault(Exception):
    """A plan that cannot be released; nothing has changed. The code says why, and the opening where."""

    def __init__(self, code: str, opening: str = "") -> None:
        super().__init__(code, opening)
        self.code = code
        self.opening = opening


@dataclass(frozen=True, kw_only=True)
class Ready:
    """How far a plan is from being released (klar til å frigis)."""

    plan: KeptPlan
    current: bool
    """The round has not gone on since it was made."""
    audited: bool
    """The control has passed it."""
    unanswered: tuple[Pair, ...]
    """Proposals nobody has confirmed, in the order of the plan."""
    turned_down: tuple[Pair, ...]
    """Proposals that were turned down, and so are to be calculated without."""
    open: bool
    """The round is not closed."""

    @property
    def may(self) -> bool:
        """Whether it can be released."""
        left = self.unanswered or self.turned_down
        return self.open and self.current and self.audited and not left and not self.released

    @property
    def released(self) -> bool:
        """Whether it is already."""
        return self.plan.released_at is not None


def ready(connection: Connection, round_key: int) -> Ready | None:
    """How far the newest plan of a round is from being released; None where there is none."""
    kept = newest(connection, round_key)
    if kept is None:
        return None
    return _ready(connection, kept, plan_from_json(text_of(connection, kept.key)))


def release_plan(desk: Desk, round_key: int, plan_key: int, by: By) -> Ready:
    """A plan of a round released: what it sets aside, and everybody in it on the list of her opening as proposed.

    Raises:
        ReleaseFault: `missing` (see `ready`), `taken` (of an opening: a seat or a person is no longer free), `busy`
            (somebody else put one of them on a list at the same moment).
        PlanFault: as `release` of the store does.
    """
    # Before the transaction: that of a county takes seconds, in which nobody else could write.
    with desk.database.reading() as connection:
        plan = plan_from_json(text_of(connection, plan_key))
    keys: dict[str, dict[str, int]] = {}
    try:
        with desk.database.writing() as connection:
            kept = release(connection, round_key, plan_key, by)
            found = _ready(connection, kept, plan)
            if not found.audited or found.unanswered or found.turned_down:
                raise ReleaseFault("missing")
            keys = _keys(connection, round_key, plan)
            held = {(one.person, one.opening) for one in holding(connection, round_key).here}
            fresh = [one for one in plan.assignments if (one.candidate, one.opening) not in held]
            listed = [
                one
                for one in fresh
                for who, where in [(keys["person"][one.candidate], keys["opening"][one.opening])]
                if propose(connection, round_key, where, who, by).status in ACTIVE
            ]
            if plan.mode is Mode.PLACES:
                set_aside(connection, plan_key, _reserved(connection, listed, keys))
    except TakenFault as fault:
        names = {key: name for name, key in keys["opening"].items()}
        raise ReleaseFault("taken", names[fault.opening]) from None
    except EntryFault:
        raise ReleaseFault("busy") from None
    return found


def _ready(connection: Connection, kept: KeptPlan, plan: Plan) -> Ready:
    said = answers(connection, kept.key)
    pairs = [(one.candidate, one.opening) for one in plan.assignments]
    revision = connection.execute(select(round_.c.revision).where(round_.c.key == kept.round)).scalar_one()
    return Ready(
        plan=kept,
        current=kept.revision == revision,
        audited=plan.audit is not None and plan.audit.passed and plan.status.made,
        unanswered=tuple(pair for pair in pairs if pair not in said),
        turned_down=tuple(pair for pair in pairs if pair in said and not said[pair].confirmed),
        open=is_open(connection, kept.round),
    )


def _keys(connection: Connection, round_key: int, plan: Plan) -> dict[str, dict[str, int]]:
    """The keys of everybody and every opening in a plan, by id.

    Raises:
        ReleaseFault: `missing`: one of them is gone.
    """
    unit = connection.execute(select(round_.c.unit).where(round_.c.key == round_key)).scalar_one()
    wanted = {
        "person": {one.candidate for one in plan.assignments},
        "opening": {one.opening for one in plan.assignments},
    }
    found = {}
    for table in (person, opening):
        rows = connection.execute(select(table.c.id, table.c.key).where(table.c.unit == unit))
        found[table.name] = {row.id: row.key for row in rows if row.id in wanted[table.name]}
        if len(found[table.name]) != len(wanted[table.name]):
            raise ReleaseFault("missing")
    return found


def _reserved(
    connection: Connection, proposals: Sequence[Assignment], keys: Mapping[str, Mapping[str, int]]
) -> list[Reserved]:
    """What each proposal sets aside."""
    seats = connection.execute(select(opening.c.key, opening.c.tenths))
    tenths = {row.key: row.tenths for row in seats}
    at: dict[str, list[Assignment]] = {}
    for one in proposals:
        at.setdefault(one.opening, []).append(one)
    found = []
    for name, here in at.items():
        where = keys["opening"][name]
        for one, percent in zip(here, percents(here, tenths[where]), strict=True):
            found.append(Reserved(person=keys["person"][one.candidate], opening=where, percent=percent))
    return found


def percents(here: Sequence[Assignment], tenths: int) -> list[int]:
    """What each of the proposals at an opening of so many tenths sets aside, in percent of a full position.

    A whole place each; where there is no room for that, they share: those who are open to half of one take half.
    """
    room = tenths * FULL // TENTHS_IN_A_SEAT
    whole = [FULL] * len(here)
    if sum(whole) <= room:
        return whole
    shared = [FULL // 2 if one.extent and one.extent[0] <= FULL // 2 else FULL for one in here]
    return shared if sum(shared) <= room else [max(room // len(here), 1)] * len(here)
