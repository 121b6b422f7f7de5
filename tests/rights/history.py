"""What has happened in a world before a route is asked."""

from datetime import timedelta

from tests import make
from tests.core.sheets import workbook
from tests.rights.world import World
from wenming.bulletins.models import Bulletin
from wenming.commitments import letter_paper as letter_words
from wenming.commitments.models import Letter, Plan
from wenming.commitments.services import letters, plans
from wenming.core import clock
from wenming.core.evidence import EvidenceFile
from wenming.duties import services as duties
from wenming.duties.models import Duty, TaskSheet
from wenming.duties.services import Sending, claiming, send_sheet, start_storing
from wenming.framework.models import Edition, Event, Indicator
from wenming.framework.selectors import engine_framework
from wenming.framework.services.cycles import start_cycle
from wenming.inspections.models import Round, Visit
from wenming.instructions.models import Instruction
from wenming.linkage.services import LinkData, link
from wenming.meetings import services as meetings
from wenming.meetings.models import Meeting
from wenming.policies import services as policies
from wenming.policies.models import Policy
from wenming.practices import services as practices
from wenming.practices.models import Practice
from wenming.problems.models import Problem
from wenming.projects.models import Project


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
    letters.hand_in_copy(letter_id=letter_of(there).pk, by=there.round.by, files=[page])


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
    plans.submit_plan(plan_id=plan_of(there).pk, by=make.clerk(there.street), sections={})


def tabled(there: World) -> None:
    """The district's responsibility table is being drafted."""
    title = f"责任分解表{there.district.code}"
    duties.draft_table(owner=there.district, by=there.round.by, title=title, basis="测评体系")


def versioned(there: World) -> None:
    """A new version of the list is being drafted."""
    duties.draft_version(task_list_id=there.task_list.pk, by=there.round.by)


def letter_of(there: World) -> Letter:
    return Letter.objects.get(unit=there.street)


def plan_of(there: World) -> Plan:
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
        duty_ids=[orphan_of(there).pk],
        units=[there.street],
        until=clock.today() + timedelta(days=5),
        by=there.round.by,
    )


def claimed(there: World) -> None:
    """The street claims it."""
    offered(there)
    by = make.clerk(there.street)
    claiming.claim(offer_id=orphan_of(there).offer.pk, unit_id=there.street.pk, by=by)


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


def meeting_planned(there: World) -> None:
    """The district plans two meetings; the first has a line of its own."""
    for days in (0, 5):
        on = clock.today() + timedelta(days=days)
        data = meetings.MeetingData(kind="joint", title=f"会议{days}", on=on, place="三楼")
        meetings.plan_meeting(data=data, owner=there.district, by=there.round.by)
    meetings.add_item(
        meeting_id=meeting_of(there).pk, text="通报", unit=there.street, by=there.round.by
    )


def meeting_held(there: World) -> None:
    """The first was held."""
    meeting_planned(there)
    by = there.round.by
    meetings.hold_meeting(meeting_id=meeting_of(there).pk, on=clock.today(), by=by)


def meeting_decided(there: World) -> None:
    """It decided on its line."""
    meeting_held(there)
    found = meeting_of(there)
    verdict = meetings.Verdict(line="照办", post="区长", follow="noted")
    key = f"i{found.items.get().pk}"
    meetings.decide(meeting_id=found.pk, key=key, verdict=verdict, by=there.round.by)


def meeting_of(there: World) -> Meeting:
    return Meeting.objects.filter(owner=there.district).order_by("on")[0]


def meeting_after(there: World) -> Meeting:
    return Meeting.objects.filter(owner=there.district).order_by("on")[1]


def orphan_of(there: World) -> Duty:
    return Duty.objects.get(task_list__owner=there.district, task_list__title="认领")


def proposed_again(there: World) -> None:
    """The project waits for its appraisal."""
    Project.objects.filter(pk=there.project.pk).update(stage="proposed")
