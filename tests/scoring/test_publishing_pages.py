"""The page of publishing, the desk of disputes and a unit's own lines: who sees what, what it costs."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock, todo, uploads
from wenming.inspections import services as inspections
from wenming.inspections.models import Finding, Photo, Visit
from wenming.inspections.workflow import VisitStatus
from wenming.scoring import services, work
from wenming.scoring.models import Confirmation, Dispute, DisputeFile
from wenming.scoring.workflow import DisputeStatus

pytestmark = pytest.mark.django_db


class Case:
    """A closed round with a lost line at one street, and everybody around it."""

    def __init__(self):
        visit = make.accepted_visit(L01_01=make.failed("L01-01", "北门", "南门", outcome=""))
        services.count_visit(visit_id=visit.pk)
        self.visit, self.round = visit, visit.round
        self.office = self.round.by
        inspections.close_round(round_id=self.round.pk, by=self.office)
        self.unit = visit.frame_place.holder
        self.street = make.user(Role.STREET, unit=self.unit)
        self.other = make.user(Role.STREET, unit=make.street())
        self.second = make.user(Role.OFFICE, unit=make.unit("督查科"))
        self.leader = make.user(Role.LEADER)
        self.line = visit.observations.get(item__code="L01-01")

    def url(self, name, *args):
        """A page of this round."""
        return reverse(f"scoring:{name}", args=[self.round.number, *args])


@pytest.fixture
def case():
    return Case()


@pytest.fixture
def feedback(case):
    """The same with its draft out at the units."""
    case.publication = make.results_in_feedback(case.round)
    return case


def get(client, user, url):
    client.force_login(user)
    return client.get(url)


def post(client, user, url, **data):
    client.force_login(user)
    return client.post(url, data)


def act(client, user, case, action, **data):
    return post(client, user, case.url("publish_act", action), **data)


def titles(user):
    return [str(item.title) for item in todo.collect(user, limit=20)]


def test_a_result_goes_out_step_by_step_on_one_page(client, case):
    page = case.url("publish")
    assert "出计算稿" in get(client, case.office, page).content.decode()
    assert act(client, case.office, case, "recalculate").status_code == 302
    assert act(client, case.office, case, "open").status_code == 302
    publication = case.round.publication
    with clock.at(publication.due_at + timedelta(minutes=1)):
        assert act(client, case.office, case, "check").status_code == 302
        assert act(client, case.leader, case, "approve").status_code == 302
        text = get(client, case.second, page).content.decode()
        assert "公布不能撤回" in text
        assert case.leader.display_name in text
        assert act(client, case.second, case, "publish").status_code == 302

    case.round.refresh_from_db()
    assert case.round.status == "published"


def test_an_approval_on_paper_is_recorded_with_its_scan(client, feedback):
    with clock.at(feedback.publication.due_at + timedelta(minutes=1)):
        services.end_feedback(publication_id=feedback.publication.pk, by=feedback.office)
    scan = SimpleUploadedFile("签字.pdf", b"%PDF-1.7", "application/pdf")

    wrong = act(client, feedback.office, feedback, "record", approver="王指挥长")
    right = act(client, feedback.office, feedback, "record", approver="王指挥长", scan=scan)

    assert wrong.status_code == 422
    assert right.status_code == 302
    publication = feedback.round.publication
    publication.refresh_from_db()
    url = reverse("files:open", args=[publication.scan_id])
    assert get(client, feedback.second, url).status_code == 200
    assert get(client, feedback.street, url).status_code == 404


def test_units_are_not_let_in_to_the_page_of_publishing(client, feedback):
    assert get(client, feedback.street, feedback.url("publish")).status_code == 404


@pytest.mark.parametrize("action", ["nonsense", "open"])
def test_what_is_no_step_is_not_found(client, case, action):
    assert act(client, case.office, case, action).status_code == 404


def test_a_unit_sees_its_own_lines_from_feedback_on(client, case):
    url = case.url("lines")
    assert get(client, case.street, url).status_code == 404

    make.results_in_feedback(case.round)

    text = get(client, case.street, url).content.decode()
    assert "北门" in text
    assert "发现2处×1分，满分3得1" in text
    assert "申诉" in text
    assert get(client, case.street, case.url("round")).status_code == 404
    empty = get(client, case.other, url)
    assert empty.context["places"] == []
    assert "北门" not in empty.content.decode()
    assert get(client, case.office, url).status_code in {200, 403}


def test_a_unit_disputes_with_evidence_and_reads_the_decision(client, feedback):
    url = feedback.url("dispute", feedback.line.pk)
    photo = SimpleUploadedFile("线内.jpg", make.photo_bytes(), "image/jpeg")
    assert get(client, feedback.street, url).status_code == 200

    answer = post(client, feedback.street, url, text="一处在停车线内", evidence=photo)

    assert answer.status_code == 302
    dispute = Dispute.objects.get()
    assert titles(feedback.second) == [f"裁定申诉：{feedback.round.title}，1 件"]
    desk = get(client, feedback.second, reverse("scoring:disputes")).content.decode()
    assert "一处在停车线内" in desk
    one = reverse("scoring:disputes_one", args=[dispute.pk])
    data = {"uphold": "1", "uphold-count": "1", "uphold-outcome": "", "uphold-reason": "线内不算"}
    assert post(client, feedback.second, one, **data).status_code == 302
    text = get(client, feedback.street, feedback.url("lines")).content.decode()
    assert "成立，已更正" in text
    assert "线内不算" in text


def test_the_desk_says_what_is_wrong_with_a_decision(client, feedback):
    dispute = services.file_dispute(
        publication_id=feedback.publication.pk,
        observation_id=feedback.line.pk,
        unit=feedback.unit,
        text="不对",
        by=feedback.street,
    )
    one = reverse("scoring:disputes_one", args=[dispute.pk])

    same = {"uphold": "1", "uphold-count": "2", "uphold-outcome": "", "uphold-reason": "对"}
    answer = post(client, feedback.second, one, **same)
    assert answer.status_code == 422
    assert "和现在的判定一样" in answer.content.decode()
    assert post(client, feedback.second, one, reject="1").status_code == 422
    assert post(client, feedback.street, one, reject="1").status_code == 403
    assert get(client, feedback.other, one).status_code == 404


def test_evidence_is_seen_by_the_unit_and_the_office_only(client, feedback):
    url = feedback.url("dispute", feedback.line.pk)
    photo = SimpleUploadedFile("线内.jpg", make.photo_bytes(), "image/jpeg")
    post(client, feedback.street, url, text="一处在停车线内", evidence=photo)
    file = reverse("files:open", args=[DisputeFile.objects.get().upload_id])

    assert get(client, feedback.street, file).status_code == 200
    assert get(client, feedback.second, file).status_code == 200
    assert get(client, feedback.other, file).status_code == 404


def test_photos_of_a_line_are_shown_to_its_unit_during_feedback(client, case):
    upload = uploads.store_photo(make.photo_bytes(color="red"), name="a.jpg", by=None)
    photo = Photo.objects.create(visit=case.visit, upload=upload)
    Finding.objects.filter(observation=case.line).update(photo=photo)
    url = reverse("files:open", args=[upload.pk])
    assert get(client, case.street, url).status_code == 404

    make.results_in_feedback(case.round)

    assert get(client, case.street, url).status_code == 200
    assert get(client, case.other, url).status_code == 404


def test_a_foreign_line_cannot_be_disputed(client, feedback):
    url = feedback.url("dispute", feedback.line.pk)

    assert get(client, feedback.other, url).status_code == 404
    assert get(client, feedback.street, feedback.url("dispute", 10**9)).status_code == 404


def test_the_to_do_of_a_unit_goes_when_it_has_read_its_lines(client, feedback):
    assert titles(feedback.street) == [f"核对得分：{feedback.round.title}"]
    assert titles(feedback.other) == []

    assert post(client, feedback.street, feedback.url("confirm")).status_code == 302

    assert titles(feedback.street) == []
    assert Confirmation.objects.get().unit == feedback.unit


def test_every_step_is_a_to_do_of_whoever_may_take_it(case):
    assert titles(case.office) == [f"出计算稿：{case.round.title}"]
    drafted = services.draft_results(round_id=case.round.pk, by=case.office)
    assert titles(case.office) == [f"发单位核实：{case.round.title}"]
    publication = services.open_feedback(publication_id=drafted.pk, by=case.office)
    assert titles(case.office) == []
    with clock.at(publication.due_at + timedelta(minutes=1)):
        assert titles(case.office) == [f"结束核实：{case.round.title}"]
        services.end_feedback(publication_id=publication.pk, by=case.office)
        assert titles(case.leader) == [f"审定得分：{case.round.title}"]
        services.approve_results(publication_id=publication.pk, by=case.leader)
        assert titles(case.office) == []
        assert titles(case.second) == [f"公布得分：{case.round.title}"]


def test_no_step_is_a_to_do_while_a_visit_or_a_dispute_is_open(feedback):
    def waiting():
        return list(work.to_bring_on_by(feedback.office))

    services.file_dispute(
        publication_id=feedback.publication.pk,
        observation_id=feedback.line.pk,
        unit=feedback.unit,
        text="不对",
        by=feedback.street,
    )
    with clock.at(feedback.publication.due_at + timedelta(minutes=1)):
        assert waiting() == []
        Dispute.objects.update(status=DisputeStatus.REJECTED)
        assert waiting() == [feedback.round]
        Visit.objects.update(status=VisitStatus.SUBMITTED)
        assert waiting() == []


def test_the_difference_names_indicator_and_unit(client, feedback):
    dispute = services.file_dispute(
        publication_id=feedback.publication.pk,
        observation_id=feedback.line.pk,
        unit=feedback.unit,
        text="不对",
        by=feedback.street,
    )
    services.uphold_dispute(dispute_id=dispute.pk, by=feedback.second, count=1, reason="线内")
    with clock.at(feedback.publication.due_at + timedelta(minutes=1)):
        ended = services.end_feedback(publication_id=feedback.publication.pk, by=feedback.office)

    url = feedback.url("difference", ended.draft_id, ended.run_id)
    found = get(client, feedback.office, url).context["difference"]

    assert [row.code for row in found.indicators] == ["D01-01"]
    assert feedback.unit.name in [row.name for row in found.units]
    assert found.rate.change > 0
    assert get(client, feedback.street, url).status_code == 404


def test_a_witness_does_not_see_a_result_before_it_is_published(client, case):
    district = make.area()
    witness = make.user(Role.DISTRICT_OFFICE, unit=make.unit(area=district), area=district)
    case.round.invited.add(witness.grants.get().unit)

    assert get(client, witness, case.url("round")).status_code == 404


def test_the_list_of_lines_costs_the_same_at_any_length(client):
    street = make.area("street", parent=make.area())
    unit = make.unit(kind="street", area=street)
    community = make.area("community", parent=street)
    for _n in range(4):
        make.place("L01", area=community, holder=unit)
    round_ = make.released_round(sizes={"L01": 4})
    verifier = make.user(Role.VERIFIER)
    clerk = make.user(Role.STREET, unit=unit)
    for _n in range(4):
        visit = make.visit(round_)
        failed = make.failed("L01-01", "北门", outcome="")
        inspections.submit_visit(
            visit_id=visit.pk,
            by=visit.inspectors.first(),
            answers=make.answers(visit, L01_01=failed),
        )
        inspections.accept_visit(visit_id=visit.pk, by=verifier)
        services.count_visit(visit_id=visit.pk)
    inspections.close_round(round_id=round_.pk, by=round_.by)
    make.results_in_feedback(round_)
    url = reverse("scoring:lines", args=[round_.number])
    client.force_login(clerk)
    client.get(url)
    costs = []
    for keep in (4, 1):
        extra = list(round_.visits.values_list("pk", flat=True)[keep:])
        round_.visits.filter(pk__in=extra).update(status="void")
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(url).context["places"]) == keep
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_the_page_of_a_closed_round_leads_to_its_publication(client, case):
    page = get(client, case.office, reverse("inspections:round", args=[case.round.number]))

    assert case.url("publish") in page.content.decode()
    assert get(client, case.office, case.url("publish")).status_code == 200
