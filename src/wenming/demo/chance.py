"""Keys, tags and secrets of the demonstration come from its seed, so that the city is repeatable."""

import random
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from unittest import mock


@contextmanager
def seeded(seed: str) -> Iterator[None]:
    """Let `uuid4` and the `secrets` functions draw from `seed`; only while the demo is built.

    Each has a stream of its own: how many keys a day's history takes must not change which secrets
    the rounds get, and so which places are drawn. Models hold `uuid4` itself as a default, so it is
    what `uuid4` draws from that is replaced.
    """
    secret, tag, key = (random.Random(f"{seed}:{of}") for of in ("secret", "tag", "key"))

    def token_hex(nbytes: int = 32) -> str:
        return secret.randbytes(nbytes).hex()

    def token_urlsafe(nbytes: int = 32) -> str:
        return urlsafe_b64encode(tag.randbytes(nbytes)).rstrip(b"=").decode()

    with (
        mock.patch("secrets.token_hex", token_hex),
        mock.patch("secrets.token_urlsafe", token_urlsafe),
        mock.patch("uuid.os", SimpleNamespace(urandom=key.randbytes)),
    ):
        yield
