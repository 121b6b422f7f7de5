"""Forms: finishing a review, duties, issuing a list, setting a lead, finding duties."""

from dataclasses import fields
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wenming.documents.fields import DAY, TargetsField, UnitNamesField
from wenming.documents.labels import CADENCES, KINDS, quoted
from wenming.documents.models import Document
from wenming.duties.fields import IndicatorCodesField
from wenming.duties.models import Duty, DutyUnit, TaskList
from wenming.duties.services import Task, task_of

NO_CADENCE = ("", _("没有"))


class FinishForm(forms.Form):
    """Where the accepted drafts go: a list that is being drafted, or a new one, which needs a title."""

    into = forms.ModelChoiceField(
        label=_("放进"),
        queryset=TaskList.objects.none(),
        required=False,
        empty_label=_("新的任务清单"),
    )
    title = forms.CharField(label=_("清单标题"), max_length=200, required=False)
    basis = forms.CharField(label=_("依据"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, document: Document, lists: QuerySet[TaskList]) -> None:
        title = _("%(title)s任务清单") % {"title": quoted(document.title[:190])}
        super().__init__(data, initial={"title": title, "basis": document.quoted})
        self.fields["into"].queryset = lists  # type: ignore[attr-defined]
        is_new = not (data or {}).get("into")
        self.fields["title"].required = self.fields["basis"].required = is_new
        if not lists.exists():
            del self.fields["into"]


class DutyForm(forms.Form):
    """A task of a list that is being drafted (任务)."""

    text = forms.CharField(label=_("任务"), max_length=600, widget=forms.Textarea({"rows": 3}))
    kind = forms.ChoiceField(label=_("种类"), choices=list(KINDS.items()))
    leads = UnitNamesField(label=_("牵头单位"))
    responsible = UnitNamesField(label=_("责任单位"), required=False)
    supports = UnitNamesField(label=_("配合单位"), required=False)
    deadline = forms.CharField(label=_("时限（原文）"), max_length=60, required=False)
    due_on = forms.DateField(label=_("完成日期"), required=False, widget=DAY)
    cadence = forms.ChoiceField(
        label=_("周期"), choices=[NO_CADENCE, *CADENCES.items()], required=False
    )
    targets = TargetsField(label=_("量化目标"))
    indicators = IndicatorCodesField(
        label=_("对应指标"), required=False, help_text=_("写编号，如 D06-02；几项用顿号隔开。")
    )

    def task(self) -> Task:
        """What was filled in."""
        return Task(**self.cleaned_data)


def initial_of(duty: Duty | None) -> dict[str, Any]:
    """What the form of a duty starts with (units and indicators prefetched); empty for a new one."""
    if duty is None:
        return {}
    task = task_of(duty)
    return {field.name: getattr(task, field.name) for field in fields(task)}


class IssueForm(forms.Form):
    """What an issued list carries (印发)."""

    approver = forms.CharField(
        label=_("签批人"), max_length=60, help_text=_("谁批准印发的，写职务即可。")
    )
    number = forms.CharField(
        label=_("文号"), max_length=40, required=False, help_text=_("不填就按本平台的顺序编号。")
    )
    issued_on = forms.DateField(label=_("印发日期"), widget=DAY)


class LeadForm(forms.Form):
    """Who leads an indicator."""

    units = UnitNamesField(
        label=_("牵头单位"),
        required=False,
        help_text=_("写全称或简称；几个单位共同牵头用顿号隔开，丢分平均分担。留空就是取消牵头。"),
    )


class FindDutyForm(forms.Form):
    """Finding a task among those asked of a unit."""

    q = forms.CharField(label=_("任务含"), max_length=60, required=False)
    part = forms.ChoiceField(
        label=_("分工"), choices=[("", _("全部")), *DutyUnit.Part.choices], required=False
    )
    kind = forms.ChoiceField(
        label=_("种类"), choices=[("", _("全部")), *KINDS.items()], required=False
    )
    until = forms.DateField(label=_("期限不晚于"), required=False, widget=DAY)
