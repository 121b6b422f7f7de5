"""The link on an order: one unit's lines, without sign-in, until it ends; every opening is logged."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import make
from wenming.core import clock
from wenming.problems import services
from wenming.problems.models import LinkUse, new_token
from wenming.problems.services import linking
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def problem():
    return make.dispatched(text="消防通道堆放杂物")


def page(client, order):
    return client.get(reverse("problems:link", args=[order.token]))


def act(client, order, verb, **data):
    return client.post(reverse("problems:link_act", args=[order.token, verb]), data)


def test_shows_the_lines_of_its_order_and_no_others(client, problem):
    sibling, foreign = make.dispatched(problem.unit), make.dispatched()

    answer = page(client, problem.order)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "消防通道堆放杂物" in text
    assert sibling.number not in text
    assert foreign.number not in text
    assert foreign.unit.name not in text


def test_every_opening_is_logged(client, problem):
    page(client, problem.order)
    page(client, problem.order)

    uses = LinkUse.objects.filter(order=problem.order)
    assert [(use.address, use.is_refused) for use in uses] == [("127.0.0.1", False)] * 2


def test_an_ended_link_is_gone_and_logged(client, problem):
    with clock.at(problem.order.expires_at + timedelta(seconds=1)):
        answer = page(client, problem.order)

    assert answer.status_code == 410
    assert "已经过期" in answer.content.decode()
    assert LinkUse.objects.get().is_refused
    assert page(client, problem.order).status_code == 200


def test_a_revoked_link_is_gone(client, problem):
    services.revoke_link(order_id=problem.order_id, by=make.office())

    answer = page(client, problem.order)

    assert (answer.status_code, "已经作废" in answer.content.decode()) == (410, True)
    assert problem.text not in answer.content.decode()
    assert act(client, problem.order, "receive").status_code == 410
    problem.refresh_from_db()
    assert problem.status == Status.DISPATCHED


def test_an_unknown_link_is_not_found(client, problem):
    answer = client.get(reverse("problems:link", args=["not-a-token"]))

    assert answer.status_code == 404
    assert "没有这个链接" in answer.content.decode()
    assert client.post(reverse("problems:link_act", args=["nope", "receive"])).status_code == 404


def test_receives_all_lines_at_once(client):
    street = make.street()
    both = [make.proposal(street), make.proposal(street)]
    (order,) = services.release(problem_ids=[p.pk for p in both], by=make.office())

    act(client, order, "receive")

    assert set(order.problems.values_list("status", flat=True)) == {Status.RECEIVED}


def test_reports_a_rectification_with_a_photo(client):
    problem = make.dispatched(needs_photo=True)
    order = problem.order
    without = act(client, order, "submit", problem=problem.number, measure="已清理")
    assert (without.status_code, "整改后照片" in without.content.decode()) == (422, True)

    photo = SimpleUploadedFile("a.jpg", make.photo_bytes(), content_type="image/jpeg")
    act(client, order, "submit", problem=problem.number, measure="已清理", photo=photo)

    problem.refresh_from_db()
    assert problem.status == Status.SUBMITTED
    step = problem.steps.last()
    assert (step.by, step.order, step.unit) == (None, order, problem.unit)
    shown = reverse("problems:link_photo", args=[order.token, problem.photos.get().pk])
    assert client.get(shown).status_code == 200
    other = make.dispatched().order
    foreign = reverse("problems:link_photo", args=[other.token, problem.photos.get().pk])
    assert client.get(foreign).status_code == 404


LOST = "刚才选的照片没有保存，请重新选。"


def test_a_refused_rectification_keeps_the_words_and_says_that_photos_are_gone(client, problem):
    sibling = make.dispatched(problem.unit)
    broken = SimpleUploadedFile("a.jpg", b"no photo", "image/jpeg")
    assert LOST not in page(client, problem.order).content.decode()

    answer = act(
        client,
        problem.order,
        "submit",
        problem=problem.number,
        measure="已清走并上锁",
        photo=broken,
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count('value="已清走并上锁"') == text.count(LOST) == 1
    assert '<details class="fold" open>' in text
    assert sibling.number not in text
    problem.refresh_from_db()
    assert problem.status == Status.DISPATCHED


def test_returns_a_line_with_a_reason(client, problem):
    order = problem.order
    assert act(client, order, "return", problem=problem.number, why="").status_code == 422

    act(client, order, "return", problem=problem.number, why="属市管道路")

    problem.refresh_from_db()
    assert problem.status == Status.PROPOSED
    assert problem.text not in page(client, order).content.decode()


def test_lines_of_other_orders_are_not_found(client, problem):
    foreign = make.dispatched()

    answer = act(client, problem.order, "submit", problem=foreign.number, measure="已清理")

    assert answer.status_code == 404
    foreign.refresh_from_db()
    assert foreign.status == Status.DISPATCHED


def test_a_link_does_only_what_a_unit_does(client, problem):
    assert act(client, problem.order, "close").status_code == 404


def test_steps_need_the_token_of_the_page(problem):
    strict = Client(enforce_csrf_checks=True)

    assert act(strict, problem.order, "receive").status_code == 403


def test_the_wait_for_the_verifier_is_shown_without_forms(client):
    problem = make.rectified()

    text = page(client, problem.order).content.decode()

    assert "待复核" in text
    assert "提交整改" not in text


def test_a_link_opened_faster_than_people_do_rests_for_a_minute(client, problem, monkeypatch):
    monkeypatch.setattr(linking, "MOST_A_MINUTE", 2)
    for _ in range(2):
        assert page(client, problem.order).status_code == 200

    assert page(client, problem.order).status_code == 429
    assert act(client, problem.order, "receive").status_code == 429
    elsewhere = client.get(
        reverse("problems:link", args=[problem.order.token]), REMOTE_ADDR="10.0.0.9"
    )
    assert elsewhere.status_code == 200
    assert LinkUse.objects.filter(order=problem.order).count() == 3
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert page(client, problem.order).status_code == 200


def test_tokens_are_long_and_never_the_same():
    tokens = {new_token() for _ in range(100)}

    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 32  # 192 bits: nothing is learned from how long a look-up takes
