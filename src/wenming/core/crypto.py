"""Encryption of personal fields (个人信息): every stored value says how and with which key.

A value is `alg:keyid:` and the base64 of nonce and ciphertext, so that algorithm and key can
change without touching old rows.
"""

import base64
import os
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

ALGORITHM, KEY_ID = "aesgcm", "k1"
NONCE_BYTES = 12


def encrypt(text: str) -> str:
    """`text` as a stored value; empty stays empty."""
    return encrypt_bytes(text.encode()) if text else ""


def decrypt(stored: str) -> str:
    """The text of a stored value.

    Raises:
        ValueError: the value was written by an unknown algorithm.
        cryptography.exceptions.InvalidTag: wrong key, or the value was changed.
    """
    return decrypt_bytes(stored).decode() if stored else ""


def encrypt_bytes(content: bytes) -> str:
    """`content` as a stored value."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(_key(KEY_ID)).encrypt(nonce, content, KEY_ID.encode())
    return f"{ALGORITHM}:{KEY_ID}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt_bytes(stored: str) -> bytes:
    """The content of a stored value; raises as `decrypt`."""
    algorithm, key_id, body = stored.split(":", 2)
    if algorithm != ALGORITHM:
        raise ValueError(f"unknown algorithm {algorithm}")
    raw = base64.b64decode(body)
    nonce, sealed = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
    return AESGCM(_key(key_id)).decrypt(nonce, sealed, key_id.encode())


def _key(key_id: str) -> bytes:
    if key_id != KEY_ID:
        raise ValueError(f"unknown key {key_id}")
    return bytes.fromhex(settings.FIELD_KEY)[:32]


def mask_phone(phone: str) -> str:
    """A phone number as lists show it: 138****1234."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 8 else "*" * len(phone)


class EncryptedField(models.TextField):  # type: ignore[type-arg]
    """Text that is encrypted in the database and plain in Python; cannot be searched."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt on the way in."""
        return encrypt(str(value)) if value else ""

    def from_db_value(self, value: str | None, *_: Any) -> str:
        """Decrypt on the way out."""
        return decrypt(value or "")
