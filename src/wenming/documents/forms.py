"""Forms: taking a document in, correcting a draft, finding documents."""

import mimetypes
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wenming.documents.fields import DAY, TargetsField, UnitNamesField
from wenming.documents.labels import CADENCES, KINDS
from wenming.documents.models import Document
from wenming.documents.reading import SIZE_LIMIT, Refusal, read_file
from wenming.documents.reading.files import MEGABYTE
from wenming.documents.reading.refusals import TooLarge
from wenming.documents.services import Original

LONGEST_PASTED = 200_000  # characters; a speech has ten thousand

NONE = ("", _("没有"))


class TakeInForm(forms.Form):
    """A document to take in: a file, or a pasted text (收文).

    Cleaned, it holds what `services.take_in` asks for; what is wrong with a file is an error of
    its field.
    """

    file = forms.FileField(
        label=_("上传文件"),
        required=False,
        help_text=_("txt、md、html、docx，或有文字层的 pdf（不是扫描图片），不超过 20 MB。"),
    )
    text = forms.CharField(
        label=_("或者粘贴正文"),
        required=False,
        max_length=LONGEST_PASTED,
        widget=forms.Textarea({"rows": 14}),
    )
    title = forms.CharField(
        label=_("标题"), required=False, max_length=200, help_text=_("不填就用文件名或正文第一行。")
    )
    kind = forms.ChoiceField(label=_("种类"), choices=Document.Kind.choices)
    dated_on = forms.DateField(
        label=_("成文日期"),
        required=False,
        widget=DAY,
        help_text=_("填了才能把“12月10日前”算成哪一年。"),
    )
    sensitivity = forms.ChoiceField(
        label=_("公开属性"), choices=Document.Sensitivity.choices, initial="internal"
    )
    is_unreviewed = forms.BooleanField(label=_("未经本人审阅"), required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two, read into `text`; the file itself becomes `original`."""
        data = super().clean() or self.cleaned_data
        file: UploadedFile[Any] | None = data.pop("file", None)
        if self.errors:
            return data
        if bool(file) == bool(data["text"].strip()):
            raise forms.ValidationError(_("上传文件和粘贴正文，请选一样，只选一样。"))
        if file is not None:
            self._read(file, data)
        return data

    def _read(self, file: "UploadedFile[Any]", data: dict[str, Any]) -> None:
        name = file.name or ""
        try:
            if (file.size or 0) > SIZE_LIMIT:  # before it is read into memory
                size = round((file.size or 0) / MEGABYTE, 1)
                raise TooLarge(name=name, size=size, limit=SIZE_LIMIT // MEGABYTE)
            content = file.read()
            read = read_file(content, name)
            data["text"], data["pages"] = read.text, read.pages
        except Refusal as error:
            self.add_error("file", error.told(gettext))
            return
        stem = PurePath(name).stem
        if any("\u4e00" <= letter <= "\u9fff" for letter in stem):
            data["title"] = (
                data["title"] or stem
            )  # people name files by their title; scanners do not
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        data["original"] = Original(content, name, kind)


class DraftForm(forms.Form):
    """A draft as the reviewer corrects it (任务草稿)."""

    text = forms.CharField(label=_("任务"), max_length=600, widget=forms.Textarea({"rows": 2}))
    kind = forms.ChoiceField(label=_("种类"), choices=list(KINDS.items()))
    leads = UnitNamesField(label=_("牵头单位"), required=False)
    supports = UnitNamesField(label=_("配合单位"), required=False)
    deadline = forms.CharField(label=_("时限（原文）"), max_length=60, required=False)
    due_on = forms.DateField(label=_("完成日期"), required=False, widget=DAY)
    cadence = forms.ChoiceField(label=_("周期"), choices=[NONE, *CADENCES.items()], required=False)
    targets = TargetsField(label=_("量化目标"))

    def clean(self) -> dict[str, Any]:
        """A cadence makes a task recurring, and nothing else does."""
        data = super().clean() or self.cleaned_data
        if data.get("cadence"):
            data["kind"] = "recurring"
        elif data.get("kind") == "recurring":
            self.add_error("cadence", _("周期性事项要选周期；不是周期性的，请换一个种类。"))
        return data


class FindForm(forms.Form):
    """Finding a document."""

    q = forms.CharField(label=_("标题含"), max_length=60, required=False)
    status = forms.ChoiceField(
        label=_("状态"), choices=[("", _("全部")), *Document.Status.choices], required=False
    )
