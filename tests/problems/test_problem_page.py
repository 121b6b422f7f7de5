"""The page of one problem, and steps for several at once."""

import pytest
from django.urls import reverse

from tests import make
from tests.problems.photos import photo
from wenming.accounts.models import Role
from wenming.problems import services
from wenming.problems.models import Problem
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db


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
