"""Sentences of the engine in the language of the page (译文)."""

from typing import Any

from django.utils import translation

from wenming.engine import wording


def told(sentence: Any) -> str:
    """What the engine says, or what was kept of it as JSON, in the language in force.

    Any other text stays as it is.
    """
    return wording.told(wording.recalled(sentence), translation)
