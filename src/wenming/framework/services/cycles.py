"""The calendar of a cycle is made from the shipped one and changed stage by stage (周期日历)."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.moves import locked
from wenming.engine.framework import parse_yaml
from wenming.engine.framework.cycle import Window, check_cycle, check_windows, windows
from wenming.engine.wording import said
from wenming.framework.errors import BadStage, FrameworkRefused
from wenming.framework.models import Cycle, Stage
from wenming.framework.words import in_language
from wenming.organization.models import Area

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "cycle.yaml"


@dataclass(frozen=True, slots=True)
class StageData:
    """What may be changed of a stage."""

    earliest_on: date
    latest_on: date
    done_on: date | None = None
    note_zh: str = ""


@lru_cache(maxsize=1)
def shipped() -> Any:
    """The shipped calendar, checked.

    Raises:
        FrameworkRefused: somebody broke the file.
    """
    data = parse_yaml(SHIPPED.read_text("utf-8"))
    faults = check_cycle(data)
    if faults:
        raise FrameworkRefused(faults)
    return data


@audit.audited
def start_cycle(*, name: str, first_year: int, owner: Area, by: User | None) -> Cycle:
    """A cycle with the stages of the shipped calendar.

    Raises:
        BadStage: a cycle begins in this year already.
        NotAllowed: the person may not maintain frameworks of `owner`.
    """
    if by is not None:
        rights.require(by, Ability.MANAGE_FRAMEWORKS, area=owner)
    if Cycle.objects.filter(owner=owner, first_year=first_year).exists():
        raise BadStage(reason=_("%(year)d 年开始的周期已经有了。") % {"year": first_year})
    data = shipped()
    cycle = Cycle.objects.create(
        name=name, owner=owner, first_year=first_year, last_year=first_year + data["years"] - 1
    )
    Stage.objects.bulk_create(
        Stage(
            cycle=cycle,
            order=order,
            code=window.code,
            procedure=window.procedure,
            name_zh=window.name_zh,
            name_en=window.name_en,
            earliest_on=window.earliest,
            latest_on=window.latest,
            is_unannounced=window.is_unannounced,
            note_zh=window.note_zh,
            note_en=window.note_en,
        )
        for order, window in enumerate(windows(data, first_year=first_year), start=1)
    )
    audit.record("framework.cycle_started", cycle, by=by, first_year=first_year)
    return cycle


@audit.audited
def change_stage(*, stage_id: int, data: StageData, by: User) -> Stage:
    """Move the window of a stage, or note that it is over.

    Raises:
        BadStage: the window ends before it begins, or begins before that of the stage before.
        NotAllowed: the person may not maintain frameworks of the cycle's owner.
    """
    stage = locked(Stage.objects.select_related("cycle__owner"), stage_id)
    rights.require(by, Ability.MANAGE_FRAMEWORKS, area=stage.cycle.owner)
    changed = replace(_window(stage), earliest=data.earliest_on, latest=data.latest_on)
    others = stage.cycle.stages.order_by("order")
    faults = check_windows([changed if s.pk == stage.pk else _window(s) for s in others])
    if faults:
        code, reason = next(iter(faults.items()))
        name = in_language(next(s for s in others if s.code == code))
        raise BadStage(reason=said("%(where)s：%(what)s", where=name, what=reason))
    stage.earliest_on, stage.latest_on = data.earliest_on, data.latest_on
    stage.done_on = data.done_on
    if stage.note_zh != data.note_zh:
        stage.note_zh, stage.note_en = data.note_zh, ""
    stage.save(update_fields=["earliest_on", "latest_on", "done_on", "note_zh", "note_en"])
    audit.record("framework.stage_changed", stage, by=by, code=stage.code)
    return stage


def _window(stage: Stage) -> Window:
    return Window(
        stage.code,
        stage.procedure,
        stage.name_zh,
        stage.name_en,
        stage.earliest_on,
        stage.latest_on,
        stage.is_unannounced,
    )
