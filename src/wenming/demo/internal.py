"""What only few see (内部): official results, what to aim for, events of the negative list and bonuses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from wenming.accounts.models import User
from wenming.core import clock
from wenming.core.evidence import EvidenceFile
from wenming.demo.ground import read
from wenming.demo.hours import in_office
from wenming.demo.timeline import Timeline
from wenming.framework.models import Edition, Stage
from wenming.framework.services.cycles import StageData, change_stage
from wenming.framework.services.events import Report, decide_event, report_event, withdraw_event
from wenming.scoring import services as scoring
from wenming.scoring.models.official import THOUSANDTHS

STAGES_DONE = {"apply": "2024-03-18", "recommend": "2025-05-20", "notice": "2025-11-06"}


@dataclass
class Internal:
    """Puts on the timeline what the office enters and the leader confirms.

    Attributes:
        paper: a scan that stands as evidence.
    """

    people: dict[str, User]
    edition: Edition
    timeline: Timeline
    paper: bytes

    def plan(self, began: datetime) -> None:
        """Results as they came out; events from report to decision and withdrawal."""
        data = read("official")
        office = self.people["demo-office"]
        for test in data["results"]:
            known = datetime.fromisoformat(f"{test['known']}T10:00+08:00")
            self.timeline.at(max(known, began), self._results(test, office))
        self.timeline.at(began, lambda _m: self._stages(office))
        self.timeline.at(self.timeline.end - timedelta(days=30), self._entered(data, office))
        for entry in data["events"]:
            self.timeline.at(
                in_office(self.timeline.end - timedelta(days=entry["occurred"] - 1)),
                self._event(entry),
            )

    def _results(self, test: dict[str, Any], office: User) -> Callable[[datetime], None]:
        rows = [
            {
                "source": test["source"],
                "year": test["year"],
                "period": test["period"],
                "city": city,
                "is_own": number == 0,
                "total_millimarks": round(total * THOUSANDTHS),
                "rank": rank,
                "of": test["of"],
                "published_on": date.fromisoformat(test["known"]),
            }
            for number, (city, total, rank) in enumerate(test["rows"])
        ]
        return lambda _moment: _none(scoring.store_results(rows=rows, by=office))

    def _entered(self, data: dict[str, Any], office: User) -> Callable[[datetime], None]:
        names = ("source", "year", "period", "indicator_code", "place", "text")
        rows = [
            dict(zip(names, row, strict=False)) | {"lost_millimarks": round(row[-1] * THOUSANDTHS)}
            for row in data["findings"]
        ]
        keys = dict(self.edition.indicators.values_list("code", "pk"))
        # What is not named: surveys are where marks leak, papers and figures are to be full.
        methods = self.edition.indicators.exclude(method="field").values_list("pk", "method")
        aims = {key: "weak" if method == "survey" else "full" for key, method in methods}
        aims |= {keys[code]: aim for aim, codes in data["aims"].items() for code in codes}

        def event(_moment: datetime) -> None:
            scoring.store_findings(rows=rows, by=office)
            scoring.set_aims(edition=self.edition, aims=aims, by=office)

        return event

    def _stages(self, office: User) -> None:
        for stage in Stage.objects.filter(code__in=STAGES_DONE):
            done_on = date.fromisoformat(STAGES_DONE[stage.code])
            data = StageData(stage.earliest_on, stage.latest_on, done_on, stage.note_zh)
            change_stage(stage_id=stage.pk, data=data, by=office)

    def _event(self, entry: dict[str, Any]) -> Callable[[datetime], None]:
        def event(now: datetime) -> None:
            today = clock.today()
            report = Report(entry["code"], today, today + timedelta(days=1), entry["reason"])
            made = report_event(
                edition_id=self.edition.pk,
                report=report,
                files=[self._evidence()],
                by=self.people["demo-office"],
            )
            if "decide" not in entry:
                return
            decided = in_office(now + timedelta(days=1))
            self.timeline.at(decided, lambda _m: self._decide(made.pk, entry))
            if "withdraw" in entry:
                later = in_office(self.timeline.end - timedelta(days=entry["withdraw"]))
                self.timeline.at(later, lambda at: self._withdraw(made.pk, entry, at))

        return event

    def _decide(self, event_id: int, entry: dict[str, Any]) -> None:
        decide_event(
            event_id=event_id,
            confirmed=entry["decide"],
            words=entry.get("declined", "情况属实。"),
            by=self.people["demo-leader"],
        )

    def _withdraw(self, event_id: int, entry: dict[str, Any], now: datetime) -> None:
        made = withdraw_event(
            event_id=event_id,
            reason=entry["undone"],
            files=[self._evidence()],
            by=self.people["demo-office"],
        )
        self.timeline.at(
            in_office(now + timedelta(days=1)),
            lambda _m: self._decide(made.pk, {"decide": True}),
        )

    def _evidence(self) -> EvidenceFile:
        return EvidenceFile("佐证.jpg", self.paper)


def _none(_done: object) -> None:
    """An event gives nothing back."""
