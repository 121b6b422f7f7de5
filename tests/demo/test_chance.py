"""Keys and secrets of the demonstration come out of its seed, and are as long as real ones."""

import secrets

from wenming.demo.chance import seeded
from wenming.inspections.models import Visit


def drawn(seed: str, *, keys: int = 2) -> list[object]:
    with seeded(seed):
        visits = [Visit().pk for _ in range(keys)]
        return [secrets.token_hex(8), secrets.token_urlsafe(9), *visits]


def test_the_same_seed_gives_the_same_keys_and_secrets():
    first, again, other = drawn("a"), drawn("a"), drawn("b")

    assert first == again
    assert all(mine != theirs for mine, theirs in zip(first, other, strict=True))


def test_afterwards_chance_is_chance_again():
    drawn("a")

    assert Visit().pk != Visit().pk
    assert secrets.token_hex(8) != secrets.token_hex(8)


def test_they_are_as_long_as_real_ones():
    found = drawn("a")

    assert [len(text) for text in found[:2]] == [
        len(secrets.token_hex(8)),
        len(secrets.token_urlsafe(9)),
    ]  # columns are as wide as these


def test_how_many_keys_are_drawn_changes_no_secret():
    few, many = drawn("a"), drawn("a", keys=50)

    assert few[0] == many[0]
