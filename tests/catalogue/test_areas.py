"""Basic interests and leisure: every area has trades, and gaming speaks for the trades of machines and data."""

from tests.builders import CATALOGUE, CNC, area, leisure


def test_every_area_is_the_main_one_of_a_trade_or_one_of_several() -> None:
    of_trades = {one for trade in CATALOGUE.trades for one in trade.areas}
    assert of_trades == set(range(len(CATALOGUE.areas)))


def test_gaming_speaks_for_cnc_and_no_care_work() -> None:
    gaming = CATALOGUE.leisure[leisure("gaming")].areas
    assert gaming & set(CATALOGUE.trades[CNC].areas)
    assert area("care") not in gaming


def test_leisure_may_tell_of_nothing_and_there_is_a_word_for_whatever_is_not_listed() -> None:
    assert CATALOGUE.leisure[leisure("other")].areas == frozenset()


def test_leisure_tells_of_at_most_two_areas() -> None:
    """What tells of everything tells of nothing."""
    assert all(len(one.areas) <= 2 for one in CATALOGUE.leisure)
