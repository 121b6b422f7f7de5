"""Work begins when a list is issued, and goes on through its new versions (任务下达)."""

from collections import defaultdict

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.core import asks
from wenming.core.clock import today
from wenming.duties.models import Duty, DutyUnit, TaskList, Undertaking
from wenming.duties.services.asking import ASK_KIND, question_of
from wenming.duties.services.judging import cancel
from wenming.duties.services.moving import taken, trail
from wenming.duties.services.periods import open_periods
from wenming.duties.workflow import LIVE, Progress, Status
from wenming.organization.models import Unit


def begin(task_list: TaskList, by: User) -> None:
    """Open the work on every duty of a list that is being issued.

    Each lead undertakes the duty, or each responsible unit where none leads. What went on under
    the version before goes on; what ended there stays so, unless something else is asked now; what
    the new version no longer asks is cancelled.
    """
    standing_before = _work_before(task_list)
    standing = Standing() if task_list.is_table else None
    opened = []
    for duty in task_list.duties.prefetch_related("units__unit", "indicators", "place_types"):
        before = standing_before.pop(duty.continues_id, {})
        for unit in undertakers(duty):
            row = before.pop(unit.pk, None)
            carrier = standing.carrier(duty, unit) if standing and row is None else None
            if row is not None and _goes_on(row, duty):
                _continue(row, duty, by)
            elif carrier is not None:
                duty.units.filter(unit=unit).update(carried_by=carrier)
            else:
                opened.append(open_work(duty, unit, by, stands=_stands(task_list, duty)))
        _end(before, by)
    for gone in standing_before.values():
        _end(gone, by)
    opened += _follow_carriers(task_list, by)
    open_periods(Undertaking.objects.filter(pk__in=[row.pk for row in opened]), today())


def _follow_carriers(task_list: TaskList, by: User) -> list[Undertaking]:
    """Rows of a table that the version before carried are carried on; what it dropped is opened."""
    if task_list.replaces_id is None:
        return []
    now_carrying = {duty.continues_id: duty for duty in task_list.duties.all()}
    opened = []
    carried = DutyUnit.objects.filter(
        carried_by__task_list=task_list.replaces_id, duty__task_list__status=Status.ISSUED
    )
    for row in carried.select_related("duty__task_list", "unit"):
        row.carried_by = now_carrying.get(row.carried_by_id)
        row.save(update_fields=["carried_by"])
        if row.carried_by is None:
            stands = _stands(row.duty.task_list, row.duty)
            opened.append(open_work(row.duty, row.unit, by, stands=stands))
    return opened


def _stands(task_list: TaskList, duty: Duty) -> bool:
    """Whether it is a row of a table that is to be kept up, without a day or a period."""
    return task_list.is_table and not duty.due_on and not duty.cadence


class Standing:
    """The duties out of documents on which units work: what serves the same is not asked again."""

    def __init__(self) -> None:
        self._serving: dict[tuple[int, str], int] = {}
        rows = Undertaking.objects.filter(
            parent=None,
            status__in=LIVE,
            duty__task_list__status=Status.ISSUED,
            duty__task_list__kind=TaskList.Kind.LIST,
        )
        for serves in ("duty__indicators__code", "duty__place_types__code"):
            found = rows.filter(**{f"{serves}__isnull": False}).order_by("-duty")
            for unit, code, duty in found.values_list("unit", serves, "duty"):
                self._serving[unit, code] = duty

    def carrier(self, row: Duty, unit: Unit) -> int | None:
        """The duty under which `unit` works on all that a row of a table is about; None without."""
        codes = [indicator.code for indicator in row.indicators.all()]
        codes += [place_type.code for place_type in row.place_types.all()]
        found = {self._serving.get((unit.pk, code)) for code in codes}
        return found.pop() if len(found) == 1 else None


def undertakers(duty: Duty) -> list[Unit]:
    """Who undertakes a duty: its leads, else who is responsible (units prefetched)."""
    for part in (DutyUnit.Part.LEAD, DutyUnit.Part.RESPONSIBLE):
        units = [row.unit for row in duty.units.all() if row.part == part]
        if units:
            return units
    return []


def _work_before(task_list: TaskList) -> dict[int | None, dict[int, Undertaking]]:
    """Work under the version that is replaced, by duty and unit; of two the one that runs."""
    found: dict[int | None, dict[int, Undertaking]] = defaultdict(dict)
    if task_list.replaces_id is None:
        return found
    rows = Undertaking.objects.filter(duty__task_list=task_list.replaces_id, parent=None)
    for row in sorted(rows.select_related("duty"), key=lambda row: row.status in LIVE):
        found[row.duty_id][row.unit_id] = row
    return found


def _goes_on(row: Undertaking, duty: Duty) -> bool:
    """Whether work counts on under the new version; what ended only where the same is asked."""
    same = (row.duty.text, row.duty.targets) == (duty.text, duty.targets)
    return row.status in LIVE or same


def open_work(
    duty: Duty, unit: Unit, by: User, *, stands: bool = False, is_taken: bool = False
) -> Undertaking:
    """The work of a unit on a duty.

    Args:
        stands: it is under way for good, and asks for nothing.
        is_taken: the unit took it of itself (认领), so it is not counted as asked of it.
    """
    row = Undertaking.objects.create(
        duty=duty,
        unit=unit,
        due_on=duty.due_on,
        opened_on=today(),
        status=Progress.UNDERWAY if stands else Progress.NOT_STARTED,
    )
    is_asked = not stands and not is_taken
    if is_asked and unit.pk not in rights.unit_ids(by):  # what one orders oneself is not asked
        asks.ask(unit_code=unit.code, kind=ASK_KIND, question=question_of(row))
    trail(row, "open", "", by=by)
    return row


def _continue(row: Undertaking, duty: Duty, by: User) -> None:
    """The same work under the new version; while it is not at its end, with the new deadline."""
    kept = taken(row.pk)
    old_days = (kept.due_on, duty.due_on if kept.status in LIVE else kept.due_on)
    kept.duty, kept.due_on = duty, old_days[1]
    kept.save()
    _carry_parts(kept, duty)
    line = _("期限 %(old)s → %(new)s") % {"old": old_days[0], "new": old_days[1]}
    trail(kept, "continue", kept.status, by=by, line=line if old_days[0] != old_days[1] else "")


def _carry_parts(row: Undertaking, duty: Duty) -> None:
    parts = list(row.children.all())
    for part in parts:
        part.duty = duty
        part.save(update_fields=["duty"])
        _carry_parts(part, duty)


def _end(rows: dict[int, Undertaking], by: User) -> None:
    for row in rows.values():
        if row.status in LIVE:
            cancel(taken(row.pk), by, _("新版清单不再要求"))
