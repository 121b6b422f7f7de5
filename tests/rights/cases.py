"""What is asked of every route: the parts of its address, what is posted, what comes before.

A route is asked as it stands (`yes`: the person gets to a page or a refusal in words), or, where a
case posts something, for its effect (`yes`: the audit trail has one entry more).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.core.sheets import workbook
from tests.rights.world import World, grant_of
from tests.test_urls import ALL, OPEN
from wenming.accounts.models import User
from wenming.bulletins.models import Bulletin
from wenming.commitments import letter_paper as letter_words
from wenming.commitments.models import Letter, Plan
from wenming.commitments.services import letters, plans
from wenming.core import clock
from wenming.core.evidence import EvidenceFile
from wenming.duties import services as duties
from wenming.duties.models import Duty, TaskList, TaskSheet
from wenming.duties.services import Sending, claiming, send_sheet, start_storing
from wenming.framework.models import Edition, Event, Indicator, Stage
from wenming.framework.selectors import engine_framework
from wenming.framework.services.cycles import start_cycle
from wenming.inspections.models import Round, Visit
from wenming.instructions.models import Instruction
from wenming.linkage.services import LinkData, link
from wenming.organization.models import WorkingGroup
from wenming.policies import services as policies
from wenming.policies.models import Policy
from wenming.practices import services as practices
from wenming.practices.models import Practice
from wenming.problems.models import Problem, ProblemPhoto
from wenming.projects.models import Project

Parts = Callable[[World, User], dict[str, Any]]


@dataclass(frozen=True)
class Case:
    """One question to one route.

    Attributes:
        label: beside the route's name, where a route is asked more than one.
        parts: of the address, over those of `parts_of`.
        data: what is posted; then the effect counts.
        before: what has happened before.
        is_everywhere: the same at home and elsewhere, for its address names nothing of a district.
    """

    route: str
    label: str = ""
    parts: Parts = lambda _there, _person: {}
    data: Callable[[World, User], dict[str, Any]] | None = None
    before: Callable[[World], object] = lambda _there: None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """As the table calls it."""
        return f"{self.route} ({self.label})" if self.label else self.route

    @property
    def names_nothing(self) -> bool:
        """Whether its address and what is posted name nothing."""
        return not ALL[self.route] and self.data is None


# --- What has happened before ---------------------------------------------------------------------


def closed(there: World) -> None:
    """The round of the world is over and everything reviewed."""
    Visit.objects.filter(round=there.round, status="planned").delete()
    Round.objects.filter(pk=there.round.pk).update(status="closed", closed_at=clock.now())


def published(there: World) -> None:
    """Its results are public."""
    closed(there)
    Round.objects.filter(pk=there.round.pk).update(status="published", published_at=clock.now())


def signed(there: World) -> None:
    """The bulletin went out."""
    Bulletin.objects.filter(pk=there.bulletin.pk).update(status="signed")


def submitted(there: World) -> None:
    """The problem's unit reported it as rectified."""
    Problem.objects.filter(pk=there.problem.pk).update(
        status="submitted", submitted_at=clock.now(), measure="已清理"
    )


def reported(_there: World) -> None:
    """Somebody of the office reported an event of the negative list."""
    edition = Edition.objects.order_by("pk")[0]
    Event.objects.create(
        number="SX-1",
        edition=edition,
        code=next(iter(engine_framework(edition).entries), "N01"),
        effect="veto",
        owner=edition.owner,
        occurred_on=clock.today(),
        effective_on=clock.today(),
        reason="通报",
        reported_by=make.office(),
        reported_at=clock.now(),
    )


def cycle_begun(_there: World) -> None:
    """The city's cycle has its stages."""
    start_cycle(name="周期", first_year=2026, owner=make.city(), by=None)


def lettered(there: World) -> None:
    """The street has its letter of responsibility."""
    words = letter_words.starting_words()
    given = letters.Terms(**words, signer="总指挥", due_on=clock.today() + timedelta(days=5))
    year = clock.today().year
    terms = letters.write_terms(owner=make.city(), year=year, by=there.round.by, terms=given)
    letters.issue_letter(terms_id=terms.pk, unit_id=there.street.pk, by=there.round.by)


def instructed(there: World) -> None:
    """A leader's line was handed to the street."""
    Instruction.objects.create(
        text="要快",
        leader="市长",
        given_by=there.round.by,
        given_on=clock.today(),
        owner=there.district,
        status="assigned",
        unit=there.street,
        due_on=clock.today(),
        assigned_on=clock.today(),
    )


def sheet_sent(there: World) -> None:
    """A task table of the district waits to be imported."""
    content = workbook(["任务", "牵头单位"], ["清理楼道", there.street.name], title="任务表")
    sending = Sending(name="表.xlsx", content=content, dated_on=clock.today(), basis="会议")
    send_sheet(owner=there.district, by=there.round.by, sending=sending)


def sheet_going_in(there: World) -> None:
    """Its tasks are going into a list."""
    sheet_sent(there)
    start_storing(sheet_id=TaskSheet.objects.get().pk, by=there.round.by, seen=1)


def letter_signed(there: World) -> None:
    """The street has handed in the signed copy."""
    lettered(there)
    page = EvidenceFile("page.pdf", b"%PDF-1.7")
    letters.hand_in_copy(letter_id=_letter(there).pk, by=there.round.by, files=[page])


def plan_asked(there: World) -> None:
    """The units are to hand in plans."""
    plans.collect_plans(
        owner=make.city(),
        year=clock.today().year,
        by=there.round.by,
        title="2026年创建工作方案",
        settlements="duties_times_people_measures",
        due_on=clock.today() + timedelta(days=5),
    )


def plan_submitted(there: World) -> None:
    """The street has handed in its plan."""
    plan_asked(there)
    plans.submit_plan(plan_id=_plan(there).pk, by=make.clerk(there.street), sections={})


def tabled(there: World) -> None:
    """The district's responsibility table is being drafted."""
    title = f"责任分解表{there.district.code}"
    duties.draft_table(owner=there.district, by=there.round.by, title=title, basis="测评体系")


def versioned(there: World) -> None:
    """A new version of the list is being drafted."""
    duties.draft_version(task_list_id=there.task_list.pk, by=there.round.by)


def _letter(there: World) -> Letter:
    return Letter.objects.get(unit=there.street)


def _plan(there: World) -> Plan:
    return Plan.objects.get(unit=there.street)


def linked_unit(there: World) -> None:
    """The street looks after its community."""
    data = LinkData(
        kind="contact", since=clock.today(), unit=there.street, area=there.community.area
    )
    link(data=data, by=None)


PDF = b"%PDF-1.7"


def orphaned(there: World) -> None:
    """A list in the district has a task that nobody undertakes."""
    make.task_list(make.task(leads=[]), by=there.round.by, title="认领", owner=there.district)


def offered(there: World) -> None:
    """It is offered to the street."""
    orphaned(there)
    claiming.offer_duties(
        duty_ids=[_orphan(there).pk],
        units=[there.street],
        until=clock.today() + timedelta(days=5),
        by=there.round.by,
    )


def claimed(there: World) -> None:
    """The street claims it."""
    offered(there)
    by = make.clerk(there.street)
    claiming.claim(offer_id=_orphan(there).offer.pk, unit_id=there.street.pk, by=by)


def policy_owed(there: World) -> None:
    """The street owes a policy."""
    code = Indicator.objects.filter(edition=there.round.edition).order_by("code")[0].code
    data = policies.PolicyData(indicator=code, title="制度", unit=there.street)
    policies.register_policy(data=data, by=there.round.by)


def policy_handed_in(there: World) -> None:
    """The street handed it in."""
    policy_owed(there)
    paper = EvidenceFile("page.pdf", PDF)
    by = make.clerk(there.street)
    policies.submit_policy(policy_id=Policy.objects.get(unit=there.street).pk, by=by, file=paper)


def policy_there(there: World) -> None:
    """The street's policy was accepted."""
    policy_owed(there)
    Policy.objects.filter(unit=there.street).update(status="exists")


def practice_told(there: World) -> None:
    """The community put a practice forward."""
    told = practices.Told(title="做法", text="照着做", unit=there.community)
    practices.propose_practice(told=told, owner=there.district, by=there.round.by)


def practice_passed_on(there: World) -> None:
    """It was passed on to the street."""
    practice_told(there)
    practice = Practice.objects.get(unit=there.community)
    practices.forward_practice(practice_id=practice.pk, units=[there.street], by=there.round.by)


def _orphan(there: World) -> Duty:
    return Duty.objects.get(task_list__owner=there.district, task_list__title="认领")


def proposed_again(there: World) -> None:
    """The project waits for its appraisal."""
    Project.objects.filter(pk=there.project.pk).update(stage="proposed")


# --- Parts of addresses ---------------------------------------------------------------------------


def parts_of(name: str, there: World) -> dict[str, Any]:
    """The parts of a route's address, pointing into a world where they name one of its things."""
    app, _colon, page = name.partition(":")
    undertaking = there.task_list.duties.get().undertakings.first()
    known: dict[str, Any] = {
        "visit_id": there.visit.pk,
        "observation_id": there.visit.observations.order_by("pk")[0].pk,
        "frame_place_id": there.visit.frame_place_id,
        "photo_id": there.photo.pk,
        "upload_id": there.photo.upload_id,
        "unit_pk": there.street.pk,
        "duty_pk": there.task_list.duties.get().pk,
        "tag": there.place.tag,
        "round_number": there.round.number,
        "number": {"problems": there.problem.number, "projects": there.project.number}.get(
            app, there.round.number
        ),
        "post_id": there.post.pk,
        "username": there.account.username,
        "grant_id": grant_of(there.account).pk,
        "key": "places",
        "code": {
            "organization": there.district.code if "area" in page else there.street.code,
            "places": there.place.code,
            "linkage": there.street.code,
        }.get(app, "D01-01"),
        "pk": {"bulletins": there.bulletin.pk, "duties": there.task_list.pk}.get(app),
    }
    if page in {"order", "revoke", "renew"}:
        known["number"] = there.problem.order.number
    if page in {"review", "draft_add", "accept_ticked", "review_finish", "review_end"}:
        known["pk"] = there.document.pk
    if page in {"draft", "draft_unit"}:
        known["pk"] = there.document.drafts.order_by("order")[0].pk
    if page in {"undertaking", "act"} and app == "duties":
        known["pk"] = undertaking.pk
    if page in {"work_on", "contribute"}:
        known["pk"] = there.task_list.duties.get().pk
    return {part: known.get(part) or value for part, value in ALL[name].items()}


def linked_post(there: World, _person: User) -> dict[str, Any]:
    """The post that looks after the district."""
    return {"post_pk": there.link.post_id}


def linked_post_link(there: World, _person: User) -> dict[str, Any]:
    """Its link."""
    return {"pk": there.link.pk}


def orphan_offer(there: World, _person: User) -> dict[str, Any]:
    """The offer to the street."""
    return {"pk": _orphan(there).offer.pk}


def street_claim(there: World, _person: User) -> dict[str, Any]:
    """The street's claim."""
    return {"pk": _orphan(there).offer.claims.get().pk}


def street_policy(there: World, _person: User) -> dict[str, Any]:
    """The street's policy."""
    return {"pk": Policy.objects.get(unit=there.street).pk}


def displayed(there: World, _person: User) -> dict[str, Any]:
    """The street's display."""
    return {"pk": there.item.pk}


def planned_theme(there: World, _person: User) -> dict[str, Any]:
    """The street's theme."""
    return {"pk": there.theme.pk}


def practice(there: World, _person: User) -> dict[str, Any]:
    """The community's practice."""
    return {"pk": Practice.objects.get(unit=there.community).pk}


def letter(there: World, _person: User) -> dict[str, Any]:
    """The street's letter."""
    return {"pk": _letter(there).pk}


def task_sheet(_there: World, _person: User) -> dict[str, Any]:
    """The task table."""
    return {"pk": TaskSheet.objects.get().pk}


def table(there: World, _person: User) -> dict[str, Any]:
    """The district's table."""
    return {"pk": TaskList.objects.get(kind=TaskList.Kind.TABLE, owner=there.district).pk}


def version(there: World, _person: User) -> dict[str, Any]:
    """The version that is being drafted."""
    return {"pk": TaskList.objects.get(replaces=there.task_list).pk}


def instruction(there: World, _person: User) -> dict[str, Any]:
    """The line that was handed to the street, to be answered."""
    return {**instructed_one(there, _person), "verb": "answer"}


def instructed_one(there: World, _person: User) -> dict[str, Any]:
    """The line that was handed to the street."""
    return {"pk": Instruction.objects.get(unit=there.street).pk}


def of_district(there: World, _person: User) -> dict[str, Any]:
    """The district's part of a result."""
    return {"code": there.district.code}


def of_street(there: World, _person: User) -> dict[str, Any]:
    """The street's lines of a result."""
    return {"code": there.street.code}


def plan(there: World, _person: User) -> dict[str, Any]:
    """The street's plan."""
    return {"pk": _plan(there).pk}


def this_year(_there: World, _person: User) -> dict[str, Any]:
    """The year of the letters."""
    return {"year": clock.today().year}


def this_month(_there: World, _person: User) -> dict[str, Any]:
    """The month that runs."""
    return {"month": f"{clock.today():%Y-%m}"}


def picked(there: World, _person: User) -> dict[str, Any]:
    """The street's work, ticked."""
    work = there.street.undertakings.get(parent=None)
    return {f"pick_{work.pk}": "on"}


def verb(value: str) -> Parts:
    """The step of a route that names it."""
    return lambda _there, _person: {"verb": value}


def proposal(there: World, _person: User) -> dict[str, Any]:
    """What waits for dispatch."""
    return {"number": there.proposal.number}


def sheet(there: World, person: User) -> dict[str, Any]:
    """A sheet that the person, or somebody else, sent."""
    return {"pk": there.imports[person.pk].pk}


def stored_sheet(there: World, person: User) -> dict[str, Any]:
    """An import of the person, or of somebody else, that can be taken back."""
    return {"pk": there.stored[person.pk].pk}


def event(_there: World, _person: User) -> dict[str, Any]:
    """The event that was reported."""
    return {"number": "SX-1"}


def stage(_there: World, _person: User) -> dict[str, Any]:
    """The first stage of the cycle."""
    return {"pk": Stage.objects.order_by("pk")[0].pk}


def photo_of_problem(there: World, _person: User) -> dict[str, Any]:
    """The photo that went out with the problem."""
    return {"upload_id": ProblemPhoto.objects.filter(problem=there.problem)[0].upload_id}


def later() -> str:
    """A day on which something can be due."""
    return f"{clock.today() + timedelta(days=30):%Y-%m-%d}"


def ticked(key: str, **more: Any) -> Callable[[World, User], dict[str, Any]]:
    """One problem of the world, ticked in a list."""
    return lambda there, _person: {"problem": [getattr(there, key).pk], **more}


def empty(_there: World, _person: User) -> dict[str, Any]:
    """A button without fields."""
    return {}


WHY = {"why": "理由"}
LINE = {"line": "推进中"}
CASES = [
    Case("accounts:set_active", data=lambda _t, _p: {"active": "0"}),
    Case("accounts:reset_password", data=empty),
    Case("accounts:withdraw", data=empty),
    Case(
        "accounts:detail",
        "grant",
        data=lambda there, _p: {"role": "verifier", "area": there.district.pk, "unit": ""},
    ),
    Case("accounts:detail"),
    Case("bulletins:act", parts=lambda _t, _p: {"action": "review"}, data=empty),
    Case("bulletins:detail"),
    Case("bulletins:detail", "signed", before=signed),
    Case("bulletins:paper"),
    Case("bulletins:paper", "signed", before=signed),
    Case("duties:act", parts=verb("report"), data=lambda _t, _p: {"action": "carry_on", **LINE}),
    Case("duties:changes", before=versioned, parts=version),
    Case("duties:grid", before=tabled, parts=table),
    Case("duties:type_lead", parts=lambda _t, _p: {"code": "L01"}),
    Case("duties:contribute", data=lambda _t, _p: LINE),
    Case("instructions:list_one", before=instructed, parts=instructed_one),
    Case("instructions:list_paper", before=instructed, parts=instructed_one),
    Case("instructions:list_act", before=instructed, parts=instruction, data=lambda _t, _p: LINE),
    Case("commitments:letters_one", before=lettered, parts=letter),
    Case("commitments:letters_paper", before=lettered, parts=letter),
    Case("commitments:letters_sign", before=lettered, parts=letter),
    Case("commitments:letters_reissue", before=lettered, parts=letter, data=empty),
    Case(
        "commitments:letters_send_back",
        before=letter_signed,
        parts=letter,
        data=lambda _t, _p: {"back-line": "没有盖章"},
    ),
    Case("commitments:letters_terms", parts=this_year),
    Case("commitments:letters_issue", before=lettered, parts=this_year),
    Case("commitments:letters_draft", before=lettered, parts=this_year),
    Case("commitments:plans_one", before=plan_asked, parts=plan),
    Case("commitments:plans_paper", before=plan_asked, parts=plan),
    Case(
        "commitments:plans_write",
        before=plan_asked,
        parts=plan,
        data=lambda _t, _p: {"duties": "整治"},
    ),
    Case(
        "commitments:plans_judge",
        before=plan_submitted,
        parts=plan,
        data=lambda _t, _p: {"accept": "1"},
    ),
    Case("duties:sheets_one", before=sheet_sent, parts=task_sheet),
    Case("duties:sheets_remarks", before=sheet_sent, parts=task_sheet),
    Case(
        "duties:sheets_map",
        before=sheet_sent,
        parts=task_sheet,
        data=lambda _t, _p: {"grid": "任务表", "head": "0", "column_0": "text"},
    ),
    Case("duties:sheets_choose", before=sheet_sent, parts=task_sheet, data=empty),
    Case(
        "duties:sheets_start",
        before=sheet_sent,
        parts=task_sheet,
        data=lambda _t, _p: {"seen": "1"},
    ),
    Case("duties:sheets_store", before=sheet_going_in, parts=task_sheet, data=empty),
    Case("duties:sheets_undo", before=sheet_going_in, parts=task_sheet, data=empty),
    Case("commitments:months_open", parts=this_month, data=empty),
    Case("commitments:months_pick", parts=this_month, data=picked),
    Case("files:open", "photo of a visit"),
    Case("files:open", "photo of a visit, published", before=published),
    Case("files:open", "photo of a problem", parts=photo_of_problem),
    Case(
        "files:open",
        "paper of a task list",
        parts=lambda there, _p: {"upload_id": there.task_list.paper_id},
    ),
    Case(
        "files:open",
        "paper of a bulletin",
        parts=lambda there, _p: {"upload_id": there.bulletin.paper_id},
    ),
    Case("framework:cycle_stage", before=cycle_begun, parts=stage),
    Case("framework:events_one", before=reported, parts=event),
    Case(
        "framework:events_decide",
        before=reported,
        parts=event,
        data=lambda _t, _p: {"confirm": "1"},
    ),
    Case("framework:events_withdraw", before=reported, parts=event),
    Case("inspections:photo"),
    Case("inspections:photo", "published", before=published),
    Case("inspections:round"),
    Case("inspections:round", "published", before=published),
    Case("inspections:export"),
    Case("inspections:export", "published", before=published),
    Case("inspections:draw", "published", before=published),
    Case("inspections:draw"),
    Case("inspections:step", parts=lambda _t, _p: {"action": "close"}, data=empty),
    Case(
        "inspections:visit_start",
        parts=lambda there, _p: {"visit_id": there.waiting.pk},
        data=empty,
    ),
    Case("organization:edit_group", parts=lambda _t, _p: {"code": group_code()}),
    Case("organization:import_report", parts=sheet),
    Case("organization:import_remarks", parts=sheet),
    Case("organization:import_store", parts=sheet),
    Case("organization:import_existing", data=empty),
    Case("organization:import_undo", parts=stored_sheet, data=empty),
    Case(
        "problems:act",
        "rectify",
        parts=verb("submit"),
        data=lambda _t, _p: {"measure": "已清理"},
    ),
    Case("problems:act", "receive", parts=verb("receive"), data=empty),
    Case("problems:act", "return", parts=verb("return"), data=lambda _t, _p: WHY),
    Case("problems:act", "close", parts=verb("close"), data=empty, before=submitted),
    Case(
        "problems:act",
        "redo",
        parts=verb("redo"),
        data=lambda _t, _p: {"note": "没有清完"},
        before=submitted,
    ),
    Case(
        "problems:act",
        "extend",
        parts=verb("extend"),
        data=lambda _t, _p: {"due_on": later(), **WHY},
    ),
    Case("problems:act", "recall", parts=verb("recall"), data=lambda _t, _p: WHY),
    Case(
        "problems:batch",
        "extend",
        parts=verb("extend"),
        data=lambda there, p: ticked("problem", due_on=later(), **WHY)(there, p),
    ),
    Case("problems:batch", "recall", parts=verb("recall"), data=ticked("problem", **WHY)),
    Case("problems:pending_act", "release", parts=verb("release"), data=ticked("proposal")),
    Case("problems:pending_act", "drop", parts=verb("drop"), data=ticked("proposal", **WHY)),
    Case("problems:correct", parts=proposal),
    Case("problems:pending_row", parts=proposal, headers=(("HX-Request", "true"),)),
    Case("problems:detail"),
    Case("problems:detail", "not out", parts=proposal),
    Case(
        "duties:claims_offer",
        before=orphaned,
        data=lambda there, _p: {
            "duty": [_orphan(there).pk],
            "units": there.street.name,
            "until": later(),
        },
    ),
    Case(
        "duties:claims_claim",
        before=offered,
        parts=orphan_offer,
        data=lambda there, _p: {"unit": there.street.pk},
    ),
    Case(
        "duties:claims_decide",
        before=claimed,
        parts=street_claim,
        data=lambda _t, _p: {"agree": "1"},
    ),
    Case("policies:list_one", before=policy_owed, parts=street_policy),
    Case(
        "policies:list_submit",
        before=policy_owed,
        parts=street_policy,
        data=lambda _t, _p: {"papers": SimpleUploadedFile("page.pdf", PDF)},
    ),
    Case(
        "policies:list_judge",
        before=policy_handed_in,
        parts=street_policy,
        data=lambda _t, _p: {"accept": "1"},
    ),
    Case(
        "policies:list_reopen",
        before=policy_there,
        parts=street_policy,
        data=lambda _t, _p: {"reopen-line": "补充条款"},
    ),
    Case("practices:list_one", before=practice_told, parts=practice),
    Case("practices:list_one", "passed on", before=practice_passed_on, parts=practice),
    Case(
        "practices:list_forward",
        before=practice_told,
        parts=practice,
        data=lambda there, _p: {"units": there.street.name},
    ),
    Case("practices:list_withdraw", before=practice_told, parts=practice, data=empty),
    Case("linkage:list_post", parts=linked_post),
    Case("linkage:list_unit", before=linked_unit),
    Case("linkage:list_end", parts=linked_post_link),
    Case("linkage:list_hand_over", parts=linked_post_link),
    Case("accounts:set_post", data=empty),
    Case("projects:act", parts=verb("report"), data=lambda _t, _p: {"report-line": "主体完工"}),
    Case(
        "projects:act",
        "drop",
        parts=verb("drop"),
        data=lambda _t, _p: {"drop-line": "论证认为不宜"},
    ),
    Case("projects:edit", before=proposed_again),
    Case("publicity:list_one", parts=displayed),
    Case("publicity:list_use", parts=displayed, data=lambda _t, _p: {"themes": []}),
    Case("publicity:list_down", parts=displayed, data=lambda _t, _p: {"on": ""}),
    Case("publicity:plan_one", parts=planned_theme),
    Case("publicity:plan_edit", parts=planned_theme),
    Case("scoring:publish", before=closed),
    Case("scoring:area", before=published, parts=of_district),
    Case("scoring:unit", before=published, parts=of_street),
    Case("scoring:ranks", before=published),
    *(
        Case(f"scoring:{page}", label, before=before)
        for page in ("round", "place", "explain", "totals", "export")
        for label, before in (("", lambda _there: None), ("published", published))
    ),
]

# Routes that nobody of the cast opens at home: name -> why.
_CONFIRMED = "needs a round that units are confirming; own and foreign in tests/scoring"
_DRAFTED = "needs an edition that is being drafted; editions belong to the city: tests/framework"
NOBODY: dict[str, str] = {
    "duties:close_gap": "names its gap in a query; who may, in tests/duties/test_coverage.py",
    "duties:answer": "needs an opinion on a list; own and foreign in tests/duties",
    "framework:crosswalk_remove": "needs a link between two editions: tests/framework",
    "framework:editions_basics": _DRAFTED,
    "framework:editions_compare_export": _DRAFTED,
    "framework:editions_marked": "needs a sheet that the person sent; tests/framework",
    "framework:editions_replace": _DRAFTED,
    "framework:editions_report": "needs a sheet that the person sent; tests/framework",
    "framework:editions_row": _DRAFTED,
    "framework:editions_row_new": _DRAFTED,
    "framework:editions_row_remove": _DRAFTED,
    "framework:editions_rows": _DRAFTED,
    "framework:editions_stricter": _DRAFTED,
    "framework:editions_stricter_edit": _DRAFTED,
    "framework:editions_stricter_undo": _DRAFTED,
    "scoring:amend": _CONFIRMED,
    "scoring:confirm": _CONFIRMED,
    "scoring:difference": _CONFIRMED,
    "scoring:dispute": _CONFIRMED,
    "scoring:disputes_one": _CONFIRMED,
    "scoring:lines": _CONFIRMED,
    "scoring:publish_act": _CONFIRMED,
    "scoring:withdraw": _CONFIRMED,
}


def group_code() -> str:
    """The one working group."""
    return str(WorkingGroup.objects.get().code)


def all_cases() -> Iterator[Case]:
    """The cases above, and each other route as it stands."""
    asked = {case.route for case in CASES}
    yield from CASES
    yield from (Case(name) for name in sorted(set(ALL) - set(OPEN) - asked))
