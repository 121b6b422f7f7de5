"""One function per thing: valid by default, pass only what matters."""

import io
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from PIL import Image

from wenming.accounts.models import Grant, Role, User
from wenming.core import clock
from wenming.documents.models import Document
from wenming.documents.services import take_in
from wenming.duties import services as duties
from wenming.duties.models import TaskList
from wenming.engine.framework import parse_yaml
from wenming.framework.management.commands.load_framework import STARTER
from wenming.framework.models import CheckItem, Edition
from wenming.framework.services import import_edition, publish_edition
from wenming.inspections import services as inspections
from wenming.inspections.models import Round, Visit
from wenming.inspections.services import RoundPlan
from wenming.organization.models import Area, Level, Unit, UnitKind
from wenming.places.models import Place
from wenming.problems import services as problems
from wenming.problems.models import Problem
from wenming.problems.services.reporting import Sighting
from wenming.projects import services as projects
from wenming.projects.models import Project
from wenming.scoring import services as scoring
from wenming.scoring.models import Publication

DATA = Path(__file__).parent / "data"
_numbers = count(1)


def city() -> Area:
    """The one city; made once a test."""
    found = Area.objects.filter(level=Level.CITY).first()
    return found or Area.objects.add_root({"code": "3307", "name": "云澜市", "level": Level.CITY})


def area(level: str = Level.DISTRICT, *, parent: Area | None = None, **fields: Any) -> Area:
    """An area below `parent` (the city when left out)."""
    n = next(_numbers)
    fields = {"code": f"A{n:05d}", "name": f"区域{n}", **fields}
    above = Area.objects.get(pk=(parent or city()).pk)
    return Area.objects.add_child(above, {"level": level, **fields})


def unit(name: str = "", *, kind: str = UnitKind.DEPARTMENT, **fields: Any) -> Unit:
    """A unit; of the whole city when no area is given."""
    n = next(_numbers)
    fields.setdefault("area", None)
    fields["area"] = fields["area"] or city()
    return Unit.objects.create(
        **{"code": f"U{n:05d}", "name": name or f"单位{n}", "pinyin": f"danwei{n:05d}", **fields},
        kind=kind,
    )


def user(
    role: str = "", *, unit: Unit | None = None, area: Area | None = None, **fields: Any
) -> User:
    """A person, with one right where a role is given (in the unit's area, or the city)."""
    n = next(_numbers)
    person = User.objects.create(**{"username": f"user{n}", "display_name": f"人员{n}", **fields})
    if role:
        where = area or (unit.area if unit else city())
        Grant.objects.create(user=person, role=role, area=where, unit=unit)
    return person


def office() -> User:
    """A clerk of the city office."""
    return user(
        Role.OFFICE,
        unit=Unit.objects.filter(code="OFFICE").first() or unit("市创城办", code="OFFICE"),
    )


def place(type_code: str = "L01", **fields: Any) -> Place:
    """A place of a type; held by a fresh street unit unless told."""
    n = next(_numbers)
    if "area" not in fields:
        fields["area"] = area(Level.COMMUNITY, parent=area(Level.STREET, parent=area()))
    if "holder" not in fields:
        street = Area.objects.get_parent(fields["area"]) or fields["area"]
        fields["holder"] = unit(kind=UnitKind.STREET, area=street)
    return Place.objects.create(
        **{"code": f"P{n:05d}", "name": f"点位{n}", **fields}, type_code=type_code
    )


@cache
def framework_data() -> Any:
    """The starter framework as parsed; copy it before you change it."""
    return parse_yaml(STARTER.read_text("utf-8"))


def edition() -> Edition:
    """The starter framework, published; made once a test."""
    found = Edition.objects.first()
    if found is None:
        found = import_edition(data=framework_data(), owner=city(), by=None)
        publish_edition(edition_id=found.pk, by=None)
        found.refresh_from_db()
    return found


def small_edition() -> Edition:
    """tests/data/small_framework.yaml, published: two place types, every scoring type once."""
    data = parse_yaml((DATA / "small_framework.yaml").read_text("utf-8"))
    found = import_edition(data=data, owner=city(), by=None)
    publish_edition(edition_id=found.pk, by=None)
    found.refresh_from_db()
    return found


def round_plan(**fields: Any) -> RoundPlan:
    """A weekly round of the city that draws two places of L01 out of the small edition."""
    today = clock.today()
    values: dict[str, Any] = {
        "title": "第 47 周督查",
        "purpose": Round.Purpose.WEEKLY,
        "manner": Round.Manner.COVERT,
        "basis": "年度督查计划",
        "owner": city(),
        "starts_on": today,
        "ends_on": today,
        "sizes": {"L01": 2},
        **fields,
    }
    values.setdefault("edition", None)
    values["edition"] = values["edition"] or Edition.objects.first() or small_edition()
    return RoundPlan(**values)


def inspectors() -> tuple[User, User]:
    """Two inspectors of the city."""
    return user(Role.INSPECTOR), user(Role.INSPECTOR)


def released_round(by: User | None = None, **fields: Any) -> Round:
    """A round drawn simply and released; make its places first."""
    by = by or office()
    round_ = inspections.plan_round(plan=round_plan(**fields), by=by)
    inspections.draw_simple(round_id=round_.pk, by=by)
    return inspections.release_round(round_id=round_.pk, by=by)


def visit(round_: Round | None = None, *, team: Any = None, **fields: Any) -> Visit:
    """A visit of two inspectors, of a round of one place where none is given."""
    if round_ is None:
        place("L01")
        round_ = released_round(sizes={"L01": 1})
    found = round_.visits.filter(inspectors=None).order_by("frame_place__order").first()
    assert found is not None
    found.inspectors.set(team or inspectors())
    Visit.objects.filter(pk=found.pk).update(**fields)
    found.refresh_from_db()
    return found


def answers(visit: Visit, **changed: inspections.Answer) -> list[inspections.Answer]:
    """Every item of the visit's place met; `changed` replaces items, codes with _ for -."""
    changed = {code.replace("_", "-"): answer for code, answer in changed.items()}
    items = CheckItem.objects.filter(
        edition=visit.round.edition, place_type__code=visit.frame_place.type_code
    ).order_by("code")
    return [changed.get(item.code) or _met(item) for item in items]


def _met(item: CheckItem) -> inspections.Answer:
    scoring = item.scoring
    kind = scoring["type"]
    if kind in {"deduct", "observe"}:
        return inspections.Answer(item.code, count=0)
    if kind == "min_count":
        return inspections.Answer(item.code, count=int(scoring["required"]))
    best = (
        max(scoring["levels"], key=lambda level: float(scoring["levels"][level]))
        if (kind == "graded")
        else "met"
    )
    return inspections.Answer(item.code, outcome=best)


def failed(code: str, *spots: str, outcome: str = "not_met") -> inspections.Answer:
    """An item that is not met, with a finding at each spot; outcome "" for an item that counts."""
    return inspections.Answer(
        code,
        outcome=outcome,
        findings=tuple(inspections.FindingInput(spot) for spot in spots or ("北门入口左侧",)),
    )


def submitted_visit(**changed: inspections.Answer) -> Visit:
    """A visit that an inspector handed in; keyword arguments replace answers (L01_02=...)."""
    found = visit()
    by = found.inspectors.first()
    assert by is not None
    return inspections.submit_visit(visit_id=found.pk, by=by, answers=answers(found, **changed))


def accepted_visit(**changed: inspections.Answer) -> Visit:
    """A visit that a second person accepted."""
    found = submitted_visit(**changed)
    return inspections.accept_visit(visit_id=found.pk, by=user(Role.VERIFIER))


def photo_bytes(*, size: tuple[int, int] = (64, 48), color: str = "grey") -> bytes:
    """A small jpg."""
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "JPEG")
    return out.getvalue()


def street(name: str = "") -> Unit:
    """A street of a district that has its own unit."""
    district = area(Level.DISTRICT)
    unit(kind=UnitKind.DISTRICT, area=district)
    return unit(name, kind=UnitKind.STREET, area=area(Level.STREET, parent=district))


def proposal(unit: Unit | None = None, **fields: Any) -> Problem:
    """A problem seen on the way that waits for dispatch to `unit` (a fresh street)."""
    unit = unit or street()
    sighting = Sighting(key=str(next(_numbers)), text="杂物堆放", spot="东门左侧", area=unit.area)
    made = problems.report(sighting=sighting, by=office())
    Problem.objects.filter(pk=made.pk).update(**{"unit": unit, "needs_photo": False, **fields})
    made.refresh_from_db()
    return made


def dispatched(unit: Unit | None = None, **fields: Any) -> Problem:
    """A problem that `unit` was handed."""
    made = proposal(unit, **fields)
    problems.release(problem_ids=[made.pk], by=office())
    made.refresh_from_db()
    return made


def clerk(unit: Unit, role: str = Role.STREET) -> User:
    """Somebody who acts for a unit."""
    return user(role, unit=unit)


def rectified(unit: Unit | None = None, **fields: Any) -> Problem:
    """A problem that its unit reported as rectified."""
    made = dispatched(unit, **fields)
    assert made.unit is not None
    problems.submit_rectification(problem_id=made.pk, measure="已清理", by=clerk(made.unit))
    made.refresh_from_db()
    return made


# Two directives for named units, one for a class of addressees, one that only exhorts.
SPEECH = """在动员会上的讲话
一、抓整治
（一）整治背街小巷。市城管局牵头，市公安局配合，12月10日前完成216条背街小巷整治，保洁达标率达到90%以上。
（二）整治交通秩序。市公安局每周组织一次集中整治。
（三）各街道要摸清底数，建立台账。
二、抓落实
各级各部门要亲自抓。
"""


def document(text: str = SPEECH, *, by: User | None = None, **fields: Any) -> Document:
    """A document with its drafts, taken in by the office."""
    return take_in(by=by or office(), text=text, **fields)


def task(*leads: Unit, **fields: Any) -> duties.Task:
    """What a person writes of a duty; led by a fresh unit unless told."""
    n = next(_numbers)
    written = {
        "text": f"任务{n}",
        "kind": "task",
        "leads": leads or [unit()],
        "responsible": [],
        "supports": [],
        "deadline": "",
        "due_on": None,
        "cadence": "",
        "targets": [],
        "indicators": [],
    }
    return duties.Task(**{**written, **fields})


def task_list(*tasks: duties.Task, by: User | None = None, **fields: Any) -> TaskList:
    """A list that is being drafted, with one task unless told."""
    by = by or office()
    fields = {"title": "迎测任务清单", "basis": "《讲话》", "owner": city(), **fields}
    made = TaskList.objects.create(by=by, **fields)
    for written in tasks or [task()]:
        duties.write_duty(task_list_id=made.pk, by=by, task=written)
    return made


def issued_list(*tasks: duties.Task, by: User | None = None, **fields: Any) -> TaskList:
    """A list that was issued."""
    by = by or office()
    made = reviewed(task_list(*tasks, by=by, **fields))
    return duties.issue_list(task_list_id=made.pk, by=by, approver="市创城办主任")


def reviewed(made: TaskList) -> TaskList:
    """The list, submitted by one and passed by another."""
    duties.submit_list(task_list_id=made.pk, by=office())
    return duties.review_list(task_list_id=made.pk, by=office(), passes=True)


def results_in_feedback(round_: Round) -> Publication:
    """A closed round whose draft result lies with the units."""
    office = round_.by
    drafted = scoring.draft_results(round_id=round_.pk, by=office)
    return scoring.open_feedback(publication_id=drafted.pk, by=office)


def approved_results(round_: Round) -> Publication:
    """A closed round whose result went through feedback and was approved by a leader."""
    publication = results_in_feedback(round_)
    assert publication.due_at is not None
    with clock.at(publication.due_at + timedelta(minutes=1)):
        scoring.end_feedback(publication_id=publication.pk, by=round_.by)
        return scoring.approve_results(publication_id=publication.pk, by=user(Role.LEADER))


def project(owner_unit: Unit | None = None, *, stage: str = "proposed", **fields: Any) -> Project:
    """A project of a fresh street, carried to `stage` by two people of the office."""
    builder = owner_unit or street()
    written = {"name": f"项目{next(_numbers)}", "kind": "facility", "content": "新建停车位 60 个"}
    data = {**written, "unit": builder, "area": builder.area, "budget": 1_000_000_00, **fields}
    days = data.pop("days", {})
    one, other = office(), office()
    made = projects.save_project(data=projects.ProjectData(**data), days=days, by=one)
    way = ["appraise", "approve", "fund", "finish", "accept"]
    reached = ["proposed", "appraised", "approved", "funded", "built", "accepted"]
    for turn, action in enumerate(way[: reached.index(stage)]):
        said = projects.StepData(
            approval="云发改〔2026〕8号", budget=made.budget, funding="市级财政"
        )
        by = (one, other)[turn % 2]
        made = projects.advance(project_id=made.pk, action=action, data=said, by=by)
    return made
