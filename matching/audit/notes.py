"""One person and one offer that may meet in, the notes about them out."""

from collections.abc import Iterator

from matching.audit.reading import Offer, Round, agreed_extent
from matching.audit.requirements import need_filled
from matching.domain.answers import FULL_TIME, YES, Approval
from matching.domain.people import Candidate
from matching.domain.policy import Decision, Mode
from matching.domain.reasons import Reason, ReasonCode


def no_to_trade(person: Candidate, trade: str, round_: Round) -> Iterator[Reason]:
    """That the person has said no to the trade of the fit, which stops nothing; it stands before all notes."""
    if trade in {round_.catalogue.trades[one].key for one in person.unwanted}:
        yield Reason.of(ReasonCode.TRADE_UNWANTED)


def notes_of(person: Candidate, offer: Offer, round_: Round, pin: Decision | None) -> Iterator[Reason]:
    """What is worth saying of a pair that may meet, in the order of docs/requirements.md; last, who pinned it."""
    if person.in_round is None:
        yield Reason.of(ReasonCode.NOTE_NOT_ASKED)
    if round_.policy.mode is Mode.MEETINGS and offer.approval is not Approval.APPROVED:
        yield Reason.of(ReasonCode.NOTE_APPROVAL)
    if round_.policy.mode is Mode.MEETINGS and need_filled(offer.need, round_.policy) != YES:
        status = offer.need.name.lower() if offer.need else None
        yield Reason.of(ReasonCode.NOTE_NEED, status=status, least=round_.policy.needs_filled)
    for certificate in offer.certificates:
        yield Reason.of(
            ReasonCode.NOTE_CERTIFICATE, certificate=round_.catalogue.certificates[certificate].key
        )
    extent = agreed_extent(person, offer)
    if person.extent and offer.extent and extent and extent[1] < FULL_TIME:
        yield Reason.of(ReasonCode.NOTE_PART_TIME, percent=extent[1])
    if pin is not None:
        yield Reason.of(ReasonCode.NOTE_PINNED, by=pin.by, reason=pin.reason)
