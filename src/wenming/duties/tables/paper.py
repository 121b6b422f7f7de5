"""The papers of a responsibility table (责任分解表): the letter with its table, and the workbook.

Papers are Chinese in every language of the pages, and name posts, not people: who holds a post
changes, the paper does not.
"""

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation

from wenming.core import tables
from wenming.core.paper import SMALL_5, Paper
from wenming.documents.fields import kind_sizes, names_of
from wenming.duties.fields import written
from wenming.duties.lists.breakdown import method_of, progress_of, standard_of
from wenming.duties.lists.letter import parties_of, when
from wenming.duties.models import Duty, DutyUnit, TaskList
from wenming.duties.people import People
from wenming.duties.tables.grid import Grid, Key
from wenming.duties.workflow import NOT_OUT

MOST_TYPES = 4  # named in a cell; of more there is their number
NO_INDICATOR = "—"
"""Stands where a row is about a type of place alone."""

PRINTED = {
    "测评项目（Ⅰ）": 17,
    "指标名称（Ⅱ）": 27,
    "测评内容（Ⅲ）": 30,
    "测评标准": 30,
    "测评方法": 13,
    "牵头单位（领导）": 30,
    "责任单位": 26,
    "配合单位": 24,
    "措施、时限": 14,
    "责任岗位": 14,
}
"""Columns of the printed table with their widths in millimetres, 225 in all."""

SHEET = {
    "测评项目（Ⅰ）": 12,
    "指标名称（Ⅱ）": 20,
    "点位类型": 12,
    "测评内容（Ⅲ）": 20,
    "测评标准": 22,
    "测评方法": 8,
    "责任领导": 12,
    "牵头单位": 20,
    "责任单位": 18,
    "配合单位": 20,
    "具体措施": 14,
    "完成时限": 10,
    "责任岗位": 12,
    "进展": 14,
}
"""Columns of the workbook with their widths in characters; the grid takes them back by paste."""


def content(table: TaskList) -> bytes:
    """The docx of a table as it stands; one not issued says so in its title."""
    with translation.override("zh-hans"):
        return _paper(table).content()


def workbook(table: TaskList) -> bytes:
    """The table as an xlsx, with how far the work of each row is by now."""
    with translation.override("zh-hans"):
        facts = _Facts(table)
        rows = [facts.sheet_row(key, duty) for key, duty in facts.grid.duties.items()]
        return tables.printed_xlsx(
            list(SHEET), rows, title=table.title, widths=list(SHEET.values()), merged=2
        )


def _paper(table: TaskList) -> Paper:
    facts = _Facts(table)
    duties = facts.grid.duties
    units = list(dict.fromkeys(row.unit for duty in duties.values() for row in duty.units.all()))
    paper = Paper()
    is_draft = table.status in NOT_OUT
    paper.title(f"{table.title}（拟稿）" if is_draft else table.title)
    paper.number(table.number)
    paper.salutation("、".join(names_of(units, facts.sizes)) + "：")
    types = sum(not key.indicator for key in duties)
    paper.text(
        f"根据{table.basis}，现印发责任分解表，共{len(duties) - types}项指标、{types}类点位，"
        f"涉及{len(units)}个单位。请牵头单位对所列指标和点位负总责，责任单位、配合单位按分工落实；"
        "已有任务在办的，按原任务办理，不另报。收到后及时签收。"
    )
    paper.signature(settings.OFFICE_FULL_NAME, table.issued_on)
    paper.landscape()
    paper.caption("责任分解表")
    rows = [facts.printed_row(key, duty) for key, duty in duties.items()]
    paper.table(list(PRINTED), rows, widths=list(PRINTED.values()), size=SMALL_5, merged=2)
    return paper


class _Facts:
    """The rows of a table in words."""

    def __init__(self, table: TaskList) -> None:
        self.grid = Grid(table)
        self.sizes = kind_sizes()
        leads = [
            row.unit_id
            for duty in self.grid.duties.values()
            for row in duty.units.all()
            if row.part == DutyUnit.Part.LEAD
        ]
        self._people = People(leads)
        self._progress = progress_of(table)

    def printed_row(self, key: Key, duty: Duty) -> list[str]:
        """A row of the printed table."""
        lead, *others = self._parts(duty)
        lead = f"{lead}（{duty.leader}）" if duty.leader else lead
        measures = "；".join(filter(None, (duty.measures, when(duty))))
        name, content_words = self._name(key), self._content(key)
        return [
            *name,
            content_words,
            *self._standard(key),
            lead,
            *others,
            measures,
            self._posts(duty),
        ]

    def sheet_row(self, key: Key, duty: Duty) -> list[str]:
        """A row of the workbook."""
        framework = self.grid.framework
        dimension, name = self._name(key)
        place_type = framework.place_types[key.place_type].name_zh if key.place_type else ""
        return [
            dimension,
            name if key.indicator else NO_INDICATOR,
            place_type,
            self._content(key),
            *self._standard(key),
            duty.leader,
            *self._parts(duty),
            duty.measures,
            when(duty),
            self._posts(duty),
            self._progress.get(duty.pk, ""),
        ]

    def _name(self, key: Key) -> tuple[str, str]:
        framework = self.grid.framework
        if not key.indicator:
            return "点位类型", framework.place_types[key.place_type].name_zh
        indicator = framework.indicators[key.indicator]
        return (
            framework.dimensions[indicator.dimension].name_zh,
            f"{indicator.code} {indicator.name_zh}",
        )

    def _content(self, key: Key) -> str:
        """Where it is looked at: the types of place, or how many items of a type."""
        framework = self.grid.framework
        if key.place_type:
            items = framework.items_of(key.place_type)
            mine = [item for item in items if key.indicator in {"", item.indicator}]
            name = framework.place_types[key.place_type].name_zh
            return f"{name}：细项{len(mine)}条"
        types = {
            row.place_type for row in framework.items.values() if row.indicator == key.indicator
        }
        names = [framework.place_types[code].name_zh for code in sorted(types)]
        if len(names) <= MOST_TYPES:
            return "、".join(names)
        return f"{'、'.join(names[:MOST_TYPES])}等{len(names)}类点位"

    def _standard(self, key: Key) -> tuple[str, str]:
        if not key.indicator:
            return "细项逐条符合", "实地考察"
        indicator = self.grid.framework.indicators[key.indicator]
        return standard_of(self.grid.framework, indicator), method_of(indicator)

    def _parts(self, duty: Duty) -> Iterator[str]:
        return (written(parties_of(duty, part), self.sizes) for part in DutyUnit.Part)

    def _posts(self, duty: Duty) -> str:
        """The posts that answer for the leads."""
        leads = [row.unit_id for row in duty.units.all() if row.part == DutyUnit.Part.LEAD]
        posts = [self._people.answering(unit_id) for unit_id in leads]
        return "、".join(dict.fromkeys(post.title for post in posts if post is not None))
