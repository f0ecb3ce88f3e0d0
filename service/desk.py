"""What work with kept rounds stands on: the store and that of identities, the clock, and the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from matching.catalogue.catalogue import Catalogue
from service.access import Actor
from service.operating.clock import Clock
from service.store.database import Database, Stores
from service.store.decisions import By
from service.store.lookups import Lookup, keep
from service.store.together import Together


@dataclass(frozen=True, eq=False)
class Desk:
    """Where what people do with kept rounds is done and kept."""

    stores: Stores
    clock: Clock
    catalogue: Catalogue
    offices: Mapping[str, str] = field(default_factory=dict)
    """What offices are called, by their ids."""

    @property
    def database(self) -> Database:
        """The store of everything but identities."""
        return self.stores.main

    @cached_property
    def displays(self) -> Together[Lookup]:
        """Where displays of persons are kept that nothing else is kept with."""
        return Together(self.database, keep)

    def office(self, unit: str) -> str:
        """What an office is called where people read of it: its id where nobody has said."""
        return self.offices.get(unit, unit)

    def by(self, actor: Actor) -> By:
        """That somebody does something now."""
        return By(actor, self.clock())
