"""The responsibility table out of a framework (责任分解表): drafted, filled, and what it settles."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.db.models import F

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.bulk import bulk_change
from wenming.core.moves import locked
from wenming.duties.errors import NoEdition, TableInHand
from wenming.duties.models import Duty, DutyUnit, TaskList
from wenming.duties.selectors import leads_of, source_of_leads, tables_in_hand, type_leads_of
from wenming.duties.services.leads import set_lead, set_type_lead
from wenming.duties.services.writing import Task, add_tasks, drafted, fill_duties, task_of
from wenming.duties.tables.grid import Cells, Grid, Key, keys_of, orders, standard_of, text_of
from wenming.framework.models import Edition, Indicator, PlaceType
from wenming.framework.selectors import current_edition, engine_framework
from wenming.organization.models import Area, Unit

KIND = "requirement"
STANDING = "长期坚持"


@audit.audited
def draft_table(*, owner: Area, by: User, title: str, basis: str) -> TaskList:
    """Draft the table of the edition in force: a row for each indicator and each place type.

    Who leads is taken over from what is set now, else from the edition before.

    Raises:
        NotAllowed: the person issues no lists here.
        NoEdition: there is no framework in force.
        TableInHand: the area has a table already, drafted or in force.
    """
    owner = locked(Area.objects.all(), owner.pk)
    rights.require(by, Ability.ISSUE_DUTIES, area=owner)
    edition = current_edition()
    if edition is None:
        raise NoEdition()
    present = tables_in_hand(owner).first()
    if present is not None:
        raise TableInHand(title=present.quoted, now=present.get_status_display())
    table = TaskList.objects.create(
        kind=TaskList.Kind.TABLE, edition=edition, title=title, basis=basis, owner=owner, by=by
    )
    fill_table(table, {})
    audit.record("duties.table_drafted", table, by=by, edition=edition.pk)
    return table


def fill_table(table: TaskList, before: Mapping[Key, Duty]) -> None:
    """Give a fresh table its rows: those of its edition, and those of the version `before`.

    A row that was there is copied; whoever leads by now stands in it, for leads are also set one
    by one between two versions. Rows that the edition has no more are left out.
    """
    edition = _edition(table)
    known, leads = _Known(edition), _Leads(edition)
    kept = [key for key in before if known.has(key)]
    framework = engine_framework(edition)
    tasks, continued = [], []
    for key in orders(framework, [*keys_of(framework), *kept]):
        old = before.get(key)
        task = known.copied(old, key) if old else known.fresh(key)
        units = leads.of(key, old)
        tasks.append(task if units is None else _led_by(task, units))
        continued.append(old)
    add_tasks(table, tasks, continued)


@audit.audited
def write_rows(*, table_id: int, by: User, rows: Mapping[Key, Cells]) -> int:
    """Write who answers into rows of a table that is being drafted; returns how many.

    A key that the table has no row for makes one, where its edition has both codes.

    Raises:
        ListIsFixed: the table is no draft.
        NotAllowed: the person issues no lists here.
    """
    table = drafted(table_id, by)
    there, known = Grid(table).duties, _Known(_edition(table))
    found = [(there[key], cells) for key, cells in rows.items() if key in there]
    fill_duties([(duty, _with_cells(task_of(duty), cells)) for duty, cells in found])
    fresh = [key for key in rows if key not in there]
    if fresh:
        add_tasks(table, [_with_cells(known.fresh(key), rows[key]) for key in fresh])
        _reorder(table)
    audit.record("duties.rows_written", table, by=by, n=len(rows))
    return len(rows)


def settle(table: TaskList, by: User) -> None:
    """What an issued table says holds: who leads each indicator, who answers for each place type.

    An indicator without a row of its own is led by those who lead its rows of place types.
    """
    edition = _edition(table)
    rows = [(key, _leads_in(duty)) for key, duty in Grid(table).duties.items()]
    led, answered = leads_of(edition), type_leads_of(edition)
    for indicator in Indicator.objects.filter(edition=edition):
        units = _answering(
            rows, lambda key: key.indicator, lambda key: key.place_type, indicator.code
        )
        if units != led.get(indicator.code, []):
            set_lead(indicator_id=indicator.pk, units=units, by=by)
    for row in PlaceType.objects.filter(edition=edition):
        units = _answering(rows, lambda key: key.place_type, lambda key: key.indicator, row.code)
        if units != answered.get(row.code, []):
            set_type_lead(place_type_id=row.pk, units=units, by=by)


def _answering(
    rows: list[tuple[Key, list[Unit]]],
    own: Callable[[Key], str],
    other: Callable[[Key], str],
    code: str,
) -> list[Unit]:
    """Who leads the rows of `code`: its own row, else all its rows with another part."""
    mine = [(key, units) for key, units in rows if own(key) == code]
    alone = [(key, units) for key, units in mine if not other(key)] or mine
    found = {unit.pk: unit for _key, units in alone for unit in units}
    return sorted(found.values(), key=lambda unit: unit.pinyin)


def _leads_in(duty: Duty) -> list[Unit]:
    return [row.unit for row in duty.units.all() if row.part == DutyUnit.Part.LEAD]


def _edition(table: TaskList) -> Edition:
    assert table.edition is not None, "a table is of an edition"
    return table.edition


class _Known:
    """The indicators and place types of an edition, as rows to point at."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._framework = engine_framework(edition)
        self._indicators = {row.code: row for row in Indicator.objects.filter(edition=edition)}
        self._types = {row.code: row for row in PlaceType.objects.filter(edition=edition)}

    def has(self, key: Key) -> bool:
        """Whether the edition has what the key names."""
        return key.indicator in {"", *self._indicators} and key.place_type in {"", *self._types}

    def fresh(self, key: Key) -> Task:
        """A row in which nobody stands."""
        return self._pointing(
            Task(
                text="",
                kind=KIND,
                leads=[],
                responsible=[],
                supports=[],
                deadline=STANDING,
                due_on=None,
                cadence="",
                targets=[],
                indicators=[],
            ),
            key,
        )

    def copied(self, old: Duty, key: Key) -> Task:
        """A row of the version before; its words are kept as long as the edition is the same."""
        task = task_of(old)
        return task if old.task_list.edition == self._edition else self._pointing(task, key)

    def _pointing(self, task: Task, key: Key) -> Task:
        """The same about what the key names in this edition, in its words."""
        return replace(
            task,
            text=text_of(self._framework, key),
            acceptance=standard_of(self._framework, key),
            indicators=[self._indicators[key.indicator]] if key.indicator else [],
            place_types=[self._types[key.place_type]] if key.place_type else [],
        )


class _Leads:
    """Who leads what the rows of an edition are about."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._now = _by_key(edition)
        source = source_of_leads(edition)
        self._before = _by_key(source) if source else {}

    def of(self, key: Key, old: Duty | None) -> list[Unit] | None:
        """Who leads a row by now; None where the row keeps whom it names.

        Args:
            old: the row in the version before.
        """
        if old is None:
            return self._now.get(key) or self._before.get(key)
        if all(key):
            return None
        is_same = old.task_list.edition_id == self._edition.pk
        return self._now.get(key, [] if is_same else None)


def _by_key(edition: Edition) -> dict[Key, list[Unit]]:
    found = {Key(code, ""): units for code, units in leads_of(edition).items()}
    return found | {Key("", code): units for code, units in type_leads_of(edition).items()}


def _led_by(task: Task, units: list[Unit]) -> Task:
    leading = {unit.pk for unit in units}
    return replace(
        task,
        leads=units,
        responsible=[unit for unit in task.responsible if unit.pk not in leading],
        supports=[unit for unit in task.supports if unit.pk not in leading],
    )


def _with_cells(task: Task, cells: Cells) -> Task:
    shares = [*cells.supports, *cells.responsible, *cells.leads]
    return replace(
        task,
        leader=cells.leader,
        leads=[party.unit for party in cells.leads],
        responsible=[party.unit for party in cells.responsible],
        supports=[party.unit for party in cells.supports],
        shares={party.unit.pk: party.share for party in shares if party.share},
    )


def _reorder(table: TaskList) -> None:
    """Put new rows where they belong; through negative numbers, for each number is there once."""
    grid = Grid(table)
    places = orders(grid.framework, grid.duties)
    moved = [(duty, places[key]) for key, duty in grid.duties.items() if duty.order != places[key]]
    if not moved:
        return
    table.duties.update(order=-F("order"))
    for key, duty in grid.duties.items():
        duty.order = places[key]
    bulk_change(Duty, list(grid.duties.values()), ["order"])
