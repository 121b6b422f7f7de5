"""Posts of units from a sheet (岗位)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.core import audit, permits, tables
from wenming.core.imports import Kind, Stored
from wenming.core.tables import Column, Fault, Layout, Row, Sheet
from wenming.organization.importing.lookup import Units, refuse_foreign
from wenming.organization.models import ACTIVE, Post
from wenming.organization.permissions import MANAGE_GROUND, can_manage
from wenming.organization.services import PostData, save_post


def layout() -> Layout:
    """The sheet of posts."""
    return Layout(
        "岗位",
        [
            Column("单位", "unit", True, tables.text(80), hint="名称或代码", example="石坊街道"),
            Column("职务", "title", True, tables.text(60), example="党工委副书记"),
            Column(
                "类别",
                "kind",
                convert=tables.choice(Post.Kind),
                choices=tables.labels(Post.Kind),
                example="分管负责人",
            ),
            Column("姓名", "holder", convert=tables.text(40), example="张三"),
            Column("电话", "phone", convert=tables.phone, example="13900000000"),
        ],
        notes=[
            "同一单位同一职务登记一次；已有的改成表里写的，空格不改。换人只改姓名和电话。",
            "姓名和电话是个人信息：只登记工作需要的，表用完请删除。",
        ],
    )


def check(sheet: Sheet, rows: list[Row], by: Any) -> list[Fault]:
    """What the register would refuse, row by row."""
    units = Units()
    first: dict[tuple[str, str], int] = {}
    faults = []
    for row in rows:
        try:
            unit = units.find(row["unit"])
            refuse_foreign(by, unit.area)
        except ValueError as error:
            faults.append(sheet.fault(row, "unit", str(error)))
            continue
        before = first.setdefault((unit.code, row["title"]), row.number)
        if before != row.number:
            text = _("与第 %(row)d 行是同一个单位的同一个职务。") % {"row": before}
            faults.append(sheet.fault(row, "title", text))
    return faults


@audit.audited
def store(rows: list[Row], by: Any) -> Stored:
    """Enter or change the posts of checked rows."""
    permits.require(by, MANAGE_GROUND)
    units = Units()
    present = {(post.unit_id, post.title): post for post in Post.objects.all()}
    added = changed = 0
    for row in rows:
        unit = units.find(row["unit"])
        post = present.get((unit.pk, row["title"]))
        data = PostData(
            title=row["title"],
            kind=row["kind"] or (post.kind if post else Post.Kind.OTHER),
            holder=row["holder"] or (post.holder if post else ""),
            phone=row["phone"] or (post.phone if post else ""),
        )
        if post is not None and not _differs(post, data):
            continue
        is_active = post is not None and post.valid_until is None
        save_post(unit=unit, post_id=post.pk if post and is_active else None, data=data, by=by)
        added, changed = added + (post is None), changed + (post is not None)
    return Stored(added=added, changed=changed)


def _differs(post: Post, data: PostData) -> bool:
    """Whether the row says something else than what is there; an ended post opens again."""
    now = PostData(title=post.title, kind=post.kind, holder=post.holder, phone=post.phone)
    return now != data or post.valid_until is not None


def existing(by: Any) -> Iterable[Sequence[Any]]:
    """The active posts, in the order of the columns."""
    for post in Post.objects.filter(ACTIVE).select_related("unit").order_by("unit__code", "pk"):
        kind = tables.label_of(Post.Kind, post.kind)
        yield (post.unit.name, post.title, kind, post.holder, post.phone)


POSTS = Kind(
    key="posts",
    title=gettext_lazy("岗位"),
    note=gettext_lazy("主要负责人、分管负责人、点位长等。责任跟岗位走，换人不动责任。"),
    order=30,
    layout=layout,
    allowed=can_manage,
    check=check,
    store=store,
    existing=existing,
)
