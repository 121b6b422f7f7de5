"""Forms for those who witness a draw and for who goes where."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from wenming.accounts.models import Grant, User
from wenming.accounts.rights import ROLE_ABILITIES, Ability
from wenming.core.widgets import DayInput
from wenming.inspections.models import Round
from wenming.inspections.services.assigning import Team
from wenming.inspections.services.draw import TEXT_LENGTH
from wenming.organization.models import Unit

MOST_TEAMS = 40


class WitnessForm(forms.Form):
    """A short text, for one of the person's units."""

    text = forms.CharField(
        label=_("见证语"),
        max_length=TEXT_LENGTH,
        help_text=_("随意写一句话，不要事先告诉别人。抽取的种子由它和封存的密数一起产生。"),
    )
    unit = forms.ModelChoiceField(
        label=_("代表单位"), queryset=Unit.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units


class TeamForm(forms.Form):
    """Two inspectors; an empty row is no team."""

    first = forms.ModelChoiceField(label=_("测评员"), queryset=User.objects.none(), required=False)
    second = forms.ModelChoiceField(label=_("测评员"), queryset=User.objects.none(), required=False)

    def __init__(self, *args: Any, people: list[tuple[Any, str]], round_: Round, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            field: Any = self.fields[name]
            field.queryset = inspectors_for(round_)
            field.choices = people

    def clean(self) -> dict[str, Any]:
        """Both or neither."""
        data = super().clean() or {}
        if bool(data.get("first")) != bool(data.get("second")):
            self.add_error(None, _("每组要两名测评员。请补上一名，或清空这一行。"))
        return data

    @property
    def team(self) -> Team | None:
        """The two, of a valid row that is filled in."""
        first, second = self.cleaned_data.get("first"), self.cleaned_data.get("second")
        return (first, second) if first and second else None


TeamFormSet = forms.formset_factory(TeamForm, extra=0, max_num=MOST_TEAMS, validate_max=True)


class VisitPeopleForm(TeamForm):
    """Who goes to one place, and when (改派)."""

    planned_on = forms.DateField(
        label=_("安排日期"),
        required=False,
        widget=DayInput,
    )

    def clean(self) -> dict[str, Any]:
        """Both are needed."""
        data = super().clean()
        if not self.errors and not data.get("first"):
            self.add_error("first", _("请选两名测评员。"))
        return data


def inspectors_for(round_: Round) -> QuerySet[User]:
    """People who may inspect in the round's area or a part of it."""
    roles = [role for role, can in ROLE_ABILITIES.items() if Ability.INSPECT in can]
    path = round_.owner.path
    above = [path[:end] for end in range(4, len(path) + 1, 4)]
    grants = Grant.objects.filter(
        Q(area__path__in=above) | Q(area__path__startswith=path), role__in=roles
    )
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by(
        "display_name", "pk"
    )


def choices_of(people: QuerySet[User]) -> list[tuple[Any, str]]:
    """One query for all rows of the formset."""
    return [("", "—"), *((person.pk, person.display_name) for person in people)]
