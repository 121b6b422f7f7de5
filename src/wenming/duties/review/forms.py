"""Forms of the review page: a draft with what it touches, a unit that the register lacks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wenming.core.wording import labelled
from wenming.documents.forms import DraftForm
from wenming.duties.fields import AreasField, IndicatorCodesField, PlaceTypesField
from wenming.organization.fields import AreaField
from wenming.organization.models import ACTIVE, Area, Level, UnitKind
from wenming.organization.services import UnitData
from wenming.organization.services.units import next_code


class ReviewForm(DraftForm):
    """A draft with what it touches in the framework and on the ground."""

    indicators = IndicatorCodesField(label=_("对应指标"), required=False)
    place_types = PlaceTypesField(label=_("点位类型"), required=False)
    areas = AreasField(label=_("区域"), required=False)


class NewUnitForm(forms.Form):
    """A unit that a document names and the register lacks, entered while it is reviewed."""

    written = forms.CharField(max_length=80, widget=forms.HiddenInput)
    name = forms.CharField(label=_("名称"), max_length=80)
    kind = forms.ChoiceField(label=_("类别"), choices=UnitKind.choices)
    area = AreaField(label=_("所辖区域"))

    @staticmethod
    def initial_for(written: str) -> dict[str, Any]:
        """What the form starts from for a name as the document writes it."""
        city = Area.objects.filter(ACTIVE, level=Level.CITY).first()
        return {"written": written, "name": written, "kind": UnitKind.DEPARTMENT, "area": city}

    def errors_in_words(self) -> list[str]:
        """What is wrong, field by field."""
        return [
            labelled(self[name].label, line)
            for name, found in self.errors.items()
            for line in found
        ]

    def unit_data(self) -> UnitData:
        """What was filled in, with a free code."""
        given = self.cleaned_data
        code = next_code(given["area"])
        return UnitData(code=code, name=given["name"], kind=given["kind"], area=given["area"])
