"""How the tables of the store are named and refer to each other. Ids are pseudonyms throughout.

A person, an opening or a need is kept as the row of its list, cell by cell, in the words the reader of lists
understood: one reader turns rows into columns, whether they come from a file or from here. What places may sum to
on any day, of one person and at one opening, is held by triggers; see the migrations.
"""

from typing import Final

from sqlalchemy import Column, ForeignKey, Integer, MetaData

NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""How keys and constraints are named, so that a migration can name them too."""

metadata = MetaData(naming_convention=NAMES)


def key() -> Column[int]:
    """The number the store itself gives a row."""
    return Column("key", Integer, primary_key=True)


def to(table: str, *, erased_with: bool = True) -> Column[int]:
    """A reference to the row of a table; what is told of a thing goes when the thing is erased."""
    on_delete = "CASCADE" if erased_with else "RESTRICT"
    target = ForeignKey(f"{table}.key", ondelete=on_delete)
    return Column(table, Integer, target, nullable=False, index=True)
