"""The form of one duty: everything that it carries (任务表单). It checks shape; services check rules."""

from dataclasses import fields
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wenming.documents.fields import DAY, TargetsField
from wenming.documents.labels import CADENCES, KINDS
from wenming.duties.fields import (
    AreasField,
    IndicatorCodesField,
    MilestonesField,
    PartiesField,
    Party,
    PlaceTypesField,
)
from wenming.duties.lists.letter import parties_of
from wenming.duties.models import Duty, DutyUnit
from wenming.duties.services import Task, task_of

NO_CADENCE = ("", _("没有"))
REST = ("milestones", "measures", "acceptance", "evidence")
PARTS = ("leads", "responsible", "supports")


class DutyForm(forms.Form):
    """A task of a list that is being drafted (任务)."""

    text = forms.CharField(label=_("任务"), max_length=600, widget=forms.Textarea({"rows": 3}))
    kind = forms.ChoiceField(label=_("种类"), choices=list(KINDS.items()))
    leader = forms.CharField(
        label=_("责任领导"),
        max_length=60,
        required=False,
        help_text=_("写职务；不写就是牵头单位的主要负责人。"),
    )
    leads = PartiesField(label=_("牵头单位"))
    responsible = PartiesField(label=_("责任单位"), required=False)
    supports = PartiesField(
        label=_("配合单位"),
        required=False,
        help_text=_("具体分工写在单位后面的括号里，如 市公安局（路面秩序）。"),
    )
    starts_on = forms.DateField(label=_("开始日期"), required=False, widget=DAY)
    due_on = forms.DateField(label=_("完成日期"), required=False, widget=DAY)
    deadline = forms.CharField(label=_("时限（原文）"), max_length=60, required=False)
    cadence = forms.ChoiceField(
        label=_("周期"), choices=[NO_CADENCE, *CADENCES.items()], required=False
    )
    indicators = IndicatorCodesField(
        label=_("对应指标"), required=False, help_text=_("写编号，如 D06-02；几项用顿号隔开。")
    )
    place_types = PlaceTypesField(
        label=_("点位类型"), required=False, help_text=_("写名称，如 农贸市场；几类用顿号隔开。")
    )
    areas = AreasField(
        label=_("区域"), required=False, help_text=_("不写就是全市；几处用顿号隔开。")
    )
    targets = TargetsField(label=_("量化目标"))
    milestones = MilestonesField(label=_("阶段节点"), help_text=_("一行一个，日期在前。"))
    measures = forms.CharField(
        label=_("具体措施"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2})
    )
    acceptance = forms.CharField(label=_("验收标准"), max_length=300, required=False)
    evidence = forms.CharField(
        label=_("要求的佐证"),
        max_length=200,
        required=False,
        help_text=_("一般不要求；确实需要的才写，单位看得到。"),
    )

    def __init__(self, data: Any = None, *, is_row: bool = False, **options: Any) -> None:
        """A row of a table (`is_row`) stays about what it is about, and may be led by nobody yet."""
        super().__init__(data, **options)
        if is_row:
            self.fields["leads"].required = False
            del self.fields["indicators"], self.fields["place_types"]

    def clean(self) -> dict[str, Any]:
        """The days follow each other: start, milestones, deadline.

        Raises:
            ValidationError: a day that lies before the start or after the end.
        """
        found = super().clean() or {}
        start, end = found.get("starts_on"), found.get("due_on")
        if start and end and start > end:
            raise ValidationError({"starts_on": _("开始日期晚于完成日期。")})
        for row in found.get("milestones") or ():
            day = date.fromisoformat(row["due_on"])
            if (start and day < start) or (end and day > end):
                words = {"what": row["what"], "day": row["due_on"]}
                raise ValidationError(
                    {"milestones": _("节点“%(what)s”（%(day)s）不在起止日期之内。") % words}
                )
        return found

    def opens_rest(self) -> bool:
        """Whether something stands, or is wrong, in what the page keeps folded."""
        return any(self[name].errors or self[name].value() for name in REST)

    def task(self) -> Task:
        """What was filled in."""
        given: dict[str, Any] = {"indicators": [], **self.cleaned_data}
        named: dict[str, list[Party]] = {part: given[part] for part in PARTS}
        given |= {part: [party.unit for party in found] for part, found in named.items()}
        everyone = [party for part in reversed(PARTS) for party in named[part]]
        shares = {party.unit.pk: party.share for party in everyone if party.share}
        return Task(**given, shares=shares)


def initial_of(duty: Duty | None) -> dict[str, Any]:
    """What the form of a duty starts with (`selectors.whole`); empty for a new one."""
    if duty is None:
        return {}
    task = task_of(duty)
    found = {row.name: getattr(task, row.name) for row in fields(task) if row.name != "shares"}
    parts = zip(PARTS, DutyUnit.Part, strict=True)
    return found | {field: parties_of(duty, part) for field, part in parts}
