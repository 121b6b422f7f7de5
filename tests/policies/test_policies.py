"""Policies per indicator: registered, handed in once, accepted by another person."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import make
from tests.core.sheets import workbook
from wenming.accounts.models import Role
from wenming.core import clock, imports, todo
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.evidence import EvidenceFile
from wenming.core.models import Ask
from wenming.duties.errors import LineMissing
from wenming.policies import importing
from wenming.policies.errors import NoSuchIndicator, PaperMissing, PolicyKnown, SecondPersonNeeded
from wenming.policies.models import Policy
from wenming.policies.services import (
    PolicyData,
    judge_policy,
    register_policy,
    reopen_policy,
    submit_policy,
)

pytestmark = pytest.mark.django_db
PDF = EvidenceFile("办法.pdf", b"%PDF-1.7 x")


@pytest.fixture
def unit():
    """A department, and an edition whose indicators ask for policies."""
    make.edition()
    return make.unit("市教育局")


def registered(unit, by=None, file=None, **fields):
    data = {"indicator": "D06-04", "title": "停车管理办法", "unit": unit, **fields}
    return register_policy(data=PolicyData(**data), by=by or make.office(), file=file)


def test_missing_until_handed_in_and_accepted(unit):
    policy = registered(unit, due_on=clock.today())
    assert Ask.objects.filter(kind="policy", answered_at=None).count() == 1

    submit_policy(policy_id=policy.pk, by=make.clerk(unit), number="云教〔2026〕1号", file=PDF)
    done = judge_policy(policy_id=policy.pk, by=make.office(), accepts=True)

    assert (done.status, done.number, done.accepted_on) == (
        "exists", "云教〔2026〕1号", clock.today(),
    )  # fmt: skip
    assert not Ask.objects.filter(kind="policy", answered_at=None).exists()


def test_what_is_there_is_asked_of_nobody(unit):
    policy = registered(unit, status="exists", file=PDF)

    assert policy.accepted_on == clock.today()
    assert not Ask.objects.filter(kind="policy").exists()


def test_returned_with_what_is_to_be_improved(unit):
    policy = registered(unit)
    submit_policy(policy_id=policy.pk, by=make.clerk(unit), file=PDF)

    with pytest.raises(LineMissing):
        judge_policy(policy_id=policy.pk, by=make.office(), accepts=False)
    back = judge_policy(policy_id=policy.pk, by=make.office(), accepts=False, line="缺罚则")

    assert (back.status, back.remarks) == ("to_improve", "缺罚则")


def test_who_hands_in_does_not_accept(unit):
    policy = registered(unit)
    both = make.user(Role.OFFICE, unit=unit)
    make.Grant.objects.create(user=both, role=Role.DEPARTMENT, area=make.city(), unit=unit)
    submit_policy(policy_id=policy.pk, by=both, file=PDF)

    with pytest.raises(SecondPersonNeeded):
        judge_policy(policy_id=policy.pk, by=both, accepts=True)


def test_an_old_one_is_asked_to_be_improved(unit):
    policy = registered(unit, status="exists")

    opened = reopen_policy(policy_id=policy.pk, by=make.office(), line="补充夜间", due_on=None)

    assert (opened.status, opened.accepted_on) == ("to_improve", None)
    with pytest.raises(TransitionRefused):
        reopen_policy(policy_id=policy.pk, by=make.office(), line="再补", due_on=None)


def test_what_is_refused(unit):
    policy = registered(unit)

    with pytest.raises(PolicyKnown):
        registered(unit)
    with pytest.raises(NoSuchIndicator):
        registered(unit, indicator="X99")
    with pytest.raises(PaperMissing):
        submit_policy(policy_id=policy.pk, by=make.clerk(unit))
    with pytest.raises(NotAllowed):
        submit_policy(policy_id=policy.pk, by=make.clerk(make.unit()), file=PDF)
    with pytest.raises(NotAllowed):
        registered(unit, by=make.clerk(unit), title="另一项")
    with pytest.raises(TransitionRefused):
        judge_policy(policy_id=policy.pk, by=make.office(), accepts=True)


def test_a_sheet_registers_what_is_not_there(unit):
    registered(unit)
    content = workbook(
        ["指标编号", "制度名称", "责任单位", "状态", "完成期限"],
        ["D06-04", "停车管理办法", "市教育局", "缺", ""],
        ["D06-05", "公厕管理制度", "市教育局", "待完善", "2026-12-20"],
        ["X99", "某制度", "没有的单位", "", ""],
        ["D06-05", "公厕管理制度", "市教育局", "", ""],
        title="制度清单",
    )
    report = imports.judge(importing.POLICIES, content, name="a.xlsx", by=make.office())

    assert {(fault.row, fault.column) for fault in report.faults} == {
        (4, "A"), (4, "C"), (5, "B"),
    }  # fmt: skip
    stored = importing.store(report.rows, make.office())
    assert (stored.added, Policy.objects.count()) == (1, 2)
    kept = list(importing.existing(make.office()))
    assert [row[:4] for row in kept] == [
        ("D06-04", "停车管理办法", "市教育局", "缺"),
        ("D06-05", "公厕管理制度", "市教育局", "待完善"),
    ]


# --- Pages ----------------------------------------------------------------------------------------


def test_from_registering_to_accepting_by_the_pages(client, unit):
    office, clerk = make.office(), make.user(Role.DEPARTMENT, unit=unit)
    client.force_login(office)
    day = clock.today() + timedelta(days=3)
    sent = {"indicator": "D06-04", "title": "办法", "unit": "市教育局", "status": "missing"}
    client.post(reverse("policies:list_new"), {**sent, "due_on": f"{day:%Y-%m-%d}"})
    policy = Policy.objects.get()
    page = reverse("policies:list_one", args=[policy.pk])
    assert todo.counts(clerk)["framework"] == 1  # where their page stands

    client.force_login(clerk)
    empty = client.post(reverse("policies:list_submit", args=[policy.pk]), {"number": "1"})
    assert empty.status_code == 422
    paper = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    client.post(reverse("policies:list_submit", args=[policy.pk]), {"papers": paper})
    policy.refresh_from_db()
    opened = client.get(reverse("files:open", args=[policy.paper_id]))
    assert opened.status_code == 200

    client.force_login(office)
    assert "审核" in client.get(page).content.decode()
    silent = client.post(reverse("policies:list_judge", args=[policy.pk]), {})
    assert silent.status_code == 422
    client.post(reverse("policies:list_judge", args=[policy.pk]), {"accept": "1"})
    policy.refresh_from_db()
    assert policy.status == "exists"
    client.post(reverse("policies:list_reopen", args=[policy.pk]), {"reopen-line": "补充夜间条款"})
    policy.refresh_from_db()
    assert policy.status == "to_improve"


def test_the_list_is_filtered_exported_and_bounded(client, unit, django_assert_max_num_queries):
    registered(unit, due_on=clock.today() - timedelta(days=1))
    for n in range(3):
        registered(unit, title=f"制度{n}", status="exists")
    client.force_login(make.office())
    url = reverse("policies:list")

    with django_assert_max_num_queries(22):
        late = client.get(f"{url}?tab=late").content.decode()

    assert late.count('data-rows-target="row"') == 1
    assert "停车管理办法" in client.get(f"{url}?q=d06-04&unit=市教育局").content.decode()
    assert client.get(f"{url}?export=1").status_code == 200


def test_a_strangers_paper_is_not_opened(client):
    make.edition()
    street = make.street()
    policy = registered(street, status="exists", file=PDF)
    client.force_login(make.clerk(make.street()))

    assert client.get(reverse("files:open", args=[policy.paper_id])).status_code == 404
    assert client.get(reverse("policies:list_one", args=[policy.pk])).status_code == 404
