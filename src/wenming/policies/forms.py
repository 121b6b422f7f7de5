"""Forms of policies: they check shape; the services check rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wenming.core.evidence import EvidenceFile, FilesField, first
from wenming.core.widgets import DayInput
from wenming.organization.fields import UnitField
from wenming.policies.models import STATUS_LABELS
from wenming.policies.services import PolicyData
from wenming.policies.workflow import Status

STARTING = [Status.MISSING, Status.TO_IMPROVE, Status.EXISTS]


class PolicyForm(forms.Form):
    """What an indicator needs."""

    indicator = forms.CharField(label=_("指标"), max_length=20, help_text=_("例如 D06-04。"))
    title = forms.CharField(label=_("制度名称"), max_length=100)
    unit = UnitField(label=_("责任单位"))
    status = forms.ChoiceField(
        label=_("现状"), choices=[(value, STATUS_LABELS[value]) for value in STARTING]
    )
    due_on = forms.DateField(label=_("完成期限"), required=False, widget=DayInput)
    number = forms.CharField(label=_("文号"), required=False, max_length=60)
    remarks = forms.CharField(label=_("要完善的"), required=False, max_length=200)
    papers = FilesField(
        label=_("文件"), required=False, help_text=_("已经有的，附上就不用再向单位要。")
    )

    def data_for_service(self) -> PolicyData:
        """What was filled in."""
        return PolicyData(**{name: self.cleaned_data[name] for name in PolicyData.__slots__})

    def file(self) -> EvidenceFile | None:
        """The one file."""
        return first(self.cleaned_data["papers"])


class SubmitPolicyForm(forms.Form):
    """The paper of a policy."""

    number = forms.CharField(label=_("文号"), required=False, max_length=60)
    papers = FilesField(label=_("文件"), help_text=_("一个 pdf，或拍照。"))

    def file(self) -> EvidenceFile | None:
        """The one file."""
        return first(self.cleaned_data["papers"])


class ReopenPolicyForm(forms.Form):
    """What is to be improved, and until when."""

    line = forms.CharField(label=_("要完善的"), max_length=200)
    due_on = forms.DateField(label=_("完成期限"), required=False, widget=DayInput)


class PolicyFilter(forms.Form):
    """The search form of policies; the list and the sheet share it."""

    q = forms.CharField(label=_("名称、指标或文号"), required=False, max_length=60)
    unit = UnitField(label=_("责任单位"), required=False, with_ended=True)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)
