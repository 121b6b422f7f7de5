"""Forms of offers and claims, policies and practices. They check shape; services check rules."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wenming.core.evidence import FilesField, first
from wenming.core.widgets import DayInput
from wenming.duties.fields import IndicatorCodesField
from wenming.duties.models import SHARED_LABELS, Plan
from wenming.duties.services.practices import Told
from wenming.organization.fields import UnitField
from wenming.organization.forms import UnitsField
from wenming.organization.models import ACTIVE, Unit, UnitKind

KINDS = [row for row in UnitKind.choices if row[0] != UnitKind.COMMUNITY]


class ToUnitsForm(forms.Form):
    """Some units: by kind, by name, or both."""

    kinds = forms.MultipleChoiceField(
        label=_("类别"), choices=KINDS, required=False, widget=forms.CheckboxSelectMultiple
    )
    units = UnitsField(
        label=_("或单位"), required=False, help_text=_("名称或简称，用、隔开；社区不用发。")
    )

    def clean(self) -> dict[str, Any]:
        """The chosen units as one list."""
        given = super().clean() or {}
        if not self.errors:
            kinds = given.get("kinds", [])
            found = list(Unit.objects.filter(ACTIVE, kind__in=kinds).order_by("pinyin"))
            given["chosen"] = list(dict.fromkeys([*found, *given.get("units", [])]))
            if not given["chosen"]:
                self.add_error("kinds", _("请选单位类别，或写单位名称。"))
        return given

    def chosen(self) -> list[Unit]:
        """The units."""
        units: list[Unit] = self.cleaned_data["chosen"]
        return units


class OfferForm(ToUnitsForm):
    """To whom duties are offered, and until when (公开认领)."""

    until = forms.DateField(label=_("认领截止"), widget=DayInput)


class FindClaimForm(forms.Form):
    """The search form of offers."""

    q = forms.CharField(label=_("任务"), required=False, max_length=60)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)


class ClaimForm(forms.Form):
    """A unit takes a duty."""

    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none())
    line = forms.CharField(
        label=_("打算怎么办"), max_length=200, required=False, help_text=_("一句话，可以不写。")
    )

    def __init__(self, data: Any = None, *, units: Iterable[int]) -> None:
        super().__init__(data)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Unit.objects.filter(pk__in=units)
        if field.queryset.count() == 1:
            field.initial, field.widget = field.queryset[0].pk, forms.HiddenInput()


class PracticeForm(forms.Form):
    """A practice in few words."""

    title = forms.CharField(label=_("标题"), max_length=80)
    unit = UnitField(label=_("单位"))
    text = forms.CharField(
        label=_("做法"),
        max_length=800,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("别人照着能做就行，不用写成材料。"),
    )
    result = forms.CharField(
        label=_("成效"),
        required=False,
        max_length=200,
        help_text=_("写看得到的结果，例如销号、得分。"),
    )
    indicators = IndicatorCodesField(
        label=_("有关指标"), required=False, help_text=_("指标编号，用、隔开。")
    )
    papers = FilesField(label=_("附件"), required=False)

    def told(self, plan: Plan | None) -> Told:
        """What was filled in."""
        given = dict(self.cleaned_data)
        return Told(file=first(given.pop("papers")), plan=plan, **given)


class PracticeFilter(forms.Form):
    """The search form of practices."""

    q = forms.CharField(label=_("标题、做法或单位"), required=False, max_length=60)
    status = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部")), *SHARED_LABELS.items()]
    )
