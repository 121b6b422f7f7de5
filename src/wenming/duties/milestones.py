"""Milestones as lines that a clerk can read and type (阶段节点): 2026-10-15 完成摸底."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

# {"what", "due_on"}: what is done by then, and the day as ISO text.
Milestone: TypeAlias = dict[str, str]

_LINE = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:前|之前|以前)?[\s:：,，]*(?P<what>\S.{0,99})"
)


class NotAMilestone(ValueError):
    """A line says no milestone; `number` (from 1) and `line` name it."""

    def __init__(self, number: int, line: str) -> None:
        self.number, self.line = number, line
        super().__init__(number, line)


def to_lines(milestones: Iterable[Milestone]) -> str:
    """One line a milestone.

    >>> to_lines([{"what": "完成摸底", "due_on": "2026-10-15"}])
    '2026-10-15 完成摸底'
    """
    return "\n".join(f"{row['due_on']} {row['what']}" for row in milestones)


def from_lines(text: str) -> list[Milestone]:
    """The milestones in `text`, one a line, by day; empty lines are skipped.

    Raises:
        NotAMilestone: a line has no day, or nothing after it.

    >>> from_lines("2026年10月15日前完成摸底")
    [{'what': '完成摸底', 'due_on': '2026-10-15'}]
    """
    found = [
        _milestone(number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    return sorted(found, key=lambda row: row["due_on"])


def _milestone(number: int, line: str) -> Milestone:
    found = _LINE.fullmatch(line)
    if found is None:
        raise NotAMilestone(number, line)
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError as error:
        raise NotAMilestone(number, line) from error
    return {"what": found["what"].strip(), "due_on": day.isoformat()}
