"""Reading editions and what they say."""

import json
from functools import lru_cache

from django.db.models import Case, QuerySet, When

from wenming.engine import framework as engine
from wenming.framework.models import Edition
from wenming.framework.workflow import Status

# Frameworks kept ready; one is about 1 MB.
KEPT = 8


def current_edition() -> Edition | None:
    """The published edition that duties and places follow (现行版本), without its data.

    Of several frameworks in force the national one, else the one named first in `Edition.Kind`;
    of the widest area; the newest. Local standards stand beside their base and are never it.
    None before the first.
    """
    return in_force().filter(base=None).first()


def in_force() -> QuerySet[Edition]:
    """Published editions, without their data: by kind, of the widest area first, newest first."""
    ranks = [When(kind=kind, then=rank) for rank, kind in enumerate(Edition.Kind.values)]
    return (
        Edition.objects.filter(status=Status.PUBLISHED)
        .defer("data", "overlay")
        .order_by(Case(*ranks, default=len(ranks)), "owner__depth", "-published_on", "-pk")
    )


def local_edition_over(edition: Edition) -> Edition | None:
    """The local standard in force over an edition (本地加严标准), or None."""
    return in_force().filter(base=edition).first()


def engine_framework(edition: Edition) -> engine.Framework:
    """The edition as the engine reads it, numbers as written; kept by digest."""
    return _load(edition.digest)


@lru_cache(maxsize=KEPT)
def _load(digest: str) -> engine.Framework:
    text = Edition.objects.filter(digest=digest).values_list("data", flat=True)[0]
    return engine.load(json.loads(text))


def matching(framework: engine.Framework, words: str) -> set[str]:
    """Codes of the indicators whose code, name or items contain `words` (in either language)."""
    wanted = words.strip().lower()
    found = {
        code
        for code, indicator in framework.indicators.items()
        if wanted in f"{code} {indicator.name_zh} {indicator.name_en}".lower()
    }
    found |= {
        item.indicator
        for item in framework.items.values()
        if wanted in f"{item.code} {item.text_zh} {item.text_en} {item.exemption_zh}".lower()
    }
    return found
