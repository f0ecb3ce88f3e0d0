"""A table of groups and the round's totals in, what of the hidden a reader can reckon out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from matching.domain.fairness import FairnessReport, GroupTable, Share, Stage

OF_THE_ELIGIBLE: Final = (Stage.PROPOSED, Stage.WITHOUT_INTERESTS)
"""Stages whose people are eligible, but for those people have pinned."""

Range = tuple[int, int]


def reckoned_out(
    table: GroupTable, report: FairnessReport, inside: Sequence[Stage]
) -> Iterator[tuple[str | None, Stage]]:
    """What is told, and the stages nobody comes to who is not eligible, in; groups and stages found out, out.

    A number hidden is found out where it is sure to be of 1 to 9 people. A round of one group is the round itself,
    and what is true of nobody or of everybody is no secret of a group.
    """
    possible = _possible(table, report, inside) if len(table.lines) > 1 else {}
    for stage, ranges in possible.items():
        if not 0 < report.totals[stage] < report.people:
            continue
        for line, (least, most) in zip(table.lines, ranges, strict=True):
            few = least > 0 and most < 10
            if line.people is not None:
                few = few or (line.people > most and line.people - least < 10)
            if line.shares[stage] is None and few:
                yield line.group, stage


def _possible(
    table: GroupTable, report: FairnessReport, inside: Sequence[Stage]
) -> Mapping[Stage, list[Range]]:
    """What somebody who reads the table and the totals can find out, however long she looks."""
    unknown = report.people - sum(line.people or 0 for line in table.lines)
    sizes = [unknown if line.people is None else line.people for line in table.lines]
    found = {
        stage: [_range(line.shares[stage], size) for line, size in zip(table.lines, sizes, strict=True)]
        for stage in Stage
    }
    for _ in range(2 * len(sizes) * len(Stage)):
        for stage, ranges in found.items():
            total = report.totals[stage]
            found[stage] = [_narrowed(place, ranges, total) for place in range(len(ranges))]
        for stage in inside:
            for place, (fewest, greatest) in enumerate(found[stage]):
                least, most = found[Stage.ELIGIBLE][place]
                found[stage][place] = fewest, min(greatest, most)
                found[Stage.ELIGIBLE][place] = max(least, fewest), most
    return found


def _range(share: Share | None, size: int) -> Range:
    return (0, size) if share is None else (share.people, share.people)


def _narrowed(place: int, ranges: Sequence[Range], total: int) -> Range:
    others = [one for other, one in enumerate(ranges) if other != place]
    least, most = ranges[place]
    return (
        max(least, total - sum(high for _, high in others)),
        min(most, total - sum(low for low, _ in others)),
    )
