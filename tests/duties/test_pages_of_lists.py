"""Pages and papers of task lists: the whole way by hand, order sheets, exports, what they cost."""

import io

import pytest
from django.urls import reverse
from docx import Document as Docx
from python_calamine import CalamineWorkbook

from tests import make
from tests.duties.lists import accepted_document, address
from wenming.accounts.models import Role
from wenming.core import uploads
from wenming.duties.models import Duty, TaskList
from wenming.organization.models import Level, UnitKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
MOST = 13  # with the figures of the frame, which are kept where nothing changed: 11 then


def test_each_unit_has_a_sheet_with_a_number_and_its_own_tasks(client, clerk, bureau, liaison):
    police = make.unit("市公安局")
    issued = make.issued_list(
        make.task(bureau, text="整治背街小巷", supports=[police]),
        make.task(police, text="规范停车秩序"),
        by=clerk,
    )
    url = reverse("duties:orders", args=[issued.pk])

    orders = {o.receipt.unit: o for o in client.get(url).context["orders"]}

    assert {o.number for o in orders.values()} == {f"{issued.number}-01", f"{issued.number}-02"}
    assert [line.duty.text for line in orders[bureau].lines] == ["整治背街小巷"]
    assert [line.duty.text for line in orders[police].lines] == ["整治背街小巷", "规范停车秩序"]
    client.force_login(liaison)
    page = client.get(url)
    assert [o.receipt.unit for o in page.context["orders"]] == [bureau]
    assert "data:image/svg+xml" in page.content.decode()
    assert "规范停车秩序" not in page.content.decode()


def test_the_office_of_a_named_district_sees_its_own_answers_only(client, clerk, bureau):
    district = make.unit("东湖区创城办", kind=UnitKind.DISTRICT, area=make.area(Level.DISTRICT))
    issued = make.issued_list(make.task(bureau, text="整治背街小巷"), make.task(district), by=clerk)
    client.force_login(make.user(Role.OFFICE, unit=district))

    page = client.get(reverse("duties:task_list", args=[issued.pk]))
    orders = client.get(reverse("duties:orders", args=[issued.pk])).context["orders"]

    assert "asked" not in page.context
    assert [order.receipt.unit for order in orders] == [district]


def test_a_draft_has_no_sheets_yet(client, clerk, bureau):
    made = make.task_list(make.task(bureau), by=clerk)

    assert client.get(reverse("duties:orders", args=[made.pk])).status_code == 404


def test_the_whole_way_by_hand(client, clerk, bureau):
    document = accepted_document(bureau, clerk)

    made = client.post(
        address("review_finish", document.pk),
        {"into": "", "title": "迎测清单", "basis": "《讲话》"},
    )
    task_list = TaskList.objects.get()
    assert made.url == address("task_list", task_list.pk)
    assert "拟稿" in client.get(made.url).content.decode()
    client.post(address("submit", task_list.pk))
    client.force_login(make.office())
    client.post(address("review_list", task_list.pk), {"pass": "1"})
    issued = client.post(
        address("issue", task_list.pk),
        {"approver": "主任", "number": "", "issued_on": "2026-11-20"},
        follow=True,
    )

    page = issued.content.decode()
    assert "市创城办清单〔2026〕1号" in page
    assert "1 个单位还没有签收" in page
    assert "尚未签收（1 个）：市城管局" in page
    assert f"http://testserver{made.url}" in page


def test_a_list_is_exported_with_its_indicators(client, clerk, bureau):
    edition = make.edition()
    indicator = edition.indicators.get(code="D06-05")
    made = make.task_list(make.task(bureau, text="维修公厕", indicators=[indicator]))

    answer = client.get(address("export", made.pk))

    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    row = rows.to_python()[2]
    assert row[:2] == ["生活环境", "D06-05 公共厕所管理"]
    assert row[2:4] == ["维修公厕", "市城管局"]


def test_a_draft_shows_its_paper_as_a_draft(client, clerk):
    made = make.task_list()

    answer = client.get(address("paper", made.pk))

    words = "\n".join(line.text for line in Docx(io.BytesIO(answer.content)).paragraphs)
    assert f"{made.title}（拟稿）" in words


def test_the_issued_paper_is_the_frozen_one(client, clerk):
    issued = make.issued_list()
    Duty.objects.update(text="改了库里的字")

    answer = client.get(address("paper", issued.pk))

    assert b"".join(answer.streaming_content) == uploads.read(issued.paper)


def test_lists_cost_the_same_however_many(client, clerk, django_assert_max_num_queries):
    make.issued_list()
    client.get(address("lists"))
    with django_assert_max_num_queries(MOST):
        client.get(address("lists"))
    for _n in range(3):
        make.issued_list(make.task(), make.task())
    with django_assert_max_num_queries(MOST):
        page = client.get(address("lists"))

    assert "0/2" in page.content.decode()


def test_a_list_costs_the_same_however_long(client, clerk, django_assert_max_num_queries):
    short = make.issued_list()
    long = make.issued_list(*[make.task(make.unit(), supports=[make.unit()]) for _n in range(8)])
    client.get(address("task_list", short.pk))

    for issued in (short, long):
        with django_assert_max_num_queries(MOST):
            client.get(address("task_list", issued.pk))
