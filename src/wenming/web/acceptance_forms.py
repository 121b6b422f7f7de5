"""Forms of the acceptance page: the queue's filter, a reason, a corrected verdict."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wenming.engine.framework import Framework
from wenming.framework.words import in_language
from wenming.inspections.answers import COUNTED, MET, NOT_APPLICABLE, NOT_MET, outcomes_of
from wenming.inspections.models import Observation, Round

ANY: list[tuple[str, Any]] = [("", _("全部"))]
OUTCOME_LABELS = {MET: _("符合"), NOT_MET: _("不符合"), NOT_APPLICABLE: _("不涉及")}


class QueueFilter(forms.Form):
    """Visits of one round, or with words in the place's name or code."""

    words = forms.CharField(label=_("点位名称或编号"), required=False, max_length=40)
    round = forms.ModelChoiceField(
        label=_("轮次"),
        queryset=Round.objects.none(),
        required=False,
        to_field_name="number",
        empty_label=_("全部"),
    )

    def __init__(self, *args: Any, rounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["round"]
        field.queryset = rounds


class ReasonForm(forms.Form):
    """Why a record is sent back or made void."""

    reason = forms.CharField(label=_("理由"), max_length=200)


class CorrectionForm(ReasonForm):
    """Another verdict on one item: a count for items that are counted, else an outcome."""

    outcome = forms.ChoiceField(label=_("更正为"), widget=forms.RadioSelect, required=False)
    count = forms.IntegerField(label=_("数量"), min_value=0, required=False)
    field_order = ["outcome", "count", "reason"]

    def __init__(
        self, *args: Any, observation: Observation, framework: Framework, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        scoring = observation.item.scoring
        self._is_counted = scoring["type"] in COUNTED
        outcome: Any = self.fields["outcome"]
        outcome.choices = [
            *([("", _("按数量"))] if self._is_counted else []),
            *((name, _label(name, framework)) for name in outcomes_of(scoring)),
            (NOT_APPLICABLE, OUTCOME_LABELS[NOT_APPLICABLE]),
        ]
        if not self._is_counted:
            outcome.required = True
            del self.fields["count"]

    @property
    def verdict(self) -> dict[str, Any]:
        """Outcome and count of a valid form, as the service takes them."""
        outcome = self.cleaned_data["outcome"]
        count = None if outcome else self.cleaned_data.get("count")
        return {"outcome": outcome, "count": count}


def _label(outcome: str, framework: Framework) -> Any:
    if outcome in OUTCOME_LABELS:
        return OUTCOME_LABELS[outcome]
    named = framework.level_names.get(outcome)
    return in_language(named) if named else outcome
