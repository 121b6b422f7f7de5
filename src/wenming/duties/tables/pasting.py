"""Rows of a responsibility table as they come out of a spreadsheet (粘贴): read, matched, judged.

Nothing is stored here. What comes in is the text that copying cells of Excel or WPS puts on the
clipboard: a row a line, cells parted by tabs, cells with line breaks in quotes.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.core.errors import DomainError
from wenming.core.wording import labelled
from wenming.documents.fields import kind_sizes
from wenming.duties.fields import Party, parties, written
from wenming.duties.lists.letter import parties_of
from wenming.duties.models import DutyUnit
from wenming.duties.tables.grid import Cells, Grid, Key, keys_of
from wenming.engine.framework import Indicator, PlaceType
from wenming.organization.importing.lookup import Units
from wenming.organization.models import Unit

MOST_ROWS = 2_000
LEADER_LENGTH = 60
NONE = frozenset(
    {"—", "-", "－", "–", "/", "无"}
)  # what people write into a cell that says nothing

INDICATOR, PLACE_TYPE = "indicator", "place_type"
COLUMNS: dict[str, str | Promise] = {
    INDICATOR: gettext_lazy("指标"),
    PLACE_TYPE: gettext_lazy("点位类型"),
    "leader": gettext_lazy("责任领导"),
    "leads": gettext_lazy("牵头单位"),
    "responsible": gettext_lazy("责任单位"),
    "supports": gettext_lazy("配合单位"),
}
IN_ORDER = {key: index for index, key in enumerate(COLUMNS)}
"""Where the columns stand in a paste without a head."""
PARTS = {
    "leads": DutyUnit.Part.LEAD,
    "responsible": DutyUnit.Part.RESPONSIBLE,
    "supports": DutyUnit.Part.SUPPORT,
}
# What heads such columns in the tables of offices, without brackets and blanks.
HEADS = {
    INDICATOR: "指标 指标名称 指标编号 编号 测评指标 测评标准指标",
    PLACE_TYPE: "点位类型 点位类别 测评点位 点位",
    "leader": "责任领导 牵头领导 分管领导 包联领导 市级领导",
    "leads": "牵头单位 牵头 主要责任单位",
    "responsible": "责任单位 责任",
    "supports": "配合单位 配合 协办单位",
}
_KNOWN_HEADS = {word: key for key, found in HEADS.items() for word in found.split()}
_BRACKETS = re.compile(r"[（(][^）)]*[）)]|\s")
_CODE = re.compile(r"[A-Za-z]{1,4}\d{1,3}(?:-\d{1,3})*")


class NothingPasted(DomainError):
    """No row in what came in."""

    code = "duties.nothing_pasted"
    message = gettext_lazy("没有粘贴任何一行。请在表格软件里选中要用的行，复制后粘贴到这里。")
    status = 422


class NotATable(DomainError):
    """Text that is no rows and cells."""

    code = "duties.not_a_table"
    message = gettext_lazy("看不出行和列：%(reason)s。请从表格软件里直接复制单元格。")
    status = 422


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that would change."""

    column: str | Promise
    old: str
    new: str


@dataclass(slots=True)
class Line:
    """What one pasted row means.

    Attributes:
        number: of the row in what was pasted, from 1, the head counted.
        label: the row of the table that it is about, else its first cells.
        is_new: the table has no such row yet.
        faults: sentences with the column in front; a line with faults is not stored.
    """

    number: int
    label: str
    key: Key | None = None
    cells: Cells | None = None
    changes: list[Change] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    is_new: bool = False


@dataclass(frozen=True)
class Report:
    """All pasted rows, judged."""

    lines: list[Line]

    @cached_property
    def wrong(self) -> list[Line]:
        """Lines that cannot be stored."""
        return [line for line in self.lines if line.faults]

    @cached_property
    def changing(self) -> list[Line]:
        """Right lines that change something, in a table that is there."""
        return [line for line in self.lines if line.changes and not line.faults]

    @property
    def same(self) -> int:
        """How many right lines say what is there."""
        return len(self.lines) - len(self.wrong) - len(self.changing)

    @property
    def rows(self) -> dict[Key, Cells]:
        """What would be stored."""
        found = ((line.key, line.cells) for line in self.changing)
        return {key: cells for key, cells in found if key is not None and cells is not None}


def judge(grid: Grid, text: str) -> Report:
    """What the pasted `text` would change in a table; nothing is stored.

    Raises:
        NothingPasted: no row is filled.
        NotATable: the text cannot be read, or has too many rows.
    """
    rows = [(number, cells) for number, cells in read(text) if any(cells)]
    if not rows:
        raise NothingPasted()
    places = _head(rows[0][1])
    body = rows[1:] if places else rows
    if not body:
        raise NothingPasted()
    return Report(list(_Judge(grid, places or IN_ORDER).lines(body)))


def read(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of `text` with their numbers from 1, cells stripped.

    Raises:
        NotATable: quotes that never close, or more than MOST_ROWS rows.
    """
    source = io.StringIO(text.replace("\0", ""), newline="")
    try:
        for number, cells in enumerate(csv.reader(source, dialect="excel-tab"), start=1):
            if number > MOST_ROWS:
                raise NotATable(reason=_("超过 %(n)d 行") % {"n": MOST_ROWS})
            yield number, [" ".join(cell.split()) for cell in cells]
    except csv.Error as error:
        raise NotATable(reason=str(error)) from error


def _head(cells: list[str]) -> dict[str, int]:
    """Column key → index, where the row is a head; empty where it is not."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        key = _KNOWN_HEADS.get(_BRACKETS.sub("", cell))
        if key is not None:
            found.setdefault(key, index)
    return found if len(found) > 1 and found.keys() & {INDICATOR, PLACE_TYPE} else {}


class _Judge:
    """Matches the rows of one paste, each leaning on those above where cells were merged."""

    def __init__(self, grid: Grid, places: Mapping[str, int]) -> None:
        self._grid, self._places = grid, places
        self._units = Units()
        self._sizes = kind_sizes()
        framework = grid.framework
        self._indicators = _named(framework.indicators.values())
        self._types = _named(framework.place_types.values())
        self._own = set(keys_of(framework))
        self._above = ""
        self._seen: dict[Key, int] = {}

    def lines(self, rows: Iterable[tuple[int, list[str]]]) -> Iterator[Line]:
        """A line for each row."""
        for number, cells in rows:
            yield self._line(number, self._cells(cells))

    def _cells(self, cells: list[str]) -> dict[str, str]:
        return {key: cells[at] if at < len(cells) else "" for key, at in self._places.items()}

    def _line(self, number: int, cells: Mapping[str, str]) -> Line:
        label = " ".join(filter(None, (cells.get(INDICATOR), cells.get(PLACE_TYPE))))
        line = Line(number, label or "—")
        line.key = self._key(line, cells)
        if line.key is None:
            return line
        line.label = self._grid.label(line.key)
        line.is_new = line.key not in self._grid.duties
        first = self._seen.setdefault(line.key, number)
        if first != number:
            line.faults.append(_("与第 %(row)d 行重复。") % {"row": first})
        self._judge_cells(line, line.key, cells)
        return line

    def _key(self, line: Line, cells: Mapping[str, str]) -> Key | None:
        """What the row is about; a blank indicator is that of the row above, as in merged cells."""
        named, type_named = cells.get(INDICATOR, ""), cells.get(PLACE_TYPE, "")
        indicator = self._find(line, INDICATOR, named, self._indicators)
        place_type = self._find(line, PLACE_TYPE, type_named, self._types)
        if indicator is None or place_type is None:
            return None
        if indicator:
            self._above = indicator
        elif named in NONE:
            self._above = ""
        key = Key(indicator, place_type)
        merged = Key(self._above, place_type)
        if not indicator and place_type and merged in self._grid.duties:
            key = merged
        if not any(key):
            line.faults.append(_("没有写指标，也没有写点位类型。"))
            return None
        return key

    def _find(self, line: Line, column: str, words: str, known: Mapping[str, str]) -> str | None:
        """The code that `words` mean; empty for nothing written, None for a fault."""
        if not words or words in NONE:
            return ""
        code = _CODE.match(words)
        found = known.get(words) or known.get(code[0].upper() if code else "")
        if found is None:
            line.faults.append(
                _("%(column)s：这一版测评体系里没有“%(words)s”。")
                % {"column": COLUMNS[column], "words": words}
            )
        return found

    def _judge_cells(self, line: Line, key: Key, cells: Mapping[str, str]) -> None:
        duty = self._grid.duties.get(key)
        old_leader = duty.leader if duty else ""
        leader = _said(cells["leader"]) if "leader" in cells else old_leader
        if len(leader) > LEADER_LENGTH:
            line.faults.append(_("责任领导：最多 %(n)d 个字，写职务即可。") % {"n": LEADER_LENGTH})
        self._change(line, "leader", old_leader, leader)
        named: dict[str, list[Party]] = {}
        for column, part in PARTS.items():
            old = parties_of(duty, part) if duty else []
            named[column] = self._parties(line, column, cells.get(column), old)
            self._change(
                line, column, *(written(found, self._sizes) for found in (old, named[column]))
            )
        self._refuse_two_parts(line, named)
        line.cells = Cells(leader=leader, **named)
        if line.is_new and not line.changes:
            line.faults.append(_("表里没有这一行，也没有写单位，不用添。"))

    def _parties(self, line: Line, column: str, words: str | None, old: list[Party]) -> list[Party]:
        if words is None:
            return old
        try:
            return parties(_said(words), self._units)
        except ValidationError as error:
            line.faults += [labelled(COLUMNS[column], text) for text in error.messages]
            return old

    def _change(self, line: Line, column: str, old: str, new: str) -> None:
        if old != new:
            line.changes.append(Change(COLUMNS[column], old, new))

    def _refuse_two_parts(self, line: Line, named: Mapping[str, list[Party]]) -> None:
        """A unit has one part in a row."""
        where: dict[Unit, str] = {}
        for column, found in named.items():
            for party in found:
                other = where.setdefault(party.unit, column)
                if other != column:
                    words = {"unit": party.unit, "one": COLUMNS[other], "two": COLUMNS[column]}
                    line.faults.append(_("%(unit)s既在%(one)s又在%(two)s里，只留一处。") % words)


def _said(words: str) -> str:
    return "" if words in NONE else words


def _named(rows: Iterable[Indicator | PlaceType]) -> dict[str, str]:
    """Code and Chinese name → code; a name that two share means neither."""
    found: dict[str, str] = {}
    for row in rows:
        name, code = row.name_zh, row.code
        found[name] = "" if name in found else code
        found[code.upper()] = code
        found[f"{code} {name}"] = code
    return {words: code for words, code in found.items() if code}
