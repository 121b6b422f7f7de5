"""Problems reported on the page: a place, a photo, a few words."""

import pytest
from django.urls import reverse

from tests import make
from tests.problems.photos import photo
from wenming.accounts.models import Role
from wenming.organization.models import Area
from wenming.problems.models import Problem
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db


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
