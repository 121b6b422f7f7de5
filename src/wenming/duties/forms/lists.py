"""Forms of task lists and tables: from the review to the signature, and who leads an indicator."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import today
from wenming.core.evidence import EvidenceFile, FilesField, first
from wenming.documents.fields import DAY, UnitNamesField
from wenming.documents.labels import quoted
from wenming.documents.models import Document
from wenming.duties.models import TaskList
from wenming.framework.models import Edition


class FinishForm(forms.Form):
    """Where the accepted drafts go: a list that is being drafted, or a new one, which needs a title."""

    into = forms.ModelChoiceField(
        label=_("放进"),
        queryset=TaskList.objects.none(),
        required=False,
        empty_label=_("新的任务清单"),
    )
    title = forms.CharField(label=_("清单标题"), max_length=200, required=False)
    basis = forms.CharField(label=_("依据"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, document: Document, lists: QuerySet[TaskList]) -> None:
        title = _("%(title)s任务清单") % {"title": quoted(document.title[:190])}
        super().__init__(data, initial={"title": title, "basis": document.quoted})
        self.fields["into"].queryset = lists  # type: ignore[attr-defined]
        is_new = not (data or {}).get("into")
        self.fields["title"].required = self.fields["basis"].required = is_new
        if not lists.exists():
            del self.fields["into"]


class TableForm(forms.Form):
    """A responsibility table to be drafted (责任分解表)."""

    title = forms.CharField(label=_("标题"), max_length=200)
    basis = forms.CharField(label=_("依据"), max_length=300)

    def __init__(self, data: Any = None, *, edition: Edition | None) -> None:
        words = {"city": settings.CITY_NAME, "year": today().year}
        title = _("%(city)s创建全国文明城市责任分解表（%(year)d 年）") % words
        super().__init__(
            data, initial={"title": title, "basis": quoted(edition.name if edition else "")}
        )


class RowsForm(forms.Form):
    """Rows out of a spreadsheet, as the clipboard gives them; `seen`: how many would be stored."""

    rows = forms.CharField(
        label=_("从 Excel 或 WPS 粘贴"),
        max_length=400_000,
        strip=False,
        widget=forms.Textarea({"rows": 6, "class": "form-control mono"}),
        help_text=_(
            "选中要用的行，连表头一起复制，粘贴到这里。没有表头的，按“指标、点位类型、责任领导、牵头单位、"
            "责任单位、配合单位”的顺序。只改粘贴的行；写了表头的，没有的列不改。"
        ),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class IssueForm(forms.Form):
    """What an issued list carries (印发)."""

    approver = forms.CharField(
        label=_("签批人"), max_length=60, help_text=_("谁批准印发的，写职务即可。")
    )
    scan = FilesField(
        label=_("签批件"),
        required=False,
        help_text=_("有领导签字的原件就拍照或扫成 pdf 传上来；没有也可以印发。"),
    )
    number = forms.CharField(
        label=_("文号"), max_length=40, required=False, help_text=_("不填就按本平台的顺序编号。")
    )
    issued_on = forms.DateField(label=_("印发日期"), widget=DAY)

    def clean_scan(self) -> EvidenceFile | None:
        """The one file that was sent."""
        return first(self.cleaned_data["scan"])


class ConsultForm(forms.Form):
    """How long the units may think (征求意见)."""

    days = forms.IntegerField(
        label=_("几个工作日内回复"),
        min_value=1,
        max_value=30,
        initial=5,
        help_text=_("到期没有回复的，按无意见算。"),
    )


class OpinionForm(forms.Form):
    """What a unit thinks of the draft; empty says that it has no objection."""

    text = forms.CharField(
        label=_("意见"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("写明第几项、怎么改、为什么；没有意见就不写。"),
    )


class LeadForm(forms.Form):
    """Who leads an indicator."""

    units = UnitNamesField(
        label=_("牵头单位"),
        required=False,
        help_text=_("写全称或简称；几个单位共同牵头用顿号隔开，丢分平均分担。留空就是取消牵头。"),
    )
