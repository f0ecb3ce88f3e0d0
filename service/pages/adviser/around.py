"""Where one may go from a person to the conversation with her, and what stands around the pages of it."""

from matching.wording import Words
from service.access import Action, Kind
from service.asked import OnePerson
from service.pages.adviser.parts import OPENINGS, Part
from service.pages.frame import Frame, Link
from service.shown.addresses import naming_page, person_page, take_home_page, talk_page


def ways(one: OnePerson, words: Words) -> tuple[Link, ...]:
    """The links of a person's page: the conversation for who may keep answers, the rest for who reads."""
    held, sight = one.sight.round, one.sight
    if not sight.is_kept or not sight.may_read(Kind.TARGET_GROUP):
        return ()
    talk = talk_page(held, one.name, Part.LIKES), words.say("adviser.link")
    name = naming_page(held, one.name), words.say("employer.name.write_it")
    return (*((talk, name) if sight.may(Action.EDIT, Kind.PERSON) else ()), *_to_read(one, words))


def around(one: OnePerson, title: str, words: Words, current: str) -> Frame:
    """Around a page she looks at herself: the parts of the conversation and the way out, and no other person."""
    held, may_edit = one.sight.round, one.sight.may(Action.EDIT, Kind.PERSON)
    parts = [
        (talk_page(held, one.name, part), words.say(f"adviser.part.{part}")) for part in Part if may_edit
    ]
    return Frame(
        title,
        words.say("adviser.title"),
        ((person_page(held, one.name), words.say("adviser.leave")),),
        (*parts, *_to_read(one, words)),
        current,
        (words.say("service.synthetic"),) if held.synthetic else (),
    )


def _to_read(one: OnePerson, words: Words) -> tuple[Link, ...]:
    held = one.sight.round
    return (
        (talk_page(held, one.name, OPENINGS), words.say("adviser.openings.title")),
        (take_home_page(held, one.name), words.say("adviser.sheet_link")),
    )
