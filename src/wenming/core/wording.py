"""Words put together in the language of the page, and sentences of the engine in it (译文)."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from wenming.engine import wording


def told(sentence: Any) -> str:
    """What the engine says, or what was kept of it as JSON, in the language in force.

    Any other text stays as it is.
    """
    return wording.told(wording.recalled(sentence), translation)


def labelled(label: Any, text: Any) -> str:
    """`text` after what it is of, such as 认定：清理小广告."""
    return _("%(where)s：%(what)s") % {"where": label, "what": text}


def joined(parts: Iterable[Any]) -> str:
    """Parts of a sentence one after the other."""
    return _("，").join(map(str, parts))
