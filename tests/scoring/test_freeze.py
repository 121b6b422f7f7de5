"""A run can be computed again for ever; what was published never changes, a correction is a new run."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core.evidence import EvidenceFile
from wenming.duties.models import IndicatorLead
from wenming.framework.models import Indicator
from wenming.inspections import services as inspections
from wenming.inspections.models import Observation
from wenming.places.models import PlaceOwner
from wenming.scoring import errors, selectors, services
from wenming.scoring.models import Amendment, Run

pytestmark = pytest.mark.django_db
SCAN = EvidenceFile("签字.pdf", b"%PDF-1.7")


class Case:
    """A published round with two findings at one item."""

    def __init__(self):
        visit = make.accepted_visit(L01_01=make.failed("L01-01", "北门", "南门", outcome=""))
        services.count_visit(visit_id=visit.pk)
        self.visit, self.round = visit, visit.round
        inspections.close_round(round_id=self.round.pk, by=self.round.by)
        make.approved_results(self.round)
        self.second = make.user(Role.OFFICE, unit=make.unit("督查科"))
        self.publication = services.publish_round(round_id=self.round.pk, by=self.second)
        self.run = self.publication.run
        self.line = visit.observations.get(item__code="L01-01")
        self.round.refresh_from_db()

    def amend(self, **fields):
        """A correction of the line that a leader approved."""
        given = {"count": 1, "reason": "一处在线内", "approver": "王指挥长", "scan": SCAN}
        given |= {"observation_id": self.line.pk, "by": self.second}
        return services.amend_published(**{**given, **fields})

    @property
    def rate(self):
        """The published field rate."""
        return selectors.scored(self.round, "first").field_rate


@pytest.fixture
def case():
    return Case()


def rescore(run):
    call_command("rescore", run.pk)


def test_a_run_comes_out_byte_for_byte(case, capsys):
    rescore(case.run)
    rescore(case.publication.last_run)

    assert case.run.result_digest in capsys.readouterr().out


def test_what_was_changed_in_the_result_is_named(case):
    result = case.run.result
    result["indicators"][0]["value"] = 99.0
    Run.objects.filter(pk=case.run.pk).update(result=result)

    with pytest.raises(CommandError, match=r"indicators\[0\].value：存的 99.0") as refusal:
        rescore(case.run)

    assert refusal.value.returncode == 1
    assert "结果在计算以后被改动过" in str(refusal.value)


def test_an_english_environment_is_told_in_english(case, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    Run.objects.filter(pk=case.run.pk).update(result={**case.run.result, "indicators": []})

    with pytest.raises(CommandError) as refusal:
        rescore(case.run)

    assert str(refusal.value).startswith(f"Run {case.run.pk} does not come out the same:")
    assert not re.search("[\u4e00-\u9fff]", str(refusal.value))


def test_changed_inputs_are_found(case):
    inputs = case.run.inputs
    inputs["field"][0][3] += 1
    Run.objects.filter(pk=case.run.pk).update(inputs=inputs)

    with pytest.raises(CommandError, match="输入在计算以后被改动过"):
        rescore(case.run)


def test_changed_records_are_found(case):
    Observation.objects.filter(pk=case.line.pk).update(count=0)

    with pytest.raises(CommandError, match="指标 D01-01：公布时"):
        rescore(case.run)


def test_new_leads_and_owners_change_nothing_of_what_was_published(case):
    rate, losses = case.rate, selectors.losses_of(case.round, selectors.scored(case.round, "first"))
    indicator = Indicator.objects.get(code="D01-01")
    IndicatorLead.objects.create(
        edition=case.round.edition, indicator=indicator, unit=make.unit("新牵头")
    )
    PlaceOwner.objects.create(
        place=case.visit.frame_place.place, item_code="L01-01", unit=make.unit("新责任单位")
    )

    rescore(case.run)
    call_command("verify_scores")

    assert case.rate == rate
    assert selectors.losses_of(case.round, selectors.scored(case.round, "first")) == losses


def test_there_is_no_such_run():
    with pytest.raises(CommandError, match="没有编号为 7") as refusal:
        call_command("rescore", 7)

    assert refusal.value.returncode == 2


def test_a_correction_is_a_new_run_and_the_old_one_stays(case):
    before = case.rate
    kept = Run.objects.get(pk=case.run.pk)

    amendment = case.amend()

    assert case.rate > before
    assert amendment.new.corrects == kept
    assert Run.objects.get(pk=kept.pk).result == kept.result
    rescore(kept)
    rescore(amendment.new)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"scan": None}, errors.ApproverMissing),
        ({"approver": " "}, errors.ApproverMissing),
    ],
)
def test_a_correction_needs_name_and_scan(case, fields, error):
    with pytest.raises(error):
        case.amend(**fields)

    assert not Amendment.objects.exists()


def test_not_by_who_planned_the_round(case):
    with pytest.raises(errors.SamePerson):
        case.amend(by=case.round.by)


def test_before_publication_the_ordinary_way_is_used():
    visit = make.accepted_visit()

    with pytest.raises(errors.NotPublished, match="请在审核页更正"):
        services.amend_published(
            observation_id=visit.observations.first().pk,
            by=make.user(Role.OFFICE, unit=make.unit("督查科")),
            outcome="not_applicable",
            reason="不适用",
            approver="王指挥长",
            scan=SCAN,
        )


def test_the_page_asks_and_leads_to_the_difference(client, case):
    url = reverse("scoring:amend", args=[case.round.number, case.line.pk])
    sheet = reverse("scoring:place", args=[case.visit.pk])
    client.force_login(case.second)
    assert url in client.get(sheet).content.decode()
    assert "另出一份结果" in client.get(url).content.decode()
    data = {"outcome": "", "count": "2", "reason": "线内", "approver": "王指挥长"}
    scan = SimpleUploadedFile("签字.pdf", b"%PDF-1.7", "application/pdf")

    same = client.post(url, {**data, "scan": scan})
    assert same.status_code == 422
    assert "和现在的判定一样" in same.content.decode()
    scan.seek(0)
    done = client.post(url, {**data, "count": "1", "scan": scan}, follow=True)

    assert "差别报告" in done.content.decode()
    assert [row.code for row in done.context["difference"].indicators] == ["D01-01"]
    client.force_login(make.user(Role.STREET, unit=case.visit.frame_place.holder))
    assert client.get(url).status_code == 403
    assert url not in client.get(sheet).content.decode()
