"""Search forms above the lists of rounds and places."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wenming.inspections.models import ROUND_STATUS_LABELS as ROUND_LABELS
from wenming.inspections.models import VISIT_STATUS_LABELS, Round

ANY: list[tuple[str, Any]] = [("", _("全部"))]


class RoundFilter(forms.Form):
    """Rounds by words, purpose and status."""

    words = forms.CharField(label=_("名称或编号"), required=False, max_length=40)
    purpose = forms.ChoiceField(
        label=_("用途"), required=False, choices=[*ANY, *Round.Purpose.choices]
    )
    status = forms.ChoiceField(
        label=_("状态"), required=False, choices=[*ANY, *ROUND_LABELS.items()]
    )


class PlaceFilter(forms.Form):
    """Places of a round by words, type, area and the status of the visit."""

    words = forms.CharField(label=_("点位名称或编号"), required=False, max_length=40)
    type = forms.ChoiceField(label=_("类型"), required=False)
    area = forms.ChoiceField(label=_("区域"), required=False)
    status = forms.ChoiceField(
        label=_("到访"), required=False, choices=[*ANY, *VISIT_STATUS_LABELS.items()]
    )

    def __init__(
        self, *args: Any, types: dict[str, str], areas: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, labels in (("type", types), ("area", areas)):
            field: Any = self.fields[name]
            field.choices = [*ANY, *sorted(labels.items())]
