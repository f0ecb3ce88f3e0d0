"""Until there is a log-in: one actor, on this machine alone, and refused where others could reach it."""

import pytest

from service.access import Role
from service.door.actors import LoopbackActor, is_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_this_machine_is_this_machine(host: str) -> None:
    assert is_loopback(host)
    assert LoopbackActor.bound(Role.PLANNER, frozenset({"a"}), host=host).actor.role is Role.PLANNER


@pytest.mark.parametrize(
    "host",
    [
        "0.0.0.0",
        "::",
        "",
        "10.1.2.3",
        "192.0.2.1",
        "innenfor.example",
        "localhost.example",
        "::ffff:10.0.0.1",
    ],
)
def test_an_actor_without_log_in_is_refused_where_others_could_reach(host: str) -> None:
    with pytest.raises(PermissionError):
        LoopbackActor.bound(Role.PLANNER, frozenset({"a"}), host=host)
