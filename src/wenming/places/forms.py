"""Forms of places: shape only; services decide."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core.widgets import DayInput
from wenming.organization.fields import AreaField, UnitField
from wenming.organization.models import ACTIVE, Post
from wenming.organization.selectors import below
from wenming.places import selectors
from wenming.places.boxes import Box
from wenming.places.models import Place
from wenming.places.services import FIELDS, PlaceData

_CODE = RegexValidator(r"^[0-9A-Za-z_-]+$", _("只用字母、数字、- 和 _。"))


def _degrees(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal(-180),
        max_value=Decimal(180),
        max_digits=9,
        decimal_places=6,
    )


class PlaceForm(forms.Form):
    """A place."""

    code = forms.CharField(label=_("点位编号"), max_length=20, validators=[_CODE])
    name = forms.CharField(label=_("名称"), max_length=80)
    type_code = forms.ChoiceField(label=_("类型"))
    area = AreaField(label=_("所在区域"), help_text=_("到社区；没有社区的到街道。"))
    address = forms.CharField(label=_("地址"), max_length=120, required=False)
    longitude = _degrees(_("经度"))
    latitude = _degrees(_("纬度"))
    holder = UnitField(label=_("属地单位"), help_text=_("写全称或简称。"))
    sector = UnitField(
        label=_("行业主管部门"),
        required=False,
        help_text=_("新增时不写，就用责任分解表里这类点位的牵头单位。"),
    )
    operator = forms.CharField(
        label=_("运营管理单位"),
        max_length=80,
        required=False,
        help_text=_("没有账号的也可以写，例如 物业公司。"),
    )
    chief = forms.ModelChoiceField(
        label=_("点位长"),
        required=False,
        queryset=Post.objects.none(),
        help_text=_("先在单位的页面登记“点位长”岗位，这里才能选。"),
    )
    valid_from = forms.DateField(
        label=_("启用日期"),
        required=False,
        widget=DayInput,
    )

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        types = selectors.type_names()
        self.fields["type_code"].choices = [  # type: ignore[attr-defined]
            (code, f"{code} {name}") for code, name in types.items()
        ]
        area = self.fields["area"]
        assert isinstance(area, AreaField)
        area.keep_within(rights.area_paths(by, Ability.MANAGE_PLACES))
        chiefs = Post.objects.filter(ACTIVE, kind=Post.Kind.PLACE_CHIEF).select_related("unit")
        self.fields["chief"].queryset = chiefs  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(place: Place) -> dict[str, Any]:
        """What the form starts from for a place that is there."""
        initial = {name: getattr(place, name) for name in FIELDS}
        return initial | {"area": place.area_id, "chief": place.chief_id}

    def data_for_service(self) -> PlaceData:
        """What was filled in."""
        return PlaceData(**self.cleaned_data)


class CloseForm(forms.Form):
    """The last day of a place."""

    on = forms.DateField(
        label=_("停用日期"),
        required=False,
        widget=DayInput,
        help_text=_("不填就是今天。"),
    )


class OwnerForm(forms.Form):
    """Who answers for one item at a place."""

    item = forms.ChoiceField(label=_("测评内容"))
    unit = UnitField(
        label=_("责任单位"), required=False, help_text=_("空着就是按规则：属地或行业主管部门。")
    )

    def __init__(self, *args: Any, items: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].choices = items  # type: ignore[attr-defined]


class PlaceFilter(forms.Form):
    """The search form of places; the list, the map, the sheet and the stickers share it."""

    area = AreaField(label=_("区域"), required=False, empty_label=_("全市"), to_field_name="code")
    type = forms.ChoiceField(label=_("类型"), required=False)
    q = forms.CharField(label=_("名称、编号或地址"), required=False, max_length=60)
    unit = UnitField(label=_("属地或主管单位"), required=False, with_ended=True)
    status = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部")), *Place.Status.choices]
    )
    box = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    layer = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    MORE = ["unit", "status"]

    def __init__(self, *args: Any, types: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        words = [(code, f"{code} {name}") for code, name in types.items()]
        self.fields["type"].choices = [("", _("全部类型")), *words]  # type: ignore[attr-defined]

    def narrow(self, places: QuerySet[Place]) -> QuerySet[Place]:
        """`places` by what was asked; what cannot be read asks nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("area"):
            places = places.filter(below(wanted["area"]))
        if wanted.get("type"):
            places = places.filter(type_code=wanted["type"])
        if unit := wanted.get("unit"):
            places = places.filter(Q(holder=unit) | Q(sector=unit))
        if wanted.get("status"):
            places = places.filter(status=wanted["status"])
        if self.chosen_box is not None:
            places = places.filter(self.chosen_box.condition())
        return selectors.matching(places, wanted["q"]) if wanted.get("q") else places

    @property
    def has_words(self) -> bool:
        """Whether words are searched for, which reads every row."""
        self.is_valid()
        return bool(self.cleaned_data.get("q"))

    @property
    def has_asked(self) -> bool:
        """Whether anything narrows the list: without it, everything would be picked."""
        self.is_valid()
        return any(value for name, value in self.cleaned_data.items() if name != "layer")

    @property
    def chosen_box(self) -> Box | None:
        """The box drawn on the map (框选); None without one."""
        self.is_valid()
        return Box.read(self.cleaned_data.get("box", ""))
