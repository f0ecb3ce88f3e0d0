"""JSON text told piece by piece is the text of the whole."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.domain.reasons import Reason, ReasonCode
from matching.files.out.json_text import JsonText
from matching.files.out.plan_json import as_json

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
VALUES = st.recursive(
    SCALARS,
    lambda one: st.lists(one, max_size=4) | st.tuples(one, one) | st.dictionaries(st.text(), one, max_size=4),
    max_leaves=30,
)


@given(VALUES)
def test_the_text_is_the_one_of_the_standard_library(value: Any) -> None:
    expected = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1, sort_keys=True)
    assert as_json(value) == f"{expected}\n"


def test_each_entry_of_a_long_list_is_a_piece_of_its_own() -> None:
    pieces = list(JsonText(lambda kind: ()).pieces({"people": [{"id": number} for number in range(500)]}))
    assert len(pieces) > 500
    assert max(map(len, pieces)) < 100


def test_a_reason_that_many_share_is_told_alike_at_every_depth() -> None:
    shared = Reason.of(ReasonCode.NO_OPENINGS, count=2)
    own = {"code": "no_openings", "facts": {"count": 2}}
    told = as_json({"a": [shared, [shared]], "b": shared})
    assert told == as_json({"a": [own, [own]], "b": own})
    assert json.loads(told) == {"a": [own, [own]], "b": own}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1: 2}, object(), {"a": np.float32(1)}])
def test_what_json_has_no_form_of_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        as_json(value)
