"""Secrets of the demonstration are repeatable, and look like real ones: columns are as wide as these."""

import random
import secrets

from wenming.demo.chance import seeded


def drawn() -> list[str]:
    return [secrets.token_hex(32), secrets.token_urlsafe(9), secrets.token_urlsafe(24)]


def test_the_same_seed_gives_the_same_secrets():
    with seeded(random.Random(1)):
        first = drawn()
    with seeded(random.Random(1)):
        assert drawn() == first
    assert drawn() != first


def test_they_are_as_long_as_real_ones():
    with seeded(random.Random(1)):
        found = drawn()

    assert [len(secret) for secret in found] == [len(secret) for secret in drawn()]
