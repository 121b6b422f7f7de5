"""What later apps tell of a place, and to whom."""

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.places import facts

pytestmark = pytest.mark.django_db


def told(user, place):
    return facts.of(user, [place.pk])[place.pk]


def test_the_last_score_is_told_to_who_may_read_the_visit():
    from wenming.scoring.services import count_visit

    visit = make.accepted_visit()
    count_visit(visit_id=visit.pk)
    place = visit.frame_place.place

    fact = told(make.office(), place)["scoring"]

    assert (fact.written, fact.look) == ("100.0", "a")
    assert str(visit.pk) in fact.url
    assert "scoring" not in told(make.user(Role.INSPECTOR), place)


def test_a_place_that_was_never_scored_has_no_score():
    assert "scoring" not in told(make.office(), make.place())


def test_open_problems_are_counted_for_who_sees_the_whole_area():
    place = make.place()
    make.dispatched(place=place)
    make.proposal(place=place)

    assert told(make.office(), place)["problems"].cells == {"未销号问题": 1}
    assert told(make.office(), make.place())["problems"].written == "0"


def test_who_sees_only_own_problems_is_never_told_zero():
    place, stranger = make.place(), make.clerk(make.street())
    make.dispatched(place=place)

    assert "problems" not in told(stranger, place)
