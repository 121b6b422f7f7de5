"""Form fields of projects: amounts in 万元, places by code."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wenming.places.models import Place
from wenming.projects.money import fen_of, wan_of

SEPARATOR = re.compile(r"[、，,；;\s]+")
MOST_WAN = Decimal(10) ** 8  # a million million yuan


class WanField(forms.DecimalField):
    """An amount in 万元; gives whole fen."""

    def __init__(self, *, required: bool = False, **options: Any) -> None:
        super().__init__(
            min_value=0, max_value=MOST_WAN, decimal_places=6, required=required, **options
        )

    def prepare_value(self, value: Any) -> Any:
        """Fen, as a form's initial value, in 万元."""
        return f"{wan_of(value):f}" if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """Whole fen; None where nothing is written."""
        found = super().clean(value)
        return None if found is None else fen_of(found)


class PlaceCodesField(forms.CharField):
    """Codes of places that the person may see, parted by 、; gives the places.

    Attributes:
        visible: set by the form.
    """

    visible: QuerySet[Place] = Place.objects.none()
    default_error_messages = {"unknown": _("没有您能看到的点位“%(code)s”。")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 1000, "required": False, **options})

    def prepare_value(self, value: Any) -> Any:
        """Places as their codes."""
        return value if isinstance(value, str | None) else "、".join(row.code for row in value)

    def clean(self, value: Any) -> list[Place]:
        """The places.

        Raises:
            ValidationError: a code is not of a place in sight.
        """
        codes = [code for code in SEPARATOR.split(super().clean(value)) if code]
        known = {place.code: place for place in self.visible.filter(code__in=codes)}
        unknown = [
            ValidationError(self.error_messages["unknown"], "unknown", {"code": code})
            for code in codes
            if code not in known
        ]
        if unknown:
            raise ValidationError(unknown)
        return list(known.values())
