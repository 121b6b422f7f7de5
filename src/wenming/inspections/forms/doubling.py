"""Forms for second inspections (平行复查)."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from wenming.inspections.models import Visit

SHARES = (5, 10, 20, 30)


class ShareForm(forms.Form):
    """What is repeated: a share of the round, or what is ticked below."""

    share = forms.ChoiceField(
        label=_("复查多少"),
        required=False,
        choices=[("", _("下面勾选的点位")), *((str(n), f"{n}%") for n in SHARES)],
        help_text=_("按比例的由本轮种子排出，结束后可以重算；已安排的算在内。"),
    )


class DoubleFilter(forms.Form):
    """Visits by the name or code of their place."""

    words = forms.CharField(label=_("点位名称或编号"), required=False, max_length=40)

    def applied_to(self, visits: QuerySet[Visit]) -> QuerySet[Visit]:
        """The visits that are searched for; all of them where the form is faulty."""
        words = self.cleaned_data.get("words", "").strip() if self.is_valid() else ""
        if not words:
            return visits
        place = "frame_place__place__"
        return visits.filter(
            Q(**{f"{place}name__icontains": words}) | Q(**{f"{place}code__icontains": words})
        )
