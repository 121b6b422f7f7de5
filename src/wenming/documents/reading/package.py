"""The zip that an Office file is (压缩包): looked at before anything is unpacked."""

import zipfile
from io import BytesIO

from wenming.documents.reading.refusals import Bomb, Broken, Encrypted, Words, WrongName, _

_ENTRIES = 5_000
_UNPACKED = 200 * 1024 * 1024
_RATIO = 100
_SMALL = 1024 * 1024
_KNOWN = {
    "word/document.xml": _("Word 文件"),
    "xl/workbook.xml": _("Excel 表格"),
    "ppt/presentation.xml": _("演示文稿"),
    "OFD.xml": _("OFD 版式文件"),
    "content.xml": _("OpenDocument 文件"),
}


def check_package(content: bytes, name: str, inside: str) -> None:
    """Refuses what is broken, locked, blown up, or lacks the part `inside` that its kind has."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Broken(name=name) from error
    if len(entries) > _ENTRIES:
        raise Bomb(name=name, why=Words(_("内含%(n)d个文件"), n=len(entries)))
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > _UNPACKED:
        raise Bomb(name=name, why=f"{unpacked // (1024 * 1024)}MB")
    if any(
        entry.file_size > _SMALL and entry.file_size > _RATIO * max(1, entry.compress_size)
        for entry in entries
    ):
        raise Bomb(name=name, why=Words(_("压缩比超过%(n)d倍"), n=_RATIO))
    if any(entry.flag_bits & 1 for entry in entries):
        raise Encrypted(name=name)
    names = {entry.filename for entry in entries}
    if inside not in names:
        found = next((what for part, what in _KNOWN.items() if part in names), _("压缩包"))
        raise WrongName(name=name, found=Words(found))
