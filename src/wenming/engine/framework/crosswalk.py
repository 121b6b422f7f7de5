"""A crosswalk (指标对照): which indicator of one framework serves which of another.

A link says that the value measured for an indicator of one framework is also the value of an
indicator of another: it is measured once and serves every framework that it is linked to, also
through several links. `scoring.carrying` carries the values.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..wording import said, term
from .loading import FrameworkError
from .model import Framework, Indicator
from .report import Findings, Report, Row, shown

COLUMNS = ("from_framework", "from_indicator", "to_framework", "to_indicator")


class Node(NamedTuple):
    """An indicator of one framework."""

    framework: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Checked links: each target with its only source."""

    sources: Mapping[Node, Node]

    def back(self, node: Node) -> Iterator[Node]:
        """What serves `node`: its source, the source of that, and so on."""
        while node in self.sources:
            node = self.sources[node]
            yield node


def check_crosswalk(rows: object, frameworks: Mapping[str, Framework]) -> Report:
    """Check links (rows with COLUMNS) against the frameworks that they name.

    Returns:
        errors by row: unknown frameworks and indicators, a link within one framework, methods or
        units that differ, one target with two sources, links that go round in a circle.
    """
    findings = Findings()
    head = Row(findings, "crosswalk", None, "", {})
    if not isinstance(rows, list | tuple):
        head.error("", said("指标对照应为列表。"))
        rows = ()
    sources: dict[Node, Node] = {}
    lines: dict[Node, int] = {}
    for number, data in enumerate(rows, start=1):
        if not isinstance(data, Mapping):
            Row(findings, "crosswalk", number, "", {}).error(
                "", said("这一行是“%(row)s”，应为一组键值。", row=shown(data))
            )
            continue
        row = Row(findings, "crosswalk", number, "", data)
        link = _link(row, frameworks)
        if link is None:
            continue
        source, target = link
        if target in sources:
            message = said(
                "%(target)s 在第 %(row)s 行已对照 %(source)s，一项指标只能有一个来源。",
                target=_named(target),
                row=lines[target],
                source=_named(sources[target]),
            )
            row.error("to_indicator", message)
        elif target in [source, *Crosswalk(sources).back(source)]:
            message = said(
                "%(source)s 与 %(target)s 首尾相接成了一圈，不能互为来源。",
                source=_named(source),
                target=_named(target),
            )
            row.error("", message)
        else:
            sources[target], lines[target] = source, number
    return Report(tuple(findings.errors), tuple(findings.warnings), {"crosswalk": len(rows)})


def load_crosswalk(rows: Any, frameworks: Mapping[str, Framework]) -> Crosswalk:
    """The links in `rows`.

    Raises:
        FrameworkError: the checker found errors.
    """
    report = check_crosswalk(rows, frameworks)
    if not report.ok:
        raise FrameworkError(report)
    return Crosswalk(
        {
            Node(str(row["to_framework"]), str(row["to_indicator"])): Node(
                str(row["from_framework"]), str(row["from_indicator"])
            )
            for row in rows
        }
    )


def _link(row: Row, frameworks: Mapping[str, Framework]) -> tuple[Node, Node] | None:
    """Source and target of one row, or None after saying what is wrong."""
    before = len(row.findings.errors)
    ends = [_end(row, side, frameworks) for side in ("from", "to")]
    if ends[0] is None or ends[1] is None:
        return None
    (source, given), (target, wanted) = ends[0], ends[1]
    if source.framework == target.framework:
        row.error("to_framework", said("同一测评体系之内不作对照：一个值会计两次。"))
    if given.counts_as != wanted.counts_as:
        message = said(
            "测评方法不同：%(source)s 是 %(given)s，%(target)s 是 %(wanted)s。",
            source=_named(source),
            given=given.counts_as,
            target=_named(target),
            wanted=wanted.counts_as,
        )
        row.error("to_indicator", message)
    elif given.counts_as == "statistic" and given.grades.unit != wanted.grades.unit:
        message = said(
            "单位不同：%(source)s 是 %(given)s，%(target)s 是 %(wanted)s。",
            source=_named(source),
            given=given.grades.unit,
            target=_named(target),
            wanted=wanted.grades.unit,
        )
        row.error("to_indicator", message)
    return (source, target) if len(row.findings.errors) == before else None


def _end(row: Row, side: str, frameworks: Mapping[str, Framework]) -> tuple[Node, Indicator] | None:
    name = row.one_of(f"{side}_framework", frameworks, term("句中", "测评体系"))
    if name is None:
        return None
    code = row.one_of(f"{side}_indicator", frameworks[name].indicators, term("句中", "指标"))
    return None if code is None else (Node(name, code), frameworks[name].indicators[code])


def _named(node: Node) -> str:
    return f"{node.framework} {node.indicator}"
