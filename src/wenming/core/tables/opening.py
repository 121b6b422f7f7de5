"""Looks at a workbook chunk by chunk before anything unpacks it as a whole.

A small file can claim a thousand million cells or swell to gigabytes, so the sheets are counted
first: a file that is too much is refused while it is still small.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 150 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_ROWS = 50_000
MAX_CELLS = 2_000_000  # rows × columns of one sheet: the reader lays out the whole rectangle
MAX_EMPTY = 200_000  # rows and cells in a row without content: a whole column that was formatted
MAX_TOKEN = 1024 * 1024  # one tag or comment: the parser's time grows with its square
_CHUNK = 64 * 1024
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"  # .xls, and every encrypted .xlsx
_POSITION = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_WORKBOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


class BadTable(DomainError):
    """The file as a whole cannot be read; nothing of it was used."""

    code = "core.bad_table"
    message = _("表格“%(name)s”读不了：%(reason)s")
    status = 422


@dataclass(slots=True)
class SheetFacts:
    """What one sheet holds: its extent, and cells that are not plain values (row, column from 0)."""

    rows: int = 0
    columns: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)


def inspect(content: bytes, *, name: str) -> dict[str, SheetFacts]:
    """The facts of every sheet by its name.

    Raises:
        BadTable: not an xlsx, encrypted, damaged, or too much to unpack.
    """
    _refuse_by_size_and_kind(content, name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _facts(archive, name)
    except BadTable:
        raise
    except Exception as error:  # zipfile and expat have a dozen kinds for what is damaged
        raise damaged(name) from error


def damaged(name: str) -> BadTable:
    """The refusal of a file whose insides make no sense."""
    return BadTable(name=name, reason=_("文件已损坏或加了密。请用表格软件打开后另存为 xlsx。"))


def _refuse_by_size_and_kind(content: bytes, name: str) -> None:
    reason: str | Promise = ""
    if not content:
        reason = _("文件是空的。")
    elif len(content) > MAX_BYTES:
        reason = _("超过 20 MB。请分成几个文件，或去掉里面的图片。")
    elif content.startswith(_OLD_FORMAT):
        reason = _("是旧格式 xls 或加了密。请去掉密码，另存为 xlsx 再传。")
    elif not content.startswith(b"PK"):
        reason = _("不是 xlsx 表格。请下载模板，填好后传 xlsx。")
    if reason:
        raise BadTable(name=name, reason=reason)


def _facts(archive: zipfile.ZipFile, name: str) -> dict[str, SheetFacts]:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise BadTable(name=name, reason=_("里面的部件太多。"))
    budget = _Budget(name)
    parts: dict[str, SheetFacts] = {}
    titles: dict[str, str] = {}
    links: dict[str, str] = {}
    for entry in entries:
        path = entry.filename.lower()
        chunks = _chunks(archive, entry, budget)
        if path == _WORKBOOK:
            titles = _titles(chunks)
        elif path == _LINKS:
            links = _links(chunks)
        elif path.startswith("xl/worksheets/") and path.endswith(".xml"):
            parts[path] = _SheetScan(name).run(chunks)
        else:
            for _chunk in chunks:
                pass
    return {title: parts[links[link]] for title, link in titles.items() if links.get(link) in parts}


class _Budget:
    """How much may still come out of the archive."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = MAX_UNPACKED

    def spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise BadTable(
                name=self._name,
                reason=_("解开以后太大，不像一张真的表。请另存为一个新的 xlsx 再传。"),
            )


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget) -> Iterator[bytes]:
    """The real content of an entry; the size that the archive claims for it is not believed."""
    entry.file_size = MAX_UNPACKED + 1
    with archive.open(entry) as file:
        while chunk := file.read(_CHUNK):
            budget.spend(len(chunk))
            yield chunk


def _titles(chunks: Iterator[bytes]) -> dict[str, str]:
    """Sheet name → link id, of xl/workbook.xml."""
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            by_name = {_local(key): value for key, value in attributes.items()}
            found[by_name.get("name", "")] = by_name.get("id", "")

    _parse(chunks, start)
    return found


def _links(chunks: Iterator[bytes]) -> dict[str, str]:
    """Link id → lower-case path inside the archive, of the workbook's relations."""
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            target = attributes.get("Target", "").lower()
            path = target[1:] if target.startswith("/") else f"xl/{target}"
            found[attributes.get("Id", "")] = path

    _parse(chunks, start)
    return found


class _SheetScan:
    """Counts the cells of a sheet as the reader will place them, one tag at a time."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._facts = SheetFacts()
        self._row = self._column = -1
        self._empty = 0

    def run(self, chunks: Iterator[bytes]) -> SheetFacts:
        _parse(chunks, self._start)
        return self._facts

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = _local(tag)
        if kind in {"row", "c"}:
            self._count_empty()
        if kind == "row":
            given = attributes.get("r", "")
            self._row = int(given) - 1 if given.isdecimal() and len(given) < 8 else self._row + 1
            self._column = -1
        elif kind == "c":
            self._place(attributes.get("r", ""))
            if attributes.get("t") == "e":
                self._facts.errors.add((self._row, self._column))
        elif kind in {"v", "is", "f"}:
            self._hold(kind)

    def _count_empty(self) -> None:
        self._empty += 1
        if self._empty > MAX_EMPTY:
            raise BadTable(
                name=self._name,
                reason=_(
                    "数据以外还有二十多万个空行或空格子，多半是整列设过格式。"
                    "请选中最后一条数据下面的所有行，删除整行，保存后再传。"
                ),
            )

    def _place(self, position: str) -> None:
        match = _POSITION.fullmatch(position)
        if match is None:
            self._column += 1
            return
        column = 0
        for character in match[1].upper():
            column = column * 26 + ord(character) - ord("A") + 1
        self._row, self._column = int(match[2]) - 1, column - 1

    def _hold(self, kind: str) -> None:
        """The present cell has content."""
        self._empty = 0
        facts = self._facts
        facts.rows = max(facts.rows, self._row + 1)
        facts.columns = max(facts.columns, self._column + 1)
        if facts.rows > MAX_ROWS or facts.rows * facts.columns > MAX_CELLS:
            raise BadTable(
                name=self._name,
                reason=_("最多 50,000 行。请删去表格下方和右侧多余的内容，或分成几个文件。"),
            )
        if kind == "f":
            facts.formulas.add((self._row, self._column))


def _parse(chunks: Iterator[bytes], start: "expat._StartHandler") -> None:  # type: ignore[name-defined]
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    fed = 0
    for chunk in chunks:
        parser.Parse(chunk, False)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > MAX_TOKEN:
            raise expat.ExpatError("a tag without end")
    parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    """Workbooks have no document type; one that declares entities wants to swell."""
    raise expat.ExpatError("document type in a workbook")


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]
