"""In which language the program speaks: English where the environment asks for it, else Chinese (语言)."""

import gettext
from functools import cache
from pathlib import Path

from wenming.core.environment import is_english
from wenming.engine import wording

LOCALE = Path(__file__).parents[1] / "locale"


def language() -> wording.Language:
    """The catalogue of the language in force; the one of Chinese translates nothing."""
    return _catalogue(("en",) if is_english() else ())


@cache
def _catalogue(languages: tuple[str, ...]) -> wording.Language:
    return gettext.translation("django", LOCALE, languages, fallback=True)


def tell(sentence: str) -> str:
    """A sentence in that language; any other text as it is."""
    return wording.told(sentence, language())
