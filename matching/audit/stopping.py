"""One person and all openings, or one opening and all people, in; how often each requirement stops them out."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from matching.audit.judging import Judgements, Marks, Numbers, asked_of, codes_of
from matching.audit.rules import REQUIREMENTS
from matching.domain.reasons import Reason, ReasonCode


@dataclass(frozen=True, eq=False)
class Stops:
    """The rules that stop, and the questions that would settle, one person or one opening."""

    judgements: Judgements

    def of_person(self, person: int, undecided: Numbers) -> Counter[Reason]:
        """A person and the openings whose verdict with her is unknown in, the reasons she should be told out."""
        everywhere = np.arange(len(self.judgements.round.opening_ids))
        return _reasons(self.judgements.marks(person, everywhere), self.judgements.marks(person, undecided))

    def of_opening(self, opening: int, undecided: Numbers) -> Counter[Reason]:
        """An opening and the people whose verdict with it is unknown in, the reasons it should be told out."""
        everybody = np.arange(len(self.judgements.round.person_ids))
        return _reasons(self.judgements.marks(everybody, opening), self.judgements.marks(undecided, opening))


def _reasons(every: Marks, undecided: Marks) -> Counter[Reason]:
    total, found = len(every), Counter[Reason]()
    for number, (told, _) in enumerate(REQUIREMENTS):
        count = int(np.count_nonzero(every & np.uint64(1 << number)))
        if count:
            found[Reason.of(told.no, count=count, total=total)] += 1
    # Two requirements may share one question, which stands once in what a pair is asked.
    asked = {
        frozenset(codes_of(bits)): count for bits, count in Counter(asked_of(undecided).tolist()).items()
    }
    for code in frozenset[ReasonCode]().union(*asked):
        among = sum(count for codes, count in asked.items() if code in codes)
        alone = asked.get(frozenset({code}))
        found[Reason.of(code, count=alone, among=among, total=total)] += 1
    return found
