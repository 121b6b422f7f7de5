"""Problems that wait to be dispatched: released, dropped, merged, corrected."""

import pytest
from django.urls import reverse

from tests import make
from wenming.problems.models import Problem
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db


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
