"""What the shell, the search box and the pages of places and indicators ask of publicity."""

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.core.clock import today
from wenming.core.search import Hit
from wenming.framework.serving import Part, Served, part_of
from wenming.places.facts import Fact
from wenming.publicity import permissions
from wenming.publicity.models import Theme, standing


def find(user: Any, words: str, limit: int) -> list[Hit]:
    """Entries of the ledger by title or outlet."""
    named = Q(title__icontains=words) | Q(outlet__icontains=words)
    rows = permissions.visible_to(user).filter(named).order_by("-on", "-pk")
    return [
        Hit(
            kind=_("宣传"),
            title=item.title,
            note=f"{item.get_channel_display()} · {item.outlet} · {item.on:%Y-%m-%d}",
            url=reverse("publicity:list_one", args=[item.pk]),
        )
        for item in rows[:limit]
    ]


def facts(user: Any, places: Collection[int]) -> Mapping[int, Fact]:
    """Displays that are up at a place; nothing is said where there is none."""
    rows = permissions.visible_to(user).filter(standing(today()), place__in=places).order_by()
    counted = rows.values_list("place", "place__code").annotate(n=Count("pk"))
    url = reverse("publicity:list")
    return {
        place: Fact(
            label=gettext_lazy("在展公益广告"),
            written=str(n),
            url=f"{url}?tab=standing&place={code}",
            cells={},
            value=n,
        )
        for place, code, n in counted
    }


def serving(user: Any, code: str) -> list[Part]:
    """Themes for the sake of an indicator, the latest first."""
    rows = permissions.themes_visible_to(user).filter(indicator=code).select_related("unit")
    return [part_of(gettext_lazy("宣传主题"), rows.order_by("-starts_on", "-pk"), _served)]


def _served(theme: Theme) -> Served:
    return Served(
        title=theme.title,
        note=f"{theme.unit} · {theme.starts_on:%Y-%m-%d}–{theme.ends_on:%Y-%m-%d}",
        url=reverse("publicity:plan_one", args=[theme.pk]),
    )


def has_file(user: Any, upload_id: uuid.UUID) -> bool:
    """Whether it is the photo of an entry that `user` may see."""
    return permissions.visible_to(user).filter(photo=upload_id).exists()
