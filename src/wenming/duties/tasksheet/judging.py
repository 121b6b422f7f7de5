"""Judges a task table row by row against the register and the framework (核对), storing nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from wenming.core.tables import Fault, Grid, Head
from wenming.core.tables.cells import letter
from wenming.documents.labels import cadence_label
from wenming.documents.targets import Target, to_lines
from wenming.duties.models import TaskList
from wenming.duties.tasksheet import names, targets, times
from wenming.duties.tasksheet.heads import UNIT_PARTS, Part
from wenming.duties.tasksheet.indicators import Indicators
from wenming.duties.tasksheet.names import Doubt, Names
from wenming.duties.tasksheet.rows import RawRow, Reader
from wenming.organization.models import Unit

# Characters, as in the form of a task.
LONGEST, LONGEST_MEASURES, LONGEST_ACCEPTANCE = 600, 2000, 300
_BY_LABEL = {"lead": Part.LEAD, "support": Part.SUPPORT}


@dataclass(slots=True)
class Item:
    """One task as it will come about; `row` is where it begins in the sheet.

    Attributes:
        notes: what a person should know of it; none keeps it out.
        indicators: keys of indicators.
    """

    row: int
    text: str = ""
    measures: str = ""
    acceptance: str = ""
    starts_on: date | None = None
    units: dict[Part, list[Unit]] = field(default_factory=dict)
    deadline: str = ""
    due_on: date | None = None
    cadence: str = ""
    targets: list[Target] = field(default_factory=list)
    indicators: list[int] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """A task that comes again is one of a cadence."""
        return "recurring" if self.cadence else "task"

    @property
    def when(self) -> str:
        """The deadline as it will stand: its day, else its words, and the cadence before it."""
        day = f"{self.due_on:%Y-%m-%d}" if self.due_on else self.deadline
        return "，".join(part for part in (cadence_label(self.cadence), day) if part) or "–"

    @property
    def as_written(self) -> str:
        """The words that a day was reckoned from; "" where they name it themselves."""
        named = self.due_on is None or f"{self.due_on.year}" in self.deadline
        return "" if named else self.deadline

    @property
    def target_words(self) -> str:
        """The targets in one line."""
        return "；".join(to_lines(self.targets).splitlines())

    @property
    def key(self) -> tuple[str, tuple[int, ...]]:
        """What makes two tasks the same: their words and who answers."""
        answering = [u.pk for part in UNIT_PARTS[:2] for u in self.units.get(part, [])]
        return "".join(self.text.split()), tuple(sorted(answering))


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged table.

    Attributes:
        items: the right rows.
        faults: what is wrong, by row and column.
        doubts: names that a person has to decide on.
        filled: how many tasks the table holds, right or wrong.
        headings: rows that only head or explain others.
    """

    items: list[Item]
    faults: list[Fault]
    doubts: list[Doubt]
    filled: int
    headings: int

    @property
    def wrong(self) -> int:
        """How many tasks are not right."""
        return self.filled - len(self.items)


def judge(
    grid: Grid,
    head: Head,
    parts: Mapping[int, Part],
    *,
    dated: date,
    chosen: Mapping[str, str],
    into: TaskList | None,
) -> Judged:
    """What a table will bring.

    Args:
        dated: the day of the table, from which deadlines are reckoned.
        chosen: what a person said of names.
        into: the list that it goes into, whose tasks do not come twice.
    """
    return _Judge(grid, Reader(grid, head, parts), Names(chosen), dated).run(_present(into))


class _Judge:
    def __init__(self, grid: Grid, reader: Reader, known: Names, dated: date) -> None:
        self._grid, self._reader, self._names, self._dated = grid, reader, known, dated
        self._faults: list[Fault] = []
        self._doubtful: dict[str, list[int]] = defaultdict(list)

    @cached_property
    def _indicators(self) -> Indicators:
        return Indicators()

    def run(self, present: Mapping[tuple[str, tuple[int, ...]], str]) -> Judged:
        items: list[Item] = []
        seen = dict(present)
        filled = 0
        for raw in self._reader.run():
            filled += 1
            before = len(self._faults)
            item = self._item(raw)
            if len(self._faults) > before:
                continue
            if items and _says_more(items[-1], item):
                filled -= 1
                items[-1].indicators += item.indicators
                items[-1].codes += item.codes
            elif item.key in seen:
                self._fault(
                    raw, Part.TEXT, _("与%(where)s相同，不重复导入。") % {"where": seen[item.key]}
                )
            else:
                seen[item.key] = _("第 %(row)d 行") % {"row": raw.number}
                items.append(item)
        doubts = [
            Doubt(name, tuple(dict.fromkeys(rows)), self._names.choices(name))
            for name, rows in self._doubtful.items()
        ]
        return Judged(items, sorted(set(self._faults)), doubts, filled, self._reader.headings)

    def _item(self, raw: RawRow) -> Item:
        item = Item(raw.number)
        if self._is_not_plain(raw):
            return item
        self._read_targets(raw, item)
        self._read_text(raw, item)
        self._read_units(raw, item)
        self._read_times(raw, item)
        self._read_indicators(raw, item)
        return item

    def _is_not_plain(self, raw: RawRow) -> bool:
        before = len(self._faults)
        for cells in raw.cells.values():
            for row, column in cells:
                if (row, column) in self._grid.bad:
                    text = self._grid.bad[row, column]
                    self._faults.append(Fault(row + 1, letter(column), text))
        return len(self._faults) > before

    def _read_text(self, raw: RawRow, item: Item) -> None:
        item.text = "：".join(self._words(raw, Part.TEXT))
        if not item.text:
            self._fault(raw, Part.TEXT, _("“任务”没有填。"))
        item.measures = "\n".join(
            line
            for cell in self._reader.texts(raw, Part.DETAIL)
            for words in cell.splitlines()
            if (line := " ".join(words.split()))
        )
        for part, words, most in (
            (Part.TEXT, item.text, LONGEST),
            (Part.DETAIL, item.measures, LONGEST_MEASURES),
        ):
            if len(words) > most:
                told = _("有 %(n)d 个字，最多 %(most)d 个。") % {"n": len(words), "most": most}
                self._fault(raw, part, told)

    def _read_targets(self, raw: RawRow, item: Item) -> None:
        """What names no figure is what the work is accepted by."""
        rest = self._words(raw, Part.ACCEPTANCE)
        for cell in self._reader.texts(raw, Part.TARGETS):
            found, words = targets.read(cell)
            item.targets += found
            rest += words
        item.acceptance = "；".join(rest)
        if len(item.acceptance) > LONGEST_ACCEPTANCE:
            item.acceptance = item.acceptance[:LONGEST_ACCEPTANCE]
            item.notes.append(_("验收标准太长，只留前 %(n)d 个字。") % {"n": LONGEST_ACCEPTANCE})

    def _words(self, raw: RawRow, part: Part) -> list[str]:
        return [" ".join(word.split()).rstrip("。：:") for word in self._reader.texts(raw, part)]

    def _read_units(self, raw: RawRow, item: Item) -> None:
        taken: set[int] = set()
        before = len(self._faults)
        said = [
            (part if not role else _BY_LABEL[role], part, name)
            for part in UNIT_PARTS
            for cell in self._reader.texts(raw, part)
            for role, name in names.split(cell)
        ]
        for part, column, name in sorted(said, key=lambda found: UNIT_PARTS.index(found[0])):
            units = self._names.units(name)
            if units is None:
                self._doubtful[name].append(raw.number)
                self._fault(raw, column, _("单位“%(name)s”认不准，请在上面选定。") % {"name": name})
                continue
            fresh = [unit for unit in units if unit.pk not in taken]
            taken |= {unit.pk for unit in fresh}
            item.units.setdefault(part, []).extend(fresh)
        answering = item.units.get(Part.LEAD) or item.units.get(Part.RESPONSIBLE)
        if not answering and len(self._faults) == before:
            column = Part.LEAD if self._reader.has(Part.LEAD) else Part.RESPONSIBLE
            self._fault(raw, column, _("没有牵头单位，也没有责任单位。"))

    def _read_times(self, raw: RawRow, item: Item) -> None:
        cells = [cell for cell in raw.cells.get(Part.DEADLINE, []) if self._grid.text(*cell)]
        cadences = self._reader.texts(raw, Part.CADENCE)
        words = self._reader.texts(raw, Part.DEADLINE)
        item.cadence = times.cadence_of(*cadences, *words)
        if cells and words:
            row, column = cells[0]
            plain = self._grid.text(row, column) == words[0]
            try:
                cell = self._grid.cells[row][column] if plain else words[0]
                item.deadline, item.due_on = times.deadline(cell, self._dated)
            except ValueError as error:
                self._fault(raw, Part.DEADLINE, str(error))
        for row, column in raw.cells.get(Part.START, [])[:1]:
            try:
                item.starts_on = times.deadline(self._grid.cells[row][column], self._dated)[1]
            except ValueError as error:
                self._fault(raw, Part.START, str(error))
        if item.due_on and item.due_on < self._dated:
            item.notes.append(_("期限 %(due)s 早于这张表的日期。") % {"due": item.due_on})
        if item.deadline and item.due_on is None and not item.cadence:
            item.notes.append(
                _("时限“%(words)s”没有具体日期，按原话保留。") % {"words": item.deadline}
            )

    def _read_indicators(self, raw: RawRow, item: Item) -> None:
        for cell in self._reader.texts(raw, Part.INDICATORS):
            found, unknown = self._indicators.read(cell)
            item.indicators += [row.pk for row in found if row.pk not in item.indicators]
            item.codes += [row.code for row in found if row.code not in item.codes]
            if unknown:
                words = _("指标“%(words)s”在现行测评体系里没有找到，没有对应。")
                item.notes.append(words % {"words": "、".join(unknown)})

    def _fault(self, raw: RawRow, part: Part, text: str) -> None:
        self._faults.append(Fault(raw.number, letter(self._reader.column(part)), text))


def _says_more(last: Item, item: Item) -> bool:
    """The same task again, for another indicator: one row a pair is how the table is laid out."""
    return bool(item.indicators) and last.key == item.key and last.deadline == item.deadline


def _present(into: TaskList | None) -> dict[tuple[str, tuple[int, ...]], str]:
    """The tasks of a list by what makes them the same, and where they stand."""
    if into is None:
        return {}
    found = {}
    for duty in into.duties.prefetch_related("units"):
        answering = [row.unit_id for row in duty.units.all() if row.part != "support"]
        key = ("".join(duty.text.split()), tuple(sorted(answering)))
        found[key] = _("清单第 %(n)d 项") % {"n": duty.order}
    return found


def shown(items: Iterable[Item], start: int, size: int) -> tuple[Sequence[Item], int | None]:
    """The items of a page from row `start` on, and where the next page starts."""
    rest = [item for item in items if item.row >= start]
    return rest[:size], rest[size].row if len(rest) > size else None
