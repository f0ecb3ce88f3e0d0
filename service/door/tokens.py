"""A bearer token in, who asks out: what the office's log-in says of her, checked against its own keys."""

import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any, Final
from urllib.request import urlopen

import jwt
from fastapi import Request

from matching.files.source.identity import has_identity_number
from service.access import Actor, Role
from service.operating.clock import Clock

ALGORITHM: Final = "RS256"
"""The one way of signing that is taken, whatever a token says of itself."""
CLAIMS: Final = ("iss", "aud", "sub", "exp", "iat")
"""What a token must say."""
LEEWAY: Final = timedelta(seconds=30)
"""How far two clocks may be apart."""
LONGEST_NAME: Final = 80
"""Characters of what somebody is known by, at most: so many are kept of who has looked and decided."""
KEPT: Final = timedelta(minutes=15)
"""How long keys are used before they are fetched again."""
WINDOW, FETCHES = timedelta(minutes=1), 10
"""Keys nobody knows make the service fetch again, but no more often than this: anybody can make a key up."""
FETCH_SECONDS: Final = 5
LARGEST_ANSWER: Final = 1 << 20

Keys = Mapping[str, jwt.PyJWK]
"""Public keys by their id."""
Fetch = Callable[[], bytes]
"""Gives the issuer's public keys (JWKS) as they are published now."""


class GroupsFault(Exception):
    """The file of groups cannot be followed; `at` says where."""

    def __init__(self, at: str) -> None:
        super().__init__(at)
        self.at = at


@dataclass(frozen=True)
class Group:
    """What being in a group of the office's directory gives."""

    id: str
    role: Role
    unit: str
    firm: str | None = None
    """The firm its members speak for, as the list of openings names it; employers have one and nobody else."""

    def __post_init__(self) -> None:
        """Checked here, so that no file gives an employer more than one firm's openings, or others a firm.

        Raises:
            ValueError: a firm is missing, or there is one where none belongs.
        """
        if (self.role is Role.EMPLOYER) is not bool(self.firm):
            raise ValueError(f"a firm belongs to the role {Role.EMPLOYER}, and to no other")


def read_groups(path: Path) -> tuple[Group, ...]:
    """A file of [[groups]] with id, role and unit, and of employers their firm, in, the groups in order out.

    Raises:
        GroupsFault: it cannot be read, a group lacks something, or names a role there is none of.
    """
    try:
        tables = tomllib.loads(path.read_text("utf-8"))["groups"]
        return tuple(Group(one["id"], Role(one["role"]), one["unit"], one.get("firm")) for one in tables)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise GroupsFault(f"{path.name}: {error}") from error


def fetching(address: str) -> Fetch:
    """What fetches keys from an address, https alone.

    Raises:
        ValueError: another kind of address.
    """
    if not address.startswith("https://"):
        raise ValueError("keys are fetched by https alone")

    def fetch() -> bytes:
        with urlopen(address, timeout=FETCH_SECONDS) as answer:
            found: bytes = answer.read(LARGEST_ANSWER)
            return found

    return fetch


def read_keys(fetch: Fetch) -> Keys:
    """The issuer's keys as they are published now; none where they cannot be fetched, or are none."""
    try:
        found = jwt.PyJWKSet.from_dict(json.loads(fetch()))
    except (OSError, ValueError, jwt.PyJWTError):
        return {}
    return {one.key_id: one for one in found.keys if one.key_id}


@dataclass(eq=False)
class PublishedKeys:
    """The issuer's keys, fetched when they are old and when a token names one that is not among them."""

    fetch: Fetch
    clock: Clock
    _keys: Keys = field(default_factory=dict)
    _fetched: list[datetime] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def named(self, key: str) -> jwt.PyJWK | None:
        """The key of an id; None where the issuer has none of it."""
        with self._lock:
            now = self.clock()
            old = not self._fetched or now - self._fetched[-1] > KEPT
            if (old or key not in self._keys) and self._may_fetch(now):
                self._fetch(now)
            return self._keys.get(key)

    def _may_fetch(self, now: datetime) -> bool:
        self._fetched = [at for at in self._fetched if now - at < KEPT + WINDOW]
        return sum(now - at < WINDOW for at in self._fetched) < FETCHES

    def _fetch(self, now: datetime) -> None:
        self._fetched.append(now)
        # Those known so far are used on: an issuer that cannot be reached has withdrawn nothing.
        self._keys = read_keys(self.fetch) or self._keys


@dataclass(frozen=True, eq=False)
class TokenActors:
    """Tells who asks by the bearer token of the request; see Actors."""

    issuer: str
    audience: str
    keys: PublishedKeys
    groups: Sequence[Group]
    clock: Clock

    def __call__(self, request: Request) -> Actor | None:
        """Who asks; None without a token, with one that does not hold, and for somebody in none of our groups."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        return self.actor(token) if kind.lower() == "bearer" and token else None

    def actor(self, token: str) -> Actor | None:
        """Whom a token speaks of; None where it does not hold."""
        try:
            header = jwt.get_unverified_header(token)
            key = self.keys.named(str(header.get("kid", ""))) if header.get("alg") == ALGORITHM else None
            if key is None or "crit" in header:
                return None
            claims = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                issuer=self.issuer,
                audience=self.audience,
                options={
                    "require": list(CLAIMS),
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
        except (jwt.PyJWTError, ValueError):
            return None
        return self._actor(claims) if self._in_time(claims) else None

    def _in_time(self, claims: Mapping[str, Any]) -> bool:
        """Whether it is valid now, by the clock that was given."""
        now, leeway = self.clock().timestamp(), LEEWAY.total_seconds()
        times = [claims.get("nbf", claims["iat"]), claims["iat"], claims["exp"]]
        if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in times):
            return False
        return bool(max(times[:2]) <= now + leeway and now < times[2] + leeway)

    def _actor(self, claims: Mapping[str, Any]) -> Actor | None:
        """The first of our groups she is in decides her role and firm; her offices are those of all such groups."""
        given = claims.get("groups")
        hers = [one for one in self.groups if isinstance(given, list) and one.id in given]
        # An employee is known by the letter and numbers of Nav; nobody by an identity number.
        name = str(claims.get("NAVident") or claims["sub"])
        if not hers or not 0 < len(name) <= LONGEST_NAME or "\0" in name or has_identity_number(name):
            return None
        role, firm = hers[0].role, hers[0].firm
        units = frozenset(one.unit for one in hers if (one.role, one.firm) == (role, firm))
        return Actor(name, str(claims.get("name") or name), role, units, firm)
