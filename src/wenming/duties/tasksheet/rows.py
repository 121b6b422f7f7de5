"""Rows of a task table under its head: headings and notes left out, merged rows put together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wenming.core.tables import Grid, Head
from wenming.duties.tasksheet.heads import UNIT_PARTS, Part
from wenming.duties.tasksheet.names import SAME

_OWN_WORK = (*UNIT_PARTS, Part.DEADLINE)
_N = "[一二三四五六七八九十]+"
_HEADING = re.compile(rf"(?:{_N}、|[（(]{_N}[）)]|第{_N}[章节部])")
_NOTE = re.compile(r"(?:备注|说明|注|填表|填报|审核|联系人)\s*[:：]?")


@dataclass(slots=True)
class RawRow:
    """What the rows of one task say, part by part; `number` is its first row as the sheet counts.

    Attributes:
        cells: part → (row, column) of each cell, both from 0, in the order of the sheet.
    """

    number: int
    cells: dict[Part, list[tuple[int, int]]] = field(default_factory=dict)


class Reader:
    """Reads the rows of one sheet by a mapping of its columns."""

    def __init__(self, grid: Grid, head: Head, parts: Mapping[int, Part]) -> None:
        self._grid = grid
        self._head = head
        self._columns = {
            part: [at for at, found in sorted(parts.items()) if found == part and at < grid.width]
            for part in dict.fromkeys(parts.values())
        }
        self._used = sorted(at for columns in self._columns.values() for at in columns)
        self.headings = 0

    def run(self) -> Iterator[RawRow]:
        """The tasks in their order; a task merged over several rows is one."""
        last: RawRow | None = None
        for row in range(self._head.bottom + 1, len(self._grid.cells)):
            if self._is_blank(row):
                continue
            if last is not None and self._goes_on(row):
                self._take(last, row)
                continue
            if last is not None:
                yield last
            last = None
            if self._is_heading(row):
                self.headings += 1
            else:
                last = RawRow(row + 1)
                self._take(last, row)
        if last is not None:
            yield last

    def texts(self, raw: RawRow, part: Part) -> list[str]:
        """The words of a part, each once; 同上 is what stands above."""
        found = [self._word(row, column) for row, column in raw.cells.get(part, [])]
        return list(dict.fromkeys(word for word in found if word))

    def column(self, part: Part) -> int:
        """The first column of a part, from 0; the task's where it has none."""
        return (self._columns.get(part) or self._columns.get(Part.TEXT) or [0])[0]

    def has(self, part: Part) -> bool:
        """Whether a column holds this part."""
        return part in self._columns

    def _word(self, row: int, column: int) -> str:
        while self._grid.text(row, column) in SAME and row > self._head.bottom + 1:
            row -= 1
        return self._grid.text(row, column)

    def _take(self, raw: RawRow, row: int) -> None:
        for part, columns in self._columns.items():
            raw.cells.setdefault(part, []).extend((row, column) for column in columns)

    def _is_blank(self, row: int) -> bool:
        return not any(
            self._grid.text(row, column) or (row, column) in self._grid.bad for column in self._used
        )

    def _is_heading(self, row: int) -> bool:
        """一、市容环境 over the whole row, or alone in it; 备注：… below the table."""
        said = {text for column in self._used if (text := self._grid.text(row, column))}
        if len(said) != 1:
            return False
        words = said.pop()
        anchors = {self._grid.anchors.get((row, column)) for column in self._used}
        is_wide = len(self._used) > 1 and len(anchors) == 1 and None not in anchors
        return is_wide or bool(_HEADING.match(words) or _NOTE.match(words))

    def _goes_on(self, row: int) -> bool:
        """Merged with the task above, unless it is a measure with units or a time of its own."""
        if not self._grid.is_joined(row, self.column(Part.TEXT)):
            return False
        return not (self._is_own(row, [Part.DETAIL]) and self._is_own(row, _OWN_WORK))

    def _is_own(self, row: int, parts: Sequence[Part]) -> bool:
        """Whether a row says something of these parts that the row above does not."""
        return any(
            self._grid.text(row, at) and not self._grid.is_joined(row, at)
            for part in parts
            for at in self._columns.get(part, [])
        )
