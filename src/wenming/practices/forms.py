"""Forms of practices: they check shape; the services check rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wenming.commitments.models import Plan
from wenming.core.evidence import FilesField, first
from wenming.duties.fields import IndicatorCodesField
from wenming.organization.fields import UnitField
from wenming.practices.models import STATUS_LABELS
from wenming.practices.services import Told


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
        label=_("状态"), required=False, choices=[("", _("全部")), *STATUS_LABELS.items()]
    )
