"""Forms of the register: shape only; services decide."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from wenming.core.widgets import DayInput
from wenming.organization.fields import AreaField, UnitField
from wenming.organization.importing.lookup import Units
from wenming.organization.models import (
    ACTIVE,
    Area,
    Level,
    Post,
    Unit,
    UnitAlias,
    UnitKind,
    WorkingGroup,
)
from wenming.organization.selectors import below, matching, unreachable
from wenming.organization.services import AreaData, GroupData, PostData, UnitData

_CODE = RegexValidator(r"^[0-9A-Za-z_-]+$", _("只用字母、数字、- 和 _。"))
ASKED_KINDS = [row for row in UnitKind.choices if row[0] != UnitKind.COMMUNITY]
_SEPARATORS = re.compile(r"[、，,；;\n]+")


class NamesField(forms.CharField):
    """Several names in one line, parted by 、."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "max_length": 1000, **options})

    def prepare_value(self, value: Any) -> Any:
        """A list as one line."""
        return "、".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """The names, each once."""
        parts = (part.strip() for part in _SEPARATORS.split(super().clean(value)))
        return list(dict.fromkeys(part for part in parts if part))


class FormerUnitsField(NamesField):
    """Registered units by their very names, active or ended."""

    def clean(self, value: Any) -> list[Unit]:
        """The units.

        Raises:
            ValidationError: a name is not registered.
        """
        try:
            return Units().find_former(super().clean(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class UnitsField(NamesField):
    """Active units by name, short name or former name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.Textarea(attrs={"rows": 3}), **{"max_length": 4000, **options}
        )

    def clean(self, value: Any) -> list[Unit]:
        """The units, each once.

        Raises:
            ValidationError: a name is not registered, or its unit has ended.
        """
        try:
            return Units().find_all(super().clean(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class UnitForm(forms.Form):
    """A unit."""

    code = forms.CharField(label=_("代码"), max_length=20, validators=[_CODE])
    name = forms.CharField(
        label=_("名称"), max_length=80, help_text=_("改名后，原来的名称自动留作旧名。")
    )
    kind = forms.ChoiceField(label=_("类别"), choices=UnitKind.choices)
    area = AreaField(label=_("所辖区域"))
    parent = UnitField(label=_("上级单位"), required=False)
    aliases = NamesField(label=_("别名"), help_text=_("简称、习惯称呼，用、隔开。"))
    former = NamesField(label=_("旧名"), help_text=_("改过的名字，用、隔开。"))
    predecessors = FormerUnitsField(
        label=_("前身"), help_text=_("并入的、已登记的单位，用、隔开。")
    )
    mailbox = forms.EmailField(
        label=_("单位邮箱"),
        max_length=120,
        required=False,
        help_text=_("提醒发到这里，每天最多一封；用单位的公用邮箱，不用个人的。"),
    )
    valid_from = forms.DateField(label=_("启用日期"), required=False, widget=DayInput)

    @staticmethod
    def initial_in(area_code: str) -> dict[str, Any]:
        """What the form starts from for the unit of an area that has none."""
        area = Area.objects.filter(code=area_code).first()
        if area is None:
            return {}
        is_kind = area.level in UnitKind.values
        return {"area": area.pk, "name": area.name, "kind": area.level if is_kind else None}

    @staticmethod
    def initial_of(unit: Unit) -> dict[str, Any]:
        """What the form starts from for a unit that is there."""
        names = list(unit.aliases.all())
        former = [a.name for a in names if a.kind == UnitAlias.Kind.FORMER]
        return {
            "code": unit.code,
            "name": unit.name,
            "kind": unit.kind,
            "area": unit.area_id,
            "parent": unit.parent,
            "aliases": [a.name for a in names if a.kind != UnitAlias.Kind.FORMER],
            "former": former,
            "predecessors": [before.name for before in unit.predecessors.all()],
            "mailbox": unit.mailbox,
            "valid_from": unit.valid_from,
        }

    def data_for_service(self) -> UnitData:
        """What was filled in."""
        return UnitData(**self.cleaned_data)


class AreaForm(forms.Form):
    """An area."""

    code = forms.CharField(label=_("代码"), max_length=20, validators=[_CODE])
    name = forms.CharField(label=_("名称"), max_length=60)
    level = forms.ChoiceField(label=_("层级"), choices=Level.choices)
    valid_from = forms.DateField(label=_("启用日期"), required=False, widget=DayInput)

    def data_for_service(self, parent: Area | None) -> AreaData:
        """What was filled in, below `parent`."""
        return AreaData(parent=parent, **self.cleaned_data)


class PostForm(forms.Form):
    """A post of a unit."""

    title = forms.CharField(label=_("职务"), max_length=60)
    kind = forms.ChoiceField(label=_("类别"), choices=Post.Kind.choices)
    holder = forms.CharField(
        label=_("姓名"), max_length=40, required=False, help_text=_("加密保存；换人时改这里。")
    )
    phone = forms.CharField(
        label=_("电话"),
        max_length=24,
        required=False,
        validators=[RegexValidator(r"^[+(]?[0-9][0-9()+ #-]{4,23}$", _("不像电话号码。"))],
        help_text=_("加密保存；列表里只显示头尾。"),
    )

    @staticmethod
    def initial_as(kind: str) -> dict[str, Any]:
        """What the form starts from for a post of a kind: the kind is mostly its title, too."""
        if kind not in Post.Kind.values:
            return {}
        return {"kind": kind, "title": str(Post.Kind(kind).label)}

    def data_for_service(self) -> PostData:
        """What was filled in."""
        return PostData(**self.cleaned_data)


class GroupForm(forms.Form):
    """A working group."""

    code = forms.CharField(label=_("代码"), max_length=20, validators=[_CODE])
    name = forms.CharField(label=_("名称"), max_length=60)
    lead = UnitField(label=_("牵头单位"))
    members = UnitsField(label=_("成员单位"), help_text=_("全称或简称，用、隔开。"))

    @staticmethod
    def initial_of(group: WorkingGroup) -> dict[str, Any]:
        """What the form starts from for a group that is there."""
        members = [unit.name for unit in group.members.all()]
        return {"code": group.code, "name": group.name, "lead": group.lead, "members": members}

    def data_for_service(self) -> GroupData:
        """What was filled in."""
        return GroupData(**self.cleaned_data)


class EndForm(forms.Form):
    """The last day of something."""

    on = forms.DateField(
        label=_("停用日期"),
        required=False,
        widget=DayInput,
        help_text=_("不填就是今天。停用的留在记录里，随时可以恢复。"),
    )


class SheetForm(forms.Form):
    """A sheet to import."""

    file = forms.FileField(
        label=_("填好的表"),
        help_text=_("xlsx，最多 20 MB。先全部核对，有一行不对就一行也不存。"),
        widget=forms.ClearableFileInput(
            attrs={
                "accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        ),
    )


class OutlineForm(forms.Form):
    """A file of outlines."""

    file = forms.FileField(
        label=_("边界文件"),
        help_text=_("GeoJSON，WGS84 经纬度，每个要素的 properties.code 写区划代码，最多 20 MB。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.geojson,application/geo+json"}),
    )


class ToUnitsForm(forms.Form):
    """Some units: by kind, by name, or both."""

    kinds = forms.MultipleChoiceField(
        label=_("类别"), choices=ASKED_KINDS, required=False, widget=forms.CheckboxSelectMultiple
    )
    units = UnitsField(
        label=_("或单位"), required=False, help_text=_("名称或简称，用、隔开；社区不用发。")
    )

    def clean(self) -> dict[str, Any]:
        """The chosen units as one list."""
        given = super().clean() or {}
        if not self.errors:
            kinds = given.get("kinds", [])
            found = list(Unit.objects.filter(ACTIVE, kind__in=kinds).order_by("pinyin"))
            given["chosen"] = list(dict.fromkeys([*found, *given.get("units", [])]))
            if not given["chosen"]:
                self.add_error("kinds", _("请选单位类别，或写单位名称。"))
        return given

    def chosen(self) -> list[Unit]:
        """The units."""
        units: list[Unit] = self.cleaned_data["chosen"]
        return units


class UnitFilter(forms.Form):
    """The search form of units."""

    kind = forms.ChoiceField(
        label=_("类别"), required=False, choices=[("", _("全部类别")), *UnitKind.choices]
    )
    area = AreaField(label=_("区域"), required=False, empty_label=_("全市"), to_field_name="code")
    q = forms.CharField(label=_("名称、别名或代码"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[
            ("", _("在用")),
            ("unreachable", _("没有联络员")),
            ("ended", _("已停用")),
            ("all", _("全部")),
        ],
    )

    def narrow(self, units: Any) -> Any:
        """`units` by what was asked; an unreadable form asks nothing."""
        wanted = self.cleaned_data if self.is_valid() else {}
        if wanted.get("kind"):
            units = units.filter(kind=wanted["kind"])
        if wanted.get("area"):
            units = units.filter(below(wanted["area"]))
        if wanted.get("q"):
            units = matching(units, wanted["q"])
        state = wanted.get("state", "")
        if state == "all":
            return units
        if state == "unreachable":
            return unreachable(units)
        return units.filter(valid_until__isnull=state != "ended")
