"""The form of a bulletin."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BulletinForm(forms.Form):
    """What the office may write; figures come from the records."""

    title = forms.CharField(label=_("标题"), max_length=120)
    opening = forms.CharField(
        label=_("督查情况"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("数据来自公布的得分和问题台账，改文字不改数据。"),
    )
    demands = forms.CharField(
        label=_("工作要求"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("一段一行。"),
    )
