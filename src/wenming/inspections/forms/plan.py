"""The plan of a round on one page (建轮), with defaults that suit its purpose."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.models import Grant, User
from wenming.accounts.rights import ROLE_ABILITIES, Ability
from wenming.core import clock
from wenming.core.widgets import DayInput
from wenming.framework.models import Edition, PlaceType
from wenming.framework.selectors import in_force
from wenming.framework.words import in_language
from wenming.inspections import overview, permissions
from wenming.inspections.models import Round
from wenming.inspections.services import NamedPlace, RoundPlan
from wenming.inspections.services.rounds import proposing_of
from wenming.inspections.sizing import sizes_of
from wenming.organization.models import Area, Level, Unit, UnitKind
from wenming.places.models import Place

OWNER_LEVELS = (Level.CITY, Level.DISTRICT, Level.STREET)
DRAW_LEVELS = (Level.DISTRICT, Level.STREET, Level.COMMUNITY)
FULL_PURPOSES = (Round.Purpose.MOCK, Round.Purpose.QUARTERLY)
FOLLOWING_PURPOSES = (Round.Purpose.RETEST, Round.Purpose.LOOK_BACK)
SEALED_PURPOSES = FULL_PURPOSES


@dataclass(frozen=True, slots=True)
class SizeRow:
    """A place type with its field: how many to draw of how many there are."""

    type: PlaceType
    field: BoundField
    available: int


class PlanForm(forms.Form):
    """Everything that is decided before the frame is frozen."""

    title = forms.CharField(label=_("名称"), max_length=80)
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("文件名称和文号，或会议"))
    plan_number = forms.CharField(
        label=_("计划备案号"), max_length=40, required=False, help_text=_("督查检查考核计划的编号")
    )
    manner = forms.ChoiceField(
        label=_("方式"), choices=Round.Manner.choices, widget=forms.RadioSelect
    )
    starts_on = forms.DateField(label=_("开始"), widget=DayInput)
    ends_on = forms.DateField(label=_("结束"), widget=DayInput)
    owner = forms.ModelChoiceField(
        label=_("组织地区"), queryset=Area.objects.none(), to_field_name="code"
    )
    edition = forms.ModelChoiceField(
        label=_("测评体系"),
        queryset=Edition.objects.none(),
        help_text=_("国测、省测、本市季度测评、未成年人，凡已发布的都可以用"),
    )
    sized_for = forms.CharField(required=False, widget=forms.HiddenInput)
    area_level = forms.ChoiceField(
        label=_("按哪一级区域排序"),
        choices=[(level.value, level.label) for level in DRAW_LEVELS],
        help_text=_("抽取时先按区域排列，各区域按数量成比例抽到"),
    )
    is_per_area = forms.BooleanField(label=_("每个区域各抽这么多处"), required=False)
    exclude_days = forms.IntegerField(
        label=_("多少天内到访过的不抽"),
        min_value=0,
        max_value=366,
        help_text=_("0 表示都参加抽取。停用的点位总是不抽。"),
    )
    earlier = forms.ModelChoiceField(
        label=_("沿用哪一轮的点位"),
        queryset=Round.objects.none(),
        to_field_name="number",
        required=False,
        help_text=_("只从那一轮抽中的点位里抽，用于复测和回头看"),
    )
    invited = forms.ModelMultipleChoiceField(
        label=_("请哪些单位见证抽取"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("组织单位以外的一个或几个单位；封存以后由他们写下见证语"),
    )
    proposing = forms.ChoiceField(label=_("问题什么时候转办"), choices=Round.Proposing.choices)
    named = forms.CharField(
        label=_("指定点位"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("每行一处：点位编号、空格、原因。指定点位另外列出，不参加抽取和排名。"),
    )

    def __init__(self, *args: Any, user: User, purpose: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purpose = purpose
        self._user = user
        self._set_choices()
        self.is_sealed = purpose in SEALED_PURPOSES
        if not self.is_sealed:
            del self.fields["invited"]
        self._types = list(PlaceType.objects.filter(edition=self._edition()))
        for place_type in self._types:
            self.fields[_size_name(place_type.code)] = forms.IntegerField(
                label=in_language(place_type), min_value=0, max_value=9999, required=False
            )

    def _set_choices(self) -> None:
        fields: Any = self.fields
        fields["owner"].queryset = organising_areas(self._user)
        fields["edition"].queryset = in_force().select_related("owner")
        fields["edition"].label_from_instance = in_words
        fields["earlier"].queryset = permissions.visible_to(self._user).filter(
            status__in=permissions.OPEN_DRAW
        )
        fields["invited"].queryset = units_that_witness()

    def meant_for(self) -> str:
        """What `sized_for` says on this page."""
        owner = self.get_initial_for_field(self.fields["owner"], "owner")
        code = self.data.get("owner") if self.is_bound else getattr(owner, "code", owner)
        return _sized_for(self._edition(), code)

    def _edition(self) -> int | None:
        """The edition whose types are asked for: as sent, else as filled in."""
        sent = (
            self.data.get("edition")
            if self.is_bound
            else self.get_initial_for_field(self.fields["edition"], "edition")
        )
        queryset = self.fields["edition"].queryset  # type: ignore[attr-defined]
        text = str(getattr(sent, "pk", sent) or "")
        found = queryset.filter(pk=int(text)).first() if text.isdecimal() else None
        found = found or queryset.first()
        return found.pk if found else None

    def is_sized(self) -> bool:
        """Whether the sizes on the page were meant for the edition and the area that were sent."""
        meant = self.data.get("sized_for", "")
        return meant in {"", _sized_for(self.data.get("edition"), self.data.get("owner"))}

    def sized_anew(self) -> "PlanForm":
        """The same plan, unbound, with the sizes of the edition and the area that were sent."""
        owner = organising_areas(self._user).filter(code=self.data.get("owner", "")).first()
        edition = Edition.objects.defer("data", "overlay").filter(pk=self._edition() or 0).first()
        kept = {name: self.data.get(name, "") for name in self.fields if name in self.data}
        if "invited" in self.fields:
            kept["invited"] = self["invited"].value()
        kept = {n: v for n, v in kept.items() if not n.startswith(_size_name(""))}
        kept["is_per_area"] = "is_per_area" in self.data
        kept |= {"edition": edition, "owner": owner, "area_level": _draw_level(owner)}
        kept |= _sizes(self.purpose, edition, owner)
        return PlanForm(user=self._user, purpose=self.purpose, initial=kept)

    def size_rows(self) -> list[SizeRow]:
        """The types with their fields and what there is in the owner's area."""
        owner = self.get_initial_for_field(self.fields["owner"], "owner")
        if self.is_bound:
            owner = organising_areas(self._user).filter(code=self.data.get("owner", "")).first()
        available = overview.available_by_type(owner) if isinstance(owner, Area) else {}
        return [
            SizeRow(row, self[_size_name(row.code)], available.get(row.code, 0))
            for row in self._types
        ]

    def clean_named(self) -> tuple[NamedPlace, ...]:
        """Codes and reasons, every fault by its line."""
        found, faults = [], []
        for number, line in enumerate(self.cleaned_data["named"].splitlines(), 1):
            if not line.strip():
                continue
            code, reason = (*line.split(maxsplit=1), "")[:2]
            place = Place.objects.select_related("area").filter(code=code).first()
            if place is None:
                faults.append(
                    _t("第 %(n)d 行：没有编号为“%(code)s”的点位。") % {"n": number, "code": code}
                )
            elif not reason.strip():
                faults.append(_t("第 %(n)d 行：编号后面空一格，写指定的原因。") % {"n": number})
            else:
                found.append(NamedPlace(place, reason.strip()))
        if faults:
            raise ValidationError(faults)
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        """The end is not before the start."""
        data = super().clean() or {}
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("结束日期不能早于开始日期。"))
        return data

    def plan(self) -> RoundPlan:
        """The plan of a valid form."""
        data = self.cleaned_data
        return RoundPlan(
            title=data["title"],
            purpose=self.purpose,
            manner=data["manner"],
            basis=data["basis"],
            plan_number=data["plan_number"],
            edition=data["edition"],
            owner=data["owner"],
            area_level=data["area_level"],
            is_per_area=data["is_per_area"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            exclude_days=data["exclude_days"],
            earlier=data["earlier"],
            invited=tuple(data.get("invited") or ()),
            proposing=data["proposing"],
            sizes={row.code: data[_size_name(row.code)] or 0 for row in self._types},
            named=data["named"],
        )


def defaults(
    *, user: User, purpose: str, edition: Edition | None, earlier: Round | None
) -> dict[str, Any]:
    """What a new plan starts with.

    Mock and quarterly rounds draw what the edition asks for, weekly and self-tests a share of it
    (data/sizes.yaml); retests and look-backs everything that the earlier round drew.
    """
    today = clock.today()
    values: dict[str, Any] = {
        "manner": Round.Manner.COVERT,
        "starts_on": today,
        "ends_on": today,
        "owner": organising_areas(user).first(),
        "edition": edition,
        "area_level": _draw_level(organising_areas(user).first()),
        "exclude_days": 0 if purpose in FULL_PURPOSES else overview.WARN_DAYS,
        "proposing": proposing_of(purpose),
        "earlier": earlier,
    }
    if earlier is not None:
        values |= {"owner": earlier.owner, "exclude_days": 0, "area_level": earlier.area_level}
        values["edition"] = earlier.edition
        drawn = list(earlier.frame.filter(order__isnull=False).values_list("type_code", flat=True))
        return values | {_size_name(code): drawn.count(code) for code in set(drawn)}
    return values | _sizes(purpose, edition, values["owner"])


def in_words(edition: Edition) -> str:
    """An edition in the choice: whose test it is, its name and version."""
    return _t("%(kind)s · %(name)s 第 %(version)d 版") % {
        "kind": edition.get_kind_display(),
        "name": edition,
        "version": edition.version,
    }


def _sizes(purpose: str, edition: Edition | None, owner: Area | None) -> dict[str, int]:
    """How many of each type a round of this purpose begins with."""
    if edition is None or owner is None:
        return {}
    sample = dict(edition.place_types.values_list("code", "sample_count"))
    return {_size_name(code): n for code, n in sizes_of(purpose, sample, owner).items()}


def _sized_for(edition: object, owner: object) -> str:
    """The edition and the area that sizes are meant for, as the page sends it back."""
    return f"{edition or ''} {owner or ''}"


def _draw_level(owner: Area | None) -> str:
    """The level below the owner: a city draws by districts, a district by streets."""
    below = {Level.DISTRICT: Level.STREET, Level.STREET: Level.COMMUNITY}
    return below.get(Level(owner.level), Level.DISTRICT) if owner else Level.DISTRICT


def initial_of(round_: Round) -> dict[str, Any]:
    """A stored plan as the form shows it."""
    named = overview.named_places(round_)
    values: dict[str, Any] = {
        name: getattr(round_, name)
        for name in (
            "title",
            "basis",
            "plan_number",
            "manner",
            "starts_on",
            "ends_on",
            "owner",
            "edition",
            "area_level",
            "is_per_area",
            "exclude_days",
            "earlier",
            "proposing",
        )
    }
    values["invited"] = list(round_.invited.all())
    values["named"] = "\n".join(f"{row.place.code} {row.reason}" for row in named)
    return values | {_size_name(row.type_code): row.sample_count for row in round_.types.all()}


def organising_areas(user: User) -> Any:
    """Areas in which `user` may organise rounds: city, districts and streets, widest first."""
    areas = Area.objects.filter(level__in=OWNER_LEVELS)
    paths = rights.area_paths(user, Ability.PLAN_ROUNDS)
    found = Area.objects.none()
    for path in set(paths):
        found = found | areas.filter(path__startswith=path)
    return found.order_by("depth", "path")


def units_that_witness() -> Any:
    """Units for which somebody with an account may witness, offices of districts last."""
    roles = [role for role, can in ROLE_ABILITIES.items() if Ability.WITNESS in can]
    kinds = [UnitKind.DEPARTMENT, UnitKind.VERTICAL, UnitKind.DISTRICT]
    return Unit.objects.filter(
        pk__in=Grant.objects.filter(role__in=roles).values("unit"), kind__in=kinds
    )


def _size_name(code: str) -> str:
    return f"size_{code}"
