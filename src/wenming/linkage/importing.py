"""Links from a sheet (包联表)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core import audit, tables
from wenming.core.clock import today
from wenming.core.errors import DomainError
from wenming.core.imports import Kind, Stored
from wenming.core.tables import Column, Fault, Layout, Row, Sheet
from wenming.framework.models import Indicator
from wenming.framework.selectors import current_edition
from wenming.linkage import permissions, services
from wenming.linkage.listing import with_names, words_of
from wenming.linkage.models import Link, active
from wenming.linkage.services import LinkData
from wenming.organization.importing.lookup import Areas, Units, refuse_foreign
from wenming.organization.models import ACTIVE, Post
from wenming.projects.models import Project


class Sort(models.TextChoices):
    """What is looked after."""

    AREA = "area", gettext_lazy("区域")
    UNIT = "target", gettext_lazy("单位")
    INDICATOR = "indicator", gettext_lazy("指标")
    PROJECT = "project", gettext_lazy("项目")


def layout() -> Layout:
    """The sheet of links."""
    return Layout(
        "包联表",
        [
            Column(
                "单位", "unit", True, tables.text(80), hint="领导所在的单位", example="市公安局"
            ),
            Column(
                "职务",
                "title",
                convert=tables.text(60),
                hint="空着就是单位包联；职务要先在岗位里登记",
                example="主要负责人",
            ),
            Column(
                "方式",
                "kind",
                convert=tables.choice(Link.Kind),
                choices=tables.labels(Link.Kind),
                hint="空着就是联系",
            ),
            Column(
                "对象类别",
                "sort",
                True,
                tables.choice(Sort),
                choices=tables.labels(Sort),
                example="区域",
            ),
            Column(
                "对象",
                "what",
                True,
                tables.text(80),
                hint="区域写代码或不重名的名称，指标写编号，项目写项目编号",
                example="石坊街道",
            ),
            Column("开始日期", "since", convert=tables.day, hint="空着就是今天"),
            Column("结束日期", "until", convert=tables.day, hint="空着就一直有效"),
        ],
        notes=[
            "已经有效的同一条包联，表里写了结束日期的就改结束日期，其余不动；表里没有的不动。",
            "不导入走访、打卡一类的次数：成效从得分、问题和任务的记录里看。",
        ],
    )


def check(sheet: Sheet, rows: list[Row], by: Any) -> list[Fault]:
    """What would be refused, row by row."""
    planner = _Planner(by)
    first: dict[tuple[Any, ...], int] = {}
    faults = []
    for row in rows:
        try:
            key = "unit"
            planner.subject_of(row)
            key = "what"
            data = planner.data_of(row)
            before = first.setdefault(_key(data), row.number)
            if before != row.number:
                raise ValueError(_("与第 %(row)d 行是同一条包联。") % {"row": before})
            if planner.present(data) is None:
                services.refuse(planner.made(data))
        except (ValueError, DomainError) as error:
            faults.append(sheet.fault(row, key, str(error)))
    return faults


@audit.audited
def store(rows: list[Row], by: Any) -> Stored:
    """Make the links of checked rows, or let them end."""
    rights.require(by, Ability.ARRANGE_LINKS)
    planner = _Planner(by)
    added = changed = 0
    for row in rows:
        data = planner.data_of(row)
        present = planner.present(data)
        if present is None:
            services.link(data=data, by=by)
            added += 1
        elif data.until is not None and data.until != present.until:
            services.end_link(link_id=present.pk, on=data.until, by=by)
            changed += 1
    return Stored(added=added, changed=changed)


def _key(data: LinkData) -> tuple[Any, ...]:
    return tuple(getattr(data, name) for name in services.WHO_AND_WHAT)


class _Planner:
    """Finds out what the names of a sheet mean; everything is read once."""

    def __init__(self, by: Any) -> None:
        self._by = by
        self._areas, self._units = Areas(), Units()
        posts = Post.objects.filter(ACTIVE).select_related("unit__area")
        self._posts = {(post.unit_id, post.title): post for post in posts}
        indicators = Indicator.objects.filter(edition=current_edition())
        self._indicators = set(indicators.values_list("code", flat=True))
        self._projects = {project.number: project for project in Project.objects.all()}
        present = with_names(Link.objects.filter(active(today())))
        self._present = {_key(_data_of(link)): link for link in present}

    def subject_of(self, row: Row) -> dict[str, Any]:
        """The post or the unit of a row.

        Raises:
            ValueError: with the sentence for the report.
        """
        unit = self._units.find(row["unit"])
        refuse_foreign(self._by, unit.area, Ability.ARRANGE_LINKS)
        if not row["title"]:
            return {"unit": unit}
        post = self._posts.get((unit.pk, row["title"]))
        if post is None:
            raise ValueError(
                _("“%(unit)s”没有职务“%(title)s”。请先导入岗位。")
                % {"unit": unit.name, "title": row["title"]}
            )
        return {"post": post}

    def data_of(self, row: Row) -> LinkData:
        """What a row says.

        Raises:
            ValueError: with the sentence for the report.
        """
        return LinkData(
            kind=row["kind"] or Link.Kind.CONTACT,
            since=row["since"] or today(),
            until=row["until"],
            **self.subject_of(row),
            **{row["sort"]: self._target(row["sort"], row["what"])},
        )

    def _target(self, sort: str, words: str) -> Any:
        if sort == Sort.AREA:
            return self._areas.find(words)
        if sort == Sort.UNIT:
            return self._units.find(words)
        known = self._projects if sort == Sort.PROJECT else dict.fromkeys(self._indicators)
        if words not in known:
            raise ValueError(
                _("没有%(sort)s“%(words)s”。") % {"sort": Sort(sort).label, "words": words}
            )
        return known[words] or words

    def present(self, data: LinkData) -> Link | None:
        """The link that holds already."""
        return self._present.get(_key(data))

    def made(self, data: LinkData) -> Link:
        """The link as it would be."""
        return Link(**{name: getattr(data, name) for name in LinkData.__slots__})


def _data_of(link: Link) -> LinkData:
    return LinkData(**{name: getattr(link, name) for name in LinkData.__slots__})


def existing(by: Any) -> Iterable[Sequence[Any]]:
    """The links that hold, in the order of the columns."""
    rows = with_names(permissions.visible_to(by).filter(active(today())))
    for link in rows.order_by("pk"):
        yield (*words_of(link), link.since, link.until)


LINKS = Kind(
    key="links",
    title=gettext_lazy("领导包联"),
    note=gettext_lazy("哪位领导、哪个单位联系哪个区域、单位、指标或项目。先有单位和岗位。"),
    order=70,
    layout=layout,
    allowed=permissions.can_arrange,
    check=check,
    store=store,
    existing=existing,
)
