"""A year of duties over some hundred units in an empty database, for benchmarks of pages.

Areas and units are those of the demonstration, with further departments up to the number asked for.
Every unit leads, answers for and supports some; a tenth of the work is late, as in a bad year.
"""

import io
import random
from datetime import date, timedelta
from typing import Any

from bigcity import analyze, clerk, session

A_LIST = 50  # duties
TEXTS = [
    "开展背街小巷环境整治，消除乱堆乱放、乱贴乱画，完善日常保洁",
    "规范主次干道非机动车停放，增划停车泊位并落实专人管理",
    "整治集贸市场占道经营，落实经营户门前责任",
    "完善公共场所无障碍设施，建立巡查维护台账",
    "加强校园周边经营秩序管理，清理不适宜的经营场所",
    "推进志愿服务站点规范化建设，常态开展志愿服务",
]
STATES = ["not_started", "underway", "underway", "stuck", "finished", "done", "done", "suspended"]


def fill(duties: int, units: int) -> dict[str, Any]:
    """Make the year; returns sessions, and keys of what to ask for."""
    import django
    from django.core.management import call_command

    django.setup()
    from wenming.demo.ground import build

    call_command("migrate", verbosity=0)
    ground = build(20260101)
    call_command("load_framework", publish=True, stdout=io.StringIO())
    rng = random.Random(7)
    found = _units(ground, units)
    user = clerk(ground.city)
    lists = _lists(rng, ground, user, found, duties)
    _lead_indicators(rng, found)
    work = _work(rng, found, lists)
    _instructions(rng, ground, user, found)
    _papers(rng, ground, user, found, work)
    analyze()
    busy = found[0]
    return {
        "session": session(user),
        "unit_session": session(_liaison(busy)),
        "unit": busy.code,
        "task_list": lists[0].pk,
        "duty": lists[0].duties.order_by("order").first().pk,
        "undertaking": work[0].pk,
        "day": f"{date.today():%Y-%m}",
    }


def _units(ground: Any, wanted: int) -> list[Any]:
    """Those of the demonstration, and departments up to the number."""
    from wenming.organization.models import Unit, UnitKind

    found = list(Unit.objects.order_by("pk"))
    more = [
        Unit(code=f"X{n:03d}", name=f"市第{n}公共服务中心", pinyin=f"x{n:03d}",
             kind=UnitKind.DEPARTMENT, area=ground.city)
        for n in range(len(found), wanted)
    ]  # fmt: skip
    Unit.objects.bulk_create(more)
    return list(Unit.objects.order_by("pk")[:wanted])


def _liaison(unit: Any) -> Any:
    """Somebody who signs and reports for one unit."""
    from wenming.accounts.models import Grant, Role, User

    user = User.objects.create(username="liaison", display_name=unit.name)
    Grant.objects.create(user=user, role=Role.DEPARTMENT, area=unit.area, unit=unit)
    return user


def _lists(rng: random.Random, ground: Any, user: Any, units: list[Any], duties: int) -> list[Any]:
    """Issued lists with their duties, parts and receipts; the last three are drafts."""
    from wenming.core import clock
    from wenming.duties.models import Duty, DutyUnit, Receipt, TaskList
    from wenming.framework.models import Indicator

    today = clock.today()
    count = -(-duties // A_LIST)
    lists = TaskList.objects.bulk_create(
        TaskList(
            title=f"第{n + 1}次推进会任务清单", basis=f"第{n + 1}次创建工作推进会", owner=ground.city,
            by=user, **_issued(n, today) if n < count - 3 else {},
        )
        for n in range(count)
    )  # fmt: skip
    made = Duty.objects.bulk_create(
        (
            Duty(
                task_list=lists[n // A_LIST],
                order=n % A_LIST + 1,
                text=f"{rng.choice(TEXTS)}（{n + 1}）",
                kind="action",
                deadline="年底前",
                due_on=today + timedelta(days=rng.randint(-30, 200)),
                targets=[{"metric": "覆盖率", "op": ">=", "value": 90, "unit": "%"}]
                if rng.random() < 0.2
                else [],
            )
            for n in range(duties)
        ),
        batch_size=1000,
    )
    parts = [
        DutyUnit(duty=duty, unit=unit, part=part)
        for duty in made
        for unit, part in zip(
            rng.sample(units, 5),
            ["lead", "responsible", "support", "support", "support"],
            strict=True,
        )
    ]
    DutyUnit.objects.bulk_create(parts, batch_size=2000)
    indicators = list(Indicator.objects.values_list("pk", flat=True))
    served = Duty.indicators.through
    served.objects.bulk_create(
        (served(duty=duty, indicator_id=rng.choice(indicators)) for duty in made), batch_size=2000
    )
    signed = {(lists[0], unit) for unit in units[:1]}
    signed |= {(part.duty.task_list, part.unit) for part in parts}
    Receipt.objects.bulk_create(
        (
            Receipt(task_list=task_list, unit=unit, **_signed(rng, user))
            for task_list, unit in sorted(signed, key=lambda pair: (pair[0].pk, pair[1].pk))
            if task_list.status == "issued"
        ),
        batch_size=2000,
    )
    return list(lists)


def _issued(n: int, today: date) -> dict[str, Any]:
    return {
        "status": "issued",
        "number": f"创城办〔2026〕{n + 1}号",
        "approver": "市长",
        "issued_on": today - timedelta(days=300 - n),
    }


def _signed(rng: random.Random, user: Any) -> dict[str, Any]:
    from wenming.core import clock

    return {"by": user, "at": clock.now()} if rng.random() < 0.95 else {}


def _lead_indicators(rng: random.Random, units: list[Any]) -> None:
    """A lead for nearly every indicator."""
    from wenming.duties.models import IndicatorLead
    from wenming.framework.models import Indicator

    IndicatorLead.objects.bulk_create(
        IndicatorLead(edition_id=row.edition_id, indicator=row, unit=rng.choice(units[:118]))
        for row in Indicator.objects.all()
        if rng.random() < 0.95
    )


def _work(rng: random.Random, units: list[Any], lists: list[Any]) -> list[Any]:
    """The leads' work, some of it handed down, each with some steps."""
    from wenming.core import clock
    from wenming.duties.models import DutyUnit, Undertaking, UndertakingStep

    today = clock.today()
    leads = DutyUnit.objects.filter(part="lead", duty__task_list__status="issued")
    made = Undertaking.objects.bulk_create(
        [
            _undertaking(rng, part.duty, part.unit_id, today)
            for part in leads.select_related("duty")
        ],
        batch_size=2000,
    )
    below = [
        _undertaking(rng, parent.duty, unit.pk, today, parent=parent, text="在本单位范围内落实")
        for parent in made[: len(made) // 4]
        for unit in rng.sample(units, 2)
    ]
    children = Undertaking.objects.bulk_create(below, batch_size=2000)
    steps = [
        UndertakingStep(
            undertaking=row, action="carry_on", new="underway", unit_id=row.unit_id,
            line="已完成现场摸排，正在整改", at=clock.now() - timedelta(days=rng.randint(0, 60)),
        )
        for row in (*made, *children)
        for _n in range(2)
    ]  # fmt: skip
    UndertakingStep.objects.bulk_create(steps, batch_size=2000)
    return made


def _undertaking(rng: random.Random, duty: Any, unit: int, today: date, **more: Any) -> Any:
    from wenming.duties.models import Undertaking

    return Undertaking(
        duty=duty,
        unit_id=unit,
        opened_on=today - timedelta(days=90),
        due_on=duty.due_on,
        due_key=duty.due_on,
        status=rng.choice(STATES),
        line="已完成现场摸排，正在整改",
        **more,
    )


def _instructions(rng: random.Random, ground: Any, user: Any, units: list[Any]) -> None:
    """A leader's lines of a year."""
    from wenming.core import clock
    from wenming.instructions.models import Instruction

    today = clock.today()
    Instruction.objects.bulk_create(
        Instruction(
            text=f"请抓紧解决，并举一反三（{n}）",
            leader="市长",
            given_by=user,
            given_on=today - timedelta(days=n % 300),
            owner=ground.city,
            status=rng.choice(["new", "assigned", "assigned", "answered", "closed", "closed"]),
            unit=rng.choice(units),
            due_on=today + timedelta(days=rng.randint(-20, 20)),
        )
        for n in range(600)
    )


def _papers(rng: random.Random, ground: Any, user: Any, units: list[Any], work: list[Any]) -> None:
    """Letters, plans and goals of the month, one a unit."""
    from wenming.commitments import models
    from wenming.core import clock
    from wenming.core.models import Upload

    today = clock.today()
    paper = Upload.objects.create(digest="1" * 64, size=1, content_type="docx", name="a", by=user)
    terms = models.LetterTerms.objects.create(
        owner=ground.city, year=today.year, title="责任状", body="见附表", signer="市长",
        due_on=today, by=user,
    )  # fmt: skip
    models.Letter.objects.bulk_create(
        models.Letter(
            terms=terms, unit=unit, number=f"ZRZ-{n:03d}", goals=17, indicators=2, paper=paper,
            issued_on=today, by=user, status=rng.choice(["issued", "signed"]),
        )
        for n, unit in enumerate(units)
    )  # fmt: skip
    collection = models.PlanCollection.objects.create(
        owner=ground.city, year=today.year, title="年度工作方案", settlements=[], due_on=today,
        by=user,
    )  # fmt: skip
    models.Plan.objects.bulk_create(
        models.Plan(collection=collection, unit=unit, status=rng.choice(["draft", "submitted",
            "returned", "accepted"]))
        for unit in units
    )  # fmt: skip
    focuses = models.MonthlyFocus.objects.bulk_create(
        models.MonthlyFocus(owner=ground.city, month=today.replace(day=1), unit=unit,
                            picked_on=today, by=user)
        for unit in units
    )  # fmt: skip
    of_unit: dict[int, list[Any]] = {}
    for row in work:
        of_unit.setdefault(row.unit_id, []).append(row)
    models.MonthlyGoal.objects.bulk_create(
        models.MonthlyGoal(focus=focus, undertaking=row, line="完成整改")
        for focus in focuses
        for row in of_unit.get(focus.unit_id, [])[:3]
    )
