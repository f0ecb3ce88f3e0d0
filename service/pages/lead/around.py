"""What stands around the pages of somebody who leads a round, also before there is a plan of it."""

from dataclasses import replace

from matching.wording import Words
from service.asked import OneKept
from service.pages.frame import Frame, kept_frame
from service.shown.addresses import LEAD, ROUNDS, jobs_page, work_page
from service.store.plans import newest


def around(of: OneKept, title: str, words: Words) -> Frame:
    """Around a page of what a round is made of."""
    found = replace(kept_frame(of, title, words), current=work_page(of.round.id))
    with of.desk.database.reading() as connection:
        if newest(connection, of.round.key):
            return found
    # The other pages of a round are made of its plan.
    name = of.round.id
    led = (LEAD, words.say("lead.rounds.title"))
    crumbs = ((ROUNDS, words.say("service.name")), led, (work_page(name), of.round.name))
    parts = ((work_page(name), words.say("lead.work.title")), (jobs_page(name), words.say("jobs.title")))
    return replace(found, crumbs=crumbs, parts=parts)
