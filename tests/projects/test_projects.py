"""Projects: from the idea to acceptance, by two people, in time and within the money."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock, todo
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.evidence import EvidenceFile
from wenming.core.models import Ask, AuditEntry
from wenming.organization import panels
from wenming.organization.models import Level
from wenming.places import facts
from wenming.projects.errors import (
    DaysOutOfOrder,
    NeedsSecond,
    OwnUnitDecides,
    ProjectIsFixed,
    SpentShrinks,
    StepLacks,
)
from wenming.projects.models import Project
from wenming.projects.money import fen_of, wan_of, written
from wenming.projects.services import (
    ProjectData,
    StepData,
    advance,
    plan_project,
    save_project,
)
from wenming.projects.workflow import TIMETABLE, Stage, next_of

pytestmark = pytest.mark.django_db
SAID = StepData(line="现场看过", approval="云发改〔2026〕9号", budget=5_000_000, funding="市级财政")


def step(project, action, by, said=SAID):
    return advance(project_id=project.pk, action=action, data=said, by=by)


def data(unit, **fields):
    fields = {"name": "停车场", "kind": "facility", "content": "60 个车位", **fields}
    return ProjectData(unit=unit, area=unit.area, **fields)


def test_goes_from_the_idea_to_acceptance():
    unit = make.street()
    clerk, one, other = make.clerk(unit), make.office(), make.office()
    project = save_project(data=data(unit), days={}, by=clerk)

    step(project, "appraise", one)
    step(project, "approve", other)
    step(project, "fund", one, StepData(funding="上级补助", spent=100))
    step(project, "report", clerk, StepData(line="主体完工", spent=2_000_000))
    photo = EvidenceFile("a.jpg", make.photo_bytes())
    step(project, "finish", clerk, StepData(spent=4_000_000, files=[photo]))
    step(project, "accept", other)

    project.refresh_from_db()
    assert (project.stage, project.spent, project.funding) == ("accepted", 4_000_000, "上级补助")
    assert (project.approval, project.budget) == ("云发改〔2026〕9号", 5_000_000)
    assert [row.action for row in project.steps.all()] == [
        "propose", "appraise", "approve", "fund", "report", "finish", "accept",
    ]  # fmt: skip
    done = dict(project.milestones.values_list("stage", "done_on"))
    assert done == dict.fromkeys(TIMETABLE, clock.today())
    told = AuditEntry.objects.filter(action__startswith="project.").order_by("pk")
    assert told.last().action == "project.accepted"


def test_who_appraised_does_not_approve():
    project, one = make.project(), make.office()
    step(project, "appraise", one)

    with pytest.raises(NeedsSecond, match="另一个人"):
        step(project, "approve", one)

    step(project, "approve", make.office())


def test_neither_who_reported_it_built_nor_the_builder_accepts():
    project, one = make.project(stage="funded"), make.office()
    step(project, "finish", one)

    with pytest.raises(NeedsSecond):
        step(project, "accept", one)
    with pytest.raises(OwnUnitDecides):
        step(project, "accept", make.user(Role.DISTRICT_OFFICE, unit=project.unit))


@pytest.mark.parametrize("action", ["appraise", "approve", "accept", "drop"])
def test_decisions_are_the_offices(action):
    stage = {"appraise": "proposed", "approve": "appraised", "accept": "built", "drop": "proposed"}
    project = make.project(stage=stage[action])

    with pytest.raises(NotAllowed):
        step(project, action, make.clerk(project.unit))


def test_another_unit_reports_nothing():
    project = make.project(stage="funded")

    with pytest.raises(NotAllowed):
        step(project, "report", make.clerk(make.street()))


def test_steps_out_of_turn_are_refused_in_words():
    with pytest.raises(TransitionRefused, match=r"待论证.*论证通过"):
        step(make.project(), "fund", make.office())


@pytest.mark.parametrize(
    ("stage", "action"),
    [("appraised", "approve"), ("approved", "fund"), ("funded", "report"), ("built", "redo")],
)
def test_a_step_needs_what_it_decides_by(stage, action):
    project = make.project(stage=stage)

    with pytest.raises(StepLacks):
        step(project, action, make.office(), StepData())

    project.refresh_from_db()
    assert project.stage == stage


def test_what_was_spent_is_summed_up():
    project = make.project(stage="funded")
    step(project, "report", make.office(), StepData(line="一", spent=300))

    with pytest.raises(SpentShrinks):
        step(project, "report", make.office(), StepData(line="二", spent=299))


def test_redo_takes_the_built_day_back():
    day = clock.today() + timedelta(days=9)
    project = make.project(stage="built", days={Stage.BUILT: day})
    assert project.due_on is None

    step(project, "redo", make.office())

    project.refresh_from_db()
    assert (project.stage, project.due_on) == ("funded", day)
    assert project.milestones.get(stage="built").done_on is None


def test_days_follow_each_other():
    day = clock.today()

    with pytest.raises(DaysOutOfOrder):
        make.project(days={Stage.APPROVED: day, Stage.BUILT: day - timedelta(days=1)})

    project = make.project(days={Stage.APPRAISED: day, Stage.BUILT: day})
    assert project.due_on == day


def test_what_was_approved_is_fixed_but_for_its_days():
    project = make.project(stage="approved")
    later = clock.today() + timedelta(days=30)

    with pytest.raises(ProjectIsFixed):
        save_project(project_id=project.pk, data=data(project.unit), days={}, by=make.office())
    planned = plan_project(project_id=project.pk, days={Stage.FUNDED: later}, by=make.office())

    assert planned.due_on == later
    over = make.project(stage="accepted")
    with pytest.raises(ProjectIsFixed):
        plan_project(project_id=over.pk, days={}, by=make.office())


def test_a_unit_brings_in_only_its_own():
    unit = make.street()

    with pytest.raises(NotAllowed):
        save_project(data=data(make.street()), days={}, by=make.clerk(unit))

    save_project(data=data(unit), days={}, by=make.clerk(unit))


def test_the_unit_is_asked_once_for_the_end():
    project = make.project(stage="funded")
    asked = Ask.objects.get(question=f"project:{project.number}:built")

    step(project, "finish", make.clerk(project.unit))

    asked.refresh_from_db()
    assert asked.answered_at is not None
    step(project, "redo", make.office())
    step(project, "finish", make.clerk(project.unit))
    assert Ask.objects.filter(question__startswith="project:").count() == 1


def test_a_project_that_was_dropped_asks_for_nothing():
    project = make.project(stage="funded")

    step(project, "drop", make.office())

    asked = Ask.objects.get(question=f"project:{project.number}:built")
    assert (asked.answered_at, asked.withdrawn_at is not None) == (None, True)


def test_the_stage_after_each():
    assert next_of(Stage.PROPOSED) == Stage.APPRAISED
    assert next_of(Stage.BUILT) == Stage.ACCEPTED
    assert next_of(Stage.ACCEPTED) is None
    assert next_of(Stage.DROPPED) is None


def test_money_comes_back_as_it_went_in():
    assert wan_of(fen_of(wan_of(123_456_789))) == wan_of(123_456_789)
    assert written(123_456_789) == "123.456789"
    assert written(0) == "0"


# --- Pages ----------------------------------------------------------------------------------------


def fill(unit, **changed):
    fields = {
        "name": "口袋公园", "kind": "livelihood", "content": "改造一处", "unit": unit.name,
        "area": unit.area.pk, "budget": "12.5", "places": "", "indicators": "",
        "due_appraised": "2026-12-01", "due_built": "2027-03-01",
    }  # fmt: skip
    return {**fields, **changed}


def test_a_clerk_brings_one_in_by_the_form(client):
    unit = make.street()
    place = make.place(area=unit.area, holder=unit)
    client.force_login(make.clerk(unit))

    client.post(reverse("projects:new"), fill(unit, places=place.code))

    project = Project.objects.get()
    assert (project.budget, list(project.places.all())) == (12_500_000, [place])
    page = client.get(reverse("projects:detail", args=[project.number])).content.decode()
    assert place.name in page
    assert "论证通过" not in page


def test_what_is_wrong_stands_in_the_form(client):
    unit = make.street()
    client.force_login(make.clerk(unit))

    wrong = fill(unit, places="NO-1", budget="-1", due_built="2026-01-01")
    answer = client.post(reverse("projects:new"), wrong)

    assert answer.status_code == 422
    assert "NO-1" in answer.content.decode()
    assert not Project.objects.exists()


def test_a_step_by_its_form(client):
    project = make.project()
    client.force_login(make.office())
    url = reverse("projects:act", args=[project.number, "appraise"])

    client.post(url, {"appraise-line": "可行"})
    refused = client.post(url, {"appraise-line": "可行"})

    project.refresh_from_db()
    assert project.stage == "appraised"
    assert refused.status_code == 422
    assert "已论证" in refused.content.decode()
    nothing = client.post(reverse("projects:act", args=[project.number, "dance"]))
    assert nothing.status_code == 404


def test_the_list_is_filtered_exported_and_bounded(client, django_assert_max_num_queries):
    client.force_login(make.office())
    late = make.project(days={Stage.APPRAISED: clock.today() - timedelta(days=3)})
    make.project(stage="accepted")
    for _n in range(4):
        make.project(days={Stage.APPRAISED: clock.today() + timedelta(days=30)})

    with django_assert_max_num_queries(24):
        page = client.get(f"{reverse('projects:list')}?tab=late").content.decode()

    assert late.name in page
    assert page.count('data-rows-target="row"') == 1
    assert client.get(f"{reverse('projects:list')}?tab=all&unit=没有这个单位").status_code == 200
    sheet = client.get(f"{reverse('projects:export')}?tab=late")
    assert sheet.status_code == 200


def test_a_place_and_an_area_know_their_projects():
    unit = make.street()
    place = make.place(area=unit.area, holder=unit)
    make.project(unit, places=[place])
    office = make.office()

    assert facts.of(office, [place.pk])[place.pk]["projects"].written == "1"
    counts = {panel.count for panel in panels.of(unit.area) if "项目" in str(panel.label)}
    assert counts == {1}


def test_out_of_sight_is_not_found(client):
    project = make.project()
    stranger = make.user(Role.STREET, unit=make.street())
    client.force_login(stranger)

    assert client.get(reverse("projects:detail", args=[project.number])).status_code == 404
    assert project.name not in client.get(f"{reverse('projects:list')}?tab=all").content.decode()


def test_what_waits_is_told_and_counted():
    soon = clock.today() + timedelta(days=1)
    project = make.project(stage="funded", days={Stage.BUILT: soon})
    clerk, one = make.clerk(project.unit), make.office()

    told = [row for row in todo.collect(clerk, limit=20) if project.name in str(row.title)]
    assert [str(row.verb) for row in told] == ["报建成"]
    step(project, "finish", clerk)
    assert todo.counts(one)["projects"] == 1
    assert todo.counts(clerk)["projects"] == 0


def test_every_area_level_may_hold_one():
    community = make.unit(kind="community", area=make.area(Level.COMMUNITY))

    assert make.project(community).owner == community.area
