"""Form fields for what drafts and duties hold: names of units, targets."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from wenming.core.widgets import DayInput
from wenming.documents.targets import NotATarget, Target, from_lines, to_lines
from wenming.organization.importing.lookup import Units
from wenming.organization.models import ACTIVE, Unit, UnitKind

# What a reviewer types to mean every unit of a kind: a class is only ever spread on purpose.
EVERY: dict[str, str] = {
    "全部区县": UnitKind.DISTRICT,
    "全部街道": UnitKind.STREET,
    "全部社区": UnitKind.COMMUNITY,
    "全部市直部门": UnitKind.DEPARTMENT,
}
# Browsers take a day in this one way, whatever the language of the page.
DAY = DayInput()
SEPARATOR = re.compile(r"[、，,；;\n]+")


class UnitNamesField(forms.CharField):
    """Names of units, parted by 、; gives the units. 全部街道 stands for every street."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 4000, "strip": True, **options})

    def prepare_value(self, value: Any) -> Any:
        """Units as their names, a whole kind as 全部街道."""
        return value if isinstance(value, str | None) else "、".join(names_of(value, kind_sizes()))

    def clean(self, value: Any) -> list[Unit]:
        """The units, each once.

        Raises:
            ValidationError: names that the register does not know, with what comes near.
        """
        text = super().clean(value)
        names = [part.strip() for part in SEPARATOR.split(text) if part.strip()]
        units = Units()
        found: dict[int, Unit] = {}
        faults = []
        for name in names:
            if name in EVERY:
                found |= {u.pk: u for u in Unit.objects.filter(ACTIVE, kind=EVERY[name])}
                continue
            try:
                unit = units.find(name)
                found[unit.pk] = unit
            except ValueError as error:
                faults.append(ValidationError(str(error), "unknown"))
        if faults:
            raise ValidationError(faults)
        return list(found.values())

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other names stand there than the page was given."""
        return (self.prepare_value(initial) or "") != (data or "").strip()


def kind_sizes() -> dict[str, int]:
    """How many active units each kind has; one query."""
    rows = Unit.objects.filter(ACTIVE).values("kind").annotate(n=Count("pk"))
    return {row["kind"]: row["n"] for row in rows.order_by()}


def names_of(units: Iterable[Unit], sizes: Mapping[str, int]) -> list[str]:
    """Names as a reviewer would type them; where every unit of a kind is there, 全部街道.

    Args:
        sizes: what `kind_sizes` counted.
    """
    by_kind: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        by_kind[unit.kind].append(unit)
    every = {kind: word for word, kind in EVERY.items()}
    names = []
    for kind, inside in by_kind.items():
        is_all = kind in every and 1 < len(inside) == sizes.get(kind)
        names += [every[kind]] if is_all else [unit.name for unit in inside]
    return names


class TargetsField(forms.CharField):
    """Targets, one a line; gives them as the intake drafts them."""

    widget = forms.Textarea(attrs={"rows": 2})
    default_error_messages = {
        "not_a_target": _(
            "第 %(number)d 行“%(line)s”看不出目标。请写成“保洁达标率 ≥ 90 %%（现 74.2）”这样，一行一个。"
        ),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 2000, "required": False, **options})

    def prepare_value(self, value: Any) -> Any:
        """Targets as lines."""
        return value if isinstance(value, str | None) else to_lines(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other lines stand there than the page was given."""
        return (self.prepare_value(initial) or "").splitlines() != (data or "").splitlines()

    def clean(self, value: Any) -> list[Target]:
        """The targets.

        Raises:
            ValidationError: a line says no target.
        """
        try:
            return from_lines(super().clean(value))
        except NotATarget as error:
            raise ValidationError(
                self.error_messages["not_a_target"],
                "not_a_target",
                {"number": error.number, "line": error.line},
            ) from error
