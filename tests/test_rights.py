"""Who may open what: every route × every role × own and foreign, against a reviewed table.

`tests/data/rights.csv` is the table: `yes` where the role gets to the page or its refusal in words,
`no` where it is kept out (403 or 404). After a deliberate change write it anew and read the
difference: WENMING_WRITE_RIGHTS=1 script/test tests/test_rights.py
"""

import csv
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from tests import make
from tests.test_urls import ALL, OPEN
from wenming.accounts.models import Role, User
from wenming.bulletins.gathering import gather
from wenming.bulletins.models import Bulletin
from wenming.core import clock
from wenming.documents.services import take_in
from wenming.duties.models import Duty, DutyUnit, Receipt, TaskList
from wenming.duties.workflow import Status as ListStatus
from wenming.inspections import services as inspections
from wenming.organization.models import Area, Level, Unit, UnitKind
from wenming.problems import services as problems
from wenming.problems.models import Problem
from wenming.scoring import services as scoring

TABLE = Path(__file__).parent / "data/rights.csv"
SIDES = ("own", "foreign")
TEXT = "一、抓好整治。由市公安局牵头，12月10日前完成飞线充电整治，整改率达到100%。"


@dataclass
class World:
    """One district with one of everything."""

    district: Area
    street: Unit
    community: Unit
    place: Any
    visit: Any
    problem: Problem
    document: Any
    task_list: TaskList
    bulletin: Bulletin


def world(office: User) -> World:
    """A district with a published round, a dispatched problem, an issued list and a bulletin."""
    district = make.area(Level.DISTRICT)
    make.unit(kind=UnitKind.DISTRICT, area=district)
    street_area = make.area(Level.STREET, parent=district)
    street = make.unit(kind=UnitKind.STREET, area=street_area)
    area = make.area(Level.COMMUNITY, parent=street_area)
    community = make.unit(kind=UnitKind.COMMUNITY, area=area, parent=street)
    place = make.place("L01", area=area, holder=street)
    round_ = make.released_round(office, owner=district, sizes={"L01": 1})
    visit = make.visit(round_)
    by = visit.inspectors.order_by("pk")[0]
    answers = make.answers(visit, L01_01=make.failed("L01-01", outcome=""))
    inspections.submit_visit(visit_id=visit.pk, by=by, answers=answers)
    inspections.accept_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER))
    scoring.count_visit(visit_id=visit.pk)
    problem = make.proposal(street, place=place, area=area, owner=district)
    problems.release(problem_ids=[problem.pk], by=office)
    problem.refresh_from_db()
    document = take_in(by=office, text=TEXT)
    task_list = TaskList.objects.create(
        title="清单",
        basis="讲话",
        owner=make.city(),
        by=office,
        status=ListStatus.ISSUED,
        number="1号",
        approver="指挥长",
        issued_on=clock.today(),
    )
    duty = Duty.objects.create(task_list=task_list, order=1, text="整治", kind="task")
    DutyUnit.objects.create(duty=duty, unit=street, part=DutyUnit.Part.LEAD)
    Receipt.objects.create(task_list=task_list, unit=street)
    bulletin = Bulletin.objects.create(
        number=f"第{round_.pk}期",
        title="通报",
        round=round_,
        owner=district,
        figures=gather(round_, at=clock.now()),
        drafted_by=office,
        drafted_at=clock.now(),
    )
    return World(district, street, community, place, visit, problem, document, task_list, bulletin)


def people(own: World) -> dict[str, User]:
    """One person of every role, at home in `own`."""
    return {
        Role.LEADER: make.user(Role.LEADER),
        Role.OFFICE: make.user(Role.OFFICE, unit=make.unit("督查科")),
        Role.DISTRICT_OFFICE: make.user(Role.DISTRICT_OFFICE, area=own.district),
        Role.DEPARTMENT: make.user(Role.DEPARTMENT, unit=make.unit("市城管执法局")),
        Role.STREET: make.user(Role.STREET, unit=own.street),
        Role.COMMUNITY: make.user(Role.COMMUNITY, unit=own.community),
        Role.INSPECTOR: own.visit.inspectors.order_by("pk")[0],
        Role.VERIFIER: make.user(Role.VERIFIER),
        Role.ADMINISTRATOR: make.user(Role.ADMINISTRATOR),
    }


def parts_of(name: str, there: World) -> dict[str, Any]:
    """The parts of a route's address, pointing into a world where they name one of its things."""
    app, _colon, page = name.partition(":")
    drafts = there.document.drafts.order_by("order")
    known: dict[str, Any] = {
        "visit_id": there.visit.pk,
        "observation_id": there.visit.observations.first().pk,
        "frame_place_id": there.visit.frame_place_id,
        "upload_id": there.bulletin.paper_id or ALL[name].get("upload_id"),
        "unit_pk": there.street.pk,
        "duty_pk": there.task_list.duties.get().pk,
        "tag": there.place.tag,
        "round_number": there.visit.round.number,
        "number": there.problem.number if app == "problems" else there.visit.round.number,
        "code": {
            "organization": there.district.code if "area" in page else there.street.code,
            "places": there.place.code,
        }.get(app, "D01-01"),
        "pk": {
            "bulletins": there.bulletin.pk,
            "duties": there.task_list.pk,
        }.get(app, ALL[name].get("pk")),
    }
    if page in {"order", "revoke", "renew"}:
        known["number"] = there.problem.order.number
    if page in {"review", "accept_ticked", "review_finish", "review_end"}:
        known["pk"] = there.document.pk
    if page == "draft":
        known["pk"] = drafts[0].pk
    return {part: known.get(part, value) for part, value in ALL[name].items()}


def answer_to(client: Any, name: str, there: World) -> str:
    """yes or no, leaving nothing behind."""
    address = reverse(name, kwargs=parts_of(name, there))
    with transaction.atomic():
        answer = client.get(address)
        if answer.status_code == 405:
            answer = client.post(address)
        transaction.set_rollback(True)
    assert answer.status_code < 500, (name, answer.status_code)
    return "no" if answer.status_code in {403, 404} else "yes"


def test_the_matrix_is_as_reviewed(client, django_db_setup, db):
    make.small_edition()
    office = make.office()
    worlds = dict(zip(SIDES, (world(office), world(office)), strict=True))
    cast = people(worlds["own"])
    found: dict[str, list[str]] = {}
    for role, person in cast.items():
        client.force_login(person)
        for name in sorted(set(ALL) - set(OPEN)):
            sides = SIDES if ALL[name] else SIDES[:1]
            row = found.setdefault(name, [])
            row += [f"{role}/{side}={answer_to(client, name, worlds[side])}" for side in sides]

    rows = [
        [name, " ".join(cell for cell in row if cell.endswith("yes"))]
        for name, row in found.items()
    ]
    if os.environ.get("WENMING_WRITE_RIGHTS"):
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([["route", "who"], *_short(rows)])
        pytest.skip("the table was written; read the difference")
    with TABLE.open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))[1:]
    assert _short(rows) == expected


def _short(rows: list[list[str]]) -> list[list[str]]:
    """`street` for own and foreign alike, `street(own)` or `street(foreign)` for one side."""
    short = []
    for name, cells in rows:
        sides: dict[str, list[str]] = {}
        for cell in cells.split():
            role, side = cell.removesuffix("=yes").split("/")
            sides.setdefault(role, []).append(side)
        both = len(SIDES) if ALL[name] else 1
        who = [r if len(s) == both else f"{r}({s[0]})" for r, s in sorted(sides.items())]
        short.append([name, " ".join(who)])
    return sorted(short)
