"""A request in, who asks out; until there is a log-in, one made-up actor, on this machine alone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

from fastapi import Request

from service.access import Actor, Role

Actors = Callable[[Request], Actor | None]
"""Tells who asks; None for somebody nobody knows."""

_NAMES: Final = ("localhost",)
_HOST: Final = re.compile(r"(?:\[(?P<address>[0-9A-Fa-f:.]+)\]|(?P<name>[0-9A-Za-z._-]+))(?::[0-9]{1,5})?")
"""A host as requests name it: a name or an address, and maybe a port."""


def is_loopback(host: str) -> bool:
    """Whether an address or a name leads to this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in _NAMES


def name_of(host: str) -> str:
    """The host a request names, without its port: 127.0.0.1, localhost or [::1], with or without :8000.

    Empty, which is no host, where it is written in any other way.
    """
    found = _HOST.fullmatch(host)
    return (found["address"] or found["name"]).lower() if found else ""


@dataclass(frozen=True)
class LoopbackActor:
    """The same actor for everybody on this machine, and nobody for all others: for trying out and for tests."""

    actor: Actor

    @classmethod
    def bound(cls, role: Role, units: frozenset[str], *, host: str) -> "LoopbackActor":
        """An actor of that role for a service that listens on an address.

        Raises:
            PermissionError: the address can be reached from other machines.
        """
        if not is_loopback(host):
            raise PermissionError(f"no log-in is set up, so {host} must not be listened on: use 127.0.0.1")
        return cls(Actor(f"dev-{role}", role, role, units))

    def __call__(self, request: Request) -> Actor | None:
        """The actor, when the request comes from this machine."""
        return self.actor if request.client and is_loopback(request.client.host) else None
