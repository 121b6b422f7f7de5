"""Form fields for what duties point at."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wenming.framework.models import Indicator
from wenming.framework.selectors import current_edition

SEPARATOR = re.compile(r"[、，,；;\s]+")


class IndicatorCodesField(forms.CharField):
    """Codes of indicators of the edition in force, parted by 、; gives the indicators."""

    default_error_messages = {"unknown": _("现行测评体系里没有指标“%(code)s”。")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 400, **options})

    def prepare_value(self, value: Any) -> Any:
        """Indicators as their codes."""
        return value if isinstance(value, str | None) else "、".join(row.code for row in value)

    def clean(self, value: Any) -> list[Indicator]:
        """The indicators.

        Raises:
            ValidationError: a code is not of the edition in force.
        """
        codes = [code for code in SEPARATOR.split(super().clean(value)) if code]
        edition = current_edition()
        known = {row.code: row for row in Indicator.objects.filter(edition=edition, code__in=codes)}
        unknown = [
            ValidationError(self.error_messages["unknown"], "unknown", {"code": code})
            for code in codes
            if code not in known
        ]
        if unknown:
            raise ValidationError(unknown)
        return list(known.values())
