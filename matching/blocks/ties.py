"""Seeded numbers for people, openings and pairs, so that equal points are told apart the same way always."""

from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from matching.domain.columns import Int32, Int64, Text

Hash = npt.NDArray[np.uint64]


def id_hashes(ids: Text, seed: int, kind: str) -> Hash:
    """A 64-bit number for each id, the same on every machine and in every order of rows."""
    key = f"{kind}:{seed}:".encode()
    digests = b"".join(blake2b(key + str(text).encode(), digest_size=8).digest() for text in ids)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def ranks(hashes: Hash) -> Int64:
    """Each entry's place in the seeded order, shape as given: a unique key for breaking ties."""
    place = np.empty(len(hashes), dtype=np.int64)
    place[np.argsort(hashes, kind="stable")] = np.arange(len(hashes))
    return place


def pair_hashes(people: Hash, openings: Hash, person: Int32, opening: Int32) -> Int64:
    """A 31-bit number for each pair named, mixed from the two ids' numbers (the finaliser of splitmix64)."""
    mixed = people[person] ^ (openings[opening] * np.uint64(0x9E3779B97F4A7C15))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed = (mixed ^ (mixed >> np.uint64(31))) >> np.uint64(33)
    return np.asarray(mixed, dtype=np.int64)
