"""Forms of events, links between indicators, and the calendar."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import today
from wenming.core.evidence import FilesField
from wenming.core.widgets import DayInput
from wenming.engine.framework import Framework
from wenming.framework import words
from wenming.framework.forms.editions import named
from wenming.framework.models import Edition, Indicator, Stage
from wenming.framework.models.events import EVENT_STATUS_LABELS
from wenming.framework.services.crosswalks import Link
from wenming.framework.services.cycles import StageData
from wenming.framework.services.events import Report

FILES_HINT = _("照片或 pdf，最多 6 个，每个不超过 20 MB")
FIRST_YEAR, LAST_YEAR = 2000, 2100


class EventForm(forms.Form):
    """An event of the negative list or a bonus."""

    code = forms.ChoiceField(label=_("哪一条"))
    occurred_on = forms.DateField(label=_("发生日期"), widget=DayInput())
    effective_on = forms.DateField(
        label=_("生效日期"),
        widget=DayInput(),
        help_text=_("从哪天起计入；落在哪一轮就计入哪一轮。"),
    )
    reason = forms.CharField(
        label=_("事由"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("写清是什么事、依据哪份文件或通报。不要写无关个人的信息。"),
    )
    evidence = FilesField(label=_("佐证材料"), help_text=FILES_HINT)

    def __init__(self, data: Any = None, files: Any = None, *, framework: Framework) -> None:
        super().__init__(data, files, initial={"occurred_on": today(), "effective_on": today()})
        choices = [
            (entry.code, f"{entry.code} {words.in_language(entry)}（{words.effect(entry)}）")
            for entry in framework.entries.values()
        ]
        self.fields["code"].choices = choices  # type: ignore[attr-defined]

    def report(self) -> Report:
        """What was filled in, apart from the files."""
        names = ("code", "occurred_on", "effective_on", "reason")
        return Report(**{name: self.cleaned_data[name] for name in names})


class WithdrawForm(forms.Form):
    """Why an event no longer holds."""

    reason = forms.CharField(
        label=_("撤销理由"), max_length=1000, widget=forms.Textarea({"rows": 4})
    )
    evidence = FilesField(label=_("佐证材料"), help_text=FILES_HINT)


class DecisionForm(forms.Form):
    """Words beside a decision; asked for when it is declined."""

    words = forms.CharField(
        label=_("核定意见"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("不予认定时要写理由。"),
    )


class FindEventForm(forms.Form):
    """Finding events."""

    status = forms.ChoiceField(
        label=_("状态"), choices=[("", _("全部")), *EVENT_STATUS_LABELS.items()], required=False
    )
    effect = forms.ChoiceField(
        label=_("处理"),
        choices=[
            ("", _("全部")),
            ("veto", _("一票否决")),
            ("deduct", _("扣分")),
            ("bonus", _("加分")),
        ],
        required=False,
    )


class FindLinkForm(forms.Form):
    """Links of an edition, as source or as target."""

    edition = forms.ModelChoiceField(
        label=_("版本"), queryset=Edition.objects.none(), required=False, empty_label=_("全部")
    )

    def __init__(self, data: Any, *, editions: QuerySet[Edition]) -> None:
        super().__init__(data)
        self.fields["edition"].queryset = editions  # type: ignore[attr-defined]
        self.fields["edition"].label_from_instance = named  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    """One link: editions, and the codes of an indicator of each."""

    source = forms.ModelChoiceField(label=_("来源版本"), queryset=Edition.objects.none())
    source_code = forms.CharField(
        label=_("来源指标"), max_length=20, help_text=_("写编码，如 D06-04。它测得的数供另一项用。")
    )
    target = forms.ModelChoiceField(label=_("对应版本"), queryset=Edition.objects.none())
    target_code = forms.CharField(label=_("对应指标"), max_length=20)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, editions: QuerySet[Edition]) -> None:
        super().__init__(data)
        for name in ("source", "target"):
            self.fields[name].queryset = editions  # type: ignore[attr-defined]
            self.fields[name].label_from_instance = named  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find the two indicators."""
        found = super().clean() or {}
        ends = {}
        for side in ("source", "target"):
            edition, code = found.get(side), found.get(f"{side}_code")
            if edition is None or not code:
                continue
            ends[side] = (
                Indicator.objects.select_related("edition__owner")
                .filter(edition=edition, code=code)
                .first()
            )
            if ends[side] is None:
                text = _("“%(edition)s”里没有指标“%(code)s”。")
                self.add_error(f"{side}_code", text % {"edition": named(edition), "code": code})
        if len(ends) == 2 and None not in ends.values():
            self.link = Link(**ends, note=found.get("note", ""))  # type: ignore[arg-type]
        return found


class CycleForm(forms.Form):
    """A new cycle."""

    name = forms.CharField(label=_("名称"), max_length=60)
    first_year = forms.IntegerField(label=_("第一年"), min_value=FIRST_YEAR, max_value=LAST_YEAR)


class StageForm(forms.Form):
    """The window of a stage."""

    earliest_on = forms.DateField(label=_("最早"), widget=DayInput())
    latest_on = forms.DateField(label=_("最迟"), widget=DayInput())
    done_on = forms.DateField(
        label=_("已完成于"), widget=DayInput(), required=False, help_text=_("还没完成就空着。")
    )
    note_zh = forms.CharField(label=_("说明"), max_length=200, required=False)

    @staticmethod
    def initial_of(stage: Stage) -> dict[str, Any]:
        """What the form starts with."""
        return {n: getattr(stage, n) for n in ("earliest_on", "latest_on", "done_on", "note_zh")}

    def data_for_service(self) -> StageData:
        """What was filled in."""
        return StageData(**self.cleaned_data)
