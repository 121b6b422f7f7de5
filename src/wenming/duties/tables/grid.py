"""The rows of a responsibility table (责任分解表): one for each indicator and each type of place.

A row is known by its key: the code of its indicator and that of its place type, one of them may be
empty. A row with both says who answers for the indicator in places of that type.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from wenming.documents.fields import kind_sizes
from wenming.duties.fields import Party, written
from wenming.duties.lists.letter import parties_of
from wenming.duties.models import Duty, DutyUnit, TaskList
from wenming.duties.selectors import whole
from wenming.engine.framework import Framework, Indicator
from wenming.framework import words
from wenming.framework.selectors import engine_framework


class Key(NamedTuple):
    """What a row is about: codes of an indicator and of a place type, one may be empty."""

    indicator: str
    place_type: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row as pages show it.

    `part` is what one's own unit does in it, empty for others; `blanks` names what nobody filled
    in, but for a lead that is missing: that is said where it belongs.
    """

    duty: Duty
    key: Key
    name: str
    place_type: str
    leader: str
    leads: str
    responsible: str
    supports: str
    part: str
    blanks: list[str]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one dimension, or those of the place types."""

    name: str
    rows: list[GridRow]


def key_of(duty: Duty) -> Key:
    """The key of a row (what it points at prefetched)."""
    indicator = next((row.code for row in duty.indicators.all()), "")
    return Key(indicator, next((row.code for row in duty.place_types.all()), ""))


def keys_of(framework: Framework) -> Iterator[Key]:
    """The rows that every table of a framework has: its indicators, then its place types."""
    yield from (Key(code, "") for code in framework.indicators)
    yield from (Key("", code) for code in framework.place_types)


def orders(framework: Framework, keys: Iterable[Key]) -> dict[Key, int]:
    """The place of each row from 1: indicators as the framework has them, each before its types."""
    indicators = {code: n for n, code in enumerate(["", *framework.indicators])}
    types = {code: n for n, code in enumerate(["", *framework.place_types])}
    last = len(indicators)

    def place(key: Key) -> tuple[int, int]:
        at = indicators[key.indicator] if key.indicator else last
        return at, types[key.place_type]

    return {key: n for n, key in enumerate(sorted(set(keys), key=place), start=1)}


def text_of(framework: Framework, key: Key) -> str:
    """What the row asks of who answers for it, in Chinese: it is stored and printed."""
    type_name = framework.place_types[key.place_type].name_zh if key.place_type else ""
    if not key.indicator:
        return f"{type_name}各点位达到测评标准"
    name = framework.indicators[key.indicator].name_zh
    return f"{type_name}的{name}达到测评标准" if type_name else f"{name}达到测评标准"


def standard_of(framework: Framework, key: Key) -> str:
    """By what the row is judged, in Chinese: the grade that the framework wants, or its items."""
    if key.place_type:
        items = framework.items_of(key.place_type)
        mine = [item for item in items if key.indicator in {"", item.indicator}]
        return f"实地测评细项{len(mine)}条逐条符合"
    return standard_words(framework, framework.indicators[key.indicator])


def standard_words(framework: Framework, indicator: Indicator) -> str:
    """The wanted grade of an indicator with its threshold, such as A级：≥ 90（%）."""
    grade = framework.standard_grade
    steps = {step.grade: step.words for step in words.band(indicator, framework)}
    return f"{grade}级：{steps[grade]}（{words.unit(indicator)}）"


class Grid:
    """A table with its rows in the order of its framework."""

    def __init__(self, table: TaskList, own: Iterable[int] = ()) -> None:
        assert table.edition is not None, "a table is of an edition"
        self.table = table
        self.framework: Framework = engine_framework(table.edition)
        self._own = set(own)

    @cached_property
    def duties(self) -> dict[Key, Duty]:
        """The rows as stored; a fixed number of queries."""
        return {key_of(duty): duty for duty in whole(self.table.duties.all())}

    @cached_property
    def rows(self) -> list[GridRow]:
        """The rows as shown."""
        sizes = kind_sizes()
        return [self._row(key, duty, sizes) for key, duty in self.duties.items()]

    @cached_property
    def groups(self) -> list[Group]:
        """The rows by dimension, those of place types last."""
        found: dict[str, list[GridRow]] = {}
        for row in self.rows:
            found.setdefault(self.group_of(row.key), []).append(row)
        return [Group(name, rows) for name, rows in found.items()]

    def group_of(self, key: Key) -> str:
        """The name of the dimension of a row's indicator; for place types their own."""
        if not key.indicator:
            return _("点位类型")
        indicator = self.framework.indicators[key.indicator]
        return words.in_language(self.framework.dimensions[indicator.dimension])

    def name_of(self, key: Key) -> str:
        """The indicator of a row, or its place type."""
        if key.indicator:
            return words.in_language(self.framework.indicators[key.indicator])
        return words.in_language(self.framework.place_types[key.place_type])

    def type_of(self, key: Key) -> str:
        """The place type of a row that has an indicator too."""
        if not (key.indicator and key.place_type):
            return ""
        return words.in_language(self.framework.place_types[key.place_type])

    def label(self, key: Key) -> str:
        """What a row is called in sentences: D06-04 停车秩序 × 主次干道."""
        parts = [f"{key.indicator or key.place_type} {self.name_of(key)}", self.type_of(key)]
        return " × ".join(filter(None, parts))

    def _row(self, key: Key, duty: Duty, sizes: Mapping[str, int]) -> GridRow:
        leads, responsible, supports = (
            written(parties_of(duty, part), sizes) for part in DutyUnit.Part
        )
        parts = [str(r.get_part_display()) for r in duty.units.all() if r.unit_id in self._own]
        return GridRow(
            duty=duty,
            key=key,
            name=self.name_of(key),
            place_type=self.type_of(key),
            leader=duty.leader,
            leads=leads,
            responsible=responsible,
            supports=supports,
            part="、".join(dict.fromkeys(parts)),
            blanks=_blanks(duty.leader, responsible, supports),
        )


def _blanks(leader: str, responsible: str, supports: str) -> list[str]:
    said = {_("责任领导"): leader, _("责任单位"): responsible, _("配合单位"): supports}
    return [label for label, words in said.items() if not words]


@dataclass(frozen=True, slots=True)
class Cells:
    """What a person writes of a row."""

    leader: str
    leads: list[Party]
    responsible: list[Party]
    supports: list[Party]
