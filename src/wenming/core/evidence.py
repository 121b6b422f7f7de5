"""Files that people add to what they say (佐证): a photo, a scan, a pdf."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from wenming.core import uploads
from wenming.core.errors import Incomplete
from wenming.core.models import Upload

MOST_FILES = 6
MOST_BYTES = 20 * 1024 * 1024
PDF = "application/pdf"
ACCEPT = "image/jpeg,image/png,application/pdf"
_STARTS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One file as it was sent."""

    name: str
    content: bytes

    @property
    def kind(self) -> str:
        """pdf, jpg or png by what is in it; empty for anything else."""
        return next((k for start, k in _STARTS.items() if self.content.startswith(start)), "")


def check_files(files: Sequence[EvidenceFile]) -> None:
    """Refuse what cannot be kept.

    Raises:
        Incomplete: too many files, too large, or of another type.
    """
    if len(files) > MOST_FILES:
        raise Incomplete(what=_("最多附 %d 个文件。请去掉几个再交。") % MOST_FILES)
    for file in files:
        if len(file.content) > MOST_BYTES:
            raise Incomplete(what=_("“%s”超过 20 MB。请压缩后再传。") % file.name)
        if not file.kind:
            raise Incomplete(what=_("“%s”不是 pdf、jpg 或 png。请换成这三种格式。") % file.name)


def first(files: Sequence[EvidenceFile]) -> EvidenceFile | None:
    """The one file of what was sent, where only one is wanted."""
    return files[0] if files else None


def keep(file: EvidenceFile, *, by: AbstractBaseUser) -> Upload:
    """Store a checked file; of a photo also a version for pages, without its metadata."""
    if file.kind == "pdf":
        return uploads.store(file.content, name=file.name, content_type=PDF, by=by)
    return uploads.store_photo(file.content, name=file.name, by=by)


class FilesInput(forms.FileInput):
    """A file control that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files as `EvidenceFile`s; `check_files` says what may be in them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput({"accept": ACCEPT, "multiple": True}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[EvidenceFile]:
        """The files that were sent, empty ones left out."""
        files = data if isinstance(data, list | tuple) else [data]
        found: list[UploadedFile[Any]] = [super(FilesField, self).clean(f) for f in files if f]
        if self.required and not found:
            super().clean(None)
        return [EvidenceFile(f.name or "file", f.read()) for f in found]
