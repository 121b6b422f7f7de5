"""Forms of the work on duties: what is asked, reported, handed down, transferred."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wenming.core.widgets import RowChoiceField
from wenming.documents.fields import DAY, UnitNamesField
from wenming.documents.targets import to_lines
from wenming.duties.models import TaskList, Undertaking
from wenming.duties.workflow import NOT_OUT, Progress
from wenming.engine.numbers import plain
from wenming.organization.models import ACTIVE, Post, Unit


class FindAskedForm(forms.Form):
    """Finding one thing among all that is asked of a unit."""

    group = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(label=_("内容或文号含"), max_length=60, required=False)
    until = forms.DateField(label=_("期限不晚于"), required=False, widget=DAY)


class _TaskListField(RowChoiceField):
    columns = ("title",)


class FindWorkForm(forms.Form):
    """Finding work on duties: by unit and list for the office, by scope for a unit."""

    q = forms.CharField(label=_("任务含"), max_length=60, required=False)
    scope = forms.ChoiceField(
        label=_("范围"),
        choices=[("", _("本单位办理的")), ("below", _("交给下级的"))],
        required=False,
    )
    unit = RowChoiceField(
        Unit.objects.none(),
        to_field_name="code",
        label=_("办理单位"),
        required=False,
        empty_label=_("全部单位"),
    )
    task_list = _TaskListField(
        TaskList.objects.none(), label=_("出自"), required=False, empty_label=_("全部清单")
    )
    until = forms.DateField(label=_("期限不晚于"), required=False, widget=DAY)

    def __init__(self, data: Any, *, sees_all: bool) -> None:
        super().__init__(data)
        if not sees_all:
            del self.fields["unit"], self.fields["task_list"]
            return
        del self.fields["scope"]
        working = Undertaking.objects.filter(parent=None)
        self.fields["unit"].queryset = Unit.objects.filter(  # type: ignore[attr-defined]
            pk__in=working.values("unit")
        )
        self.fields["task_list"].queryset = TaskList.objects.exclude(  # type: ignore[attr-defined]
            status__in=NOT_OUT
        )


class ReportForm(forms.Form):
    """One line and the state; a figure only for a target (报进展)."""

    action = forms.ChoiceField(
        label=_("现在"),
        choices=[
            ("carry_on", _("推进中")),
            ("ask_help", _("需要协调")),
            ("finish", _("已经完成")),
        ],
        widget=forms.RadioSelect,
    )
    line = forms.CharField(
        label=_("一句话说明"), max_length=200, help_text=_("做到哪一步，卡在哪里；不用附材料。")
    )

    def __init__(self, data: Any = None, *, row: Undertaking) -> None:
        is_stuck = row.status == Progress.STUCK  # and stays so until the unit says otherwise
        super().__init__(data, initial={"action": "ask_help" if is_stuck else "carry_on"})
        self.numbers = range(len(row.duty.targets))
        for number, target in enumerate(row.duty.targets):
            self.fields[f"value_{number}"] = forms.DecimalField(
                label=_("现值：%(target)s") % {"target": to_lines([target])},
                required=False,
                max_digits=14,
                decimal_places=4,
                initial=row.values.get(str(number)),
            )

    def values(self) -> dict[int, str]:
        """The figures that were filled in, by the place of their target."""
        filled = {number: self.cleaned_data[f"value_{number}"] for number in self.numbers}
        return {n: plain(value) for n, value in filled.items() if value is not None}


class ReasonForm(forms.Form):
    """One line that says why."""

    line = forms.CharField(label=_("理由"), max_length=200)


class AnswerForm(forms.Form):
    """One line for the unit that asked for help (答复协调)."""

    line = forms.CharField(
        label=_("答复"), max_length=200, help_text=_("怎么协调的，接下来怎么办；单位会收到消息。")
    )


class ContributeForm(forms.Form):
    """One line for the lead to sum up."""

    line = forms.CharField(
        label=_("报牵头单位"), max_length=200, help_text=_("一句话；由牵头单位汇总，不用另报。")
    )


class HandDownForm(forms.Form):
    """Parts for the units directly below (分解到下级)."""

    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("分给"), widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(label=_("做什么"), max_length=300, widget=forms.Textarea({"rows": 2}))
    due_on = forms.DateField(label=_("完成日期"), required=False, widget=DAY)

    def __init__(self, data: Any = None, *, row: Undertaking) -> None:
        super().__init__(data, initial={"text": row.what[:300], "due_on": row.due_on})
        below = Unit.objects.filter(ACTIVE, parent=row.unit)
        self.fields["units"].queryset = below  # type: ignore[attr-defined]


class EntrustForm(forms.Form):
    """Which post of the unit does it (落实到岗)."""

    post = forms.ModelChoiceField(Post.objects.none(), label=_("岗位"))

    def __init__(self, data: Any = None, *, row: Undertaking) -> None:
        super().__init__(data, initial={"post": row.post_id})
        posts = Post.objects.filter(ACTIVE, unit=row.unit)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]
        self.fields["post"].label_from_instance = lambda post: post.title  # type: ignore[attr-defined]


class TransferForm(forms.Form):
    """To whom, and why (申请转办)."""

    to = UnitNamesField(label=_("转给"))
    reason = forms.CharField(label=_("理由"), max_length=200)

    def clean_to(self) -> Unit:
        """Exactly one unit."""
        return only_one(self.cleaned_data["to"])


class DecideForm(forms.Form):
    """Yes or no to a transfer; a no says why."""

    answer = forms.CharField(label=_("答复"), max_length=200, required=False)


def only_one(units: list[Unit]) -> Unit:
    """The one unit.

    Raises:
        ValidationError: none or several.
    """
    if len(units) != 1:
        raise ValidationError(_("请写一个单位。"))
    return units[0]
