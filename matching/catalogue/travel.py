"""Travel minutes between municipalities: a documented estimate, or the user's own matrix.

The estimate is for planning who could meet, not a timetable. Source of every number here: assumption.

    road km  = 1.3 x great-circle km between the centres (4 km within one municipality)
    car      = 5 minutes + road km at 60 km/h
    transit  = 10 minutes + 1.7 x car
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from matching.domain.answers import BLANK, TravelMode
from matching.domain.columns import Int16
from matching.domain.reference import Municipality

EARTH_RADIUS_KM = 6371.0
ROAD_PER_STRAIGHT = 1.3
KM_WITHIN = 4.0
CAR_START, CAR_KM_PER_MINUTE = 5.0, 1.0
TRANSIT_START, TRANSIT_PER_CAR = 10.0, 1.7


@dataclass(frozen=True, eq=False)
class Travel:
    """Minutes one way, shape (modes, from, to); BLANK where nothing is known."""

    minutes: Int16
    estimated: bool

    @classmethod
    def estimate(cls, municipalities: Sequence[Municipality]) -> Self:
        """The documented estimate between every two municipalities."""
        km = np.where(np.eye(len(municipalities), dtype=np.bool_), KM_WITHIN, _straight(municipalities))
        car = CAR_START + ROAD_PER_STRAIGHT * km / CAR_KM_PER_MINUTE
        times = {TravelMode.CAR: car, TravelMode.TRANSIT: TRANSIT_START + TRANSIT_PER_CAR * car}
        return cls(np.rint([times[mode] for mode in TravelMode]).astype(np.int16), estimated=True)

    @classmethod
    def of_matrix(cls, size: int, times: Mapping[tuple[TravelMode, int, int], int]) -> Self:
        """The user's own minutes by (mode, from, to); what is not given is not known."""
        minutes = np.full((len(TravelMode), size, size), BLANK, dtype=np.int16)
        for place, time in times.items():
            minutes[place] = time
        return cls(minutes, estimated=False)

    def between(self, way: TravelMode | None, origin: int, destination: int) -> int | None:
        """Minutes one way, or None where the way or the time is not known."""
        minutes = BLANK if way is None else int(self.minutes[way, origin, destination])
        return None if minutes == BLANK else minutes


def _straight(municipalities: Sequence[Municipality]) -> npt.NDArray[np.float64]:
    """Great-circle km between every two centres, shape (from, to)."""
    north = np.radians([one.latitude for one in municipalities])
    east = np.radians([one.longitude for one in municipalities])
    half = np.sin((north[:, None] - north) / 2) ** 2
    half += np.cos(north[:, None]) * np.cos(north) * np.sin((east[:, None] - east) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half)))
