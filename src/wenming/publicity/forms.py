"""Forms of publicity. They check shape; services check rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.core.clock import today
from wenming.core.evidence import EvidenceFile, FilesField, first
from wenming.core.widgets import DayInput
from wenming.organization.fields import UnitField
from wenming.places import permissions as places
from wenming.places.models import Place
from wenming.publicity.models import Item, Theme
from wenming.publicity.services import ItemData, ThemeData


class ThemeForm(forms.Form):
    """A theme of the plan."""

    title = forms.CharField(label=_("主题"), max_length=80)
    words = forms.CharField(
        label=_("要让居民知道的"), max_length=300, widget=forms.Textarea({"rows": 3})
    )
    unit = UnitField(label=_("牵头单位"))
    indicator = forms.CharField(
        label=_("看哪项指标"), required=False, max_length=20, help_text=_("例如 D01-04。")
    )
    aim = forms.IntegerField(
        label=_("目标值（%）"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("按指标的测评结果算，不按发稿数量算。"),
    )
    starts_on = forms.DateField(label=_("开始日期"), widget=DayInput)
    ends_on = forms.DateField(label=_("结束日期"), widget=DayInput)

    @staticmethod
    def initial_of(theme: Theme) -> dict[str, Any]:
        """What the form starts from for a theme that is there."""
        return {name: getattr(theme, name) for name in ThemeData.__slots__}

    def data_for_service(self) -> ThemeData:
        """What was filled in."""
        return ThemeData(**self.cleaned_data)


class UseForm(forms.Form):
    """Which themes an entry serves."""

    themes = forms.ModelMultipleChoiceField(
        label=_("用于哪些主题"),
        required=False,
        queryset=Theme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["themes"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        now_and_later = Theme.objects.filter(ends_on__gte=today())
        used = self.initial.get("themes", [])
        kept = Theme.objects.filter(pk__in=[theme.pk for theme in used])
        field.queryset = (now_and_later | kept).order_by("-starts_on", "-pk")


class ItemForm(UseForm):
    """One thing that was published or put up."""

    channel = forms.ChoiceField(label=_("类别"), choices=Item.Channel.choices)
    title = forms.CharField(label=_("标题"), max_length=100)
    outlet = forms.CharField(
        label=_("媒体或位置"), max_length=100, help_text=_("例如 云澜日报、石坊广场东侧围挡。")
    )
    unit = UnitField(label=_("单位"))
    on = forms.DateField(label=_("日期"), widget=DayInput, help_text=_("刊发或设置的日子。"))
    place = forms.CharField(
        label=_("点位编号"),
        required=False,
        max_length=20,
        help_text=_("公益广告在点位上的，写编号。"),
    )
    address = forms.URLField(label=_("网址"), required=False, max_length=300, assume_scheme="https")
    photo = FilesField(label=_("照片"), required=False, help_text=_("可以不附。"))
    field_order = [
        "channel",
        "title",
        "outlet",
        "unit",
        "on",
        "place",
        "address",
        "photo",
        "themes",
    ]

    def __init__(self, *args: Any, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self._by = by

    def clean_place(self) -> Place | None:
        """The place of this code, where the person may see it."""
        code = self.cleaned_data["place"]
        if not code:
            return None
        found = places.visible_to(self._by).filter(code=code).first()
        if found is None:
            raise forms.ValidationError(_("没有您能看到的点位“%(code)s”。") % {"code": code})
        return found

    def data_for_service(self) -> ItemData:
        """What was filled in."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "photo"}
        return ItemData(**{**given, "themes": list(given["themes"])})

    def file(self) -> EvidenceFile | None:
        """The one photo."""
        return first(self.cleaned_data["photo"])


class DownForm(forms.Form):
    """The day on which a display was taken down."""

    on = forms.DateField(
        label=_("撤下日期"), required=False, widget=DayInput, help_text=_("不填就是今天。")
    )


class ItemFilter(forms.Form):
    """The search form of the ledger; the list and the sheet share it."""

    q = forms.CharField(label=_("标题、媒体或位置"), required=False, max_length=60)
    unit = UnitField(label=_("单位"), required=False, with_ended=True)
    theme = forms.ModelChoiceField(
        label=_("主题"), required=False, queryset=Theme.objects.all(), empty_label=_("全部")
    )
    place = forms.CharField(label=_("点位编号"), required=False, max_length=20)
    since = forms.DateField(label=_("从"), required=False, widget=DayInput)
    until = forms.DateField(label=_("到"), required=False, widget=DayInput)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)
    MORE = ["place", "since", "until"]
