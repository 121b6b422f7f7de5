"""Forms of projects. They check shape; services check rules."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.core.evidence import FilesField
from wenming.core.widgets import DayInput
from wenming.duties.fields import IndicatorCodesField
from wenming.organization.fields import AreaField, UnitField
from wenming.places import permissions as places
from wenming.projects.fields import PlaceCodesField, WanField
from wenming.projects.models import ACTION_LABELS, MILESTONE_LABELS, STAGE_LABELS, Project
from wenming.projects.services import ProjectData, StepData
from wenming.projects.workflow import TIMETABLE


class TimetableForm(forms.Form):
    """The planned day of each stage (进度计划)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for stage in TIMETABLE:
            self.fields[f"due_{stage}"] = forms.DateField(
                label=_("计划%(stage)s") % {"stage": MILESTONE_LABELS[stage]},
                required=False,
                widget=DayInput,
            )

    @staticmethod
    def initial_of(project: Project) -> dict[str, Any]:
        """The timetable as it is."""
        return {f"due_{row.stage}": row.due_on for row in project.milestones.all()}

    def days(self) -> dict[str, date | None]:
        """Stage → planned day."""
        return {stage: self.cleaned_data[f"due_{stage}"] for stage in TIMETABLE}


class ProjectForm(TimetableForm):
    """A project that is brought in, or changed before it is approved."""

    name = forms.CharField(label=_("名称"), max_length=80)
    kind = forms.ChoiceField(label=_("类别"), choices=Project.Kind.choices)
    content = forms.CharField(
        label=_("建设内容"), max_length=400, widget=forms.Textarea({"rows": 3})
    )
    unit = UnitField(label=_("责任单位"))
    area = AreaField(label=_("建设地点"))
    budget = WanField(label=_("概算（万元）"), help_text=_("立项时以批文为准。"))
    places = PlaceCodesField(
        label=_("服务的点位"), help_text=_("点位编号，用、隔开；点位清单里查得到。")
    )
    indicators = IndicatorCodesField(
        label=_("服务的指标"), required=False, help_text=_("指标编号，用、隔开。")
    )

    def __init__(self, *args: Any, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["places"]
        assert isinstance(field, PlaceCodesField)
        field.visible = places.visible_to(by)

    @classmethod
    def initial_of(cls, project: Project) -> dict[str, Any]:
        """What the form starts from for a project that is there."""
        names = ("name", "kind", "content", "unit", "area", "budget")
        known = {name: getattr(project, name) for name in names}
        lists = {"places": project.places.all(), "indicators": project.indicators.all()}
        return super().initial_of(project) | known | lists

    def data_for_service(self) -> ProjectData:
        """What was filled in."""
        return ProjectData(**{name: self.cleaned_data[name] for name in ProjectData.__slots__})


# What each step asks for.
ASKED: dict[str, tuple[str, ...]] = {
    "appraise": ("line", "papers"),
    "approve": ("approval", "budget", "papers"),
    "return": ("line",),
    "fund": ("funding", "spent", "papers"),
    "report": ("line", "spent", "papers"),
    "finish": ("line", "spent", "papers"),
    "accept": ("line", "papers"),
    "redo": ("line", "papers"),
    "drop": ("line",),
}
LINE_NEEDED = {"return", "report", "redo", "drop"}


class StepForm(forms.Form):
    """What is said with a step; only what the step asks for."""

    line = forms.CharField(label=_("情况"), max_length=200, required=False)
    approval = forms.CharField(label=_("立项文号"), max_length=60)
    budget = WanField(label=_("批准概算（万元）"), required=True)
    funding = forms.CharField(
        label=_("资金来源"), max_length=80, help_text=_("例如 市级财政、上级补助、社会资金。")
    )
    spent = WanField(label=_("累计支出（万元）"), help_text=_("没有变化可以不填。"))
    papers = FilesField(
        label=_("批文、意见或照片"), required=False, help_text=_("可以不附；最多 6 个文件。")
    )

    def __init__(self, data: Any = None, files: Any = None, *, action: str, project: Project):
        super().__init__(data, files, prefix=action, initial={"budget": project.budget})
        for name in list(self.fields):
            if name not in ASKED[action]:
                del self.fields[name]
        if "line" in self.fields and action in LINE_NEEDED:
            self.fields["line"].required = True
            if action != "report":
                self.fields["line"].label = _("理由")
        self.action, self.label = action, ACTION_LABELS[action]
        self.is_bad = action in {"return", "redo", "drop"}

    def data_for_service(self) -> StepData:
        """What was filled in."""
        given = dict(self.cleaned_data)
        return StepData(files=given.pop("papers", ()), **given)


class ProjectFilter(forms.Form):
    """The search form of projects; the list and the sheet share it."""

    q = forms.CharField(label=_("名称、编号或内容"), required=False, max_length=60)
    area = AreaField(label=_("区域"), required=False, empty_label=_("全市"), to_field_name="code")
    unit = UnitField(label=_("责任单位"), required=False, with_ended=True)
    kind = forms.ChoiceField(
        label=_("类别"), required=False, choices=[("", _("全部")), *Project.Kind.choices]
    )
    stage = forms.ChoiceField(
        label=_("阶段"), required=False, choices=[("", _("全部")), *STAGE_LABELS.items()]
    )
    indicator = forms.CharField(label=_("服务的指标"), required=False, max_length=20)
    place = forms.CharField(label=_("服务的点位"), required=False, max_length=20)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)
    MORE = ["kind", "stage", "indicator", "place"]
