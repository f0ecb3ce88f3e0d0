"""Lists of openings and of needs in, the seats of a round out: what is confirmed and not listed is a seat too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import ErrorCode, RowFault
from matching.domain.needs import Need
from matching.domain.openings import Employer, Opening, Openings
from matching.domain.policy import NeedsFilled
from matching.files.headings.meanings import NOTHING_CHOSEN, Meanings
from matching.files.lists.needs import NAMED, NeedsList, read_needs, same_firm
from matching.files.lists.openings import OpeningsList, read_openings
from matching.files.source.vocabulary import plain


@dataclass(frozen=True, eq=False, kw_only=True)
class Seats:
    """The openings of a round and the needs they come of, and the faults of both lists."""

    listed: OpeningsList
    needed: NeedsList | None
    openings: Openings
    """Those of the list, and one for each need whose seats are filled and that none of them names."""
    employers: tuple[Employer, ...]
    needs: tuple[Need, ...]
    between: tuple[RowFault, ...]
    """Faults of needs found by looking at both lists; the rows they name are not left out of either."""

    @property
    def faults(self) -> tuple[RowFault, ...]:
        """Every fault of the lists, in the order one meets them."""
        of_needs = (*self.between, *(self.needed.faults if self.needed else ()))
        return (*self.listed.faults, *sorted(of_needs, key=lambda fault: fault.row))


def read_seats(
    path: Path,
    needs: Path | None,
    catalogue: Catalogue,
    filled: NeedsFilled,
    meanings: Meanings = NOTHING_CHOSEN,
) -> Seats:
    """A list of openings and one of needs, if there is one, in; the seats of a round and all faults out.

    Raises:
        FileFault: a file as a whole cannot be read.
    """
    needed = read_needs(needs, catalogue, meanings) if needs else None
    listed = read_openings(path, catalogue, needed, meanings)
    return seats_of(listed, needed, filled)


def seats_of(listed: OpeningsList, needed: NeedsList | None, filled: NeedsFilled) -> Seats:
    """Both lists as they were read in, the seats of a round out."""
    return _alone(listed) if needed is None else _joined(listed, needed, filled)


def _alone(listed: OpeningsList) -> Seats:
    return Seats(
        listed=listed,
        needed=None,
        openings=listed.openings,
        employers=listed.employers,
        needs=(),
        between=(),
    )


def _joined(listed: OpeningsList, needed: NeedsList, filled: NeedsFilled) -> Seats:
    """Both lists as one: their firms are one sequence, and each firm is known by its place there."""
    # Those of a row with a fault too: a place that is left out does not come back as a need.
    named = set(map(plain, listed.sheet.column(NAMED).distinct))
    unnamed = [one for one in needed.needs if plain(one.id) not in named]
    # The list of openings knows the sector of a firm that stands in both.
    firms = {_key(one): one for one in (*needed.employers, *listed.employers)}
    place = {key: place for place, key in enumerate(sorted(firms))}
    moved = np.array([place[_key(one)] for one in listed.employers], dtype=np.int32)
    openings = replace(listed.openings, employer=moved[listed.openings.employer])
    at_firm = {one.id: place[_key(needed.employers[one.employer])] for one in needed.needs}
    seats = [
        replace(one, employer=at_firm[one.id]).opening() for one in unnamed if one.status >= filled.least
    ]
    return Seats(
        listed=listed,
        needed=needed,
        openings=_with(openings, seats),
        employers=tuple(firms[key] for key in place),
        needs=tuple(replace(one, employer=at_firm[one.id]) for one in needed.needs),
        between=(*_numbers_taken(listed, needed), *_same_places(listed, needed, unnamed)),
    )


def _key(firm: Employer) -> tuple[str, str]:
    return firm.name, firm.organisation_number


def _with(openings: Openings, more: Sequence[Opening]) -> Openings:
    if not more:
        return openings
    return Openings.of([*(openings.opening(row) for row in range(len(openings))), *more])


def _numbers_taken(listed: OpeningsList, needed: NeedsList) -> Iterator[RowFault]:
    """A need may become an opening, so the two have no number in common."""
    taken = set(map(plain, listed.openings.id.tolist()))
    return (needed.fault(one, ErrorCode.NEED_IS_AN_OPENING) for one in needed.needs if plain(one.id) in taken)


def _same_places(listed: OpeningsList, needed: NeedsList, unnamed: Sequence[Need]) -> Iterator[RowFault]:
    """A need and an opening of one firm, trade and municipality, of which nobody has said whether they are one."""
    openings = listed.openings
    silent = [row for row, name in enumerate(listed.needs_named) if not name]
    where: dict[tuple[int, int], list[int]] = {}
    for row in silent:
        for trade in openings.trades[row].tolist():
            where.setdefault((trade, int(openings.municipality[row])), []).append(row)
    for need in unnamed:
        firm = needed.employers[need.employer]
        for row in where.get((need.trade, need.municipality), []):
            if same_firm(firm, listed.employers[openings.employer[row]]):
                opening = str(openings.id[row])
                yield needed.fault(need, ErrorCode.POSSIBLY_SAME_PLACE, opening=opening)
                break
