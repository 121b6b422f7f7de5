"""Forms of leaders' lines and of their steps: they check shape; the services check rules."""

from typing import Any

from django import forms
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from wenming.documents.fields import DAY, UnitNamesField
from wenming.duties.forms.work import only_one
from wenming.organization.models import Unit


class InstructForm(forms.Form):
    """A leader's line (批示); the office names the leader and may add the paper."""

    text = forms.CharField(
        label=_("批示"), max_length=300, widget=forms.Textarea({"rows": 3, "autofocus": True})
    )
    leader = forms.CharField(label=_("批示领导（职务）"), max_length=60)
    given_on = forms.DateField(label=_("批示日期"), required=False, widget=DAY)
    scan = forms.FileField(
        label=_("批示原件照片"), required=False, widget=forms.FileInput({"accept": "image/*"})
    )
    title = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    about = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, enters: bool, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        if not enters:  # a leader's own line: today, in their own name
            del self.fields["leader"], self.fields["given_on"], self.fields["scan"]

    def clean_about(self) -> str:
        """A path of this site, or nothing."""
        path: str = self.cleaned_data["about"]
        try:
            resolve(path)
        except Resolver404:
            return ""
        return path


class AssignForm(forms.Form):
    """To which unit, until when (转办)."""

    unit = UnitNamesField(label=_("承办单位"))
    due_on = forms.DateField(label=_("办理期限"), widget=DAY)
    line = forms.CharField(label=_("要求"), max_length=200, required=False)

    def clean_unit(self) -> Unit:
        """Exactly one unit."""
        return only_one(self.cleaned_data["unit"])
