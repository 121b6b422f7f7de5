"""pdf with a text layer (PDF 文件): lines joined to paragraphs, page numbers kept aside."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from statistics import median, mode

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from wenming.documents.reading.pdftables import Grid, grids
from wenming.documents.reading.refusals import (
    Bomb,
    Broken,
    EmptyFile,
    Encrypted,
    OnlyPictures,
    Words,
    _,
)
from wenming.documents.reading.result import FileText
from wenming.documents.reading.rows import is_head, render

_PAGES = 2_000
_SHORT_PAGE = 4
_FEWEST_RULES = 4
_PAGE_MARK = re.compile(
    r"\s*(?:第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?|[-—–－]?\s*\d{1,4}\s*[-—–－]?|\d+\s*/\s*\d+)\s*"
)
_CLOSED = re.compile(r"[。！？；：!?;:]$")
_NEW = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]|[—●■◆▲•·【]|第[一二三四五六七八九十\d]+[章条]"
)
# Radicals that some fonts print in place of the characters (⽅ for 方).
_RADICALS = re.compile("[\u2e80-\u2fd5]")


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed line with its edges, in points from the left and the top of the page.

    Attributes:
        whole: a row of a table; never joined to another line.
    """

    text: str
    left: float
    right: float
    page: int
    top: float = 0
    whole: bool = False


def read(content: bytes, name: str) -> FileText:
    """The paragraphs of a pdf with their pages.

    Raises:
        Encrypted: it asks for a password.
        OnlyPictures: it has pages, but no character on any.
    """
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = error.err_code in {
            pdfium_raw.FPDF_ERR_PASSWORD,
            pdfium_raw.FPDF_ERR_SECURITY,
        }
        raise (Encrypted if locked else Broken)(name=name) from error
    try:
        return _read(document, content, name)
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, content: bytes, name: str) -> FileText:
    count = len(document)
    if count == 0:
        raise EmptyFile(name=name)
    if count > _PAGES:
        raise Bomb(name=name, why=Words(_("%(n)d页"), n=count))
    pages = [_lines(document, number, name) for number in range(count)]
    if not any(pages):
        raise OnlyPictures(name=name) if _has_picture(document) else EmptyFile(name=name)
    ruled = [number for number in range(count) if pages[number] and _is_ruled(document[number])]
    return _paragraphs(_without_furniture(_with_tables(pages, grids(content, ruled))))


def _is_ruled(page: pdfium.PdfPage) -> bool:
    """Whether lines are drawn on a page, as those of a table are."""
    drawn = page.get_objects(filter=[pdfium_raw.FPDF_PAGEOBJ_PATH], max_depth=2)
    return sum(1 for _path in islice(drawn, _FEWEST_RULES)) >= _FEWEST_RULES


def _with_tables(pages: list[list[_Line]], found: dict[int, list[Grid]]) -> list[list[_Line]]:
    """The lines of the pages with those inside a table replaced by its rows as sentences.

    A table that goes on from the page before without a head of its own has that one's head.
    """
    head: list[str] = []
    made: list[list[_Line]] = []
    for number, lines in enumerate(pages):
        here = list(lines)
        for grid in found.get(number, []):
            rows = grid.rows
            if is_head(rows[0]):
                head = rows[0]
            elif len(head) == len(rows[0]) and grid is found[number][0]:
                rows = [head, *rows]
            inside = [line for line in here if grid.top - 1 <= line.top <= grid.bottom + 1]
            at = here.index(inside[0]) if inside else len(here)
            left, right = (inside[0].left, inside[0].right) if inside else (0.0, 0.0)
            said = [
                _Line(row, left, right, number + 1, grid.top, whole=True) for row in render(rows)
            ]
            rest = [line for line in here if line not in inside]
            here = [*rest[:at], *said, *rest[at:]]
        made.append(here)
    return made


def _without_furniture(pages: list[list[_Line]]) -> list[_Line]:
    """Page numbers go; a running head or foot stays once, where it stands first."""
    edges = Counter(
        shape
        for lines in pages
        if len(lines) > _SHORT_PAGE
        for shape in {_shape(line) for line in (*lines[:2], *lines[-2:])}
    )
    repeated = {shape for shape, times in edges.items() if times >= max(3, len(pages) // 2)}
    seen: set[str] = set()
    kept = []
    for line in (line for lines in pages for line in lines):
        shape = _shape(line)
        if _PAGE_MARK.fullmatch(line.text) or (shape in repeated and shape in seen):
            continue
        seen.add(shape)
        kept.append(line)
    return kept


def _shape(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _has_picture(document: pdfium.PdfDocument) -> bool:
    return any(
        next(page.get_objects(filter=[pdfium_raw.FPDF_PAGEOBJ_IMAGE], max_depth=2), None)
        is not None
        for page in document
    )


def _lines(document: pdfium.PdfDocument, number: int, name: str) -> list[_Line]:
    try:
        page = document[number]
        letters = page.get_textpage()
        text = letters.get_text_range()
        height = page.get_height()
    except pdfium.PdfiumError as error:
        raise Broken(name=name) from error
    found: list[_Line] = []
    position = 0
    for row in text.split("\n"):
        bare = row.strip()
        first = position + len(row) - len(row.lstrip())
        position += len(row) + 1
        if bare:
            left = letters.get_charbox(first)[0]
            right = letters.get_charbox(first + len(bare) - 1)[2]
            middle = height - sum(letters.get_charbox(first)[1::2]) / 2
            words = _RADICALS.sub(_character, bare)
            found.append(_Line(words, left, right, number + 1, middle))
    return found


def _character(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _paragraphs(lines: list[_Line]) -> FileText:
    """Joins a line to the one before if that ran to the right edge and this starts at the left."""
    if not lines:
        return FileText("")
    plain = [line for line in lines if not line.whole] or lines
    left = mode(round(line.left) for line in plain)
    right = sorted(line.right for line in plain)[len(plain) * 9 // 10]
    em = median((line.right - line.left) / len(line.text) for line in plain)
    texts: list[str] = []
    pages: list[int] = []
    before: _Line | None = None
    for line in lines:
        free = before is not None and not (before.whole or line.whole)
        full = free and before is not None and before.right > right - 2 * em
        begins = (
            line.left > left + em or (_CLOSED.search(texts[-1]) and _NEW.match(line.text))
            if texts
            else True
        )
        if full and not begins:
            texts[-1] += _glue(texts[-1], line.text) + line.text
        else:
            texts.append(line.text)
            pages.append(line.page)
        before = line
    return FileText("\n".join(texts), tuple(pages))


def _glue(before: str, after: str) -> str:
    """A space only between two Latin words."""
    return " " if before[-1:].isascii() and after[:1].isascii() and before[-1:].isalpha() else ""
