"""The command about what firms need."""

from matching.catalogue.loader import load_catalogue
from matching.cli.edge import echo_json
from matching.domain.cohort import Cohort
from matching.domain.policy import Policy
from matching.files.lists.seats import read_seats
from matching.files.out.places import places_of
from matching.files.out.plan_json import as_json
from matching.needs import needs_by_trade_and_place
from matching.screen import options
from matching.screen.given import meanings_of
from matching.screen.needs import tell_needs
from matching.screen.page import Page, console
from matching.screen.round import stop_where_faulty
from matching.wording import Words


def needs(
    needs: options.NeedsList,
    openings: options.OpeningsFile,
    *,
    meanings: options.MeaningsFile = None,
    own_catalogue: options.CatalogueFolder = None,
    only_json: options.AsJson = False,
) -> None:
    """Tell what firms need, and what is listed, in each trade at each place."""
    catalogue = load_catalogue(own_catalogue)
    words = Words(catalogue)
    seats = read_seats(openings, needs, catalogue, Policy.needs_filled, meanings_of(meanings, catalogue))
    stop_where_faulty(seats.faults, words)
    cohort = Cohort.of([], seats.openings, seats.employers, seats.listed.training_offices, needs=seats.needs)
    rows = needs_by_trade_and_place(cohort, catalogue)
    if only_json:
        echo_json(as_json({"needs": rows}))
    else:
        tell_needs(Page(words, places_of(cohort, catalogue), console()), rows)
