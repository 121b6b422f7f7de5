"""The form of a bulletin."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wenming.bulletins.models import Bulletin


class BulletinForm(forms.ModelForm[Bulletin]):
    """What the office may write; figures come from the records."""

    class Meta:
        model = Bulletin
        fields = ["title", "opening", "demands"]
        help_texts = {
            "opening": _("数据来自公布的得分和问题台账，改文字不改数据。"),
            "demands": _("一段一行。"),
        }
        widgets = {
            "opening": forms.Textarea(attrs={"rows": 8}),
            "demands": forms.Textarea(attrs={"rows": 6}),
        }
