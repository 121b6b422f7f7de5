"""What the intake hands out: the draft of a document, as frozen rows (任务草稿).

The shape is the draft schema of the intake test set; `to_json()` of a draft gives it with plain
types. Spans (`start`, `end`) are characters of the cleaned text, which the draft carries as `text`.
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Kind = Literal["task", "campaign", "recurring", "requirement"]
CheckKind = Literal["count", "sum", "date", "lead", "indicator"]


@dataclass(frozen=True, slots=True)
class Target:
    """What somebody is told to reach (量化目标): `metric op value unit`, and where it stands now.

    Attributes:
        op: one of ">=", "<=", "=", "<", ">".
        current: the value of today where the sentence states it.
    """

    metric: str
    op: str
    value: float
    unit: str
    current: float | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A date before the deadline (阶段时间), as written; `iso` only where the year is known."""

    text: str
    iso: str | None


@dataclass(frozen=True, slots=True)
class Directive:
    """One item that a clerk would enter in a task table (工作任务).

    Attributes:
        text: exact substring of the cleaned text, at most 120 characters.
        kind: recurring if and only if there is a cadence.
        lead, support: units and posts as written (牵头, 配合).
        lead_generic: there are leads, and all of them are classes of addressees (各级各部门).
        persons: who is told where no unit is (各单位主要负责人); persons never lead.
        deadline: as written, vague ones included; `deadline_iso` only where the year is known.
        cadence: daily, weekly, biweekly, every ten days, monthly, quarterly, yearly, unspecified.
        ticked: names a named unit and a result, target or deadline, so that it can be chased.
    """

    text: str
    start: int
    end: int
    kind: Kind
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    lead_generic: bool = False
    persons: tuple[str, ...] = ()
    deadline: str | None = None
    deadline_iso: str | None = None
    milestones: tuple[Milestone, ...] = ()
    start_time: str | None = None
    cadence: str | None = None
    targets: tuple[Target, ...] = ()
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A current value that misses a standard which the text states (指标差距)."""

    metric: str
    current: float
    target: float
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Check:
    """A place where the document contradicts itself (自相矛盾处); `message` says how (see `wording`)."""

    kind: CheckKind
    said: str
    found: str
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A top-level heading (一级标题): its number and its words, both as written."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was read out of one document."""

    id: str
    text: str
    directives: tuple[Directive, ...] = ()
    indicator_gaps: tuple[Gap, ...] = ()
    outline: tuple[Heading, ...] = ()
    checks: tuple[Check, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The draft schema in plain types: what `wenming intake --json` prints."""
        return {
            "id": self.id,
            "text": self.text,
            "directives": [_plain(asdict(row)) for row in self.directives],
            "indicator_gaps": [asdict(row) for row in self.indicator_gaps],
            "outline": [[row.number, row.text] for row in self.outline],
            "checks": [asdict(row) for row in self.checks],
        }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in row.items()}
