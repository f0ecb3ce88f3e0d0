"""An id that people have written in, one segment of an address out, and back."""

from typing import Final
from urllib.parse import quote, unquote

from service.door.language import repeats_a_number
from service.shown.rounds import LoadedRound

ROUNDS: Final = "/"
"""The page of all rounds."""
LEAD: Final = "/programleder"
"""The page of the rounds somebody leads, with or without a plan."""
FIRM: Final = "/bedrift"
"""The page of a firm's own openings."""
TALKS: Final = "/samtaler"
"""The page of the talks of the week."""
LANGUAGE: Final = "/sprak"
"""Where the choice of language is sent."""
LOOKS: Final = "/oppslag"
"""The page of who has looked at whom, for those who check it."""
OVERRIDES: Final = "/overstyring"
"""The page of how often proposals are turned down."""
COMPONENTS: Final = "/komponenter"
"""The page of components, for those who try the pages out."""


def segment(name: str) -> str:
    """An id as one segment of an address. A plain id stands as it is.

    Slashes, dots and percent signs mean something to browsers and servers even when quoted, so they are quoted
    twice; `named` takes the second quoting away.
    """
    inner = quote(name, safe="").replace(".", "%2E")
    return quote(inner, safe="")


def named(segment: str) -> str:
    """The id of a segment that a server has unquoted once; empty, which nothing is called, where it can be none."""
    name = unquote(segment)
    return "" if "\0" in name else name  # no database can be asked for that sign


def round_page(round_id: str, part: str = "") -> str:
    """The address of a round's page, or of one of its parts."""
    return f"/runder/{segment(round_id)}" + (f"/{part}" if part else "")


def opening_page(round_id: str, opening: str) -> str:
    """The address of the page of one opening."""
    return round_page(round_id, f"lareplasser/{segment(opening)}")


def list_page(round_id: str, opening: str) -> str:
    """The address of the list of one opening."""
    return f"{opening_page(round_id, opening)}/liste"


def compare_page(round_id: str, opening: str) -> str:
    """The address of two people side by side for one opening."""
    return f"{opening_page(round_id, opening)}/sammenlign"


def passing_page(round_id: str) -> str:
    """The address where an opening named on the telephone is asked about."""
    return round_page(round_id, "ny-lareplass")


def step_page(round_id: str, entry: int) -> str:
    """The beginning of the addresses steps of one person on a list are sent to."""
    return round_page(round_id, f"liste/{entry}")


def sheet_page(round_id: str, opening: str) -> str:
    """The address of the sheet of one opening for its firm."""
    return f"{opening_page(round_id, opening)}/ark"


def answers_page(round_id: str, opening: str) -> str:
    """The address of what the firm of one opening has answered."""
    return f"{opening_page(round_id, opening)}/svar"


def name_page(round_id: str, entry: int) -> str:
    """The address at which the name of one person on a list is told."""
    return f"{step_page(round_id, entry)}/navn"


def firm_page(round_id: str, opening: str) -> str:
    """The address of a firm's own page of one of its openings."""
    return f"{FIRM}/{segment(round_id)}/{segment(opening)}"


def followup_page(round_id: str, entry: int | None = None) -> str:
    """The address of the follow-up of a round, or of one person in it who holds a place."""
    return round_page(round_id, "oppfolging" if entry is None else f"oppfolging/{entry}")


def proposal_page(round_id: str, number: int) -> str:
    """The address of one proposal of the newest plan, by its place in it, counted from 1."""
    return round_page(round_id, f"forslag/{number}")


def release_page(round_id: str) -> str:
    """The address at which the newest plan is released."""
    return round_page(round_id, "frigi")


def work_page(round_id: str) -> str:
    """The address of what a round is made of: its lists, its settings and its calculations."""
    return round_page(round_id, "grunnlag")


def draft_page(round_id: str, kind: str) -> str:
    """The address of a list that was brought and is not yet kept."""
    return f"{work_page(round_id)}/{segment(kind)}"


def decided_page(round_id: str) -> str:
    """The address of what is decided about a round."""
    return round_page(round_id, "avgjorelser")


def changed_page(round_id: str, before: int, after: int) -> str:
    """The address of what is other in one plan of a round than in another."""
    return round_page(round_id, f"endringer/{before}/{after}")


def jobs_page(round_id: str, job: int | None = None) -> str:
    """The address of the calculations of a round, or of one of them."""
    return round_page(round_id, "beregninger" if job is None else f"beregninger/{job}")


def why_page(page: str) -> str:
    """The address of what it would take for the person or the opening of a page."""
    return f"{page}/hva-skal-til"


def person_page(of: LoadedRound, person: str) -> str:
    """The address of the page of one person; her id does not stand in it."""
    return round_page(of.id, f"kandidater/{segment(of.ref_of(person))}")


def naming_page(of: LoadedRound, person: str) -> str:
    """The address at which it is written what one person is called."""
    return f"{person_page(of, person)}/navn"


def local(address: str) -> str:
    """An address out of a form in, the same out where it is a page of ours; else that of all rounds.

    One that may hold somebody's identity number is no page of ours, and is not repeated.
    """
    # Browsers read a backslash as a slash and leave out tabs and line breaks, and // begins another host.
    plain = all("!" <= letter <= "~" and letter != "\\" for letter in address)
    ours = plain and address.startswith("/") and not address.startswith("//")
    return address if ours and not repeats_a_number(address) else ROUNDS


def talk_page(of: LoadedRound, person: str, part: str) -> str:
    """The address of one part of the conversation with a person."""
    return f"{person_page(of, person)}/samtale/{part}"


def take_home_page(of: LoadedRound, person: str) -> str:
    """The address of the sheet a person takes home."""
    return f"{person_page(of, person)}/ark"


def own_page(page: str) -> str:
    """The address of all that is kept of the person of a page."""
    return f"{page}/opplysninger"


def erase_page(page: str) -> str:
    """The address the person of a page is erased at."""
    return f"{page}/slett"


def letter_page(round_id: str, number: int) -> str:
    """The address of the letter about one proposal, by its place in the plan."""
    return f"{proposal_page(round_id, number)}/brev"
