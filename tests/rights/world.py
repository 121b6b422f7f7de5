"""A district with one of everything, twice: what somebody may open at home and elsewhere."""

from dataclasses import dataclass, field
from typing import Any

from tests import make
from tests.core.sheets import workbook
from wenming.accounts.models import Grant, Role, User
from wenming.bulletins.gathering import gather
from wenming.bulletins.models import Bulletin
from wenming.core import clock, uploads
from wenming.core.crypto import encrypt_bytes
from wenming.core.models import PendingImport, StoredImport, Upload
from wenming.documents.services import take_in
from wenming.duties.models import TaskList
from wenming.inspections import services as inspections
from wenming.inspections.models import Photo, Round, Visit
from wenming.linkage.models import Link
from wenming.linkage.services import LinkData, link
from wenming.organization.models import Area, Level, Post, Unit, UnitKind, WorkingGroup
from wenming.places.models import Place
from wenming.problems import services as problems
from wenming.problems.models import Problem
from wenming.projects.models import Project
from wenming.publicity.models import Item, Theme
from wenming.publicity.services import ItemData, ThemeData, enter_item, save_theme
from wenming.scoring import services as scoring

TEXT = "一、抓好整治。由市公安局牵头，12月10日前完成飞线充电整治，整改率达到100%。"
INSPECTORS = ("何测评", "吕测评")
"""Names that no unit may ever read."""


@dataclass
class World:
    """One district and what is in it."""

    district: Area
    street: Unit
    community: Unit
    place: Place
    visit: Visit
    waiting: Visit
    photo: Photo
    problem: Problem
    proposal: Problem
    document: Any
    task_list: TaskList
    bulletin: Bulletin
    post: Post
    account: User
    project: Project
    link: Link
    item: Item
    theme: Theme
    imports: dict[int, PendingImport] = field(default_factory=dict)
    stored: dict[int, StoredImport] = field(default_factory=dict)

    @property
    def round(self) -> Round:
        """The round of the visit."""
        return self.visit.round


def build(office: User) -> World:
    """A district with a released round, a dispatched problem, an issued list and a bulletin."""
    district = make.area(Level.DISTRICT)
    make.unit(kind=UnitKind.DISTRICT, area=district)
    street_area = make.area(Level.STREET, parent=district)
    street = make.unit(kind=UnitKind.STREET, area=street_area)
    area = make.area(Level.COMMUNITY, parent=street_area)
    community = make.unit(kind=UnitKind.COMMUNITY, area=area, parent=street)
    place = make.place("L01", area=area, holder=street)
    make.place("L01", area=area, holder=street)
    round_ = make.released_round(
        office, owner=district, sizes={"L01": 2}, proposing=Round.Proposing.AT_ONCE
    )
    team = tuple(make.user(Role.INSPECTOR, display_name=name) for name in INSPECTORS)
    visit, waiting = make.visit(round_, team=team), make.visit(round_, team=team)
    photo = _inspected(visit)
    proposed = problems.propose_from_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER))
    Problem.objects.filter(pk=proposed[0].pk).update(unit=street, needs_photo=False)
    problems.release(problem_ids=[proposed[0].pk], by=office)
    return World(
        district=district,
        street=street,
        community=community,
        place=place,
        visit=visit,
        waiting=waiting,
        photo=photo,
        problem=Problem.objects.get(pk=proposed[0].pk),
        proposal=make.proposal(street, place=place, area=area, owner=district),
        document=take_in(by=office, text=TEXT),
        task_list=make.issued_list(make.task(street, supports=[community]), by=office),
        bulletin=_bulletin(round_, district, office),
        post=Post.objects.create(unit=street, title="联络员", holder="王联络", phone="13800001234"),
        account=make.user(Role.STREET, unit=street),
        project=make.project(street, stage="funded"),
        link=_link(street, district),
        item=_item(street, office),
        theme=_theme(street, office),
    )


def _item(street: Unit, by: User) -> Item:
    """A display that the street put up."""
    data = ItemData(
        channel="display", title=f"围挡{street.pk}", outlet="路口", unit=street, on=clock.today()
    )
    return enter_item(data=data, by=by)


def _theme(street: Unit, by: User) -> Theme:
    """A theme that the street leads."""
    day = clock.today()
    data = ThemeData(title="主题", words="看得见", unit=street, starts_on=day, ends_on=day)
    return save_theme(data=data, by=by)


def _link(street: Unit, district: Area) -> Link:
    """A leader of the street looks after the district."""
    leader = Post.objects.create(unit=street, title="书记", kind=Post.Kind.HEAD)
    data = LinkData(kind="contact", since=clock.today(), post=leader, area=district)
    return link(data=data, by=None)


def _inspected(visit: Visit) -> Photo:
    """The visit handed in with a photo of its finding, accepted and counted."""
    by = visit.inspectors.order_by("pk")[0]
    photo = inspections.add_photo(
        visit_id=visit.pk, by=by, content=make.photo_bytes(color=_color(visit)), name="a.jpg"
    )
    finding = inspections.FindingInput("北门入口左侧", photo_id=photo.pk)
    answers = make.answers(visit, L01_01=inspections.Answer("L01-01", findings=(finding,)))
    inspections.submit_visit(visit_id=visit.pk, by=by, answers=answers)
    inspections.accept_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER))
    scoring.count_visit(visit_id=visit.pk)
    return photo


def _color(visit: Visit) -> str:
    """No two visits show the same picture."""
    return f"#{visit.round_id % 0x1000:03x}"


def _bulletin(round_: Round, owner: Area, by: User) -> Bulletin:
    return Bulletin.objects.create(
        number=f"第{round_.pk}期",
        title="通报",
        round=round_,
        owner=owner,
        figures=gather(round_, at=clock.now()),
        drafted_by=by,
        drafted_at=clock.now(),
        paper=uploads.store(b"PK", name="通报.docx", content_type="application/zip", by=by),
    )


def cast(own: World) -> dict[str, User]:
    """One person of every role, at home in `own`; some roles of the city in the district only."""
    there = own.district
    return {
        Role.LEADER: make.user(Role.LEADER),
        Role.OFFICE: make.user(Role.OFFICE, unit=make.unit("督查科")),
        Role.DISTRICT_OFFICE: make.user(Role.DISTRICT_OFFICE, area=there),
        Role.DEPARTMENT: make.user(Role.DEPARTMENT, unit=make.unit("市城管执法局")),
        Role.STREET: make.user(Role.STREET, unit=own.street),
        Role.COMMUNITY: make.user(Role.COMMUNITY, unit=own.community),
        Role.INSPECTOR: own.visit.inspectors.order_by("pk")[0],
        Role.VERIFIER: make.user(Role.VERIFIER),
        Role.ADMINISTRATOR: make.user(Role.ADMINISTRATOR),
        "leader_there": make.user(Role.LEADER, area=there),
        "office_there": make.user(Role.OFFICE, area=there),
        "verifier_there": make.user(Role.VERIFIER, area=there),
        "administrator_there": make.user(Role.ADMINISTRATOR, area=there),
    }


def sent_sheets(own: World, foreign: World, people: dict[str, User]) -> None:
    """A sheet with a wrong row for each person at home, and one that somebody else sent."""
    sheet = encrypt_bytes(workbook(["点位编号", "名称"], ["P-1", "东门市场"], title="点位"))
    other = make.office()
    for person in people.values():
        own.imports[person.pk] = _sheet(sheet, person)
        foreign.imports[person.pk] = _sheet(sheet, other)
        own.stored[person.pk] = _stored(person)
        foreign.stored[person.pk] = _stored(other)


def _sheet(content: str, by: User) -> PendingImport:
    return PendingImport.objects.create(kind="places", name="点位.xlsx", content=content, by=by)


def _stored(by: User) -> StoredImport:
    undo: dict[str, Any] = {"added": [], "changed": []}
    return StoredImport.objects.create(
        kind="projects", name="项目.xlsx", added=0, changed=0, undo=undo, by=by
    )


def group() -> WorkingGroup:
    """The one working group, which belongs to no district."""
    return WorkingGroup.objects.create(code="G1", name="综合组", lead=make.unit())


def stray_upload() -> Upload:
    """A file that belongs to nothing."""
    return uploads.store(b"x", name="x.txt", content_type="text/plain", by=None)


def grant_of(user: User) -> Grant:
    """The one right of a person."""
    return Grant.objects.get(user=user)
