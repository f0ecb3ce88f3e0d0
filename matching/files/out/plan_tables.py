"""A plan in, its tables of words and numbers out: who is proposed where, who and what is left, and the control."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from matching.domain.answers import TENTHS_IN_A_SEAT
from matching.domain.cohort import Cohort
from matching.domain.funnel import Funnel
from matching.domain.plan import AuditReport, Plan
from matching.domain.proof import Proof, Total
from matching.domain.reasons import Party, Reason
from matching.explanation.questions import mapping_list
from matching.files.out.fit_told import (
    limiting_side,
    not_known_parts,
    skill_sentences,
    what_to_map,
    worth_mapping,
)
from matching.files.out.limit_tables import bound_rows, cost_between, limit_rows, status
from matching.files.out.places import Place, places_of
from matching.files.out.sheet_rows import Cell, Row
from matching.files.out.workbook_out import TableOut, Told
from matching.needs import needs_by_trade_and_place
from matching.wording import Over, Words

Places = Mapping[str, Place]

_ID, _NUMBER, _NAME, _LONG = 14, 16, 34, 70


def plan_tables(plan: Plan, cohort: Cohort, words: Words) -> Iterator[TableOut]:
    """A plan and the cohort it was made from in, its tables in the words of a language out, proposals first."""
    places = places_of(cohort, words.catalogue)

    def table(key: str, widths: tuple[int, ...], rows: Iterable[Row]) -> TableOut:
        title, headings = words.say(f"table.{key}.title"), words.headings(key)
        known = rows if isinstance(rows, Told) else tuple(rows)
        return TableOut(title=title, headings=headings, widths=widths, rows=known)

    place = (_ID, _NAME, _NUMBER)
    fit = (_NUMBER, _NUMBER, _NUMBER, _NAME, _NUMBER, _NAME, _LONG)
    proposals = Told(len(plan.assignments), partial(_proposals, plan, words, places))
    yield table("proposals", (_ID, *place, _NAME, _ID, _ID, *fit, _LONG, _LONG, _LONG, _LONG, _ID), proposals)
    left = Told(len(plan.unassigned), partial(_unassigned, plan, words))
    yield table("unassigned", (_ID, _NUMBER, _NUMBER, 100), left)
    empty = _empty_seats(plan, words, places)
    yield table("empty_seats", (*place, _NUMBER, _NUMBER, _NUMBER, 100), empty)
    reserves = Told(sum(map(len, plan.reserves.values())), partial(_reserves, plan, words, places))
    yield table("reserves", (*place, _ID, _ID, _NUMBER, _NUMBER), reserves)
    size = sum(len(one.fit.contributions) for one in plan.assignments)
    yield table("parts", (_ID, _ID, _NAME, _NUMBER, _NUMBER), Told(size, partial(_parts, plan, words)))
    values = Told(len(plan.seat_values), partial(_seat_values, plan, words, places))
    yield table(f"seats_{plan.mode}", (*place, *[_NUMBER] * 6), values)
    if plan.limits:
        widths = (_NAME, _NAME, *[_NUMBER] * 3, _NAME, _LONG, _NAME)
        yield table("limits", widths, limit_rows(plan, words))
    yield table("funnel", (50, *[_NUMBER] * 4), _funnel(plan.funnel, words))
    questions = chain(_questions(plan, words, places), _to_map(plan, cohort, words))
    yield table("questions", (_NUMBER, _ID, _NAME, 90, _NUMBER, _NUMBER, _NUMBER), questions)
    if cohort.needs:
        yield table("needs", (_NAME, _NAME, *[_NUMBER] * 6), _needs(plan, cohort, words))
    yield table("control", (_NAME, 100), _control(plan, cohort.programme.name, words))
    if plan.rejected:
        yield table("rejected", (_NAME, _ID, _ID, _NAME, 100), _rejected(plan, words))


def _proposals(plan: Plan, words: Words, places: Places) -> Iterator[Row]:
    for one in plan.assignments:
        yield (
            one.candidate,
            *_place(places[one.opening]),
            words.trade(one.trade),
            words.extent(one.extent),
            words.minutes(None) if one.minutes is None else one.minutes,
            one.fit.points,
            one.fit.opening_side,
            one.fit.candidate_side,
            limiting_side(one.fit, words),
            words.evidence(one.fit.evidence_level),
            not_known_parts(one.fit, words),
            "\n".join(worth_mapping(one.fit, words)),
            "\n".join(skill_sentences(one.fit.skills, words)),
            _sentences(one.why, words),
            _sentences(one.questions, words),
            _sentences(one.notes, words),
            words.yes_or_no(one.pinned),
        )


def _unassigned(plan: Plan, words: Words) -> Iterator[Row]:
    for one in plan.unassigned:
        why = _sentences(one.reasons, words, sure=one.eligible > 0)
        yield one.candidate, one.eligible, one.unknown, why


def _empty_seats(plan: Plan, words: Words, places: Places) -> Iterator[Row]:
    for one in plan.empty_seats:
        why = _sentences(one.reasons, words, Over.PEOPLE)
        yield *_place(places[one.opening]), one.room, one.eligible, one.unknown, why


def _reserves(plan: Plan, words: Words, places: Places) -> Iterator[Row]:
    for opening, people in sorted(plan.reserves.items()):
        for number, one in enumerate(people, 1):
            elsewhere = words.yes_or_no(one.proposed_elsewhere)
            yield *_place(places[opening]), number, one.candidate, one.points, elsewhere


def _parts(plan: Plan, words: Words) -> Iterator[Row]:
    for one in plan.assignments:
        for part in one.fit.contributions:
            known = words.yes_or_no(part.known)
            yield one.candidate, one.opening, words.criterion(part.part), part.points, known


def _seat_values(plan: Plan, words: Words, places: Places) -> Iterator[Row]:
    for one in plan.seat_values:
        gain, loss = _amounts(one.one_more), _amounts(one.one_fewer)
        if one.one_more_at_most or one.one_fewer_at_most:
            gain = _between(gain, _amounts(one.one_more_at_most or one.one_more), words)
            loss = _between(loss, _amounts(one.one_fewer_at_most or one.one_fewer), words)
        yield *_place(places[one.opening]), *gain, *loss


def _funnel(funnel: Funnel | None, words: Words) -> Iterator[Row]:
    if funnel is None:
        return
    for key in ("pairs", "eligible", "unknown", "ineligible"):
        yield words.say(f"funnel.{key}"), getattr(funnel, key), None, None, None
    for one in funnel.rules:
        name = words.say("funnel.rule", rule=words.named("rule", one.rule))
        yield name, one.stopped, one.alone, one.unknown, one.unknown_alone


def _questions(plan: Plan, words: Words, places: Places) -> Iterator[Row]:
    for one in plan.open_questions:
        firm = places[one.about].firm if one.party is Party.EMPLOYER else None
        question = words.reason(Reason(one.question))
        yield words.named("party", one.party), one.about, firm, question, one.unlocks, one.waits, None


def _to_map(plan: Plan, cohort: Cohort, words: Words) -> Iterator[Row]:
    for one in mapping_list(plan.assignments, cohort):
        question = words.say("mapping.listed", what=what_to_map(one, words))
        yield words.named("party", Party.CANDIDATE), one.about, None, question, None, None, one.moves


def _needs(plan: Plan, cohort: Cohort, words: Words) -> Iterator[Row]:
    for one in needs_by_trade_and_place(cohort, words.catalogue, plan):
        tenths = (one.reported, one.clarified, one.confirmed, one.not_known, one.listed)
        where = words.trade(one.trade), words.named("municipality", one.municipality)
        yield *where, *(seats / TENTHS_IN_A_SEAT for seats in tenths), one.proposed


def _control(plan: Plan, programme: str, words: Words) -> Iterator[Row]:
    def row(key: str, value: Cell) -> Row:
        return words.say(f"control.{key}"), value

    yield row("kept", words.say("control.keep"))
    yield row("on", words.date(plan.on))
    yield row("mode", words.mode(plan.mode))
    yield row("status", status(plan, words))
    yield from (row("cause", words.reason(cause)) for cause in plan.causes)
    yield from _proof(plan, plan.proof, words)
    yield from bound_rows(plan, plan.bounds, words) if plan.bounds else ()
    yield from _audit(plan.audit, words)
    yield from (row("note", words.reason(note)) for note in plan.notes)
    yield row("questions", plan.questions_in_all)
    for one in plan.decision_costs:
        kind = "pin" if one.pinned else "veto"
        cost = cost_between(one.cost, one.cost_at_most, plan.mode, words)
        yield row(kind, words.say("control.cost", candidate=one.candidate, opening=one.opening, cost=cost))
    yield row("programme", programme)
    yield row("algorithm", words.named("algorithm", plan.algorithm))
    for key in ("seed", "input_hash", "policy_hash", "schema_version"):
        yield row(key, getattr(plan, key))
    yield from (row("version", f"{name} {version}") for name, version in sorted(plan.versions.items()))


def _proof(plan: Plan, proof: Proof | None, words: Words) -> Iterator[Row]:
    if proof is None:
        return
    gap = proof.bound - proof.objective
    for key, total in (("objective", proof.objective), ("bound", proof.bound)):
        yield words.say(f"control.{key}"), words.total(total, plan.mode)
    yield words.say("control.gap"), words.total(gap, plan.mode) if gap != Total() else 0
    yield words.say("control.bound_kind"), words.named("bound_kind", proof.bound_kind)
    yield words.say("control.pairs"), proof.pairs


def _audit(report: AuditReport | None, words: Words) -> Iterator[Row]:
    if report is None:
        return
    yield words.say("control.audit"), words.audit(report)
    yield from ((words.say("control.finding"), f"{one.check}: {one.what}") for one in report.findings)
    yield from ((words.say("control.check"), words.named("check", check)) for check in report.checks)


def _rejected(plan: Plan, words: Words) -> Iterator[Row]:
    for one in plan.rejected:
        yield one.file, one.sheet, one.row, one.column, words.what_is_wrong(one)


def _place(place: Place) -> tuple[str, str, str]:
    return place.opening, place.firm, place.municipality


def _amounts(total: Total | None) -> Row:
    return (None, None, None) if total is None else (total.people, total.proposals, total.points)


def _between(least: Row, most: Row, words: Words) -> Row:
    """Amounts that are not exact, as «2–3»."""
    pairs = zip(least, most, strict=True)
    return tuple(
        low if low == high else words.say("between.number", least=str(low), most=str(high))
        for low, high in pairs
    )


def _sentences(
    reasons: Iterable[Reason], words: Words, over: Over = Over.OPENINGS, *, sure: bool = True
) -> str:
    return "\n".join([words.reason(reason, over, sure=sure) for reason in reasons])
