"""Keys, tags and secrets of the demonstration come from its seed, so that the city is repeatable."""

import random
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock


@contextmanager
def seeded(rng: random.Random) -> Iterator[None]:
    """Let `uuid4` and the `secrets` functions draw from `rng`; only while the demo is built."""

    def token_hex(nbytes: int = 32) -> str:
        return rng.randbytes(nbytes).hex()

    def token_urlsafe(nbytes: int = 32) -> str:
        return urlsafe_b64encode(rng.randbytes(nbytes)).rstrip(b"=").decode()

    def uuid4() -> uuid.UUID:
        return uuid.UUID(int=rng.getrandbits(128), version=4)

    with (
        mock.patch("secrets.token_hex", token_hex),
        mock.patch("secrets.token_urlsafe", token_urlsafe),
        mock.patch("uuid.uuid4", uuid4),
    ):
        yield
