"""Workbooks as offices send them: good, odd and hostile."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

SHEET_XML = "xl/worksheets/sheet1.xml"


def workbook(*rows: Sequence[Any], title: str = "单位", merge: str = "") -> bytes:
    """An xlsx written cell by cell, formulas and all, as a person's program would."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if merge:
        sheet.merge_cells(merge)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, path: str, part: bytes, *, claims: int | None = None) -> bytes:
    """The workbook with one part replaced; `claims` is the size that the archive pretends."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            if entry.filename != path:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(path, part, compress_type=zipfile.ZIP_DEFLATED)
    raw = out.getvalue()
    if claims is None:
        return raw
    real, false = len(part).to_bytes(4, "little"), claims.to_bytes(4, "little")
    return raw.replace(real, false)


def sheet_xml(cells: str) -> bytes:
    """A worksheet around raw cell tags."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()
