"""Forms of the papers of units: letters, plans, goals. They check shape; services check rules."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wenming.commitments.models import PlanCollection
from wenming.commitments.services.letters import Terms
from wenming.commitments.settlements import Settlement, sets
from wenming.core.evidence import FilesField
from wenming.documents.fields import DAY
from wenming.duties.models import Undertaking
from wenming.organization.forms import ASKED_KINDS

ANY_KIND = [("", _("全部")), *ASKED_KINDS]


class FindUnitForm(forms.Form):
    """Finding a unit's paper, by year, name and kind."""

    year = forms.TypedChoiceField(label=_("年度"), coerce=int, required=False)
    q = forms.CharField(label=_("单位"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=ANY_KIND, required=False)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, years: list[int]) -> None:
        super().__init__(data)
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]


class TermsForm(forms.Form):
    """The words of a year's letters (责任状文本)."""

    title = forms.CharField(label=_("标题"), max_length=100)
    body = forms.CharField(
        label=_("正文"),
        max_length=6000,
        widget=forms.Textarea({"rows": 14}),
        help_text=_(
            "以“一、”“二、”开头的行是标题。{unit} {city} {year} {goals} {indicators} 会换成"
            "单位、城市、年度、目标任务数和牵头指标数。"
        ),
    )
    signer = forms.CharField(label=_("指挥部签字人"), max_length=60, help_text=_("写职务即可。"))
    due_on = forms.DateField(label=_("签字件交回期限"), widget=DAY)

    def terms(self) -> Terms:
        """What was filled in."""
        return Terms(**self.cleaned_data)


class CopyForm(forms.Form):
    """The signed letter: photos of its pages, or a pdf."""

    copies = FilesField(
        label=_("签字件"),
        help_text=_("签字盖章后每页拍照，或扫成 pdf；最多 6 个文件。"),
    )


class CollectForm(forms.Form):
    """Asking for plans (收集工作方案)."""

    title = forms.CharField(
        label=_("方案名称"),
        max_length=100,
        help_text=_("前面会加上单位名称，例如 2026年创建工作方案。"),
    )
    settlements = forms.ChoiceField(label=_("要落实的"), widget=forms.RadioSelect)
    is_held = forms.BooleanField(
        label=_("写到的职务必须有人担任"),
        required=False,
        help_text=_("不勾选时，没有登记由谁担任的只作提示，照样可以报送。"),
    )
    due_on = forms.DateField(label=_("报送期限"), widget=DAY)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        choices = [(key, row.name) for key, row in sets().items()]
        self.fields["settlements"].choices = choices  # type: ignore[attr-defined]
        self.fields["settlements"].initial = choices[0][0]


class PlanForm(forms.Form):
    """A plan, one text a settlement."""

    def __init__(
        self, data: Any = None, *, settlements: list[Settlement], sections: dict[str, str]
    ) -> None:
        super().__init__(data, use_required_attribute=False)
        is_final = data is None or "submit" in data
        for row in settlements:
            written = sections.get(row.key, "")
            self.fields[row.key] = forms.CharField(
                label=row.name,
                help_text=row.hint,
                initial=written,
                required=is_final,
                max_length=6000,
                widget=forms.Textarea({"rows": min(14, max(4, written.count("\n") + 2))}),
            )


class FindPlanForm(forms.Form):
    """Finding a plan, by collection, unit and kind."""

    collection = forms.ModelChoiceField(
        PlanCollection.objects.none(),
        label=_("方案名称"),
        required=False,
        empty_label=_("最近一次"),
    )
    q = forms.CharField(label=_("单位"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=ANY_KIND, required=False)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, collections: QuerySet[PlanCollection]) -> None:
        super().__init__(data)
        self.fields["collection"].queryset = collections  # type: ignore[attr-defined]


class FindGoalForm(forms.Form):
    """Finding goals of a month, by unit."""

    q = forms.CharField(label=_("单位"), max_length=40, required=False)
    month = forms.CharField(required=False, widget=forms.HiddenInput)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)


class PickForm(forms.Form):
    """What a unit puts first in a month: a tick, and a line where it wants one."""

    def __init__(
        self, data: Any = None, *, work: list[Undertaking], picked: dict[int, str]
    ) -> None:
        super().__init__(data)
        self.work = work
        for row in work:
            self.fields[f"pick_{row.pk}"] = forms.BooleanField(
                label=row.what, required=False, initial=row.pk in picked
            )
            self.fields[f"line_{row.pk}"] = forms.CharField(
                label=_("本月做到"),
                max_length=100,
                required=False,
                initial=picked.get(row.pk, ""),
                widget=forms.TextInput({"class": "form-control"}),
            )

    def rows(self) -> list[tuple[Undertaking, Any, Any]]:
        """The work with its two controls."""
        return [(row, self[f"pick_{row.pk}"], self[f"line_{row.pk}"]) for row in self.work]

    def picks(self) -> dict[int, str]:
        """What was ticked, with its line."""
        given = self.cleaned_data
        return {r.pk: given[f"line_{r.pk}"] for r in self.work if given[f"pick_{r.pk}"]}
