"""待审核: the list, one visit, the verdicts, and that count and problems follow in one transaction."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.inspections import services
from wenming.inspections.models import Photo, Visit
from wenming.inspections.services import Answer
from wenming.problems.models import Problem
from wenming.scoring.models import PlaceScore

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client):
    person = make.user(Role.VERIFIER)
    client.force_login(person)
    return person


def address(name, visit, *args):
    suffix = f"_{name}" if name else "_visit"
    return reverse(f"web:acceptance{suffix}", args=[visit.pk, *args])


def shown(client, url, **query):
    answer = client.get(url, query)
    assert answer.status_code == 200
    return answer.content.decode()


def failing():
    """A visit whose critical item failed."""
    return make.submitted_visit(L01_02=make.failed("L01-02", "东侧疏散出口"))


def test_a_visit_is_accepted_counted_and_its_critical_fault_proposed_at_once(client, reviewer):
    visit = failing()

    answer = client.post(address("accept", visit))

    assert answer.headers["Location"] == reverse("web:acceptance")
    visit.refresh_from_db()
    assert (visit.status, visit.accepted_by) == ("accepted", reviewer)
    assert PlaceScore.objects.get(visit=visit).score == 60
    assert Problem.objects.get().spot == "东侧疏散出口"


def test_when_one_step_fails_nothing_of_it_stays(client, reviewer, monkeypatch):
    visit = failing()

    def broken(**_kwargs):
        raise RuntimeError

    monkeypatch.setattr("wenming.web.acceptance.propose_from_visit", broken)
    with pytest.raises(RuntimeError):
        client.post(address("accept", visit))

    visit.refresh_from_db()
    assert visit.status == "submitted"
    assert not PlaceScore.objects.exists()


def test_the_page_shows_every_item_with_its_arithmetic_and_the_score(client, reviewer):
    visit = make.submitted_visit(
        L01_01=make.failed("L01-01", "3 号摊", outcome=""),
        L01_03=Answer("L01-03", "not_applicable"),
    )

    text = shown(client, address("", visit))

    for words in ("L01-01", "3 号摊", "不涉及", "早市时段不算", "审核通过"):
        assert words in text
    # 1 of 3 lost; the item that does not apply leaves both sums: 17 of 18.
    assert "94.4" in text


def test_sending_back_needs_a_reason_and_goes_back_to_the_inspectors(client, reviewer):
    visit = failing()

    assert client.post(address("send_back", visit), {"reason": ""}).status_code == 422
    assert client.post(address("send_back", visit), {"reason": "照片不清"}).status_code == 302

    visit.refresh_from_db()
    assert (visit.status, visit.remark) == ("started", "照片不清")
    assert "照片不清" in shown(client, address("", visit))
    assert visit.frame_place.place.name in shown(
        client, reverse("web:acceptance"), status="sent_back"
    )


def test_a_void_visit_loses_its_sums_and_proposals(client, reviewer):
    visit = failing()
    client.post(address("accept", visit))

    assert client.post(address("void", visit), {"reason": ""}).status_code == 422
    client.post(address("void", visit), {"reason": "走错了门店"})

    visit.refresh_from_db()
    assert visit.status == "void"
    assert not PlaceScore.objects.exists()
    assert Problem.objects.get().status == "dropped"
    assert "走错了门店" in shown(client, address("", visit))


def test_a_correction_shows_both_verdicts_and_counts_anew(client, reviewer):
    visit = failing()
    client.post(address("accept", visit))
    observation = visit.observations.get(item__code="L01-02")
    url = address("correct", visit, observation.pk)
    assert "更正 L01-02" in shown(client, url)

    assert client.post(url, {"outcome": "met", "reason": ""}).status_code == 422
    assert client.post(url, {"outcome": "good", "reason": "误判"}).status_code == 422
    assert client.post(url, {"outcome": "not_met", "reason": "误判"}).status_code == 422
    assert client.post(url, {"outcome": "met", "reason": "锁是装饰"}).status_code == 302

    text = shown(client, address("", visit))
    assert "<del>不符合</del> <strong>符合</strong>" in text
    assert "锁是装饰" in text
    assert PlaceScore.objects.get(visit=visit).score == 100
    observation.refresh_from_db()
    assert observation.outcome == "not_met"


def test_an_item_that_is_counted_is_corrected_by_its_count(client, reviewer):
    visit = make.submitted_visit()
    observation = visit.observations.get(item__code="L01-05")
    url = address("correct", visit, observation.pk)

    assert client.post(url, {"outcome": "", "count": "", "reason": "误"}).status_code == 422
    assert (
        client.post(url, {"outcome": "", "count": "2", "reason": "照片里两人"}).status_code == 302
    )

    assert observation.corrections.get().count == 2
    assert not PlaceScore.objects.exists()  # not accepted yet, so not counted


@pytest.mark.parametrize("action", ["accept", "send_back", "void"])
def test_who_was_there_cannot_judge(client, action):
    visit = failing()
    inspector = visit.inspectors.first()
    inspector.grants.create(role=Role.VERIFIER, area=make.city())
    client.force_login(inspector)
    text = shown(client, address("", visit))
    assert "要由另一位审核人审核" in text
    assert "审核通过 <kbd" not in text

    answer = client.post(address(action, visit), {"reason": "照片不清"})

    assert answer.status_code == 403
    assert "不能自己" in answer.content.decode()
    visit.refresh_from_db()
    assert visit.status == "submitted"


def test_foreign_visits_do_not_exist(client):
    visit = failing()
    observation = visit.observations.first()
    client.force_login(make.user(Role.VERIFIER, area=make.area()))

    assert client.get(address("", visit)).status_code == 404
    for action in ("accept", "send_back", "void"):
        assert client.post(address(action, visit), {"reason": "误"}).status_code == 404
    assert client.get(address("correct", visit, observation.pk)).status_code == 404
    assert visit.frame_place.place.name not in shown(client, reverse("web:acceptance"))


def test_without_the_right_there_is_no_list(client):
    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))

    assert client.get(reverse("web:acceptance")).status_code == 403


def test_only_what_was_handed_in_is_shown(client, reviewer):
    assert client.get(address("", make.visit())).status_code == 404


def test_the_next_one_comes_by_itself_and_the_order_is_that_of_submission(client, reviewer):
    visits = [make.submitted_visit() for _ in range(3)]

    answer = client.get(address("", visits[0]))
    assert (answer.context["before"], answer.context["next"]) == (None, visits[1])
    answer = client.post(address("accept", visits[1]))
    assert answer.headers["Location"] == address("", visits[2])
    answer = client.post(address("accept", visits[2]))
    assert answer.headers["Location"] == address("", visits[0])  # nothing is left over
    answer = client.post(address("accept", visits[0]))
    assert answer.headers["Location"] == reverse("web:acceptance")


def test_the_list_is_narrowed_to_a_round_and_stays_so(client, reviewer):
    one, other = make.submitted_visit(), make.submitted_visit()

    answer = client.get(reverse("web:acceptance"), {"round": one.round.number})

    assert [row.visit for row in answer.context["rows"]] == [one]
    assert other.round != one.round
    answer = client.get(address("", one), {"round": one.round.number})
    assert answer.context["next"] is None


def test_what_is_odd_is_said_and_only_that(client, reviewer):
    plain = make.visit(started_at=clock.now() - timedelta(minutes=20))
    submit(plain)
    odd = make.visit(started_at=clock.now())
    place = odd.frame_place.place
    place.longitude, place.latitude = 119.60, 29.10
    place.save()
    photo = services.add_photo(
        visit_id=odd.pk,
        by=odd.inspectors.first(),
        content=make.photo_bytes(),
        name="a.jpg",
        position=(119.61, 29.10, 20),
        is_from_album=True,
    )
    Photo.objects.filter(pk=photo.pk).update(taken_at=clock.now() - timedelta(minutes=60))
    submit(odd, L01_05=Answer("L01-05", count=0, watched_seconds=100))

    answer = client.get(address("", odd))

    hints = "\n".join(answer.context["odd"])
    for words in ("太快", "相册补传", "最远 97", "不是在到访期间拍的", "L01-05 观察 1 分钟"):
        assert words in hints
    assert client.get(address("", plain)).context["odd"] == []
    rows = client.get(reverse("web:acceptance")).context["rows"]
    assert {row.visit: bool(row.odd) for row in rows} == {plain: False, odd: True}


def test_a_place_that_was_shut_is_accepted_as_not_measured(client, reviewer):
    visit = make.visit()
    services.submit_visit(
        visit_id=visit.pk, by=visit.inspectors.first(), result="shut", result_reason="停业装修"
    )
    text = shown(client, address("", visit))
    assert "停业装修" in text
    assert "不计零分" in text

    client.post(address("accept", visit))

    visit.refresh_from_db()
    assert visit.status == "accepted"
    assert not PlaceScore.objects.exists()


def test_a_look_at_the_list_costs_the_same_however_long_it_is(
    client, reviewer, django_assert_max_num_queries
):
    counts = []
    for n in (1, 4):
        for _ in range(n):
            make.submitted_visit()
        with django_assert_max_num_queries(35) as queries:
            shown(client, reverse("web:acceptance"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_those_who_may_review_are_reminded(client, reviewer):
    visit = make.submitted_visit()

    words = f"审核到访记录：{visit.round.title}，1 处"
    assert words in shown(client, reverse("web:workbench"))
    services.accept_visit(visit_id=visit.pk, by=reviewer)
    assert words not in shown(client, reverse("web:workbench"))


def submit(visit, **changed) -> Visit:
    return services.submit_visit(
        visit_id=visit.pk,
        by=visit.inspectors.first(),
        answers=make.answers(visit, **changed),
    )
