"""The responsibility table of the demonstration: drafted, consulted on, issued, with gaps (责任分解表)."""

from datetime import datetime, timedelta
from typing import Any

from wenming.accounts.models import User
from wenming.demo.ground import Ground, read
from wenming.demo.hours import in_office
from wenming.demo.timeline import Timeline
from wenming.demo.working import speakers
from wenming.duties.fields import Party
from wenming.duties.models import TaskList
from wenming.duties.services import (
    answer_opinion,
    consult,
    draft_table,
    end_consultation,
    give_opinion,
    write_rows,
)
from wenming.duties.tables.grid import Cells, Grid, Key

BASIS = "《文明城市测评体系（自编样本）》"
CONSULTED_DAYS = 3
DAY = timedelta(days=1)


class Tabling:
    """One table a year: what the framework asks, and who answers for it."""

    def __init__(self, ground: Ground, people: dict[str, User], timeline: Timeline) -> None:
        self._ground = ground
        self._office = people["demo-office"]
        self._timeline = timeline
        self._told: dict[str, Any] = read("table")

    def plan(self, began: datetime, send_out: Any) -> None:
        """Put the table on the timeline.

        Args:
            send_out: (table, now) → reviews, issues and signs, as with any list.
        """
        self._send_out = send_out
        self._timeline.at(in_office(began + 2 * DAY), self._draft)

    def _draft(self, now: datetime) -> None:
        table = draft_table(
            owner=self._ground.city, by=self._office, title=self._told["title"], basis=BASIS
        )
        rows = {row.key: self._cells(row.key, row.duty) for row in Grid(table).rows}
        write_rows(table_id=table.pk, by=self._office, rows=rows)
        consult(task_list_id=table.pk, by=self._office, days=CONSULTED_DAYS)
        self._timeline.at(in_office(now + DAY), lambda _now: self._opine(table))
        self._timeline.at(in_office(now + 8 * DAY), lambda then: self._settle(table, then))

    def _cells(self, key: Key, duty: Any) -> Cells:
        units = self._ground.units
        leads = [Party(row.unit) for row in duty.units.all()]
        if not key.indicator:
            return Cells("", self._sector(key.place_type), [], [])
        told = self._told
        forgotten = told["missing"].get(key.indicator, [])
        answers = key.indicator.startswith(tuple(told["districts"]))
        districts = [units[area.name] for area in self._ground.districts if answers]
        return Cells(
            leader=told["leaders"].get(key.indicator[:3], ""),
            leads=leads,
            responsible=[Party(unit) for unit in districts if unit.name not in forgotten],
            supports=[
                Party(units[name], share)
                for name, share in told["supports"].get(key.indicator, {}).items()
            ],
        )

    def _sector(self, code: str) -> list[Party]:
        """Who is in charge of the trade, as the places have it."""
        name = read("places")["types"].get(code, {}).get("sector", "")
        is_known = name in self._ground.units and code not in self._told["unled_types"]
        return [Party(self._ground.units[name])] if is_known else []

    def _opine(self, table: TaskList) -> None:
        told = self._told["opinion"]
        for row in table.opinions.select_related("unit").filter(unit__name=told["unit"]):
            give_opinion(
                task_list_id=table.pk,
                unit_id=row.unit_id,
                by=speakers()[row.unit_id],
                text=told["text"],
            )

    def _settle(self, table: TaskList, now: datetime) -> None:
        end_consultation(task_list_id=table.pk, by=self._office)
        for opinion in table.opinions.exclude(text=""):
            answer = self._told["opinion"]["answer"]
            answer_opinion(opinion_id=opinion.pk, by=self._office, takes=True, answer=answer)
        key = Key("D06-18", "")
        row = next(row for row in Grid(table).rows if row.key == key)
        cells = self._cells(key, row.duty)
        helping = Party(self._ground.units["市交通运输局"], "公交线网与出行")
        changed = Cells(cells.leader, cells.leads[:1], cells.responsible, [helping])
        write_rows(table_id=table.pk, by=self._office, rows={key: changed})
        self._send_out(table, now)
