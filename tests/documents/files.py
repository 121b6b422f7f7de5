"""Small files made on the spot: docx packages and pdf bytes (测试用文件)."""

import zipfile
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

DOCUMENT = "word/document.xml"


def docx(*paragraphs: str) -> bytes:
    """A docx with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def table(document: Any, rows: list[list[str]]) -> Any:
    """Adds a table with these cells."""
    made = document.add_table(len(rows), len(rows[0]))
    for cells, row in zip(made.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    return made


def numbering(document: Any, *levels: tuple[str, str]) -> str:
    """Adds a list with (format, text) of each level; returns its number for `numbered`."""
    part = document.part.numbering_part.element
    shape = OxmlElement("w:abstractNum")
    shape.set(qn("w:abstractNumId"), "77")
    for place, (form, text) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(place))
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        shape.append(level)
    part.insert(0, shape)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    number.append(link)
    part.append(number)
    return "77"


def numbered(document: Any, text: str, number: str, level: int = 0) -> None:
    """Adds a paragraph that Word numbers by itself."""
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    link = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", str(level)), ("w:numId", number)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), value)
        link.append(child)
    properties.append(link)


def raw(document: Any, xml: str) -> None:
    """Adds a paragraph from its XML (the namespaces w, wp, wps, mc, a are declared)."""
    from docx.oxml import parse_xml

    spaces = {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }
    declared = " ".join(f'xmlns:{key}="{value}"' for key, value in spaces.items())
    document.element.body.insert(-1, parse_xml(f"<w:p {declared}>{xml}</w:p>"))


def package(**entries: bytes) -> bytes:
    """A zip with these entries; `__` in a name stands for `/`, a trailing `_xml` for `.xml`."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def pdf(*pages: list[tuple[float, str]], picture: bool = False, locked: bool = False) -> bytes:
    """A pdf; each page is a list of (left edge in points, line). Characters are 16 points wide."""
    drawn = [_drawn(lines, picture=picture) for lines in pages]
    return _pages(drawn, locked=locked)


def ruled(*pages: tuple[list[tuple[float, str]], list[list[str | None]]]) -> bytes:
    """A pdf of pages with lines of text above and a ruled table below; None is merged with above."""
    return _pages([_drawn(lines, picture=False) + _grid(rows, len(lines)) for lines, rows in pages])


def _grid(rows: list[list[str | None]], above: int) -> bytes:
    wide, high, top = 100, 30, 780 - 28 * above
    parts = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            left, upper = 60 + wide * column, top - high * number
            if text is None:
                continue
            down = number + 1
            while down < len(rows) and rows[down][column] is None:
                down += 1
            size = high * (down - number)
            parts.append(f"{left} {upper - size} {wide} {size} re S")
            code = text.encode("utf-16-be").hex()
            parts.append(f"BT /F1 10 Tf 1 0 0 1 {left + 4} {upper - 20} Tm <{code}> Tj ET")
    return ("\n" + "\n".join(parts)).encode("latin-1")


def _pages(drawn: list[bytes], *, locked: bool = False) -> bytes:
    objects: list[bytes] = []
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(drawn)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(drawn)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [4 0 R] >>"
    )
    objects.append(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>"
    )
    for number, content in enumerate(drawn):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(content))
    return _assembled(objects, locked=locked)


def _drawn(lines: list[tuple[float, str]], *, picture: bool) -> bytes:
    parts = [
        f"BT /F1 16 Tf 1 0 0 1 {left} {780 - 28 * row} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
        for row, (left, text) in enumerate(lines)
    ]
    if picture:
        parts.append("q 100 0 0 100 80 400 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q")
    return "\n".join(parts).encode("latin-1")


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _assembled(objects: list[bytes], *, locked: bool) -> bytes:
    out = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    key = b"00" * 32
    lock = (
        b" /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -44 >> /ID [<00><00>]"
        % (key, key)
        if locked
        else b""
    )
    return out + (
        b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, lock, start)
    )
