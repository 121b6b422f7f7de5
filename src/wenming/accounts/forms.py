"""Forms of sign-in and of the administration of accounts."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from wenming.accounts import audit_words, rights
from wenming.accounts.models import Role, User
from wenming.accounts.rights import Ability
from wenming.accounts.services import NewRight
from wenming.core.widgets import DayInput, LongSelect
from wenming.organization.fields import AreaField, UnitField
from wenming.organization.models import ACTIVE, Post


class SignInForm(AuthenticationForm):
    """User name and password; says plainly what is wrong, never which of the two."""

    username = UsernameField(label=_("用户名"), widget=forms.TextInput(attrs={"autofocus": True}))
    error_messages = {
        "invalid_login": _(
            "用户名或密码不对。连续错 %(limit)d 次会锁定半小时；忘记密码请找系统管理员。"
        ),
        "inactive": _("这个账号已停用。需要时请联系系统管理员。"),
        "demo": _("演示账号只能在演示环境登录。"),
    }

    def get_invalid_login_error(self) -> ValidationError:
        """Django's error with the limit put in."""
        return ValidationError(
            self.error_messages["invalid_login"],
            code="invalid_login",
            params={"limit": settings.AXES_FAILURE_LIMIT},
        )

    def confirm_login_allowed(self, user: Any) -> None:
        """Accounts of the demonstration stay out of real servers."""
        super().confirm_login_allowed(user)
        if user.is_demo and not settings.DEMO:
            raise ValidationError(self.error_messages["demo"], code="demo")


class RightForm(forms.Form):
    """One right: role, area, unit."""

    role = forms.ChoiceField(label=_("角色"), choices=Role.choices)
    area = AreaField(label=_("区域"), help_text=_("权限在这个区域和它下面的各级有效。"))
    unit = UnitField(
        label=_("单位"), required=False, help_text=_("代单位签收、整改的角色必填；写全称或简称。")
    )

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["area"]
        assert isinstance(field, AreaField)
        field.keep_within(rights.area_paths(by, Ability.MANAGE_ACCOUNTS))

    def right(self) -> NewRight:
        """What was filled in."""
        return NewRight(**{key: self.cleaned_data[key] for key in ("role", "area", "unit")})


class AccountForm(RightForm):
    """A new account with its first right."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=40,
        help_text=_("登录用，字母、数字、- 和 _，例如 shifang-liaison。"),
        validators=[RegexValidator(r"^[0-9A-Za-z_-]+$", _("只用字母、数字、- 和 _。"))],
    )
    display_name = forms.CharField(
        label=_("称呼"), max_length=40, help_text=_("页面上显示的，例如 石坊街道·联络员。")
    )
    phone = forms.CharField(label=_("电话"), max_length=24, required=False)
    field_order = ["username", "display_name", "phone", "role", "area", "unit"]


class PostForm(forms.Form):
    """Which post a person holds."""

    post = forms.ModelChoiceField(
        label=_("岗位"),
        required=False,
        queryset=Post.objects.none(),
        widget=LongSelect,
        empty_label=_("不登记岗位"),
        help_text=_("领导登记了岗位，工作台先列这个岗位包联的区域、单位和项目。"),
    )

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        posts = Post.objects.filter(ACTIVE, kind__in=[Post.Kind.HEAD, Post.Kind.DEPUTY])
        within = rights.within(by, Ability.MANAGE_ACCOUNTS, "unit__area")
        field = self.fields["post"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = posts.filter(within).select_related("unit").order_by("unit__pinyin", "pk")


class AccountFilter(forms.Form):
    """The search form of accounts."""

    q = forms.CharField(label=_("姓名、用户名或单位"), required=False, max_length=60)
    role = forms.ChoiceField(
        label=_("角色"), required=False, choices=[("", _("全部角色")), *Role.choices]
    )
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[
            ("", _("全部")),
            ("active", _("在用")),
            ("disabled", _("已停用")),
            ("wide", _("权限超出单位区域")),
        ],
    )


class AuditFilter(forms.Form):
    """The search form of the audit trail."""

    part = forms.ChoiceField(
        label=_("部分"), required=False, choices=[("", _("全部")), *audit_words.PARTS.items()]
    )
    person = forms.CharField(label=_("操作人"), required=False, max_length=60)
    thing = forms.CharField(label=_("对象编号"), required=False, max_length=40)
    since = forms.DateField(label=_("从"), required=False, widget=DayInput)
    until = forms.DateField(label=_("到"), required=False, widget=DayInput)
