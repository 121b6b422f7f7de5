"""Letters, plans, months and a table from Excel of the demonstration (责任状、工作方案、月目标)."""

import io
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from PIL import Image, ImageDraw

from wenming.accounts.models import User
from wenming.commitments import letter_paper as words
from wenming.commitments.models import Letter, Plan, PlanCollection
from wenming.commitments.services import letters, months, plans
from wenming.core import clock, tables
from wenming.core.evidence import EvidenceFile
from wenming.demo import pictures
from wenming.demo.ground import read
from wenming.demo.hours import in_office
from wenming.demo.timeline import Timeline
from wenming.demo.working import speakers
from wenming.duties import services
from wenming.duties.selectors import working
from wenming.duties.services import Sending
from wenming.duties.tasksheet.sheets import judge_sheet
from wenming.organization.models import Area, Level, Unit, UnitKind

LETTERS, COLLECTED, TABLE = timedelta(days=40), timedelta(days=38), timedelta(days=3)
"""How long before the end the letters go out, plans are asked for, a table comes in."""
DAY = timedelta(days=1)
DEPARTMENTS = 8  # that have their letter beside the districts; the others wait
SIGNER = "市创建指挥部总指挥"
PLAN_TITLE = "冬季攻坚行动工作方案"
HEAD = ["序号", "重点任务", "具体措施", "牵头单位", "配合单位", "完成时限"]


class Pledging:
    """What units pledge, plan and put first; who is late with it."""

    def __init__(self, people: dict[str, User], timeline: Timeline) -> None:
        self._office, self._second = people["demo-office"], people["demo-office-2"]
        self._timeline = timeline
        self._rng = random.Random("pledging")
        self._city = Area.objects.get(level=Level.CITY)
        self._speakers = speakers()

    def plan(self) -> None:
        """Put everything on the timeline."""
        end = self._timeline.end
        self._timeline.at(in_office(end - LETTERS), self._issue_letters)
        self._timeline.at(in_office(end - COLLECTED), self._collect)
        self._timeline.at(in_office(end - TABLE), lambda _now: self._import())
        first = end.replace(day=1, hour=1)
        for begins in ((first - DAY).replace(day=1), first):
            self._timeline.at(in_office(begins), self._open_month)

    # Letters

    def _issue_letters(self, now: datetime) -> None:
        day = clock.today()
        given = letters.Terms(
            **words.starting_words(), signer=SIGNER, due_on=day + timedelta(days=20)
        )
        terms = letters.write_terms(owner=self._city, year=day.year, by=self._office, terms=given)
        pending = letters.pending(terms).exclude(grants__user=self._office)
        pending = pending.order_by("pinyin", "pk")
        districts = list(pending.filter(kind=UnitKind.DISTRICT))
        departments = list(pending.filter(kind=UnitKind.DEPARTMENT)[:DEPARTMENTS])
        for index, unit in enumerate([*districts, *departments]):
            made = letters.issue_letter(terms_id=terms.pk, unit_id=unit.pk, by=self._office)
            if index % 5 != 4 and unit.pk in self._speakers:
                self._sign_later(made, now)
        self._timeline.at(in_office(now + timedelta(days=17)), lambda _n: self._send_one_back())

    def _sign_later(self, letter: Letter, now: datetime) -> None:
        later = in_office(now + timedelta(days=self._rng.randint(2, 15)))
        self._timeline.at(later, lambda _now: self._sign(letter))

    def _sign(self, letter: Letter) -> None:
        by = self._speakers[letter.unit_id]
        scan = EvidenceFile(f"{letter.number}签字页.png", signed_page(letter.pk))
        letters.hand_in_copy(letter_id=letter.pk, by=by, files=[scan])

    def _send_one_back(self) -> None:
        signed = Letter.objects.filter(signed_on__isnull=False).order_by("pk").first()
        if signed is not None:
            line = read("progress")["letter_back"]
            letters.send_back_copy(letter_id=signed.pk, by=self._second, line=line)

    # Plans

    def _collect(self, now: datetime) -> None:
        asked = plans.collect_plans(
            owner=self._city,
            year=clock.today().year,
            by=self._office,
            title=PLAN_TITLE,
            settlements="duties_times_people_measures",
            due_on=clock.today() + timedelta(days=14),
        )
        self._timeline.at(in_office(now + 10 * DAY), lambda _n: self._hand_in(asked))
        self._timeline.at(in_office(now + 15 * DAY), lambda _n: self._judge(asked))

    def _hand_in(self, asked: PlanCollection) -> None:
        """Most hand in the draft as it is; one in four has not yet."""
        for index, row in enumerate(asked.plans.order_by("unit__pinyin", "pk")):
            if index % 4 != 3 and row.unit_id in self._speakers:
                plans.submit_plan(plan_id=row.pk, by=self._speakers[row.unit_id], sections={})

    def _judge(self, asked: PlanCollection) -> None:
        """Two are returned, the newest few wait, the rest is accepted."""
        handed_in = Plan.objects.filter(collection=asked, submitted_on__isnull=False)
        rows = list(handed_in.order_by("unit__pinyin", "pk"))
        for index, row in enumerate(rows[:-3]):
            accepts = index not in {1, 6}
            line = "" if accepts else read("progress")["plan_back"]
            plans.judge_plan(plan_id=row.pk, by=self._second, accepts=accepts, line=line)

    # Months

    def _open_month(self, now: datetime) -> None:
        month = clock.today().replace(day=1)
        months.open_month(owner=self._city, month=month, by=self._office)
        self._timeline.at(in_office(now + 2 * DAY), lambda _n: self._pick(month))

    def _pick(self, month: date) -> None:
        """Three units of four say what they put first."""
        units = Unit.objects.filter(pk__in=working(Q()).values("unit")).order_by("pinyin", "pk")
        for index, unit in enumerate(units.exclude(kind=UnitKind.COMMUNITY)):
            own = working(Q(unit=unit)).order_by("due_key", "pk").values_list("pk", flat=True)
            if index % 4 != 2 and unit.pk in self._speakers:
                months.pick_goals(
                    unit_id=unit.pk,
                    month=month,
                    by=self._speakers[unit.pk],
                    picks=dict.fromkeys(own[:3], ""),
                )

    # A table

    def _import(self) -> None:
        """An office's own table, in a list that is being drafted; it can still be taken out."""
        rows = [[number, *row] for number, row in enumerate(read("progress")["table"], start=1)]
        sheet = services.send_sheet(
            owner=self._city,
            by=self._office,
            sending=Sending(
                name="迎新春环境整治任务分解表.xlsx",
                content=tables.write_xlsx(HEAD, rows, title="任务分解表"),
                dated_on=clock.today(),
                title="迎新春环境整治任务清单",
                basis="市创建指挥部第12次调度会",
            ),
        )
        right = len(judge_sheet(sheet).items)
        services.start_storing(sheet_id=sheet.pk, by=self._office, seen=right)
        services.store_next(sheet_id=sheet.pk, by=self._office)


def signed_page(seed: int) -> bytes:
    """A drawn page with lines, a seal without words and a stroke as signature (示意)."""
    rng = random.Random(f"page:{seed}")
    image = Image.new("RGB", pictures.SIZE, "white")
    draw = ImageDraw.Draw(image)
    for y in range(60, 460, 34):
        draw.line((80, y, 880 - rng.randint(0, 160), y), fill=(120, 120, 120), width=3)
    x, y = rng.randint(520, 560), rng.randint(490, 520)
    draw.ellipse((x, y, x + 130, y + 130), outline=(200, 30, 30), width=6)
    draw.line(list(_stroke(rng)), fill=(30, 40, 90), width=5)
    pictures.watermark(draw)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _stroke(rng: random.Random) -> Iterator[tuple[float, Any]]:
    for step in range(14):
        yield 120 + step * 18, 590 + rng.randint(-22, 22)
