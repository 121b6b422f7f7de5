"""The columns that offices use for who answers for what (任务分解表), from dimension to progress.

Papers are Chinese in every language of the pages. Columns that the office fills in by hand
(measures, people, progress) stay empty: nothing is invented for them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wenming.documents.fields import kind_sizes
from wenming.documents.targets import to_lines
from wenming.duties.fields import written
from wenming.duties.letter import details, parties_of, when
from wenming.duties.models import Duty, DutyUnit
from wenming.engine.framework import Framework, Indicator
from wenming.framework import words
from wenming.organization.models import Unit

HEADERS = [
    "测评项目（Ⅰ）",
    "指标名称（Ⅱ）",
    "测评内容（Ⅲ）",
    "测评标准",
    "测评方法",
    "牵头单位",
    "责任单位",
    "配合单位",
    "具体措施",
    "完成时限",
    "责任人及电话",
    "进展",
]


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
            yield [*head, place_type.name_zh, item.text_zh, _method(indicator), lead, answers]
        if not items:
            yield [*head, "", _standard(framework, indicator), _method(indicator), lead]


def _head(framework: Framework, indicator: Indicator) -> list[str]:
    return [framework.dimensions[indicator.dimension].name_zh, _name(indicator)]


def _name(indicator: Indicator) -> str:
    return f"{indicator.code} {indicator.name_zh}"


def _method(indicator: Indicator) -> str:
    return str(words.METHOD_LABELS[indicator.counts_as])


def _standard(framework: Framework, indicator: Indicator) -> str:
    """The grades in one line, best first, with their unit."""
    steps = "；".join(
        f"{step.grade} {step.words}" for step in reversed(list(words.band(indicator, framework)))
    )
    return f"{steps}（{words.unit(indicator)}）"


def duty_rows(duties: Iterable[Duty], framework: Framework | None) -> Iterator[list[str]]:
    """任务清单 in the same columns: a row for each task and indicator it serves.

    Args:
        duties: with units and indicators prefetched.
        framework: of the indicators; None where no edition is in force.
    """
    sizes = kind_sizes()
    for duty in duties:
        parts = [written(parties_of(duty, part), sizes) for part in DutyUnit.Part]
        measures = "\n".join(filter(None, [duty.text, to_lines(duty.targets), *details(duty)]))
        for head in _heads(duty, framework):
            yield [*head, *parts, measures, when(duty)]


def _heads(duty: Duty, framework: Framework | None) -> list[list[str]]:
    """The first five columns of a duty: those of its indicators, or empty ones."""
    known = framework.indicators if framework else {}
    indicators = [known[row.code] for row in duty.indicators.all() if row.code in known]
    if not indicators or framework is None:
        return [[""] * 5]
    return [
        [*_head(framework, row), "", _standard(framework, row), _method(row)] for row in indicators
    ]
