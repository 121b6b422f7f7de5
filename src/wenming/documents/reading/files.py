"""Which reader a file goes to: by its first bytes, which must agree with its name."""

from collections.abc import Callable
from pathlib import PurePath

from wenming.documents.reading import docx, pdf, texts, xlsx
from wenming.documents.reading.refusals import (
    EmptyFile,
    Encrypted,
    OldWord,
    OnlyPictures,
    TooLarge,
    TooLong,
    UnknownKind,
    Words,
    WrongName,
    _,
)
from wenming.documents.reading.result import FileText

MEGABYTE = 1024 * 1024
SIZE_LIMIT = 20 * MEGABYTE
LENGTH_LIMIT = 500_000  # characters, some 800 pages

_READERS: dict[str, Callable[[bytes, str], FileText]] = {
    ".txt": texts.read_plain,
    ".text": texts.read_plain,
    ".md": texts.read_markdown,
    ".markdown": texts.read_markdown,
    ".html": texts.read_html,
    ".htm": texts.read_html,
    ".docx": docx.read,
    ".xlsx": xlsx.read,
    ".pdf": pdf.read,
}
SUFFIXES = tuple(_READERS)
_SHOWN = Words(_("txt、md、html、docx、xlsx、pdf（有文字层）"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_NAMES = {"pdf": "PDF", "zip": _("压缩包或 Office 文件"), "rtf": "RTF", "picture": _("图片")}
_EXPECTED = {".docx": "zip", ".xlsx": "zip", ".pdf": "pdf"}


def read_file(content: bytes, name: str) -> FileText:
    """The text of a file.

    Args:
        content: the whole file.
        name: its name; the suffix says what it claims to be.

    Raises:
        Refusal: one of its subclasses, with a sentence that says what to do.
    """
    suffix = PurePath(name).suffix.lower()
    if not content.strip():
        raise EmptyFile(name=name)
    if len(content) > SIZE_LIMIT:
        size = round(len(content) / MEGABYTE, 1)
        raise TooLarge(name=name, size=size, limit=SIZE_LIMIT // MEGABYTE)
    _check_kind(content, name, suffix)
    found = _READERS[suffix](content, name)
    if not found.text.strip():
        raise EmptyFile(name=name)
    if len(found.text) > LENGTH_LIMIT:
        raise TooLong(name=name, length=len(found.text), limit=LENGTH_LIMIT)
    return found


def _check_kind(content: bytes, name: str, suffix: str) -> None:
    """The bytes must be what the name says."""
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise (Encrypted if locked else OldWord)(name=name)
    kind = _kind(content)
    if kind == "picture" and suffix not in _READERS:
        raise OnlyPictures(name=name)
    if suffix not in _READERS:
        raise UnknownKind(name=name, kinds=_SHOWN)
    expected = _EXPECTED.get(suffix, "")
    if kind != expected:
        raise WrongName(name=name, found=Words(_NAMES.get(kind, _("纯文字或其他格式"))))


def _kind(content: bytes) -> str:
    if content.startswith(_PICTURES) and not content[:2].isalpha():
        return "picture"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    return "rtf" if content.startswith(b"{\\rtf") else ""
