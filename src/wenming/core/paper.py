"""Official papers as docx (公文): page, type and numbering as GB/T 9704-2012 sets them.

Fonts are named, not embedded; the office's computers have them. Lengths are millimetres and
points as the standard gives them.
"""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from wenming.core.spans import spans_of

# python-docx carries no type hints.
Paragraph: TypeAlias = Any
Run: TypeAlias = Any
Section: TypeAlias = Any

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

LATIN = "Times New Roman"
BODY, HEADING, SUBHEADING, TITLE, PLAIN = (
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "方正小标宋简体",
    "宋体",
)
SIZE_2, SIZE_3, SIZE_4, SIZE_5 = 22.0, 16.0, 14.0, 10.5  # 二号 三号 四号 五号, in points
SMALL_5 = 9.0  # 小五, for wide tables
LINE_PITCH = 28.95  # 22 lines a page
# 22 lines a page by w:docGrid (line pitch in twips), 28 characters a line by setting 三号 a
# quarter of a point closer. A grid of characters narrower than the type says the same, but other
# programs than Word give each character two of its cells.
GRID_LINE, CLOSER = 579, -0.25
_DIGITS: list[str] = ["", *"一二三四五六七八九"]
TWIPS = 20  # in a point
_AFTER_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")  # the schema's order
# A4 upright: top 37, bottom 35, left 28, right 26; turned, the binding edge goes on top.
_UPRIGHT = {"page": (210, 297), "top": 37, "right": 26, "bottom": 35, "left": 28}
WRITABLE = 156  # between the margins of an upright page, in millimetres
_TURNED = {"page": (297, 210), "top": 28, "right": 37, "bottom": 26, "left": 35}


def docx_response(name: str, content: bytes) -> HttpResponse:
    """The paper as a download named `name` (without .docx)."""
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.docx") or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


def numeral(number: int) -> str:
    """A number from 1 to 99 as headings write it.

    >>> numeral(3), numeral(10), numeral(11), numeral(40), numeral(99)
    ('三', '十', '十一', '四十', '九十九')
    """
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + _DIGITS[ones]


class Paper:
    """A paper that grows from top to bottom; `content()` gives the file."""

    def __init__(self, *, is_turned: bool = False) -> None:
        """Begin a paper; one that is all table begins turned."""
        self._document: Any = Document()
        self._document.settings.odd_and_even_pages_header_footer = True
        style = self._document.styles["Normal"]
        style.font.size = Pt(SIZE_3)
        _name_font(style.element.get_or_add_rPr(), BODY)
        self._set_page(self._document.sections[0], _TURNED if is_turned else _UPRIGHT)

    def title(self, words: str) -> None:
        """The title (标题): 二号小标宋, centred."""
        self._line(words, font=TITLE, size=SIZE_2, align=WD_ALIGN_PARAGRAPH.CENTER)

    def number(self, words: str) -> None:
        """The number of the paper (发文字号), centred, with an empty line after it."""
        self._line(words, align=WD_ALIGN_PARAGRAPH.CENTER)
        self._line("")

    def salutation(self, words: str) -> None:
        """To whom it goes (主送机关): 三号仿宋, from the left edge."""
        self._line(words)

    def heading(self, words: str) -> None:
        """A heading of the first level (一、): 三号黑体; never the last line of a page."""
        line = self._line(words, font=HEADING, indent=True)
        line.paragraph_format.keep_with_next = True

    def subheading(self, words: str) -> None:
        """A heading of the second level (（一）): 三号楷体; never the last line of a page."""
        line = self._line(words, font=SUBHEADING, indent=True)
        line.paragraph_format.keep_with_next = True

    def text(self, words: str) -> None:
        """A paragraph of the body: 三号仿宋, indented by two characters."""
        self._line(words, indent=True)

    def signature(self, who: str, on: date | None) -> None:
        """Who signs and the day in Arabic digits, four characters from the right."""
        self._line("")
        for words in filter(None, (who, f"{on.year}年{on.month}月{on.day}日" if on else "")):
            line = self._line(words, align=WD_ALIGN_PARAGRAPH.RIGHT)
            line.paragraph_format.right_indent = Pt(SIZE_3 * 4)

    def signatures(self, *parties: Sequence[str]) -> None:
        """Who signs (签署栏), each party a column of lines with room for name and seal.

        The last words of the text go with it: no page holds signatures alone.
        """
        for line in (self._document.paragraphs[-1], self._line("")):
            line.paragraph_format.keep_with_next = True
        table = self._document.add_table(rows=1, cols=len(parties))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for cell, lines in zip(table.rows[0].cells, parties, strict=True):
            cell.width = Mm(WRITABLE / len(parties))
            for line, words in zip(
                [cell.paragraphs[0], *(cell.add_paragraph() for _ in lines[1:])], lines, strict=True
            ):
                line.paragraph_format.space_after = Pt(SIZE_3)
                _write(line, words, font=BODY, size=SIZE_3)

    def landscape(self) -> None:
        """Begin a turned page, for a wide table."""
        self._set_page(self._document.add_section(WD_SECTION.NEW_PAGE), _TURNED)

    def caption(self, words: str) -> None:
        """The title of a table: 三号黑体, centred."""
        self._line(words, font=HEADING, align=WD_ALIGN_PARAGRAPH.CENTER)

    def table(
        self,
        headers: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        widths: Sequence[float],
        size: float = SIZE_5,
        merged: int = 0,
    ) -> None:
        """A ruled table whose head stands on every page and whose rows never break.

        Args:
            widths: of the columns, in millimetres.
            size: of its type, in points.
            merged: columns from the left in which equal cells below each other become one.
        """
        table = self._document.add_table(rows=0, cols=len(headers))
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        head = _add_row(table, headers, widths, font=HEADING, size=size)
        _flag(head._tr.get_or_add_trPr(), "w:tblHeader")
        spans = spans_of(rows, merged)
        for number, cells in enumerate(rows):
            row = _add_row(table, cells, widths, font=BODY, size=size)
            for column in range(merged):
                _merge(row.cells[column], spans[column][number])

    def content(self) -> bytes:
        """The docx file."""
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _line(
        self,
        words: str,
        *,
        font: str = BODY,
        size: float = SIZE_3,
        align: Any = None,
        indent: bool = False,
    ) -> Paragraph:
        line = self._document.add_paragraph()
        shape = line.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE_PITCH)
        shape.alignment = align
        if indent:
            shape.first_line_indent = Pt(size * 2)
        _write(line, words, font=font, size=size)
        return line

    def _set_page(self, section: Section, page: dict[str, Any]) -> None:
        wide = page["page"][0] > page["page"][1]
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(side) for side in page["page"])
        section.top_margin, section.right_margin = Mm(page["top"]), Mm(page["right"])
        section.bottom_margin, section.left_margin = Mm(page["bottom"]), Mm(page["left"])
        section.footer_distance = Mm(page["bottom"] - 7 - 4)
        _set_grid(section, is_on=not wide)  # rows of tables are not to snap to the lines
        _number_pages(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
        _number_pages(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _write(line: Paragraph, words: str, *, font: str, size: float) -> Run:
    run = line.add_run(words)
    run.font.size = Pt(size)
    properties = run._r.get_or_add_rPr()
    _name_font(properties, font)
    if size == SIZE_3:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(round(CLOSER * TWIPS)))
        properties.insert_element_before(spacing, *_AFTER_SPACING)
    return run


def _name_font(properties: Any, font: str) -> None:
    """Chinese in `font`, numbers and Latin in Times New Roman."""
    fonts = properties.get_or_add_rFonts()
    for script, name in {"ascii": LATIN, "hAnsi": LATIN, "cs": LATIN, "eastAsia": font}.items():
        fonts.set(qn(f"w:{script}"), name)


def _set_grid(section: Section, *, is_on: bool) -> None:
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    if not is_on:
        return
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(GRID_LINE))
    section._sectPr.append(grid)


def _number_pages(footer: Any, align: Any) -> None:
    """— 1 — in 四号 宋体: odd pages right, even pages left, one character in."""
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.alignment = align
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(SIZE_4)
    _write(line, "— ", font=PLAIN, size=SIZE_4)
    field = _write(line, "", font=PLAIN, size=SIZE_4)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = words or None
        field._r.append(part)
    _write(line, " —", font=PLAIN, size=SIZE_4)


def _merge(cell: Any, span: int) -> None:
    """Make the cell the first of `span` rows, or (0) part of the one above."""
    if span == 1:
        return
    merge = OxmlElement("w:vMerge")
    if span:
        merge.set(qn("w:val"), "restart")
    else:
        for run in cell.paragraphs[0].runs:
            run._r.getparent().remove(run._r)
    properties = cell._tc.get_or_add_tcPr()
    properties._insert_vMerge(merge)


def _add_row(
    table: Any, cells: Sequence[str], widths: Sequence[float], *, font: str, size: float
) -> Any:
    row = table.add_row()
    _flag(row._tr.get_or_add_trPr(), "w:cantSplit")
    for cell, words, width in zip(row.cells, cells, widths, strict=True):
        cell.width = Mm(width)
        line = cell.paragraphs[0]
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
        _write(line, words, font=font, size=size)
    return row


def _flag(properties: Any, name: str) -> None:
    properties.append(OxmlElement(name))
