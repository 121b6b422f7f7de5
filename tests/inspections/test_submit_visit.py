"""Handing in a visit: each type of item carries what it needs, and all is stored or nothing."""

import uuid

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core.models import AuditEntry
from wenming.inspections import services
from wenming.inspections.errors import AnswersRefused, NotYourVisit, ResultRefused, RoundNotOpen
from wenming.inspections.models import Finding, Observation
from wenming.inspections.services import Answer, FindingInput

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    return make.visit()


def submit(visit, answers, **fields):
    by = fields.pop("by", None) or visit.inspectors.first()
    return services.submit_visit(visit_id=visit.pk, by=by, answers=answers, **fields)


def test_every_item_is_stored_with_its_verdict_and_the_visit_waits_for_acceptance(visit):
    submit(
        visit,
        make.answers(
            visit,
            L01_01=make.failed("L01-01", "北门", "3 号摊", outcome=""),
            L01_05=Answer("L01-05", count=4, watched_seconds=310),
        ),
    )

    visit.refresh_from_db()
    assert visit.status == "submitted"
    assert visit.submitted_at is not None
    stored = {o.item.code: (o.outcome, o.count) for o in visit.observations.select_related("item")}
    assert stored == {
        "L01-01": ("", 2),
        "L01-02": ("met", None),
        "L01-03": ("met", None),
        "L01-04": ("good", None),
        "L01-05": ("", 4),
        "L01-06": ("", 2),
        "L01-07": ("met", None),
    }
    assert [f.spot for f in Finding.objects.all()] == ["北门", "3 号摊"]
    assert AuditEntry.objects.filter(action="visit.submitted", thing_id=str(visit.pk)).exists()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer("L01-02", outcome="not_met"), "具体位置"),
        (Answer("L01-02", outcome=""), "还没有判定"),
        (Answer("L01-02", outcome="good"), "还没有判定"),
        (Answer("L01-02", outcome="met", count=1), "不计数量"),
        (make.failed("L01-02", "北门", outcome="met"), "却判为没有问题"),
        (make.failed("L01-02", " "), "没有写具体位置"),
        (make.failed("L01-02", "门" * 61), "超过 60 字"),
        (Answer("L01-02", outcome="met", note="长" * 201), "超过 200 字"),
        (Answer("L01-01", outcome="met"), "只计数量"),
        (Answer("L01-01", count=2), "写的是 2 处，列出了 0 处"),
        (Answer("L01-04", outcome="met"), "还没有判定"),
        (Answer("L01-05"), "没有就填 0"),
        (Answer("L01-05", count=-1), "0 到 9999"),
        (Answer("L01-06", count=1, outcome="met"), "只计数量"),
        (Answer("L01-06", outcome="not_applicable", count=0), "不涉及"),
        (make.failed("L01-01", "北门", outcome="not_applicable"), "却判为没有问题"),
        (
            Answer("L01-02", "not_met", findings=(FindingInput("北门", is_fixed_on_spot=True),)),
            "整改后的照片",
        ),
        (
            Answer("L01-02", "not_met", findings=(FindingInput("北门", photo_id=uuid.uuid4()),)),
            "照片还没有传上来",
        ),
    ],
)
def test_an_answer_that_lacks_what_its_type_needs_is_named_and_nothing_is_stored(
    visit, answer, words
):
    key = answer.item_code.replace("-", "_")

    with pytest.raises(AnswersRefused) as refused:
        submit(visit, make.answers(visit, **{key: answer}))

    assert words in refused.value.faults[answer.item_code]
    assert list(refused.value.faults) == [answer.item_code]
    visit.refresh_from_db()
    assert visit.status == "planned"
    assert not Observation.objects.exists()


def test_an_item_left_out_is_missing_never_met(visit):
    with pytest.raises(AnswersRefused) as refused:
        submit(visit, make.answers(visit)[1:])

    assert refused.value.faults == {"L01-01": "还没有判定。"}


def test_items_of_another_type_and_verdicts_given_twice_are_refused(visit):
    answers = make.answers(visit)
    answers += [Answer("L02-01", count=0), answers[1]]

    with pytest.raises(AnswersRefused) as refused:
        submit(visit, answers)

    assert set(refused.value.faults) == {"L02-01", "L01-02"}


def test_a_photo_of_this_visit_can_be_shown_and_one_of_another_visit_cannot(visit):
    by = visit.inspectors.first()
    photo = services.add_photo(visit_id=visit.pk, by=by, content=make.photo_bytes(), name="a.jpg")
    finding = FindingInput("北门", "灭火器过期", photo.pk, True, photo.pk)

    submit(visit, make.answers(visit, L01_02=Answer("L01-02", "not_met", findings=(finding,))))

    assert Finding.objects.get().photo == photo
    other = make.visit()
    with pytest.raises(AnswersRefused, match="照片"):
        submit(other, make.answers(other, L01_02=Answer("L01-02", "not_met", findings=(finding,))))


def test_sending_a_photo_again_stores_it_once(visit):
    by, photo_id = visit.inspectors.first(), uuid.uuid4()
    sent = {"visit_id": visit.pk, "by": by, "content": make.photo_bytes(), "name": "a.jpg"}

    first = services.add_photo(**sent, photo_id=photo_id, position=(119.6471234, 29.08, 12))
    second = services.add_photo(**sent, photo_id=photo_id)

    assert first.pk == second.pk == visit.photos.get().pk == photo_id
    first.refresh_from_db()
    assert float(first.longitude) == 119.647123


def test_a_place_that_cannot_be_judged_needs_a_reason_and_has_no_verdicts(visit):
    with pytest.raises(ResultRefused, match="原因"):
        submit(visit, [], result="shut")
    with pytest.raises(ResultRefused, match="不能同时"):
        submit(visit, make.answers(visit), result="shut", result_reason="停业装修")
    with pytest.raises(ResultRefused, match="不认识"):
        submit(visit, [], result="gone", result_reason="停业装修")

    submit(visit, [], result="shut", result_reason="停业装修")

    visit.refresh_from_db()
    assert (visit.status, visit.result, visit.result_reason) == ("submitted", "shut", "停业装修")


def test_only_the_inspectors_of_the_visit_hand_it_in(visit):
    answers = make.answers(visit)

    with pytest.raises(NotYourVisit):
        submit(visit, answers, by=make.user(Role.INSPECTOR))

    submit(visit, answers, by=visit.inspectors.last())


def test_the_office_types_in_a_paper_sheet_and_it_is_marked_so(visit):
    office = make.office()
    with pytest.raises(Exception, match="实地测评"):
        submit(visit, make.answers(visit), by=office)

    submit(visit, make.answers(visit), by=office, is_desk_entry=True)

    visit.refresh_from_db()
    assert visit.is_desk_entry
    assert visit.submitted_by == office


def test_after_closing_nothing_is_handed_in(visit):
    services.close_round(round_id=visit.round_id, by=make.office())

    with pytest.raises(RoundNotOpen):
        submit(visit, make.answers(visit))


def test_starting_again_keeps_the_first_time(visit):
    by = visit.inspectors.first()
    first = services.start_visit(visit_id=visit.pk, by=by).started_at

    assert services.start_visit(visit_id=visit.pk, by=by).started_at == first


def test_a_visit_handed_in_anew_keeps_what_was_handed_in_before():
    visit = make.submitted_visit(L01_03=make.failed("L01-03"))
    services.send_back_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER), reason="照片不清")

    submit(visit, make.answers(visit))

    assert visit.observations.get(item__code="L01-03").outcome == "met"
    before, back, after = visit.steps.all()
    assert [before.action, back.action, after.action] == ["submit", "send_back", "submit"]
    assert before.data["answers"][2]["outcome"] == "not_met"
    assert before.data["answers"][2]["findings"][0]["spot"] == "北门入口左侧"
    assert back.note == "照片不清"
