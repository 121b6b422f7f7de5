"""Work is entrusted to a post of the unit that does it (落实到岗)."""

import pytest

from tests import make
from tests.duties.works import finished, work
from wenming.core import clock
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.duties import services
from wenming.duties.workflow import Progress
from wenming.organization.models import Post

pytestmark = pytest.mark.django_db


def test_work_is_entrusted_to_a_post_of_the_unit_and_leaves_it_by_transfer(street, clerk_of_street):
    row = work(street)
    post = street.posts.create(title="城管办主任")

    services.entrust(undertaking_id=row.pk, by=clerk_of_street, post_id=post.pk)

    row.refresh_from_db()
    assert (row.post, row.status) == (post, Progress.NOT_STARTED)
    assert [(s.action, s.line) for s in row.steps.all()][-1] == ("entrust", "城管办主任")
    asked = services.ask_transfer(
        undertaking_id=row.pk, by=clerk_of_street, to_id=make.unit().pk, reason="不在本辖区"
    )
    services.decide_transfer(transfer_id=asked.pk, by=make.office(), agrees=True, answer="")
    row.refresh_from_db()
    assert row.post is None


def test_a_post_of_another_unit_or_one_that_ended_gets_nothing(street, clerk_of_street):
    row = work(street)
    foreign = make.unit().posts.create(title="主任")
    ended = street.posts.create(title="副主任", valid_until=clock.today())

    for post in (foreign, ended):
        with pytest.raises(Post.DoesNotExist):
            services.entrust(undertaking_id=row.pk, by=clerk_of_street, post_id=post.pk)


def test_only_the_unit_entrusts_its_work(street):
    row = work(street)
    post = street.posts.create(title="城管办主任")

    with pytest.raises(NotAllowed):
        services.entrust(undertaking_id=row.pk, by=make.office(), post_id=post.pk)


def test_work_that_is_over_is_entrusted_to_nobody(street, clerk_of_street):
    row = finished(work(street), clerk_of_street)
    post = street.posts.create(title="城管办主任")

    with pytest.raises(TransitionRefused):
        services.entrust(undertaking_id=row.pk, by=clerk_of_street, post_id=post.pk)
