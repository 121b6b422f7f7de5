"""docx: paragraphs with their automatic numbers, tables, text boxes, tracked changes (Word 文件)."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from wenming.documents.reading.numbering import Numbering
from wenming.documents.reading.package import check_package
from wenming.documents.reading.refusals import Broken
from wenming.documents.reading.result import FileText
from wenming.documents.reading.rows import render

_SKIPPED = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:instrText"),
    qn("w:fldData"),
    qn("w:rPr"),
    qn("w:pPr"),
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(content: bytes, name: str) -> FileText:
    """The text of a docx in reading order; what was deleted under tracking is left out."""
    check_package(content, name, "word/document.xml")
    try:
        document = Document(BytesIO(content))
    except Exception as error:
        raise Broken(name=name) from error
    numbering = Numbering(document)
    return FileText("\n".join(_blocks(document.element.body, numbering)))


def _blocks(parent: Any, numbering: Numbering) -> Iterator[str]:
    """The lines of paragraphs and tables below an element."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield from _paragraph(child, numbering)
        elif child.tag == qn("w:tbl"):
            yield from render(_table(child, numbering))
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")}:
            yield from _blocks(child, numbering)


def _paragraph(paragraph: Any, numbering: Numbering) -> Iterator[str]:
    boxes: list[Any] = []
    words = "".join(_words(paragraph, boxes))
    number = numbering.number(paragraph) if words.strip() else ""
    yield from (number + words).split("\n")
    for box in boxes:
        yield from _blocks(box, numbering)


def _words(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The characters of a paragraph; text boxes are put aside into `boxes`."""
    for child in element:
        tag = child.tag
        if tag == qn("w:t"):
            yield child.text or ""
        elif tag in {qn("w:br"), qn("w:cr")}:
            yield "\n"
        elif tag == qn("w:tab"):
            yield "\t"
        elif tag == qn("w:noBreakHyphen"):
            yield "-"
        elif tag == qn("w:txbxContent"):
            boxes.append(child)
        elif tag not in _SKIPPED and tag != _FALLBACK and isinstance(tag, str):
            yield from _words(child, boxes)


def _table(table: Any, numbering: Numbering) -> list[list[str]]:
    """The cells of a table; a cell merged over rows or columns counts in each of them."""
    rows: list[list[str]] = []
    for row in table.iter(qn("w:tr")):
        if row.getparent() is not table and row.getparent().getparent() is not table:
            continue
        above = rows[-1] if rows else []
        cells: list[str] = []
        for cell in row.findall(qn("w:tc")):
            span, goes_on = _merged(cell)
            place = len(cells)
            text = " ".join("\n".join(_blocks(cell, numbering)).split())
            if goes_on and place < len(above):
                text = above[place]
            cells.extend([text] * span)
        rows.append(cells)
    return rows


def _merged(cell: Any) -> tuple[int, bool]:
    """(columns that the cell covers, whether it goes on from the row above)."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        return 1, False
    span = properties.find(qn("w:gridSpan"))
    down = properties.find(qn("w:vMerge"))
    wide = span.get(qn("w:val"), "1") if span is not None else "1"
    goes_on = down is not None and down.get(qn("w:val"), "continue") == "continue"
    return (min(int(wide), 64) if wide.isdigit() else 1), goes_on
