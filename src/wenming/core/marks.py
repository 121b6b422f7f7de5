"""Marks of pages that are merged from several lists: signed, so that what comes back was ours."""

from typing import Any

from django.core.signing import BadSignature, Signer


def write(values: list[Any], *, of: str) -> str:
    """`values` (text and numbers) as a mark of the list `of` for the address bar."""
    return Signer(salt=f"mark:{of}").sign_object(values)


def read(mark: str, *, of: str) -> list[Any] | None:
    """What was written for this list; None for anything else."""
    try:
        found: list[Any] = Signer(salt=f"mark:{of}").unsign_object(mark)
    except (BadSignature, ValueError):
        return None
    return found
