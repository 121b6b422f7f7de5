"""Coverage: what is a gap of indicators, types of places, areas, posts."""

import pytest

from tests import make
from tests.duties.matrix import first, row_of
from wenming.duties.coverage.answers import (
    Coverage,
    area_rows,
    column_units,
    vacant_posts,
    without_liaison,
)
from wenming.duties.coverage.matrix import (
    DOUBLE,
    IDLE,
    LEAD,
    MISSING,
    NOBODY,
    PARTIAL,
    RESPONSIBLE,
    SHARED,
    SUPPORT,
    TWICE,
    UNLED,
)
from wenming.duties.services import set_lead, set_type_lead
from wenming.organization.models import Level, Post, UnitKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def test_an_unled_indicator_is_a_gap_until_somebody_leads_it(edition, bureau, clerk):
    indicator = first(edition)
    assert UNLED in row_of(edition, indicator.code).gaps

    set_lead(indicator_id=indicator.pk, units=[bureau], by=clerk)

    row = row_of(edition, indicator.code)
    assert UNLED not in row.gaps
    assert row.cells == {bureau.pk: LEAD}


def test_two_leads_are_marked(edition, bureau, police, clerk):
    indicator = first(edition)
    set_lead(indicator_id=indicator.pk, units=[bureau, police], by=clerk)

    row = row_of(edition, indicator.code)

    assert DOUBLE in row.gaps
    assert row.cells == {bureau.pk: TWICE, police.pk: TWICE}


def test_parts_in_duties_in_force_are_marked_and_drafts_are_not(edition, bureau, police, clerk):
    indicator = first(edition)
    set_lead(indicator_id=indicator.pk, units=[bureau], by=clerk)
    task = make.task(bureau, supports=[police], indicators=[indicator])
    make.task_list(task)
    drafted = row_of(edition, indicator.code)
    assert IDLE in drafted.gaps
    assert drafted.drafted

    make.issued_list(task)

    row = row_of(edition, indicator.code)
    assert row.gaps == []
    assert row.cells == {bureau.pk: LEAD, police.pk: SUPPORT}


def test_of_several_parts_the_foremost_is_shown(edition, bureau, police, clerk):
    indicator = first(edition)
    make.issued_list(make.task(bureau, supports=[police], indicators=[indicator]))
    make.issued_list(make.task(bureau, responsible=[police], indicators=[indicator]))

    assert row_of(edition, indicator.code).cells[police.pk] == RESPONSIBLE


def test_districts_are_missing_only_where_others_of_them_answer(edition, bureau, districts, clerk):
    one, two = edition.indicators.order_by("code")[:2]
    make.issued_list(
        make.task(bureau, responsible=districts[:1], indicators=[one]),
        make.task(bureau, indicators=[two]),
    )

    row = row_of(edition, one.code)

    assert PARTIAL in row.gaps
    assert row.missing == sorted(districts[1:], key=lambda unit: unit.pinyin)
    assert {pk for pk, mark in row.cells.items() if mark == MISSING} == {
        u.pk for u in districts[1:]
    }
    assert PARTIAL not in row_of(edition, two.code).gaps


def test_place_types_have_their_own_matrix(edition, bureau, police, clerk):
    place_type = edition.place_types.first()
    set_type_lead(place_type_id=place_type.pk, units=[bureau], by=clerk)
    make.issued_list(make.task(police, place_types=[place_type]))

    rows = {row.code: row for row in Coverage(edition, column_units()).place_types}

    assert rows[place_type.code].gaps == []
    assert rows[place_type.code].cells == {bureau.pk: LEAD, police.pk: RESPONSIBLE}
    assert [code for code, row in rows.items() if UNLED in row.gaps] == [
        row.code for row in edition.place_types.all()[1:]
    ]


def test_an_area_shows_whose_duties_reached_it(edition, bureau, districts, clerk):
    east, west, south = districts
    make.area(Level.DISTRICT, name="北山区")
    make.issued_list(make.task(bureau, responsible=[east]), make.task(bureau, areas=[west.area]))

    rows = {row.name: row for row in area_rows()}

    assert rows["东湖区"].cells == {bureau.pk: LEAD}
    assert rows["西湖区"].cells == {bureau.pk: LEAD}
    assert rows["南山区"].gaps == [IDLE]
    assert rows["北山区"].gaps == [NOBODY]
    make.unit("南山新区", kind=UnitKind.DISTRICT, area=south.area)
    assert SHARED in next(row for row in area_rows() if row.name == "南山区").gaps


def test_units_without_liaison_and_posts_without_holder_are_named(edition, bureau):
    assert bureau in without_liaison()

    Post.objects.create(unit=bureau, title="联络员", kind=Post.Kind.LIAISON, holder="")

    assert bureau not in without_liaison()
    assert [str(post) for post in vacant_posts()] == ["市城管局 联络员"]
