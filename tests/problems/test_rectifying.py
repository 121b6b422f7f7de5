"""The unit receives, hands on, returns and rectifies; nobody does it for another unit."""

from datetime import timedelta

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.core.errors import TransitionRefused
from wenming.core.models import Ask, AuditEntry
from wenming.organization.models import Level, UnitKind
from wenming.problems import services
from wenming.problems.errors import (
    HandOnRefused,
    LinkClosed,
    MeasureMissing,
    NotInHand,
    PhotoMissing,
    ReasonMissing,
    ReturnTooLate,
    ReturnToStreet,
)
from wenming.problems.models import ProblemPhoto
from wenming.problems.services import PhotoFile
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work():
    """A problem with a street, and somebody of that street."""
    problem = make.dispatched()
    return problem, make.clerk(problem.unit)


def test_receives_and_leaves_a_trail(at_work):
    problem, clerk = at_work
    due = problem.due_at

    services.receive(problem_id=problem.pk, by=clerk)

    problem.refresh_from_db()
    assert (problem.status, problem.due_at) == (Status.RECEIVED, due)
    step = problem.steps.last()
    assert (step.action, step.by, step.unit) == ("receive", clerk, problem.unit)
    entry = AuditEntry.objects.get(action="problem.received")
    assert entry.data == {"old": "dispatched", "new": "received"}


def test_receives_several_or_none(at_work):
    problem, clerk = at_work
    foreign = make.dispatched()

    with pytest.raises(NotInHand):
        services.receive_all(problem_ids=[problem.pk, foreign.pk], by=clerk)

    problem.refresh_from_db()
    assert problem.status == Status.DISPATCHED


@pytest.mark.parametrize("verb", ["receive", "return", "submit"])
def test_another_unit_cannot(at_work, verb):
    problem, _clerk = at_work
    stranger = make.clerk(make.street())

    def act(by):
        if verb == "receive":
            services.receive(problem_id=problem.pk, by=by)
        elif verb == "return":
            services.return_problem(problem_id=problem.pk, why="不归我们", by=by)
        else:
            services.submit_rectification(problem_id=problem.pk, measure="已清理", by=by)

    with pytest.raises(NotInHand, match=problem.unit.name):
        act(stranger)
    with pytest.raises(NotInHand):
        act(make.office())
    with pytest.raises(NotInHand):
        act(make.dispatched().order)

    act(problem.order)


def test_rectification_needs_a_measure(at_work):
    problem, clerk = at_work

    with pytest.raises(MeasureMissing):
        services.submit_rectification(problem_id=problem.pk, measure=" \n ", by=clerk)

    services.submit_rectification(problem_id=problem.pk, measure="堆物已清走", by=clerk)
    problem.refresh_from_db()
    assert (problem.status, problem.measure) == (Status.SUBMITTED, "堆物已清走")
    assert problem.received_at is not None


def test_a_photo_is_asked_for_only_where_the_remedy_does():
    problem = make.dispatched(needs_photo=True)
    clerk = make.clerk(problem.unit)
    photo = PhotoFile(content=make.photo_bytes(), name="after.jpg")

    with pytest.raises(PhotoMissing):
        services.submit_rectification(problem_id=problem.pk, measure="已清理", by=clerk)
    assert not ProblemPhoto.objects.exists()

    services.submit_rectification(problem_id=problem.pk, measure="已清理", photos=[photo], by=clerk)
    kept = problem.photos.get()
    assert (kept.moment, kept.step.action) == ("after", "submit")


def test_a_file_that_is_no_photo_stores_nothing(at_work):
    problem, clerk = at_work

    with pytest.raises(Exception, match="照片“x"):
        services.submit_rectification(
            problem_id=problem.pk, measure="已清理", photos=[PhotoFile(b"no", "x.jpg")], by=clerk
        )

    problem.refresh_from_db()
    assert problem.status == Status.DISPATCHED
    assert not problem.steps.filter(action="submit").exists()


def test_returns_to_the_office_with_a_reason(at_work):
    problem, clerk = at_work
    order = problem.order

    with pytest.raises(ReasonMissing):
        services.return_problem(problem_id=problem.pk, why="  ", by=clerk)
    services.return_problem(problem_id=problem.pk, why="属市管道路", by=clerk)

    problem.refresh_from_db()
    assert problem.status == Status.PROPOSED
    assert (problem.unit, problem.order, problem.due_at) == (None, None, None)
    step = problem.steps.last()
    assert (step.note, step.order) == ("属市管道路", order)


def test_returning_ends_after_two_working_days(at_work, settings):
    problem, clerk = at_work
    settings.RETURN_DAYS = 2
    later = clock.now() + timedelta(days=14)

    with clock.at(later), pytest.raises(ReturnTooLate, match="2 个工作日"):
        services.return_problem(problem_id=problem.pk, why="属市管道路", by=clerk)
    services.return_problem(problem_id=problem.pk, why="属市管道路", by=clerk)


@pytest.fixture
def community(at_work):
    problem, _clerk = at_work
    below = make.area(Level.COMMUNITY, parent=problem.unit.area)
    return make.unit(kind=UnitKind.COMMUNITY, area=below)


def test_a_street_hands_on_without_a_second_clock(at_work, community):
    problem, clerk = at_work

    services.hand_on(problem_id=problem.pk, to=community, by=clerk)

    was = problem.due_at
    problem.refresh_from_db()
    assert (problem.handler, problem.due_at, problem.status) == (community, was, Status.RECEIVED)
    assert problem.unit == clerk.grants.get().unit
    worker = make.clerk(community, Role.COMMUNITY)
    services.submit_rectification(problem_id=problem.pk, measure="已清理", by=worker)


def test_a_community_gives_back_to_its_street_not_to_the_office(at_work, community):
    problem, clerk = at_work
    worker = make.clerk(community, Role.COMMUNITY)
    services.hand_on(problem_id=problem.pk, to=community, by=clerk)

    with pytest.raises(ReturnToStreet, match=problem.unit.name):
        services.return_problem(problem_id=problem.pk, why="不归我们", by=worker)
    services.hand_on(problem_id=problem.pk, to=problem.unit, by=worker)

    problem.refresh_from_db()
    assert problem.handler == problem.unit


def test_a_street_takes_back_what_it_handed_on(at_work, community):
    problem, clerk = at_work
    services.hand_on(problem_id=problem.pk, to=community, by=clerk)

    services.hand_on(problem_id=problem.pk, to=problem.unit, by=clerk)

    problem.refresh_from_db()
    assert problem.handler == problem.unit


def test_nobody_hands_on_sideways(at_work):
    problem, clerk = at_work
    elsewhere = make.unit(
        kind=UnitKind.COMMUNITY, area=make.area(Level.COMMUNITY, parent=make.street().area)
    )

    for other in (elsewhere, make.street(), make.unit()):
        with pytest.raises(HandOnRefused):
            services.hand_on(problem_id=problem.pk, to=other, by=clerk)


def test_an_ended_link_does_nothing(at_work):
    problem, _clerk = at_work
    order = problem.order
    services.revoke_link(order_id=order.pk, by=make.office())
    order.refresh_from_db()

    with pytest.raises(LinkClosed, match="已经作废"):
        services.receive(problem_id=problem.pk, by=order)


def test_what_was_handed_in_cannot_be_handed_in_again():
    problem = make.rectified()

    with pytest.raises(TransitionRefused, match="待复核"):
        services.submit_rectification(
            problem_id=problem.pk, measure="再交一次", by=make.clerk(problem.unit)
        )


def test_the_order_is_answered_when_nothing_is_owed_any_more():
    street = make.street()
    first, second = make.proposal(street), make.proposal(street)
    services.release(problem_ids=[first.pk, second.pk], by=make.office())
    ask = Ask.objects.get(kind="problem")
    clerk = make.clerk(street)

    services.submit_rectification(problem_id=first.pk, measure="已清理", by=clerk)
    ask.refresh_from_db()
    assert ask.answered_at is None

    services.return_problem(problem_id=second.pk, why="不归我们", by=clerk)
    ask.refresh_from_db()
    assert ask.answered_at is not None
