"""The meetings as a list and as a sheet (会议)."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.core.search import holding
from wenming.meetings import permissions
from wenming.meetings.forms import MeetingFilter
from wenming.meetings.models import STATUS_LABELS, Meeting

KEYS = ["-on", "-pk"]
HEADERS = [
    "日期",
    "时间",
    "会议名称",
    "类型",
    "地点",
    "所属地区",
    "状态",
    "议题数",
    "议定数",
    "纪要",
]
TABS: dict[str, tuple[str | Promise, Q]] = {
    "all": (_("全部"), Q()),
    **{value: (label, Q(status=value)) for value, label in STATUS_LABELS.items()},
}


def with_counts(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """`meetings` with how many items their fixed agendas have, and how many were decided."""
    return meetings.annotate(
        n_items=Count("items", filter=Q(items__order__gt=0), distinct=True),
        n_decided=Count("items__decision", distinct=True),
    )


class MeetingList:
    """The meetings that one address asks for, as one person may see them."""

    def __init__(self, user: Person, query: QueryDict) -> None:
        self.form = MeetingFilter(query)
        self.form.is_valid()  # what cannot be read asks nothing
        self.wanted: dict[str, Any] = self.form.cleaned_data
        asked = query.get("tab", "")
        self.tab = asked if asked in TABS else "all"
        self._visible = permissions.visible_to(user)

    def rows(self) -> QuerySet[Meeting]:
        """What the tab and the form keep."""
        return self._asked().filter(TABS[self.tab][1])

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many each tab holds under the same form; one query."""
        parts = {key: Count("pk", filter=keeps) for key, (_l, keeps) in TABS.items() if keeps}
        return self._asked().aggregate(**parts, all=Count("pk"))

    def _asked(self) -> QuerySet[Meeting]:
        found, wanted = self._visible, self.wanted
        if words := wanted.get("q"):
            found = found.filter(holding(words, "title", "place"))
        if wanted.get("kind"):
            found = found.filter(kind=wanted["kind"])
        if wanted.get("since"):
            found = found.filter(on__gte=wanted["since"])
        if wanted.get("until"):
            found = found.filter(on__lte=wanted["until"])
        return found


def sheet_rows(meetings: QuerySet[Meeting]) -> Iterator[list[Any]]:
    """One row a meeting in the order of HEADERS; papers are Chinese."""
    rows = with_counts(meetings).select_related("owner", "minutes").order_by(*KEYS)
    for row in rows.iterator(chunk_size=500):
        is_held = row.status == "held"
        yield [
            row.on,
            f"{row.begins:%H:%M}" if row.begins else "",
            row.title,
            str(row.get_kind_display()),
            row.place,
            row.owner.name,
            str(row.get_status_display()),
            row.n_items if is_held else "",  # type: ignore[attr-defined]
            row.n_decided if is_held else "",  # type: ignore[attr-defined]
            row.minutes.title if row.minutes else "",
        ]
