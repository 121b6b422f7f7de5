"""Projects as a list and as a sheet (项目清单)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.core.clock import now, today
from wenming.core.tables import label_of
from wenming.organization.models import Area
from wenming.organization.selectors import below, names_of_areas
from wenming.projects import permissions
from wenming.projects.forms import ProjectFilter
from wenming.projects.lights import light_of
from wenming.projects.models import STAGE_LABELS, Project
from wenming.projects.money import wan_of
from wenming.projects.workflow import OVER, TIMETABLE, Stage

KEYS = ["due_key", "pk"]
HEADERS = [
    "序号",
    "项目编号",
    "名称",
    "类别",
    "建设内容",
    "责任单位",
    "建设地点",
    "服务点位",
    "服务指标",
    "立项文号",
    "概算（万元）",
    "资金来源",
    "已支出（万元）",
    "阶段",
    "计划论证",
    "实际论证",
    "计划立项",
    "实际立项",
    "计划资金",
    "实际资金",
    "计划建成",
    "实际建成",
    "计划验收",
    "实际验收",
    "进度",
]
BATCH = 500
IS_RUNNING = ~Q(stage__in=OVER)


def is_late(day: date) -> Q:
    """The planned day of the next stage has passed."""
    return IS_RUNNING & Q(due_key__lt=day)


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved filter: its name in addresses, its words, what it keeps."""

    key: str
    label: str | Promise
    keeps: Callable[[date], Q]


TABS = [
    Tab("running", _("在办"), lambda day: IS_RUNNING),
    Tab("late", _("超期"), is_late),
    Tab("before", _("未立项"), lambda day: Q(stage__in=[Stage.PROPOSED, Stage.APPRAISED])),
    Tab("building", _("在建"), lambda day: Q(stage__in=[Stage.APPROVED, Stage.FUNDED])),
    Tab("built", _("待验收"), lambda day: Q(stage=Stage.BUILT)),
    Tab("accepted", _("已验收"), lambda day: Q(stage=Stage.ACCEPTED)),
    Tab("all", _("全部"), lambda day: Q()),
]


class ProjectList:
    """The projects that one address asks for, as one person may see them."""

    def __init__(self, user: Person, query: QueryDict) -> None:
        self.day = today()
        self.form = ProjectFilter(query)
        self.form.is_valid()  # what cannot be read asks nothing
        self.wanted: dict[str, Any] = self.form.cleaned_data
        self.tab = next((tab for tab in TABS if tab.key == query.get("tab")), TABS[0])
        self._visible = permissions.visible_to(user)

    def rows(self) -> QuerySet[Project]:
        """What the tab and the form keep, with what a row shows."""
        found = self._asked().filter(self.tab.keeps(self.day))
        return found.select_related("unit", "area").defer("area__outline")

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many each tab holds under the same form; one query."""
        counted = {tab.key: Count("pk", filter=tab.keeps(self.day)) for tab in TABS[:-1]}
        return self._asked().aggregate(**counted, all=Count("pk"))

    @cached_property
    def sums(self) -> dict[str, int]:
        """Budget and spending of what is listed, in fen."""
        found = self._asked().filter(self.tab.keeps(self.day))
        sums = found.aggregate(budget=Sum("budget"), spent=Sum("spent"))
        return {key: value or 0 for key, value in sums.items()}

    def _asked(self) -> QuerySet[Project]:
        found, wanted = self._visible, self.wanted
        if words := wanted.get("q"):
            found = found.filter(
                Q(name__icontains=words) | Q(number__icontains=words) | Q(content__icontains=words)
            )
        if wanted.get("area"):
            found = found.filter(below(wanted["area"]))
        if wanted.get("indicator"):
            served = Project.objects.filter(indicators__code=wanted["indicator"])
            found = found.filter(pk__in=served.values("pk"))
        if wanted.get("place"):
            served = Project.objects.filter(places__code=wanted["place"])
            found = found.filter(pk__in=served.values("pk"))
        plain = {key: wanted[key] for key in ("unit", "kind", "stage") if wanted.get(key)}
        return found.filter(**plain)


def sheet_rows(projects: QuerySet[Project]) -> Iterator[list[Any]]:
    """One row a project in the order of HEADERS."""
    areas = names_of_areas(Area.objects.all())
    rows = projects.order_by(*KEYS).prefetch_related("milestones", "places", "indicators")
    for number, project in enumerate(rows.iterator(chunk_size=BATCH), start=1):
        planned = {row.stage: row for row in project.milestones.all()}
        light = light_of(project, now())
        yield [
            number,
            project.number,
            project.name,
            label_of(Project.Kind, project.kind),
            project.content,
            project.unit.name,
            areas.get(project.area.path) or project.area.name,
            "、".join(f"{place.code} {place.name}" for place in project.places.all()),
            "、".join(indicator.code for indicator in project.indicators.all()),
            project.approval,
            None if project.budget is None else wan_of(project.budget),
            project.funding,
            wan_of(project.spent),
            str(STAGE_LABELS[Stage(project.stage)]),
            *(
                day
                for stage in TIMETABLE
                for day in (planned[stage].due_on, planned[stage].done_on)
            ),
            str(light.words) if light else "",
        ]
