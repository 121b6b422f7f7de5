"""Form fields for what duties hold: units with their shares, indicators, types, areas, milestones."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wenming.documents.fields import EVERY, UnitNamesField, kind_sizes, names_of
from wenming.duties import milestones
from wenming.duties.milestones import Milestone, NotAMilestone
from wenming.framework.models import Indicator, PlaceType
from wenming.framework.selectors import current_edition
from wenming.organization.importing.lookup import Areas, Units
from wenming.organization.models import ACTIVE, Area, Unit

SEPARATOR = re.compile(r"[、，,；;\s]+")
# A name with what may follow it in brackets; separators inside brackets part nothing.
PARTY = re.compile(r"(?:[^、，,；;\n（(]|[（(][^）)\n]*[）)])+")
WITH_SHARE = re.compile(r"(?P<name>.+?)\s*[（(](?P<share>[^（）()]{1,200})[）)]")


class Party(NamedTuple):
    """A unit and what of a duty it does."""

    unit: Unit
    share: str = ""


def parties(text: str, units: Units) -> list[Party]:
    """The units named in `text`, parted by 、, each with its share in brackets.

    Raises:
        ValidationError: names that the register does not know, with what comes near.

    A name that holds brackets itself, such as 市税务局（第一分局）, is a name first.
    """
    found: dict[int, Party] = {}
    faults = []
    for written in PARTY.findall(text):
        try:
            for party in _parties(written.strip(), units):
                found.setdefault(party.unit.pk, party)
        except ValueError as error:
            faults.append(ValidationError(str(error), "unknown"))
    if faults:
        raise ValidationError(faults)
    return list(found.values())


def _parties(written: str, units: Units) -> list[Party]:
    if not written:
        return []
    if written in EVERY:
        return [Party(unit) for unit in Unit.objects.filter(ACTIVE, kind=EVERY[written])]
    with_share = WITH_SHARE.fullmatch(written)
    if with_share is None or units.called(written) is not None:
        return [Party(units.find(written))]
    return [Party(units.find(with_share["name"]), with_share["share"].strip())]


def written(found: Iterable[Party], sizes: Mapping[str, int]) -> str:
    """Units as a person would type them, those with a share last.

    Args:
        sizes: what `documents.fields.kind_sizes` counted.
    """
    listed = list(found)
    plain = names_of([party.unit for party in listed if not party.share], sizes)
    return "、".join([*plain, *(f"{p.unit.name}（{p.share}）" for p in listed if p.share)])


class PartiesField(UnitNamesField):
    """Units parted by 、, each with its share in brackets: 市公安局（路面秩序）; gives parties."""

    def prepare_value(self, value: Any) -> Any:
        """Parties as their names."""
        return value if isinstance(value, str | None) else written(value, kind_sizes())

    def clean(self, value: Any) -> Any:
        """The parties, each unit once.

        Raises:
            ValidationError: as `parties`.
        """
        return parties(forms.CharField.clean(self, value), Units())


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


class PlaceTypesField(forms.CharField):
    """Place types of the edition in force by code or name, parted by 、; gives the types."""

    default_error_messages = {"unknown": _("现行测评体系里没有点位类型“%(name)s”。")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 400, **options})

    def prepare_value(self, value: Any) -> Any:
        """Types as their names."""
        return value if isinstance(value, str | None) else "、".join(row.name_zh for row in value)

    def clean(self, value: Any) -> list[PlaceType]:
        """The types.

        Raises:
            ValidationError: a name is no type of the edition in force.
        """
        names = [name for name in SEPARATOR.split(super().clean(value)) if name]
        known: dict[str, PlaceType] = {}
        for row in PlaceType.objects.filter(edition=current_edition()) if names else ():
            known |= {row.code: row, row.name_zh: row}
        unknown = [name for name in names if name not in known]
        if unknown:
            raise ValidationError(
                [
                    ValidationError(self.error_messages["unknown"], "unknown", {"name": name})
                    for name in unknown
                ]
            )
        return list({known[name].pk: known[name] for name in names}.values())


class AreasField(forms.CharField):
    """Areas by name or code, parted by 、; gives the areas."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 1000, **options})

    def prepare_value(self, value: Any) -> Any:
        """Areas as their names."""
        return value if isinstance(value, str | None) else "、".join(row.name for row in value)

    def clean(self, value: Any) -> list[Area]:
        """The areas.

        Raises:
            ValidationError: a name is no area, or that of several.
        """
        names = [name for name in SEPARATOR.split(super().clean(value)) if name]
        if not names:
            return []
        areas = Areas()
        found, faults = {}, []
        for name in names:
            try:
                area = areas.find(name)
                found[area.pk] = area
            except ValueError as error:
                faults.append(ValidationError(str(error), "unknown"))
        if faults:
            raise ValidationError(faults)
        return list(found.values())


class MilestonesField(forms.CharField):
    """Milestones, one a line with its day first; gives them by day."""

    widget = forms.Textarea(attrs={"rows": 2})
    default_error_messages = {
        "not_a_milestone": _(
            "第 %(number)d 行“%(line)s”看不出节点。请写成“2026-10-15 完成摸底”这样，一行一个。"
        ),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 2000, "required": False, **options})

    def prepare_value(self, value: Any) -> Any:
        """Milestones as lines."""
        return value if isinstance(value, str | None) else milestones.to_lines(value)

    def clean(self, value: Any) -> list[Milestone]:
        """The milestones.

        Raises:
            ValidationError: a line says no milestone.
        """
        try:
            return milestones.from_lines(super().clean(value))
        except NotAMilestone as error:
            raise ValidationError(
                self.error_messages["not_a_milestone"],
                "not_a_milestone",
                {"number": error.number, "line": error.line},
            ) from error
