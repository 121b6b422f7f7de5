"""Forms of publishing: an approval on paper, a dispute, a decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wenming.core.evidence import FilesField
from wenming.engine.framework import Framework
from wenming.framework.words import in_language
from wenming.inspections.answers import COUNTED, MET, NOT_MET, outcomes_of
from wenming.inspections.models import Observation

OUTCOME_LABELS = {MET: _("符合"), NOT_MET: _("不符合")}


class ApprovalForm(forms.Form):
    """An approval that was given on paper."""

    approver = forms.CharField(label=_("审定领导"), max_length=40)
    scan = FilesField(label=_("签字件扫描"), help_text=_("pdf、jpg 或 png，不超过 20 MB"))


class DisputeForm(forms.Form):
    """What is wrong with a line, and what shows it."""

    text = forms.CharField(
        label=_("哪里不对，依据是什么"),
        max_length=400,
        widget=forms.Textarea({"rows": 4}),
    )
    evidence = FilesField(
        label=_("佐证"),
        required=False,
        help_text=_("照片或 pdf，最多 6 个，每个不超过 20 MB"),
    )


class RejectForm(forms.Form):
    """Why the line stands."""

    prefix = "reject"
    reason = forms.CharField(label=_("理由，申诉单位会看到"), max_length=200)


class VerdictForm(forms.Form):
    """The verdict that takes the place of another, with the reason."""

    outcome = forms.ChoiceField(label=_("更正为"), widget=forms.RadioSelect, required=False)
    count = forms.IntegerField(label=_("数量"), min_value=0, required=False)
    reason = forms.CharField(label=_("理由，申诉单位会看到"), max_length=200)

    def __init__(
        self, *args: Any, observation: Observation, framework: Framework, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        scoring = observation.item.scoring
        counted = scoring["type"] in COUNTED
        outcome: Any = self.fields["outcome"]
        outcome.choices = [
            *([("", _("按数量"))] if counted else []),
            *((name, _label(name, framework)) for name in outcomes_of(scoring)),
            ("not_applicable", _("不涉及（不计分）")),
        ]
        if not counted:
            outcome.required = True
            del self.fields["count"]

    @property
    def verdict(self) -> dict[str, Any]:
        """Outcome and count of a valid form, as the service takes them."""
        outcome = self.cleaned_data["outcome"]
        return {"outcome": outcome, "count": None if outcome else self.cleaned_data.get("count")}


class UpholdForm(VerdictForm):
    """The verdict that takes the place of the disputed one."""

    prefix = "uphold"


class AmendForm(ApprovalForm, VerdictForm):
    """Another verdict on what is published, approved by a leader on paper."""

    reason = forms.CharField(label=_("更正理由"), max_length=200)
    field_order = ["outcome", "count", "reason", "approver", "scan"]


def _label(outcome: str, framework: Framework) -> Any:
    if outcome in OUTCOME_LABELS:
        return OUTCOME_LABELS[outcome]
    named = framework.level_names.get(outcome)
    return in_language(named) if named else outcome
