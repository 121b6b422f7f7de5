"""Forms of linkage. They check shape; services check rules."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core.widgets import DayInput, LongSelect
from wenming.linkage.models import Link
from wenming.linkage.services import LinkData
from wenming.organization.fields import AreaField, UnitField
from wenming.organization.models import ACTIVE, Post
from wenming.projects import permissions as projects
from wenming.projects.models import Project

LEADING = [Post.Kind.HEAD, Post.Kind.DEPUTY, Post.Kind.OTHER]


def posts_for(user: User) -> QuerySet[Post]:
    """Posts whose links `user` may arrange."""
    posts = Post.objects.filter(ACTIVE, kind__in=LEADING).select_related("unit")
    within = rights.within(user, Ability.ARRANGE_LINKS, "unit__area")
    return posts.filter(within).order_by("unit__kind", "unit__pinyin", "pk")


class LinkForm(forms.Form):
    """Who looks after what: one of the first two, one of the next four."""

    post = forms.ModelChoiceField(
        label=_("领导岗位"),
        required=False,
        queryset=Post.objects.none(),
        widget=LongSelect,
        help_text=_("责任跟岗位走，换人不用改。"),
    )
    unit = UnitField(label=_("或单位"), required=False)
    kind = forms.ChoiceField(label=_("方式"), choices=Link.Kind.choices)
    area = AreaField(label=_("区域"), required=False)
    target = UnitField(label=_("或单位"), required=False)
    indicator = forms.CharField(label=_("或指标"), required=False, max_length=20)
    project = forms.ModelChoiceField(
        label=_("或项目"),
        required=False,
        queryset=Project.objects.none(),
        to_field_name="number",
    )
    since = forms.DateField(label=_("开始日期"), widget=DayInput)
    until = forms.DateField(
        label=_("结束日期"), required=False, widget=DayInput, help_text=_("不填就一直有效。")
    )

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "post", posts_for(by))
        _choose(self, "project", projects.visible_to(by).exclude(stage__in=["dropped"]))

    def clean(self) -> dict[str, Any]:
        """One subject, one target."""
        given = super().clean() or {}
        if self.errors:
            return given
        if sum(bool(given.get(name)) for name in ("post", "unit")) != 1:
            self.add_error("post", _("领导岗位和单位只填一个。"))
        if sum(bool(given.get(name)) for name in ("area", "target", "indicator", "project")) != 1:
            self.add_error("area", _("区域、单位、指标、项目只填一个。"))
        return given

    def data_for_service(self) -> LinkData:
        """What was filled in."""
        return LinkData(**self.cleaned_data)


class EndForm(forms.Form):
    """The last day of a link."""

    on = forms.DateField(
        label=_("结束日期"), required=False, widget=DayInput, help_text=_("不填就是今天。")
    )


class LinkFilter(forms.Form):
    """The search form of links; the list and the sheet share it."""

    q = forms.CharField(label=_("领导、单位或对象"), required=False, max_length=60)
    area = AreaField(label=_("区域"), required=False, empty_label=_("全市"), to_field_name="code")
    kind = forms.ChoiceField(
        label=_("方式"), required=False, choices=[("", _("全部")), *Link.Kind.choices]
    )
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[
            ("", _("有效")),
            ("vacant", _("岗位已停用")),
            ("ended", _("已结束")),
            ("all", _("全部")),
        ],
    )
    tab = forms.CharField(required=False, widget=forms.HiddenInput)


def _choose(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField), f"{name} is a choice of rows"
    field.queryset = rows
