"""The ledger of problems: what it shows to whom, filtered, exported, and what it costs."""

import io
import zipfile

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import make
from wenming.accounts.models import Role
from wenming.core.models import AuditEntry
from wenming.organization.models import Post
from wenming.problems import services
from wenming.problems.ledger import COLUMNS

pytestmark = pytest.mark.django_db


class TestLedger:
    def test_shows_what_is_open_by_time_left(self, client, office):
        later = make.dispatched(allowed_days=9)
        sooner = make.dispatched(allowed_days=1)
        make.proposal()

        answer = client.get(reverse("problems:list"))

        assert [problem for problem, _light in answer.context["rows"]] == [sooner, later]
        assert sooner.unit.name in answer.content.decode()

    def test_a_unit_sees_its_own_only(self, client):
        own, foreign = make.dispatched(), make.dispatched()
        client.force_login(make.clerk(own.unit))

        text = client.get(reverse("problems:list")).content.decode()

        assert own.number in text
        assert foreign.number not in text

    @pytest.mark.parametrize(
        "tab", ["open", "verify", "overdue", "unreceived", "deferred", "all", "dropped"]
    )
    def test_every_saved_filter_opens(self, client, office, tab):
        make.dispatched()
        make.rectified()

        answer = client.get(reverse("problems:list"), {"tab": tab})

        chips = {chip["url"]: chip["count"] for chip in answer.context["chips"]}
        assert chips[f"?tab={tab}"] == len(answer.context["rows"])

    def test_filters_by_what_is_asked(self, client, office):
        one, other = make.dispatched(), make.dispatched()

        def found(**asked):
            answer = client.get(reverse("problems:list"), asked)
            return {problem for problem, _light in answer.context["rows"]}

        assert found(unit=one.unit.code) == {one}
        assert found(q=other.number[-5:]) == {other}
        assert found(status="received") == set()
        assert found(area=one.unit.area.code) == {one}
        assert found(since="2020-01-01", until="2020-12-31") == set()
        assert found(source="patrol", remedy="fix") == {one, other}

    def test_a_state_that_the_tab_does_not_hold_is_found_all_the_same(self, client, office):
        closed, dropped = make.rectified(), make.proposal()
        services.close(problem_id=closed.pk, by=make.user(Role.VERIFIER))
        services.drop(problem_ids=[dropped.pk], why="重复", by=office)

        for asked, wanted in (("closed", closed), ("dropped", dropped)):
            answer = client.get(reverse("problems:list"), {"status": asked, "tab": "open"})
            assert [problem for problem, _light in answer.context["rows"]] == [wanted]

    def test_nonsense_in_the_address_is_no_fault(self, client, office):
        asked = {"unit": "x", "since": "32", "tab": "?", "mark": "!!", "round": "9", "area": "-"}

        assert client.get(reverse("problems:list"), asked).status_code == 200

    def test_pages_by_key(self, client, office):
        street = make.street()
        problems = [make.proposal(street) for _ in range(53)]
        services.release(problem_ids=[p.pk for p in problems], by=office)

        first = client.get(reverse("problems:list"))
        mark = first.context["page"].next_mark
        second = client.get(reverse("problems:list"), {"mark": mark})

        assert len(first.context["rows"]) == 50
        assert len(second.context["rows"]) == 3

    def test_costs_the_same_for_few_and_many(self, client, office, django_assert_max_num_queries):
        for _ in range(2):
            make.dispatched()
        with django_assert_max_num_queries(22) as few:
            client.get(reverse("problems:list"))
        for _ in range(6):
            make.dispatched()
        with django_assert_max_num_queries(len(few)):
            client.get(reverse("problems:list"))


class TestExport:
    def rows(self, answer):
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
        return sheet.to_python()

    def test_has_the_columns_that_offices_keep(self, client, office):
        problem = make.rectified()
        Post.objects.create(
            unit=problem.unit, title="联络员", kind="liaison", holder="王工", phone="13800001234"
        )
        services.close(problem_id=problem.pk, by=make.user(Role.VERIFIER))

        head, row = self.rows(client.get(reverse("problems:export"), {"tab": "closed"}))

        assert len(head) == 25
        assert head == [header for header, _width in COLUMNS]
        cells = dict(zip(head, row, strict=True))
        assert cells["问题编号"] == problem.number
        assert cells["责任单位"] == problem.unit.name
        assert cells["责任人及电话"] == "王工 13800001234"
        assert cells["是否销号"] == "是"
        assert cells["整改措施"] == "已清理"
        assert cells["复核结果/时间"].startswith("通过，销号")
        assert cells["超期天数"] == 0

    def test_exports_what_is_filtered_and_leaves_a_trail(self, client, office):
        one, _other = make.dispatched(), make.dispatched()

        answer = client.get(reverse("problems:export"), {"unit": one.unit.code})

        assert len(self.rows(answer)) == 2
        entry = AuditEntry.objects.get(action="problem.exported")
        assert entry.data["problems"] == 1

    def test_exports_what_is_ticked(self, client, office):
        one, _other = make.dispatched(), make.dispatched()

        answer = client.post(reverse("problems:export"), {"problem": [one.pk]})

        assert [row[1] for row in self.rows(answer)[1:]] == [one.number]

    def test_units_see_masked_phones_and_their_own_rows(self, client):
        own, _foreign = make.dispatched(), make.dispatched()
        Post.objects.create(
            unit=own.unit, title="联络员", kind="liaison", holder="王工", phone="13800001234"
        )
        client.force_login(make.clerk(own.unit))

        rows = self.rows(client.get(reverse("problems:export")))

        assert [row[1] for row in rows[1:]] == [own.number]
        assert "138****1234" in str(rows)
        assert "13800001234" not in str(rows)

    def test_splits_into_one_sheet_a_unit(self, client, office):
        first, second = make.dispatched(), make.dispatched()

        answer = client.get(reverse("problems:export_by_unit"))

        names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
        assert len(names) == 2
        assert {first.unit.name, second.unit.name} == {name.split("-")[0] for name in names}

    def test_photos_lie_over_their_cells(self, client, office):
        from openpyxl import load_workbook

        problem = make.dispatched(needs_photo=True)
        services.submit_rectification(
            problem_id=problem.pk,
            measure="已清理",
            photos=[services.PhotoFile(make.photo_bytes(), "a.jpg")],
            by=make.clerk(problem.unit),
        )

        answer = client.get(reverse("problems:export"))

        sheet = load_workbook(io.BytesIO(answer.content)).active
        assert len(sheet._images) == 1

    def test_text_is_never_a_formula(self, client, office):
        make.dispatched(text="=1+1")

        answer = client.get(reverse("problems:export"))

        assert self.rows(answer)[1][8] == "=1+1"


def test_the_text_to_copy_names_who_has_not_signed(client, office):
    problem, signed = make.dispatched(), make.dispatched()
    services.receive(problem_id=signed.pk, by=make.clerk(signed.unit))

    text = client.get(reverse("problems:notice")).context["text"]

    assert problem.number in text
    assert f"尚未签收：{problem.unit}。" in text
    assert reverse("problems:link", args=[problem.order.token]) in text


def test_the_text_for_a_leader_has_no_link_that_stands_for_a_unit(client):
    problem = make.dispatched()
    client.force_login(make.user(Role.LEADER))

    text = client.get(reverse("problems:notice")).context["text"]

    assert problem.number in text
    assert problem.order.token not in text
