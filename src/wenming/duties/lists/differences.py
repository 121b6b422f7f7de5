"""What a new version changes against the one before (新旧版差别): added, dropped, changed tasks."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.documents.fields import kind_sizes
from wenming.documents.labels import cadence_label
from wenming.documents.targets import to_lines
from wenming.duties import milestones
from wenming.duties.fields import written
from wenming.duties.lists.letter import parties_of, when
from wenming.duties.models import Duty, DutyUnit, TaskList
from wenming.duties.selectors import whole

ADDED, DROPPED, CHANGED = "added", "dropped", "changed"
LABELS: dict[str, str | Promise] = {
    "text": _("任务"),
    "leader": _("责任领导"),
    "lead": _("牵头单位"),
    "responsible": _("责任单位"),
    "support": _("配合单位"),
    "when": _("时限"),
    "cadence": _("周期"),
    "targets": _("量化目标"),
    "indicators": _("对应指标"),
    "place_types": _("点位类型"),
    "areas": _("区域"),
    "milestones": _("阶段节点"),
    "measures": _("具体措施"),
    "acceptance": _("验收标准"),
    "evidence": _("要求的佐证"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing about a task that differs."""

    label: str | Promise
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A task that differs: `kind` is added, dropped or changed; `duty` the newer of the two."""

    kind: str
    duty: Duty
    changes: list[Change]


def differences(new: TaskList) -> list[Difference]:
    """What `new` changes against the version that it replaces, in its order, what is dropped last.

    A task is the same where it continues one. Nine queries, however long the lists.
    """
    old_duties = {duty.pk: duty for duty in whole(Duty.objects.filter(task_list=new.replaces_id))}
    sizes = kind_sizes()
    found = []
    for duty in whole(new.duties.all()):
        before = old_duties.pop(duty.continues_id, None) if duty.continues_id else None
        if before is None:
            found.append(Difference(ADDED, duty, []))
        elif changes := list(_changes(_facts(before, sizes), _facts(duty, sizes))):
            found.append(Difference(CHANGED, duty, changes))
    return found + [Difference(DROPPED, duty, []) for duty in old_duties.values()]


def _changes(old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    for key, label in LABELS.items():
        if old[key] != new[key]:
            yield Change(label, old[key], new[key])


def _facts(duty: Duty, sizes: dict[str, int]) -> dict[str, str]:
    """All that a task says, in words."""
    parts = {str(part): written(parties_of(duty, part), sizes) for part in DutyUnit.Part}
    return parts | {
        "text": duty.text,
        "leader": duty.leader,
        "when": when(duty),
        "cadence": cadence_label(duty.cadence),
        "targets": to_lines(duty.targets),
        "indicators": "、".join(row.code for row in duty.indicators.all()),
        "place_types": "、".join(row.name_zh for row in duty.place_types.all()),
        "areas": "、".join(row.name for row in duty.areas.all()),
        "milestones": milestones.to_lines(duty.milestones),
        "measures": duty.measures,
        "acceptance": duty.acceptance,
        "evidence": duty.evidence,
    }
