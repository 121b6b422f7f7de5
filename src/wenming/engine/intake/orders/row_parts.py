"""The directives of one row of a task table (表中一行): its cells are labels, its sentences mostly one duty.

What comes back, or has to be answered within a time, is a duty of its own where it stands in a sentence of
its own: 取缔外溢摊点;每周夜查不少于3次.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..counts.forms import BARE_COUNT
from ..counts.targets import about, targets
from ..model import Target
from ..tables.tables import Row
from ..text.layout import Flat
from ..text.numbers import in_digits, value
from ..text.sentences import Stretch, sentences
from ..tree.outline import Item
from ..when.cadence import cadence
from ..when.dates import Calendar
from ..who.labels import Labels
from ..who.labels import of_cells as labels_of
from .facts import Facts, facts
from .part import Part

_NAME = re.compile("[\u4e00-\u9fff“”、]{2,16}")
_SHORTEST_TASK = 8


def parts_of(item: Item, row: Row, flat: Flat, calendar: Calendar) -> list[Part]:
    """The row as one part, and the parts of its sentences that stand for themselves."""
    said = labels_of(row.cells)
    task = flat.text[row.start : row.end]
    topic = about(task) or (task if _NAME.fullmatch(task) else "")
    places = ((row.start, row.end), *row.goals)
    read = [facts(s, calendar) for place in places for s in sentences(flat.text, *place)]
    heads = {place[0] for place in places}  # what a cell begins with goes with the row
    first = Part(item, _begin(row), ordered=True, targets=list(row.aims))
    others: list[Part] = []
    for found in read:
        own = _filled(Part(item, found.sentence.start, ordered=True, cut=True), found, said, topic)
        if found.sentence.start not in heads and (own.comes_back or own.is_an_answer):
            own.take_labels(replace(said, time=None), calendar)
            others.append(own)
        else:
            _filled(first, found, said, topic)
    first.targets += _counted(said, task) if _NAME.fullmatch(task) else []
    known = {aim.value for aim in first.targets}
    goals = (flat.text[slice(*goal)] for goal in row.goals)
    first.targets += [
        aim for goal in goals for aim in _of_task(goal, task) if aim.value not in known
    ]
    first.stretches = _stretches(row, read, others)
    if "due" in row.filled and (first.cadence or first.is_an_answer):
        said = replace(said, time=None)  # the day of the row above is not that of a rhythm
    first.take_labels(said, calendar)
    return [first, *others]


def _filled(part: Part, found: Facts, said: Labels, topic: str) -> Part:
    """The part with what a sentence of the row says; its cells name who does it, if any do."""
    for clause in found.clauses:
        part.take_clause(replace(clause, slots=()) if said.lead else clause)
    known = {(aim.op, aim.value) for aim in part.targets}
    aims = [aim for _, aim in targets(found.without_units(), topic)]
    part.targets += [aim for aim in aims if (aim.op, aim.value) not in known]
    return part


def _of_task(goal: str, task: str) -> Iterator[Target]:
    """改造老旧小区|14个,惠及居民5200户: a number without a noun in the cell of goals is of the task."""
    match = BARE_COUNT.match(in_digits(goal))
    number = value(match["n"]) if match else None
    if match and number is not None and match["verb"] in task:
        op = ">=" if match["least"] or match["tail"] else "="
        yield Target(task, op, number, match["unit"])


def _counted(said: Labels, task: str) -> list[Target]:
    """每周不少于2次, in the cell that says how often: of the task."""
    often = [words for words in (said.often, said.time) if words and cadence(words)]
    return [aim for words in often for _, aim in targets(Stretch(words, 0, len(words)), task)]


def _stretches(row: Row, read: Sequence[Facts], others: Sequence[Part]) -> list[tuple[int, int]]:
    """Where the words of the row stand, without those of its other parts."""
    if others:
        apart = {part.start for part in others}
        own = [f.sentence for f in read if f.sentence.start not in apart]
        return [(sentence.start, sentence.end) for sentence in own]
    last = max((end for _, end in row.goals), default=row.end)
    known_by_its_task = row.end - row.start >= _SHORTEST_TASK
    return [(_begin(row), row.end if known_by_its_task else last), *row.goals]


def _begin(row: Row) -> int:
    """一村一景工程|…|进场施工: a task of a few words says little without the name of its project."""
    named = row.name is not None and row.end - row.start < _SHORTEST_TASK
    return row.name if named and row.name is not None else row.start
