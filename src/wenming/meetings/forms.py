"""Forms of meetings. They check shape; services check rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.core.clock import local, today
from wenming.core.search import holding
from wenming.core.widgets import DayInput
from wenming.documents.forms import TakeInForm
from wenming.documents.models import Document
from wenming.duties import permissions as duty_rights
from wenming.duties.models import Duty
from wenming.meetings.agenda import Line
from wenming.meetings.models import Decision, Meeting
from wenming.meetings.selectors import later_than, minutes_of
from wenming.meetings.services import MeetingData, Verdict, follows_of
from wenming.organization.fields import UnitField

NEAR = 3  # duties that are named where words fit several
NEAR_LENGTH = 30


class TimeInput(forms.TimeInput):
    """`<input type="time">`, by the minute."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class MeetingForm(forms.Form):
    """A meeting as it is planned."""

    kind = forms.ChoiceField(
        label=_("类型"), choices=Meeting.Kind.choices, initial=Meeting.Kind.JOINT
    )
    title = forms.CharField(
        label=_("会议名称"), max_length=100, help_text=_("例如 第三季度创建工作联席会议。")
    )
    on = forms.DateField(label=_("日期"), widget=DayInput)
    begins = forms.TimeField(label=_("时间"), required=False, widget=TimeInput)
    place = forms.CharField(label=_("地点"), max_length=100)

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """What the form starts from for a meeting that is there."""
        return {name: getattr(meeting, name) for name in MeetingData.__slots__}

    def data_for_service(self) -> MeetingData:
        """What was filled in."""
        return MeetingData(**self.cleaned_data)


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(label=_("取消原因"), max_length=200)


class HoldForm(forms.Form):
    """The day on which it was held."""

    on = forms.DateField(label=_("召开日期"), widget=DayInput)

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """The day for which it was planned, or today where that is still to come."""
        return {"on": min(meeting.on, today())}


class ItemForm(forms.Form):
    """A line of the office's own."""

    text = forms.CharField(label=_("议题"), max_length=300, help_text=_("一句话。"))
    unit = UnitField(label=_("汇报单位"))
    duty = forms.CharField(
        label=_("有关任务"),
        required=False,
        max_length=300,
        help_text=_("写任务里的几个字，能认出是哪一项就行。"),
    )

    def __init__(self, *args: Any, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self._by = by

    def clean_duty(self) -> Duty | None:
        """The one duty in force whose text holds the words."""
        words = self.cleaned_data["duty"].strip()
        if not words:
            return None
        rows = duty_rights.duties_visible_to(self._by).filter(holding(words, "text"))
        found = list(rows.order_by("pk")[: NEAR + 1])
        if not found:
            raise forms.ValidationError(gettext("在办的任务里没有“%(words)s”。") % {"words": words})
        exact = [duty for duty in found if duty.text == words]
        if len(found) > 1 and len(exact) != 1:
            near = "；".join(duty.text[:NEAR_LENGTH] for duty in found[:NEAR])
            raise forms.ValidationError(
                gettext("含“%(words)s”的任务不止一项，请多写几个字。例如：%(near)s")
                % {"words": words, "near": near}
            )
        return (exact or found)[0]


class _DatedField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A meeting, or a document by the day on which it was taken in."""

    def label_from_instance(self, obj: Meeting | Document) -> str:
        day = obj.on if isinstance(obj, Meeting) else local(obj.at)
        return f"{day:%Y-%m-%d} {obj.title}"


class PutOffForm(forms.Form):
    """To which later meeting, and why."""

    to = _DatedField(Meeting.objects.none(), label=_("延至"), empty_label=None)
    reason = forms.CharField(label=_("延后原因"), max_length=200)

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = later_than(meeting)  # type: ignore[attr-defined]


class CorrectForm(forms.Form):
    """The words of a decision, and whose they were."""

    line = forms.CharField(
        label=_("议定事项"), max_length=120, help_text=_("一句话；单位看到的就是这一句。")
    )
    post = forms.CharField(
        label=_("谁定的（职务）"), max_length=40, help_text=_("例如 常务副市长，不写姓名。")
    )


class DecideForm(CorrectForm):
    """What was decided on an item."""

    follow = forms.ChoiceField(label=_("接下来"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, about: Line, **options: Any) -> None:
        fits = follows_of(about)
        super().__init__(*args, **{"initial": {"follow": fits[0].value}, **options})
        field = self.fields["follow"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, one.label) for one in Decision.Follow if one in fits]

    def verdict(self) -> Verdict:
        """What was filled in."""
        return Verdict(**self.cleaned_data)


class MinutesForm(TakeInForm):
    """The minutes: a file, or their text pasted."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["kind"], self.fields["is_unreviewed"]


class LinkMinutesForm(forms.Form):
    """Which of the documents taken in since the meeting is its minutes."""

    document = _DatedField(Document.objects.none(), label=_("文件"), empty_label=None)

    def __init__(self, *args: Any, meeting: Meeting, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["document"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = minutes_of(meeting, by)


class MeetingFilter(forms.Form):
    """The search form of the list; the list and the sheet share it."""

    q = forms.CharField(label=_("名称或地点含"), required=False, max_length=60)
    kind = forms.ChoiceField(
        label=_("类型"), required=False, choices=[("", _("全部")), *Meeting.Kind.choices]
    )
    since = forms.DateField(label=_("从"), required=False, widget=DayInput)
    until = forms.DateField(label=_("到"), required=False, widget=DayInput)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)
