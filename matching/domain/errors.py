"""The one tree of errors: each has a code and facts; the words are found at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Fact = str | int | None


class ErrorCode(StrEnum):
    """What is wrong; `texts/` has a sentence and a remedy for each."""

    # the file as a whole
    FILE_NOT_FOUND = "file_not_found"
    NO_DOWNLOAD = "no_download"
    FILE_FORMAT = "file_format"
    FILE_KIND = "file_kind"
    FILE_TEXT = "file_text"
    FILE_UNREADABLE = "file_unreadable"
    FILE_NO_PLAN = "file_no_plan"
    PLAN_VERSION = "plan_version"
    PLAN_TWICE = "plan_twice"
    FILE_TOO_LARGE = "file_too_large"
    FILE_EMPTY = "file_empty"
    SHEET_AMBIGUOUS = "sheet_ambiguous"
    SHEET_CUT = "sheet_cut"
    LIST_OF_OTHER_KIND = "list_of_other_kind"
    CELLS_MERGED = "cells_merged"
    COLUMN_REFUSED = "column_refused"
    COLUMN_MISSING = "column_missing"
    KEY_NOBODY = "key_nobody"
    KEY_NAME = "key_name"
    CANDIDATE_NAMED = "candidate_named"
    COLUMN_UNKNOWN = "column_unknown"
    COLUMN_NOT_HERE = "column_not_here"
    COLUMN_TWICE = "column_twice"
    COLUMN_UNNAMED = "column_unnamed"
    GROUPS_TOO_MANY = "groups_too_many"
    CELL_SHIELDS = "cell_shields"
    CELL_FORMULA_FAILED = "cell_formula_failed"
    IDENTITY_NUMBER = "identity_number"
    # one cell or row of a list
    CELL_REQUIRED = "cell_required"
    CELL_NOT_A_NUMBER = "cell_not_a_number"
    CELL_OUT_OF_RANGE = "cell_out_of_range"
    CELL_NOT_A_DATE = "cell_not_a_date"
    CELL_NOT_A_QUARTER = "cell_not_a_quarter"
    DAY_NOT_REACHED = "day_not_reached"
    CELL_NOT_A_CHOICE = "cell_not_a_choice"
    CELL_NOT_IN_CATALOGUE = "cell_not_in_catalogue"
    CELL_SEVERAL = "cell_several"
    CELL_BRACKETS = "cell_brackets"
    CELL_DISAGREES = "cell_disagrees"
    CELL_TOO_MANY = "cell_too_many"
    CELL_NO_VALUE = "cell_no_value"
    CELL_NO_NAME = "cell_no_name"
    PERCENT_UNCLEAR = "percent_unclear"
    CELL_STEP = "cell_step"
    CELL_TOO_LONG = "cell_too_long"
    CELL_INVISIBLE_CHARACTER = "cell_invisible_character"
    CELL_CONTRADICTS = "cell_contradicts"
    ID_TWICE = "id_twice"
    ROW_REPEATED = "row_repeated"
    ROW_EXAMPLE = "row_example"
    RANGE_REVERSED = "range_reversed"
    RANGE_HALF = "range_half"
    INTERESTS_HALF = "interests_half"
    INTEREST_CODE = "interest_code"
    WISH_AND_NO = "wish_and_no"
    EXTENT_ABOVE_SEATS = "extent_above_seats"
    ORGANISATION_NUMBER = "organisation_number"
    LICENCE_CLASS = "licence_class"
    PRACTICE_FORM = "practice_form"
    SECTOR_DIFFERS = "sector_differs"
    NEEDS_NOT_GIVEN = "needs_not_given"
    NEED_NOT_LISTED = "need_not_listed"
    NEED_OF_ANOTHER = "need_of_another"
    NEED_IS_AN_OPENING = "need_is_an_opening"
    POSSIBLY_SAME_PLACE = "possibly_same_place"
    # what people have decided
    POLICY_UNREADABLE = "policy_unreadable"
    POLICY_KEY = "policy_key"
    POLICY_VALUE = "policy_value"
    POLICY_VERSION = "policy_version"
    NOTHING_LEARNED = "nothing_learned"
    LEARNED_CHANGED = "learned_changed"
    LEARNED_KIND = "learned_kind"
    PROGRAMME_UNKNOWN = "programme_unknown"
    ID_UNKNOWN = "id_unknown"
    CLASS_ABOVE_ROOM = "class_above_room"
    TRAVEL_MATRIX = "travel_matrix"
    SKILL_VECTORS = "skill_vectors"
    VECTOR_ZERO = "vector_zero"
    SCENARIO_CONTRADICTS = "scenario_contradicts"
    STABLE_WITH = "stable_with"
    REPLAN_WITH = "replan_with"
    REPLAN_SIZE = "replan_size"
    # work that is not done
    WORK_STOPPED = "work_stopped"
    WORKER_LOST = "worker_lost"
    # the catalogue and the cohort
    CATALOGUE = "catalogue"
    COHORT = "cohort"


class InnenforError(Exception):
    """Anything the system can name as wrong, with a code and the facts of the case."""

    def __init__(self, code: ErrorCode, **facts: Fact) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Mapping[str, Fact] = facts

    def __reduce__(self) -> tuple[Any, ...]:
        """The same error in another process, whatever its kind is made from."""
        return _again, (type(self), *self.args), self.__dict__

    def __str__(self) -> str:
        return f"{self.code}: " + ", ".join(f"{name}={value}" for name, value in self.facts.items())


def _again(kind: type[InnenforError], *given: object) -> InnenforError:
    return kind.__new__(kind, *given)


class FileFault(InnenforError):
    """A fault of a file as a whole: nothing of it is read."""


class FileFaults(FileFault):
    """Several files, none of which can be read; as an error it is that of the first."""

    def __init__(self, *faults: FileFault) -> None:
        super().__init__(faults[0].code, **faults[0].facts)
        self.faults = faults


class PolicyFault(InnenforError):
    """Something people have decided that cannot be read or followed."""


class CatalogueFault(InnenforError):
    """Reference data that contradicts itself."""


class CohortFault(InnenforError):
    """Columns that cannot be a cohort."""


@dataclass(frozen=True, kw_only=True)
class RowFault:
    """One thing wrong in one cell: where it is, what stands there, and what would mend it."""

    file: str
    sheet: str
    row: int
    """Row number as the spreadsheet shows it, the heading being row 1."""
    column: str
    value: str
    code: ErrorCode
    facts: tuple[tuple[str, Fact], ...] = ()
    written: str = ""
    """The heading of the column as it stands in the file, where that is another than `column`."""
