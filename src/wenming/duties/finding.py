"""What the search box and the file route ask of duties and of the framework's pages."""

import uuid
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from wenming.core.search import Hit
from wenming.duties.models import IndicatorLead
from wenming.duties.permissions import visible_to
from wenming.framework import words as wording
from wenming.framework.selectors import current_edition, engine_framework, matching
from wenming.organization.models import Area, Unit
from wenming.organization.panels import Panel


def panels(thing: Unit | Area) -> list[Panel]:
    """How many indicators of the edition in force a unit leads; it cannot end while it does."""
    edition = current_edition()
    if edition is None or not isinstance(thing, Unit):
        return []
    count = IndicatorLead.objects.filter(edition=edition, unit=thing).count()
    url = f"{reverse('framework:browse')}?{urlencode({'q': thing.name})}"
    return [Panel(_("牵头指标"), count, url, is_open=count > 0)]


def find_lists(user: Any, words: str, limit: int) -> list[Hit]:
    """Task lists whose title or number holds `words`."""
    lists = visible_to(user)
    found = lists.filter(title__icontains=words) | lists.filter(number__icontains=words)
    return [
        Hit(
            kind=row.get_kind_display(),
            title=row.title,
            note=row.number or row.get_status_display(),
            url=reverse("duties:task_list", args=[row.pk]),
        )
        for row in found[:limit]
    ]


def find_indicators(user: Any, words: str, limit: int) -> list[Hit]:
    """Indicators of the edition in force whose code, name or items hold `words`."""
    edition = current_edition()
    if edition is None:
        return []
    framework = engine_framework(edition)
    found = matching(framework, words)
    rows = [row for code, row in framework.indicators.items() if code in found]
    return [
        Hit(
            kind=_("指标"),
            title=f"{row.code} {wording.in_language(row)}",
            note=wording.METHOD_LABELS[row.counts_as],
            url=reverse("framework:indicator", args=[row.code]),
        )
        for row in rows[:limit]
    ]


def has_file(user: Any, upload_id: uuid.UUID) -> bool:
    """Whether it is the paper of a list that `user` may see, or the sheet that was signed for it."""
    files = Q(paper_id=upload_id) | Q(approval_id=upload_id)
    return visible_to(user).filter(files).exists()
