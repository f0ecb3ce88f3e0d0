"""Requests and what the store holds in, figures for a monitor out; no id, name, office or address is among them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection, func, select

from service.store.jobs import State
from service.store.tables.records import job, lookup

TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
BOUNDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds that requests are counted up to."""


@dataclass(frozen=True)
class Kept:
    """What the store holds: look-ups ever kept, and jobs by state."""

    lookups: int
    jobs: Mapping[str, int]


def kept_in(connection: Connection) -> Kept:
    """The figures of a store."""
    # Keys are never given twice, so the last one tells how many there have been without counting them.
    last = connection.execute(select(func.max(lookup.c.key))).scalar() or 0
    found = connection.execute(select(job.c.state, func.count()).group_by(job.c.state)).all()
    return Kept(last, dict.fromkeys(State, 0) | {State(state): count for state, count in found})


@dataclass(eq=False)
class Metrics:
    """The figures of one running service."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)

    def __post_init__(self) -> None:
        ProcessCollector(registry=self.registry)
        about = "Requests answered, by template of route, method and status."
        self.requests = Counter(
            "innenfor_requests", about, ("route", "method", "status"), registry=self.registry
        )
        about = "How long they took, by template of route and method."
        self.seconds = Histogram(
            "innenfor_request_seconds", about, ("route", "method"), buckets=BOUNDS, registry=self.registry
        )

    def answered(self, *, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request; `route` is its template, never its address."""
        self.requests.labels(route, method, str(status)).inc()
        self.seconds.labels(route, method).observe(seconds)

    def text(self, rounds: int | None, kept: Kept | None) -> bytes:
        """All figures, as Prometheus reads them; without those of the store where it does not answer."""
        now = CollectorRegistry()
        now.register(_Now(rounds, kept))
        return generate_latest(self.registry) + generate_latest(now)


@dataclass(frozen=True, eq=False)
class _Now(Collector):
    """What is read from the store each time somebody asks."""

    rounds: int | None
    kept: Kept | None

    def collect(self) -> Iterable[Metric]:
        """The figures of this moment."""
        if self.rounds is not None:
            yield GaugeMetricFamily("innenfor_rounds", "Rounds that can be shown.", value=self.rounds)
        if self.kept is not None:
            about = "Displays of persons that were kept, denied ones too."
            yield CounterMetricFamily("innenfor_lookups", about, value=self.kept.lookups)
            jobs = GaugeMetricFamily("innenfor_jobs", "Calculations by where they stand.", labels=["state"])
            for state, count in sorted(self.kept.jobs.items()):
                jobs.add_metric([state], count)
            yield jobs
