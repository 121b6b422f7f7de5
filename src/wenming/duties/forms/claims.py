"""Forms of offers and claims. They check shape; services check rules."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wenming.core.widgets import DayInput
from wenming.organization.forms import ToUnitsForm
from wenming.organization.models import Unit


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
