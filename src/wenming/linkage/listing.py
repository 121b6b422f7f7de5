"""Links as a list and as a sheet (包联表)."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.core.clock import today
from wenming.core.tables import label_of
from wenming.linkage import permissions
from wenming.linkage.forms import LinkFilter
from wenming.linkage.models import Link, active, running, vacant
from wenming.linkage.outcomes import Outcomes
from wenming.organization.models import Area

KEYS = ["-since", "-pk"]
HEADERS = [
    "领导单位",
    "职务",
    "方式",
    "对象类别",
    "对象",
    "开始日期",
    "结束日期",
    "得分率（%）",
    "已交办问题",
    "已销号",
    "未销号",
    "超期",
    "逾期任务",
]
BATCH = 500
TARGETS = {
    "area": (_("区域"), Q(area__isnull=False)),
    "unit": (_("单位"), Q(target__isnull=False)),
    "indicator": (_("指标"), ~Q(indicator="")),
    "project": (_("项目"), Q(project__isnull=False)),
}
STATES: dict[str, Callable[[date], Q]] = {
    "": active,
    "vacant": vacant,
    "ended": lambda day: ~running(day),
}
TABS = {"all": (_("全部"), Q()), **TARGETS}


class LinkList:
    """The links that one address asks for, as one person may see them."""

    def __init__(self, user: Person, query: QueryDict) -> None:
        self.user = user
        self.form = LinkFilter(query)
        self.form.is_valid()  # what cannot be read asks nothing
        self.wanted: dict[str, Any] = self.form.cleaned_data
        asked = query.get("tab", "")
        self.tab = asked if asked in TABS else "all"

    def rows(self) -> QuerySet[Link]:
        """What the tab and the form keep, with what a row shows."""
        return with_names(self._asked().filter(TABS[self.tab][1]))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many each tab holds under the same form; one query."""
        parts = {key: Count("pk", filter=keeps) for key, (_label, keeps) in TARGETS.items()}
        return self._asked().aggregate(**parts, all=Count("pk"))

    def _asked(self) -> QuerySet[Link]:
        seen = permissions.visible_to(self.user).values("pk")
        found = Link.objects.filter(pk__in=seen)
        state = self.wanted.get("state", "")
        if state in STATES:
            found = found.filter(STATES[state](today()))
        if words := self.wanted.get("q"):
            found = found.filter(_containing(words))
        if area := self.wanted.get("area"):
            found = found.filter(_about(area))
        if kind := self.wanted.get("kind"):
            found = found.filter(kind=kind)
        return found


def with_names(links: QuerySet[Link]) -> QuerySet[Link]:
    """Links with what a row shows."""
    found = links.select_related("post__unit", "unit", "area", "target__area", "project")
    return found.defer("area__outline", "target__area__outline")


def _containing(words: str) -> Q:
    found = Q(indicator__icontains=words)
    for field in ("post__title", "post__unit__name", "unit__name", "area__name", "target__name"):
        found |= Q(**{f"{field}__icontains": words})
    return found | Q(project__name__icontains=words)


def _about(area: Area) -> Q:
    """Links to an area, to one above it, or to what lies in it."""
    paths = [area.path[:end] for end in range(Area.steplen, len(area.path) + 1, Area.steplen)]
    inside = Q(area__path__startswith=area.path) | Q(target__area__path__startswith=area.path)
    return inside | Q(area__path__in=paths) | Q(project__area__path__startswith=area.path)


def sheet_rows(user: Person, links: QuerySet[Link]) -> Iterator[list[Any]]:
    """One row a link in the order of HEADERS."""
    batch: list[Link] = []
    for link in links.order_by(*KEYS).iterator(chunk_size=BATCH):
        batch.append(link)
        if len(batch) == BATCH:
            yield from _rows(user, batch)
            batch = []
    yield from _rows(user, batch)


def _rows(user: Person, batch: list[Link]) -> Iterator[list[Any]]:
    for row in Outcomes(user, batch).rows():
        unit, title, kind, sort, target = words_of(row.link)
        counted = row.problems
        yield [
            unit,
            title,
            kind,
            sort,
            target,
            row.link.since,
            row.link.until,
            None if row.rate is None else round(row.rate, 1),
            counted.dispatched,
            counted.closed,
            counted.open,
            counted.overdue,
            row.late,
        ]


def words_of(link: Link) -> tuple[str, str, str, str, str]:
    """Unit, title, kind, sort of target and target, as sheets name them."""
    unit = link.post.unit if link.post else link.unit
    title = link.post.title if link.post else ""
    kind = label_of(Link.Kind, link.kind)
    sort, target = "指标", link.indicator
    if link.area is not None:
        sort, target = "区域", link.area.code
    elif link.target is not None:
        sort, target = "单位", link.target.name
    elif link.project is not None:
        sort, target = "项目", link.project.number
    return str(unit), title, kind, sort, target
