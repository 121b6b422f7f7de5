"""The ledger of publicity as a list and as a sheet (宣传台账)."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.core.clock import today
from wenming.core.tables import label_of
from wenming.publicity import permissions
from wenming.publicity.forms import ItemFilter
from wenming.publicity.models import Item, standing

KEYS = ["-on", "-pk"]
HEADERS = ["类别", "标题", "媒体或位置", "单位", "日期", "撤下日期", "点位编号", "网址", "主题"]


def _of(channel: str) -> Callable[[], Q]:
    return lambda: Q(channel=channel)


TABS: dict[str, tuple[str | Promise, Callable[[], Q]]] = {
    "all": (_("全部"), Q),
    "standing": (_("正在展出"), lambda: standing(today())),
    **{value: (label, _of(value)) for value, label in Item.Channel.choices},
}


class ItemList:
    """The entries that one address asks for, as one person may see them."""

    def __init__(self, user: Person, query: QueryDict) -> None:
        self.form = ItemFilter(query)
        self.form.is_valid()  # what cannot be read asks nothing
        self.wanted: dict[str, Any] = self.form.cleaned_data
        asked = query.get("tab", "")
        self.tab = asked if asked in TABS else "all"
        self._visible = permissions.visible_to(user)

    def rows(self) -> QuerySet[Item]:
        """What the tab and the form keep, with what a row shows."""
        found = self._asked().filter(TABS[self.tab][1]())
        return found.select_related("unit", "place").prefetch_related("themes")

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many each tab holds under the same form; one query."""
        parts = {key: Count("pk", filter=keeps()) for key, (_l, keeps) in TABS.items() if keeps()}
        return self._asked().aggregate(**parts, all=Count("pk"))

    def _asked(self) -> QuerySet[Item]:
        found, wanted = self._visible, self.wanted
        if words := wanted.get("q"):
            found = found.filter(Q(title__icontains=words) | Q(outlet__icontains=words))
        if wanted.get("unit"):
            found = found.filter(unit=wanted["unit"])
        if wanted.get("place"):
            found = found.filter(place__code=wanted["place"])
        if wanted.get("theme"):
            found = found.filter(themes=wanted["theme"])
        if wanted.get("since"):
            found = found.filter(on__gte=wanted["since"])
        if wanted.get("until"):
            found = found.filter(on__lte=wanted["until"])
        return found


def sheet_rows(items: QuerySet[Item]) -> Iterator[list[Any]]:
    """One row an entry in the order of HEADERS."""
    for item in items.order_by(*KEYS).iterator(chunk_size=500):
        yield [
            label_of(Item.Channel, item.channel),
            item.title,
            item.outlet,
            item.unit.name,
            item.on,
            item.removed_on,
            item.place.code if item.place else "",
            item.address,
            "、".join(theme.title for theme in item.themes.all()),
        ]
