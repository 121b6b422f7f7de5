"""The columns that offices use for who answers for what (任务分解表), from dimension to progress.

Papers are Chinese in every language of the pages. They name posts, not people, out of the
register; how far the work is comes out of its records.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import QuerySet

from wenming.core.clock import now
from wenming.core.tables import printed_xlsx
from wenming.core.wording import joined, labelled
from wenming.documents.fields import kind_sizes
from wenming.documents.targets import to_lines
from wenming.duties.fields import written
from wenming.duties.lights import light_of
from wenming.duties.lists.letter import beside, parties_of, until
from wenming.duties.models import Duty, DutyUnit, TaskList, Undertaking
from wenming.duties.people import People
from wenming.engine.framework import Framework, Indicator
from wenming.framework import words
from wenming.organization.models import Unit

COLUMNS = {
    "测评项目（Ⅰ）": 12,
    "指标名称（Ⅱ）": 20,
    "测评内容（Ⅲ）": 14,
    "测评标准": 28,
    "测评方法": 8,
    "牵头单位": 20,
    "责任单位": 16,
    "配合单位": 18,
    "具体措施": 30,
    "完成时限": 12,
    "责任岗位": 12,
    "进展": 14,
}
"""Headers of the table of a framework with their widths in characters."""

LIST_COLUMNS = {
    "测评项目（Ⅰ）": 10,
    "指标名称（Ⅱ）": 16,
    "任务": 32,
    "牵头单位": 16,
    "责任单位": 14,
    "配合单位": 16,
    "具体措施": 26,
    "量化目标": 16,
    "验收标准": 14,
    "开始日期": 11,
    "完成时限": 12,
    "责任岗位": 10,
    "备注": 14,
    "进展": 12,
}
"""The same for the tasks of a list; each thing in a column of its own, as the import reads them."""


def workbook(name: str, rows: Iterable[Sequence[str]], columns: Mapping[str, int]) -> bytes:
    """Rows of this module as a printed sheet, dimensions and indicators merged down the left."""
    width = len(columns)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    return printed_xlsx(list(columns), filled, title=name, widths=list(columns.values()), merged=2)


def framework_rows(
    framework: Framework, leads: Mapping[str, Sequence[Unit]]
) -> Iterator[list[str]]:
    """责任分解表 of a framework: a row for each item, and one for an indicator without items."""
    for indicator in framework.indicators.values():
        head = _head(framework, indicator)
        lead = "、".join(unit.name for unit in leads.get(indicator.code, ()))
        items = [item for item in framework.items.values() if item.indicator == indicator.code]
        for item in items:
            place_type = framework.place_types[item.place_type]
            answers = str(words.OWNER_LABELS.get(item.owner, item.owner))
            yield [*head, place_type.name_zh, item.text_zh, method_of(indicator), lead, answers]
        if not items:
            yield [*head, "", standard_of(framework, indicator), method_of(indicator), lead]


def _head(framework: Framework, indicator: Indicator) -> list[str]:
    return [framework.dimensions[indicator.dimension].name_zh, _name(indicator)]


def _name(indicator: Indicator) -> str:
    return f"{indicator.code} {indicator.name_zh}"


def method_of(indicator: Indicator) -> str:
    """How an indicator is measured, in words."""
    return str(words.METHOD_LABELS[indicator.counts_as])


def standard_of(framework: Framework, indicator: Indicator) -> str:
    """The grades in one line, best first, with their unit."""
    steps = "；".join(
        f"{step.grade} {step.words}" for step in reversed(list(words.band(indicator, framework)))
    )
    return f"{steps}（{words.unit(indicator)}）"


def duty_rows(duties: Iterable[Duty], framework: Framework | None) -> Iterator[list[str]]:
    """任务清单 in LIST_COLUMNS: a row for each task and indicator it serves.

    Args:
        duties: with units and indicators prefetched.
        framework: of the indicators; None where no edition is in force.
    """
    sizes = kind_sizes()
    listed = list(duties)
    people = People(unit for duty in listed for unit in _leads(duty))
    done = progress_of_duties(listed)
    for duty in listed:
        parts = [written(parties_of(duty, part), sizes) for part in DutyUnit.Part]
        posts = [people.answering(unit) for unit in _leads(duty)]
        facts = [
            duty.measures,
            to_lines(duty.targets),
            duty.acceptance,
            f"{duty.starts_on:%Y-%m-%d}" if duty.starts_on else "",
            until(duty),
            "、".join(dict.fromkeys(post.title for post in posts if post)),
            "\n".join(beside(duty)),
            done.get(duty.pk, ""),
        ]
        for head in _heads(duty, framework):
            yield [*head, duty.text, *parts, *facts]


def _leads(duty: Duty) -> list[int]:
    return [row.unit_id for row in duty.units.all() if row.part == DutyUnit.Part.LEAD]


def progress_of(task_list: TaskList) -> dict[int, str]:
    """How far the work on each duty of a list is, by its key, in words; one query."""
    return _progress(Undertaking.objects.filter(duty__task_list=task_list))


def progress_of_duties(duties: Sequence[Duty]) -> dict[int, str]:
    """The same for any duties."""
    return _progress(Undertaking.objects.filter(duty__in=[duty.pk for duty in duties]))


def _progress(work: QuerySet[Undertaking]) -> dict[int, str]:
    """State and light of each lead's work; where several lead, each with its name."""
    found: dict[int, list[Undertaking]] = defaultdict(list)
    rows = work.filter(parent=None).select_related("unit").order_by("unit__pinyin", "pk")
    for row in rows:
        found[row.duty_id].append(row)
    moment = now()
    return {
        pk: "；".join(_state(row, moment, len(rows) > 1) for row in rows)
        for pk, rows in found.items()
    }


def _state(row: Undertaking, moment: datetime, is_named: bool) -> str:
    light = light_of(row, moment) if row.is_running else None
    words = joined(filter(None, (row.get_status_display(), light and light.words)))
    return labelled(row.unit.name, words) if is_named else words


def _heads(duty: Duty, framework: Framework | None) -> list[list[str]]:
    """The first two columns of a duty: those of its indicators, or empty ones."""
    known = framework.indicators if framework else {}
    indicators = [known[row.code] for row in duty.indicators.all() if row.code in known]
    if not indicators or framework is None:
        return [["", ""]]
    return [_head(framework, row) for row in indicators]
