"""Nobody gets in by a token the issuer has not given her, for this service, for now; everybody who has one does."""

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from starlette.requests import Request

from service.access import Role
from service.app import create_service
from service.door.guard import Doors
from service.door.tokens import FETCHES, Group, GroupsFault, PublishedKeys, TokenActors, fetching, read_groups
from service.operating.offices import SAMPLES
from tests.service.asked import CNC, ask, samples

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ISSUER, AUDIENCE = "https://login.example/v2", "innenfor"
GROUPS = (
    Group("g-lead", Role.PROGRAMME_LEAD, "steinkjer"),
    Group("g-contact", Role.MARKET_CONTACT, "steinkjer"),
    Group("g-contact-levanger", Role.MARKET_CONTACT, "levanger"),
)
OURS, OTHERS = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


def public(key: rsa.RSAPrivateKey, name: str) -> dict[str, Any]:
    return {**jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": name, "alg": "RS256"}


def claims(**other: object) -> dict[str, Any]:
    said = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "opaque-1",
        "NAVident": "T123456",
        "name": "Marte",
        "groups": ["g-contact", "g-contact-levanger", "g-unknown"],
        "iat": int(NOW.timestamp()) - 60,
        "exp": int(NOW.timestamp()) + 3600,
    }
    return {name: value for name, value in {**said, **other}.items() if value is not None}


def signed(
    said: Mapping[str, Any], key: rsa.RSAPrivateKey = OURS, name: str = "one", **header: object
) -> str:
    return jwt.encode(dict(said), key, algorithm="RS256", headers={"kid": name, **header})


class Issuer:
    """Publishes keys, and counts how often it was asked."""

    def __init__(self, **keys: rsa.RSAPrivateKey) -> None:
        self.keys = keys
        self.asked = 0
        self.now = NOW

    def publish(self) -> bytes:
        self.asked += 1
        if not self.keys:
            raise OSError("nobody answers")
        return json.dumps({"keys": [public(key, name) for name, key in self.keys.items()]}).encode()

    def actors(self) -> TokenActors:
        keys = PublishedKeys(self.publish, lambda: self.now)
        return TokenActors(ISSUER, AUDIENCE, keys, GROUPS, lambda: self.now)


@pytest.fixture
def issuer() -> Issuer:
    return Issuer(one=OURS)


def test_a_token_of_the_issuer_tells_role_and_offices(issuer: Issuer) -> None:
    actor = issuer.actors().actor(signed(claims()))
    assert actor is not None
    assert (actor.id, actor.name, actor.role) == ("T123456", "Marte", Role.MARKET_CONTACT)
    assert actor.units == {"steinkjer", "levanger"}


def test_the_first_group_of_the_file_decides_the_role(issuer: Issuer) -> None:
    actor = issuer.actors().actor(signed(claims(groups=["g-contact", "g-lead"])))
    assert actor is not None
    assert actor.role is Role.PROGRAMME_LEAD
    assert actor.units == {"steinkjer"}


def part(told: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()


def unsigned(algorithm: str) -> str:
    return f"{part({'alg': algorithm, 'typ': 'JWT', 'kid': 'one'})}.{part(claims())}."


def by_the_public_key() -> str:
    """Signed as if our public key, which everybody has, were a shared secret."""
    import hashlib
    import hmac

    pem = OURS.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    begun = f"{part({'alg': 'HS256', 'kid': 'one'})}.{part(claims())}"
    mark = hmac.new(pem, begun.encode(), hashlib.sha256).digest()
    return f"{begun}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}"


def tampered() -> str:
    first, _, last = signed(claims()).split(".")
    return f"{first}.{part(claims(groups=['g-lead']))}.{last}"


SECONDS = int(NOW.timestamp())
FORGED = {
    "no signature": unsigned("none"),
    "no signature, in another spelling": unsigned("NonE"),
    "no signature under our algorithm": unsigned("RS256"),
    "public key as a secret": by_the_public_key(),
    "another's key under our id": signed(claims(), OTHERS),
    "a key it brings along": signed(claims(), OTHERS, jwk=public(OTHERS, "one")),
    "a key it says where to fetch": signed(claims(), OTHERS, "two", jku="https://forged.example/keys"),
    "no id of a key": jwt.encode(claims(), OURS, algorithm="RS256"),
    "another way of signing": jwt.encode(claims(), OURS, algorithm="RS512", headers={"kid": "one"}),
    "changed after it was signed": tampered(),
    "another issuer": signed(claims(iss="https://login.example/v1")),
    "another service": signed(claims(aud="another")),
    "run out": signed(claims(exp=SECONDS - 31)),
    "not valid yet": signed(claims(nbf=SECONDS + 31)),
    "given in the future": signed(claims(iat=SECONDS + 31)),
    "no end": signed(claims(exp=None)),
    "an end that is no time": signed({**claims(), "exp": True}),
    "nobody": signed(claims(sub=None)),
    "no group of ours": signed(claims(groups=["g-unknown"])),
    "a group that is a word": signed(claims(groups="g-contact")),
    "an identity number for a name": signed(claims(NAVident="01010112345")),
    "a name too long to keep": signed(claims(NAVident="T" * 81)),
    "a name no database keeps": signed(claims(NAVident="T1\0")),
    "demands nobody knows": signed(claims(), crit=["b64"], b64=True),
    "not a token": "one.two",
    "empty": "",
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_token_lets_nobody_in(issuer: Issuer, forged: str) -> None:
    assert issuer.actors().actor(FORGED[forged]) is None


def test_clocks_may_be_half_a_minute_apart(issuer: Issuer) -> None:
    for other in ({"exp": SECONDS - 29}, {"nbf": SECONDS + 29}, {"iat": SECONDS + 29}):
        assert issuer.actors().actor(signed(claims(**other))) is not None


def test_keys_may_change_at_any_moment_without_anybody_being_turned_away() -> None:
    issuer = Issuer(k0=OURS)
    actors = issuer.actors()
    held = {"k0": OURS}
    for minute in range(60):
        issuer.now = NOW + timedelta(minutes=minute)
        if minute % 7 == 3:
            name = f"k{minute}"
            held = {**held, name: OTHERS if minute % 2 else OURS}
            held = dict(list(held.items())[-2:])  # the new one is published with the one before it
            issuer.keys = held
        for name, key in held.items():
            said = claims(iat=int(issuer.now.timestamp()), exp=int(issuer.now.timestamp()) + 60)
            assert actors.actor(signed(said, key, name)) is not None, (minute, name)


def test_a_key_that_was_withdrawn_is_no_longer_taken(issuer: Issuer) -> None:
    actors = issuer.actors()
    assert actors.actor(signed(claims())) is not None
    issuer.keys = {"two": OTHERS}
    issuer.now = NOW + timedelta(minutes=16)
    assert actors.actor(signed(claims())) is None


def test_an_issuer_that_does_not_answer_turns_nobody_away_who_was_known(issuer: Issuer) -> None:
    actors = issuer.actors()
    assert actors.actor(signed(claims())) is not None
    issuer.keys = {}
    issuer.now = NOW + timedelta(minutes=16)
    assert actors.actor(signed(claims())) is not None


def test_made_up_keys_do_not_make_the_service_knock_on_the_issuers_door(issuer: Issuer) -> None:
    actors = issuer.actors()
    for number in range(50):
        assert actors.actor(signed(claims(), OTHERS, f"made-up-{number}")) is None
    assert issuer.asked == FETCHES
    issuer.now = NOW + timedelta(minutes=2)
    assert actors.actor(signed(claims())) is not None


@pytest.mark.parametrize("header", ["", "Basic abc", "Bearer", "Bearer "])
def test_a_request_without_a_token_is_nobodys(issuer: Issuer, header: str) -> None:
    assert issuer.actors()(request(header)) is None


def test_a_request_with_a_token_is_hers(issuer: Issuer) -> None:
    assert issuer.actors()(request(f"Bearer {signed(claims())}")) is not None


def test_the_pages_are_for_those_who_have_logged_in(issuer: Issuer) -> None:
    service = create_service(samples(), issuer.actors(), doors=Doors(hosts=["innenfor.example"]))
    groups = (Group("g-contact", Role.MARKET_CONTACT, SAMPLES),)
    hers = create_service(
        samples(), replace(issuer.actors(), groups=groups), doors=Doors(hosts=["innenfor.example"])
    )
    token = {"authorization": f"Bearer {signed(claims())}", "host": "innenfor.example"}
    address = f"/runder/{CNC}"
    elsewhere = ("192.0.2.7", 50000)
    assert ask(hers, address, headers=token, client=elsewhere).status_code == 200
    assert ask(service, address, headers=token, client=elsewhere).status_code == 404  # of another office
    for forged in FORGED.values():
        bad = {**token, "authorization": f"Bearer {forged}"}
        for path in (address, "/", "/runder/no-such-round", f"/api/v1/rounds/{CNC}"):
            answer = ask(hers, path, headers=bad, client=elsewhere)
            assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert ask(hers, address).status_code == 404  # this machine is nobody where there is a log-in
    stranger = {**token, "host": "forged.example"}
    assert ask(hers, address, headers=stranger, client=elsewhere).status_code == 421


def request(header: str) -> Request:
    return Request({"type": "http", "headers": [(b"authorization", header.encode())]})


def test_keys_are_fetched_by_https_alone() -> None:
    with pytest.raises(ValueError, match="https"):
        fetching("http://login.example/keys")


def test_a_file_of_groups_gives_roles_and_offices(tmp_path: Path) -> None:
    path = tmp_path / "groups.toml"
    path.write_text('[[groups]]\nid = "g"\nrole = "county"\nunit = "trondelag"\n', "utf-8")
    assert read_groups(path) == (Group("g", Role.COUNTY, "trondelag"),)


@pytest.mark.parametrize("text", ["", "groups = 3", '[[groups]]\nid = "g"\nrole = "king"\nunit = "u"', "["])
def test_a_file_of_groups_that_cannot_be_followed_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "groups.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(GroupsFault, match=r"groups\.toml"):
        read_groups(path)
