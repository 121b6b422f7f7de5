"""Forms of the register: they check shape; the services check rules."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.core.search import holding
from wenming.core.widgets import DayInput, LongSelect, RowChoiceField
from wenming.inspections.models import Round
from wenming.organization.models import ACTIVE, Area, Level, Unit
from wenming.places.models import Place
from wenming.problems.models import STATUS_LABELS, Problem
from wenming.problems.permissions import oversees, pending_for
from wenming.problems.selectors import between
from wenming.problems.services import Proposal
from wenming.projects import permissions as project_rights
from wenming.projects.models import Project
from wenming.projects.services import SERIES

ANY = [("", _("全部"))]
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)  # days that can be asked for


class SearchForm(forms.Form):
    """What to look for in the ledger; what cannot be read is left out."""

    unit = RowChoiceField(
        Unit.objects.none(),
        to_field_name="code",
        required=False,
        label=_("责任单位"),
        empty_label=_("全部单位"),
    )
    status = forms.ChoiceField(
        label=_("状态"), required=False, choices=[*ANY, *STATUS_LABELS.items()]
    )
    source = forms.ChoiceField(
        label=_("来源"), required=False, choices=[*ANY, *Problem.Source.choices]
    )
    q = forms.CharField(label=_("点位、编号或描述"), required=False, max_length=60)
    area = RowChoiceField(
        Area.objects.none(),
        to_field_name="code",
        required=False,
        label=_("区域"),
        empty_label=_("全部区域"),
    )
    round = forms.ModelChoiceField(
        Round.objects.none(),
        to_field_name="number",
        required=False,
        label=_("轮次"),
        empty_label=_("全部轮次"),
    )
    remedy = forms.ChoiceField(
        label=_("整改类型"), required=False, choices=[*ANY, *Problem.Remedy.choices]
    )
    since = forms.DateField(label=_("发现日期从"), required=False, widget=DayInput)
    until = forms.DateField(label=_("到"), required=False, widget=DayInput)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)

    more = ("area", "round", "remedy", "since", "until")

    def __init__(self, data: Any, *, user: Person) -> None:
        super().__init__(data)
        self.fields["q"].widget.attrs["placeholder"] = _("例如 石坊 或 01287")
        if not oversees(user):
            for name in ("unit", "area", "round"):
                del self.fields[name]
            return
        _choose(self, "unit", Unit.objects.filter(ACTIVE))
        _choose(
            self,
            "area",
            Area.objects.filter(level__in=[Level.DISTRICT, Level.STREET]).defer("outline"),
        )
        has_problems = Exists(Problem.objects.filter(round=OuterRef("pk")))
        _choose(self, "round", Round.objects.filter(has_problems))

    def condition(self) -> Q:
        """What was asked for, as a condition on problems; call after `is_valid()`."""
        asked = {key: value for key, value in self.cleaned_data.items() if value}
        found = Q()
        for name in ("unit", "status", "source", "round", "remedy"):
            if name in asked:
                found &= Q(**{name: asked[name]})
        if "area" in asked:
            # Keys first: an index of stages and areas then counts, without reading the problems.
            below = Area.objects.filter(path__startswith=asked["area"].path)
            found &= Q(area__in=below.order_by().values("pk"))
        if "since" in asked or "until" in asked:
            first, last = asked.get("since", FIRST_DAY), asked.get("until", LAST_DAY)
            found &= between("found_at", max(first, FIRST_DAY), min(last, LAST_DAY))
        return found & _containing(asked.get("q", "").strip())


def _containing(words: str) -> Q:
    if not words:
        return Q()
    if words.startswith(f"{SERIES}-"):
        return Q(project__number=words)
    return holding(words, "number", "text", "spot", "place__name", "place__code")


def _choose(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField), f"{name} is a choice of rows"
    field.queryset = rows


class ReportForm(forms.Form):
    """What somebody saw on the way (随手交办): at a place, or in an area."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = forms.CharField(
        label=_("什么问题"),
        max_length=200,
        help_text=_("一句话，例如“消防通道堆放杂物”"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    place = forms.CharField(
        label=_("点位"),
        required=False,
        max_length=80,
        help_text=_("点位名称或编号；不是点位就选下面的区域"),
    )
    area = RowChoiceField(
        Area.objects.none(),
        to_field_name="code",
        required=False,
        label=_("所在区域"),
        empty_label=_("按点位或定位"),
    )
    spot = forms.CharField(label=_("具体位置"), max_length=60, help_text=_("例如“3 号楼东侧”"))
    source = forms.ChoiceField(
        label=_("来源"),
        choices=[
            (Problem.Source.PATROL, Problem.Source.PATROL.label),
            (Problem.Source.LEADER, Problem.Source.LEADER.label),
        ],
        widget=forms.RadioSelect,
        initial=Problem.Source.PATROL,
    )
    remedy = forms.ChoiceField(
        label=_("整改类型"), choices=Problem.Remedy.choices, initial=Problem.Remedy.FIX
    )
    longitude = forms.DecimalField(
        label=_("经度"),
        required=False,
        max_digits=9,
        decimal_places=6,
        min_value=-180,
        max_value=180,
    )
    latitude = forms.DecimalField(
        label=_("纬度"), required=False, max_digits=9, decimal_places=6, min_value=-90, max_value=90
    )

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].widget.attrs.update(
            {
                "list": "places",
                "autocomplete": "off",
                "hx-get": reverse("problems:places"),
                "hx-trigger": "input changed delay:300ms",
                "hx-target": "#places",
                "data-pin-target": "place",
            }
        )
        for name in ("longitude", "latitude"):
            self.fields[name].widget.attrs["data-pin-target"] = name
        paths = rights.area_paths(user, Ability.REPORT_PROBLEM)
        within = Q(pk__in=[])
        for path in paths:
            within |= Q(path__startswith=path)
        levels = [Level.DISTRICT, Level.STREET, Level.COMMUNITY]
        _choose(self, "area", Area.objects.filter(within, level__in=levels))
        self.places = Place.objects.filter(
            ACTIVE, area__in=Area.objects.filter(within)
        ).select_related("area", "holder__area", "sector")

    def clean_place(self) -> Place | None:
        """The one place with this code or name."""
        words = self.cleaned_data["place"].strip()
        if not words:
            return None
        if words.endswith("）") and "（" in words:  # as proposals write it: 名称（编号）
            words = words[words.rindex("（") + 1 : -1]
        exact = list(self.places.filter(Q(code=words) | Q(name=words))[:2])
        found = exact or list(self.places.filter(name__icontains=words)[:6])
        if not found:
            raise forms.ValidationError(
                _("没有找到点位“%(words)s”。请换一个短一些的词，或改选区域。") % {"words": words}
            )
        if len(found) > 1:
            names = "、".join(f"{place.name}（{place.code}）" for place in found[:5])
            raise forms.ValidationError(
                _("“%(words)s”对应几处：%(names)s。请填点位编号。")
                % {"words": words, "names": names}
            )
        return found[0]


class ProposalForm(forms.Form):
    """What the office corrects before dispatch; days are working days."""

    text = forms.CharField(label=_("问题描述"), max_length=200)
    spot = forms.CharField(label=_("具体位置"), max_length=60)
    unit = RowChoiceField(
        Unit.objects.filter(ACTIVE),
        to_field_name="code",
        required=False,
        label=_("责任单位"),
        empty_label=_("还没有定"),
    )
    support = RowChoiceField(
        Unit.objects.filter(ACTIVE),
        to_field_name="code",
        required=False,
        label=_("配合单位"),
        empty_label=_("没有"),
    )
    remedy = forms.ChoiceField(label=_("整改类型"), choices=Problem.Remedy.choices)
    allowed_days = forms.IntegerField(label=_("时限（工作日）"), min_value=1, max_value=120)
    needs_photo = forms.BooleanField(label=_("要整改后照片"), required=False)
    is_deferrable = forms.BooleanField(label=_("可以挂账"), required=False)

    @classmethod
    def of(cls, problem: Problem, *, auto_id: str) -> "ProposalForm":
        """The form with what the proposal says now."""
        names = list(cls.base_fields)
        values = {name: getattr(problem, name) for name in names}
        for name in ("unit", "support"):
            values[name] = values[name].code if values[name] else None
        return cls(initial=values, auto_id=auto_id)

    def proposal(self) -> Proposal:
        """What the form says."""
        return Proposal(**self.cleaned_data)


class SubmitForm(forms.Form):
    """What was done, in one line; photos come beside it."""

    measure = forms.CharField(
        label=_("整改措施"),
        max_length=200,
        help_text=_("一句话写明做了什么，例如“堆物已清走，安排专人巡查”"),
    )


class ReasonForm(forms.Form):
    """A reason in one line."""

    why = forms.CharField(label=_("理由"), max_length=200)


class NoteForm(forms.Form):
    """A remark in one line, where there is something to say."""

    note = forms.CharField(label=_("意见"), max_length=200, required=False)


class DeferralForm(forms.Form):
    """Until when, and why."""

    until = forms.DateField(label=_("挂账至"), widget=DayInput)
    why = forms.CharField(label=_("理由"), max_length=200)


class AgreeForm(forms.Form):
    """Until when the office agrees."""

    until = forms.DateField(label=_("挂账至"), widget=DayInput)
    note = forms.CharField(label=_("意见"), max_length=200, required=False)


class PointForm(forms.Form):
    """Which project will end it."""

    project = forms.ModelChoiceField(
        label=_("项目"),
        required=False,
        queryset=Project.objects.none(),
        empty_label=_("不指向项目"),
        help_text=_("项目验收后自动恢复办理，按整改时限复核。"),
    )

    def __init__(self, data: Any = None, *, by: Person, now: Project | None) -> None:
        super().__init__(data, initial={"project": now})
        _choose(self, "project", project_rights.visible_to(by).exclude(stage="dropped"))


class ExtendForm(forms.Form):
    """Another deadline, and why."""

    due_on = forms.DateField(label=_("新的期限"), widget=DayInput)
    why = forms.CharField(label=_("理由"), max_length=200)


class HandOnForm(forms.Form):
    """To whom below."""

    to = forms.ModelChoiceField(Unit.objects.none(), to_field_name="code", label=_("转给"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "to", Unit.objects.filter(pk__in=[unit.pk for unit in units]))


class PendingForm(forms.Form):
    """What to look for among what waits for dispatch."""

    unit = forms.ChoiceField(label=_("责任单位"), required=False, widget=LongSelect)
    q = forms.CharField(label=_("点位、编号或描述"), required=False, max_length=60)

    def __init__(self, data: Any, *, user: Person) -> None:
        super().__init__(data)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField), "declared above"
        units = Unit.objects.filter(pk__in=pending_for(user).values("unit"))
        named = [(unit.code, unit.name) for unit in units]
        field.choices = [("", _("全部单位")), ("-", _("还没有单位")), *named]

    def asked(self) -> dict[str, str]:
        """Words and unit; call after `is_valid()`."""
        data = self.cleaned_data
        return {"words": data.get("q", "").strip(), "unit": data.get("unit", "")}
