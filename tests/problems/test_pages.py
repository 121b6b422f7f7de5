"""The pages: what they show to whom, what a step answers, how many queries a list costs."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import make
from wenming.accounts.models import Role
from wenming.core.models import AuditEntry
from wenming.organization.models import Area, Post
from wenming.problems import services
from wenming.problems.ledger import COLUMNS
from wenming.problems.models import Problem
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    """The city office, signed in."""
    person = make.office()
    client.force_login(person)
    return person


def photo(name="after.jpg"):
    return SimpleUploadedFile(name, make.photo_bytes(), content_type="image/jpeg")


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


class TestPending:
    def test_units_have_no_such_page(self, client):
        client.force_login(make.clerk(make.proposal().unit))

        assert client.get(reverse("problems:pending")).status_code == 403

    def test_shows_what_waits_critical_first(self, client, office):
        plain, critical = make.proposal(), make.proposal(is_critical=True)

        answer = client.get(reverse("problems:pending"))

        assert [row.problem for row in answer.context["rows"]] == [critical, plain]
        assert answer.context["summary"]["total"] == 2

    def test_filters_those_without_a_unit(self, client, office):
        lost = make.proposal()
        make.proposal()
        Problem.objects.filter(pk=lost.pk).update(unit=None)

        answer = client.get(reverse("problems:pending"), {"unit": "-"})

        assert [row.problem for row in answer.context["rows"]] == [lost]

    def test_releases_what_is_ticked(self, client, office):
        chosen, left = make.proposal(), make.proposal()

        answer = client.post(
            reverse("problems:pending_act", args=["release"]), {"problem": [chosen.pk]}
        )

        assert answer.url == reverse("problems:orders")
        chosen.refresh_from_db()
        left.refresh_from_db()
        assert (chosen.status, left.status) == (Status.DISPATCHED, Status.PROPOSED)

    def test_a_refused_batch_lists_the_rows_and_keeps_the_others_ticked(self, client, office):
        good, bad = make.proposal(), make.proposal()
        Problem.objects.filter(pk=bad.pk).update(unit=None)

        answer = client.post(
            reverse("problems:pending_act", args=["release"]), {"problem": [good.pk, bad.pk]}
        )

        assert answer.status_code == 409
        assert answer.context["ticked"] == [good.pk]
        assert bad.number in answer.content.decode()

    @pytest.mark.parametrize("verb", ["release", "drop", "merge"])
    def test_nothing_ticked_is_said(self, client, office, verb):
        answer = client.post(reverse("problems:pending_act", args=[verb]), {"why": "重复"})

        assert answer.status_code in {404, 422}

    def test_drops_with_a_reason(self, client, office):
        problem = make.proposal()
        address = reverse("problems:pending_act", args=["drop"])

        assert client.post(address, {"problem": [problem.pk]}).status_code == 422
        client.post(address, {"problem": [problem.pk], "why": "早市时段"})

        problem.refresh_from_db()
        assert problem.status == Status.DROPPED

    def test_merges_one_row_into_its_twin(self, client, office):
        first, second = make.proposal(), make.proposal()
        address = reverse("problems:pending_act", args=["merge"])

        client.post(f"{address}?only={second.pk}", {"into": first.pk})

        second.refresh_from_db()
        assert second.merged_into == first

    def test_corrects_in_place(self, client, office):
        problem, department = make.proposal(), make.unit()
        address = reverse("problems:correct", args=[problem.number])
        assert client.get(address, headers={"HX-Request": "true"}).status_code == 200

        said = {
            "text": "盲道被占",
            "spot": "东门",
            "unit": department.code,
            "remedy": "fix",
            "allowed_days": 5,
        }
        answer = client.post(address, said, headers={"HX-Request": "true"})

        assert department.name in answer.content.decode()
        problem.refresh_from_db()
        assert (problem.unit, problem.allowed_days) == (department, 5)
        wrong = client.post(address, {**said, "allowed_days": 0})
        assert wrong.status_code == 422

    def test_costs_the_same_for_few_and_many(self, client, office, django_assert_max_num_queries):
        for _ in range(2):
            make.proposal()
        with django_assert_max_num_queries(18) as few:
            client.get(reverse("problems:pending"))
        for _ in range(6):
            make.proposal()
        with django_assert_max_num_queries(len(few)):
            client.get(reverse("problems:pending"))


class TestCase:
    def test_foreign_problems_are_not_found(self, client):
        problem = make.dispatched()
        client.force_login(make.clerk(make.street()))

        assert client.get(reverse("problems:detail", args=[problem.number])).status_code == 404
        verb = reverse("problems:act", args=[problem.number, "receive"])
        assert client.post(verb).status_code == 404

    def test_the_unit_receives_and_rectifies(self, client):
        problem = make.dispatched(needs_photo=True)
        client.force_login(make.clerk(problem.unit))
        page = client.get(reverse("problems:detail", args=[problem.number]))
        assert page.context["case"].verbs == {"receive", "submit", "return", "hand_on"}

        client.post(reverse("problems:act", args=[problem.number, "receive"]))
        submit = reverse("problems:act", args=[problem.number, "submit"])
        without = client.post(submit, {"measure": "已清理"})
        assert without.status_code == 422
        assert "整改后照片" in without.content.decode()
        client.post(submit, {"measure": "已清理", "photo": photo()})

        problem.refresh_from_db()
        assert problem.status == Status.SUBMITTED

    def test_the_verdict_goes_on_to_the_next(self, client):
        first, second = make.rectified(), make.rectified()
        client.force_login(make.user(Role.VERIFIER))
        assert client.get(reverse("problems:verify")).url.startswith(
            reverse("problems:detail", args=[first.number])
        )

        close = reverse("problems:act", args=[first.number, "close"])
        answer = client.post(f"{close}?tab=verify", {"note": ""})
        assert answer.url == reverse("problems:detail", args=[second.number]) + "?tab=verify"

        redo = reverse("problems:act", args=[second.number, "redo"])
        assert client.post(f"{redo}?tab=verify", {"note": ""}).status_code == 422
        last = client.post(f"{redo}?tab=verify", {"note": "仍有残留"})
        assert last.url.startswith(reverse("problems:list"))

    def test_the_units_own_people_see_no_verdict(self, client):
        problem = make.rectified()
        colleague = make.clerk(problem.unit)
        colleague.grants.create(role=Role.VERIFIER, area=make.city())
        client.force_login(colleague)

        page = client.get(reverse("problems:detail", args=[problem.number]))

        assert page.context["case"].verbs == set()

    def test_units_do_not_read_names_of_the_office(self, client):
        problem = make.dispatched()
        dispatcher = problem.order.by
        type(dispatcher).objects.filter(pk=dispatcher.pk).update(display_name="李科长")

        def page(person):
            client.force_login(person)
            return client.get(reverse("problems:detail", args=[problem.number])).content.decode()

        assert "李科长" not in page(make.clerk(problem.unit))
        assert "李科长" in page(make.office())

    @pytest.mark.parametrize("state", ["dispatched", "rectified", "proposal"])
    def test_costs_a_bounded_number_of_queries(
        self, client, office, state, django_assert_max_num_queries
    ):
        problem = getattr(make, state)()

        with django_assert_max_num_queries(35):
            answer = client.get(reverse("problems:detail", args=[problem.number]))

        assert answer.status_code == 200

    def test_the_office_decides_on_the_books(self, client, office):
        problem = make.dispatched(is_deferrable=True)
        clerk = make.clerk(problem.unit)
        client.force_login(clerk)
        ask = reverse("problems:act", args=[problem.number, "ask_deferral"])
        assert client.post(ask, {"until": "x", "why": "施工"}).status_code == 422
        client.post(ask, {"until": "2099-01-01", "why": "待汛期后施工"})

        client.force_login(office)
        page = client.get(reverse("problems:detail", args=[problem.number]))
        assert "待汛期后施工" in page.content.decode()
        client.post(
            reverse("problems:act", args=[problem.number, "defer"]), {"until": "2099-01-01"}
        )

        problem.refresh_from_db()
        assert problem.status == Status.DEFERRED

    def test_an_unknown_step_is_not_found(self, client, office):
        problem = make.dispatched()

        address = reverse("problems:act", args=[problem.number, "explode"])
        assert client.post(address).status_code == 404


class TestBatch:
    def test_another_deadline_for_several(self, client, office):
        problems = [make.dispatched(), make.dispatched()]
        asked = {
            "problem": [p.pk for p in problems],
            "due_on": "2099-01-01",
            "why": "需招标",
        }
        address = reverse("problems:batch", args=["extend"])
        assert client.post(address, {**asked, "why": ""}).status_code == 422

        client.post(address, asked)

        assert Problem.objects.filter(due_at__year=2099).count() == 2

    def test_units_do_not_do_it(self, client):
        problem = make.dispatched()
        client.force_login(make.clerk(problem.unit))
        address = reverse("problems:batch", args=["recall"])

        answer = client.post(address, {"problem": [problem.pk], "why": "x"})

        assert answer.status_code == 403

    def test_rows_that_refuse_are_listed(self, client, office):
        out, handed_in = make.dispatched(), make.rectified()
        address = reverse("problems:batch", args=["recall"])

        answer = client.post(address, {"problem": [out.pk, handed_in.pk], "why": "派错"})

        assert answer.status_code == 409
        assert answer.context["ticked"] == [out.pk]


class TestOrders:
    def test_the_paper_has_a_code_for_its_unit(self, client):
        order = make.dispatched().order
        client.force_login(make.clerk(order.unit))

        page = client.get(reverse("problems:order", args=[order.number]))

        assert page.context["code"].startswith("data:image/svg+xml")
        assert reverse("problems:link", args=[order.token]) in page.context["address"]

    def test_the_one_copied_sees_the_paper_without_the_code(self, client):
        order = make.dispatched().order
        client.force_login(make.user(Role.DISTRICT_OFFICE, unit=order.copied_to))

        page = client.get(reverse("problems:order", args=[order.number]))

        assert (page.status_code, page.context["code"]) == (200, "")

    def test_foreign_orders_are_not_found(self, client):
        order = make.dispatched().order
        client.force_login(make.clerk(make.street()))

        assert client.get(reverse("problems:order", args=[order.number])).status_code == 404

    def test_a_returned_line_says_so_and_nothing_else(self, client):
        problem = make.dispatched(text="盲道被占")
        order = problem.order
        clerk = make.clerk(problem.unit)
        services.return_problem(problem_id=problem.pk, why="不归我们", by=clerk)
        client.force_login(clerk)

        text = client.get(reverse("problems:order", args=[order.number])).content.decode()

        assert problem.number in text
        assert "盲道被占" not in text

    def test_the_office_revokes_and_renews(self, client, office):
        order = make.dispatched().order

        client.post(reverse("problems:revoke", args=[order.number]))
        order.refresh_from_db()
        assert order.revoked_at is not None

        client.post(reverse("problems:renew", args=[order.number]))
        order.refresh_from_db()
        assert order.revoked_at is None
        listing = client.get(reverse("problems:orders"))
        assert listing.context["rows"] == [(order, "")]

    def test_units_do_not_revoke(self, client):
        order = make.dispatched().order
        client.force_login(make.clerk(order.unit))

        assert client.post(reverse("problems:revoke", args=[order.number])).status_code == 403


class TestReporting:
    def asked(self, **more):
        return {
            "key": "0f0e0d0c-0b0a-4908-8706-050403020100",
            "text": "消防通道堆放杂物",
            "spot": "3 号楼东侧",
            "source": "leader",
            "remedy": "fix",
            **more,
        }

    def test_a_place_a_photo_and_a_few_words(self, client, office):
        place = make.place()

        client.post(reverse("problems:new"), self.asked(place=place.code, photo=photo()))

        problem = Problem.objects.get()
        assert (problem.place, problem.unit) == (place, place.holder)
        assert (problem.source, problem.status) == ("leader", Status.PROPOSED)
        assert problem.photos.get().moment == "before"

    def test_sending_twice_registers_once(self, client, office):
        area = make.street().area
        for _ in range(2):
            client.post(reverse("problems:new"), self.asked(area=area.code))

        assert Problem.objects.count() == 1

    def test_the_pin_of_a_photo_finds_the_area(self, client, office):
        area = make.street().area
        square = [[[120.0, 30.0], [121.0, 30.0], [121.0, 31.0], [120.0, 31.0]]]
        type(area).objects.filter(pk=area.pk).update(
            outline={"type": "Polygon", "coordinates": square}
        )

        client.post(
            reverse("problems:new"),
            self.asked(photo=photo(), photo_lon="120.5", photo_lat="30.5", photo_taken_at=""),
        )

        problem = Problem.objects.get()
        assert (problem.area, float(problem.longitude)) == (area, 120.5)

    def test_without_a_place_nothing_is_stored(self, client, office):
        answer = client.post(reverse("problems:new"), self.asked(photo_lon="x", photo_lat="9"))

        assert answer.status_code == 422
        assert "还没有说在哪里" in answer.content.decode()
        assert not Problem.objects.exists()

    def test_a_name_that_fits_several_places_is_asked_again(self, client, office):
        make.place(name="石坊农贸市场")
        make.place(name="石坊小学")

        answer = client.post(reverse("problems:new"), self.asked(place="石坊"))

        assert "请填点位编号" in answer.content.decode()

    def test_who_may_not_report_has_no_form(self, client):
        client.force_login(make.clerk(make.street()))

        assert client.get(reverse("problems:new")).status_code == 403

    def test_a_district_reports_within_itself(self, client):
        street, elsewhere = make.street(), make.street()
        officer = make.user(Role.DISTRICT_OFFICE, area=Area.objects.get_parent(street.area))
        client.force_login(officer)

        outside = client.post(reverse("problems:new"), self.asked(area=elsewhere.area.code))
        assert outside.status_code == 422
        client.post(reverse("problems:new"), self.asked(area=street.area.code))

        assert Problem.objects.get().owner == Area.objects.get_parent(street.area)

    def test_places_are_offered_while_typing(self, client, office):
        make.place(name="石坊农贸市场")

        text = client.get(reverse("problems:places"), {"place": "石坊"}).content.decode()

        assert "石坊农贸市场" in text


class TestFiles:
    def test_photos_open_for_those_who_see_the_problem(self, client):
        problem = make.dispatched(needs_photo=True)
        services.submit_rectification(
            problem_id=problem.pk,
            measure="已清理",
            photos=[services.PhotoFile(make.photo_bytes(), "a.jpg")],
            by=make.clerk(problem.unit),
        )
        address = reverse("files:open", args=[problem.photos.get().upload_id])

        def opens(person):
            client.force_login(person)
            return client.get(address).status_code

        assert opens(make.clerk(problem.unit)) == 200
        assert opens(make.user(Role.VERIFIER)) == 200
        assert opens(make.clerk(make.street())) == 404
        assert opens(make.user(Role.INSPECTOR)) == 404
