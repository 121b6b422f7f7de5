"""Form fields for areas and units, as people name them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wenming.core.widgets import RowChoiceField
from wenming.organization.matching import Match, UnitIndex
from wenming.organization.models import ACTIVE, Area, Unit
from wenming.organization.selectors import TREE_LEVELS

INDENT = "\u3000"


class AreaField(RowChoiceField):
    """An area of the tree down to the communities, indented by its level."""

    columns = ("depth", "name")

    def __init__(self, **options: Any) -> None:
        areas = Area.objects.filter(ACTIVE, level__in=TREE_LEVELS).defer("outline")
        super().__init__(queryset=areas.order_by("path"), **options)

    def keep_within(self, paths: Iterable[str]) -> None:
        """Offer only areas in the subtrees at `paths`."""
        allowed = Q(pk__in=[])
        for path in paths:
            allowed |= Q(path__startswith=path)
        assert self.queryset is not None
        self.queryset = self.queryset.filter(allowed)

    def words(self, *values: Any) -> str:
        """The name, set in by its depth."""
        depth, name = values
        return f"{INDENT * (depth - 1)}{name}"


class UnitInput(forms.TextInput):
    """A line to type a name in, with the names of the active units as proposals."""

    template_name = "organization/widgets/unit_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's context with the proposals."""
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        own["list"] = f"{own.get('id', name)}-units"
        own.setdefault("autocomplete", "off")
        units = Unit.objects.filter(ACTIVE).values_list("name", flat=True)
        return context | {"units": units}


class UnitField(forms.CharField):
    """One unit by its name, short name, former name or code.

    Attributes:
        with_ended: whether a unit that has ended may be chosen, as in search forms.
    """

    widget = UnitInput
    default_error_messages = {
        "unknown": _("没有找到单位“%(name)s”。%(hint)s"),
        "ended": _("单位“%(name)s”已停用，不能再选。"),
    }

    def __init__(self, *, with_ended: bool = False, **options: Any) -> None:
        self.with_ended = with_ended
        super().__init__(**{"max_length": 80, **options})

    def prepare_value(self, value: Any) -> Any:
        """A unit, or its key as a form's initial value, as its name."""
        if isinstance(value, int):
            return Unit.objects.filter(pk=value).values_list("name", flat=True).first()
        return value.name if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Unit | None:
        """The unit; None where nothing is typed.

        Raises:
            ValidationError: no unit of this name, with what comes near; or it has ended.
        """
        name = super().clean(value)
        if not name:
            return None
        match = UnitIndex.load().match(name)
        unit = match.unit or Unit.objects.filter(code=name).first()
        if unit is None:
            raise ValidationError(
                self.error_messages["unknown"], "unknown", {"name": name, "hint": near(match)}
            )
        if unit.valid_until is not None and not self.with_ended:
            raise ValidationError(self.error_messages["ended"], "ended", {"name": name})
        return unit

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another name stands there."""
        return (self.prepare_value(initial) or "") != (data or "").strip()


def near(match: Match) -> str:
    """What a name that was not found may have meant, as a sentence."""
    names = "、".join(unit.name for unit in match.candidates)
    if not names:
        return str(_("请写单位的全称或简称。"))
    return str(_("相近的有：%(near)s。")) % {"near": names}
