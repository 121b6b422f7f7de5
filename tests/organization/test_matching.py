"""Names that documents and sheets write, and the units that they mean."""

import pytest

from tests import make
from wenming.core.clock import today
from wenming.organization.models import UnitAlias
from wenming.organization.selectors import match_unit, pinyin_key

pytestmark = pytest.mark.django_db


def alias(unit, name, kind=UnitAlias.Kind.SHORT):
    return UnitAlias.objects.create(unit=unit, name=name, kind=kind)


@pytest.mark.parametrize(
    "written",
    ["市市场监督管理局", "市场监管局", "市工商局", "云澜市市场监督管理局", "市 市场监督管理局"],
)
def test_a_unit_is_found_by_name_alias_and_former_name(written):
    unit = make.unit("市市场监督管理局")
    alias(unit, "市场监管局")
    alias(unit, "市工商局", UnitAlias.Kind.FORMER)
    make.unit("市农业农村局")

    assert match_unit(written).unit == unit


def test_a_name_that_is_not_there_gives_what_comes_near():
    near = make.unit("市城管执法局")
    make.unit("市财政局")

    match = match_unit("城管执法局")

    assert match.unit is None
    assert match.candidates[0] == near


def test_a_name_like_nothing_gives_nothing():
    make.unit("市城管执法局")

    match = match_unit("xyz")

    assert (match.unit, match.candidates) == (None, [])


def test_an_ended_unit_means_its_successor():
    old, new = make.unit("市质监局"), make.unit("市市场监督管理局")
    new.predecessors.add(old)
    old.valid_until = today()
    old.save()

    assert match_unit("市质监局").unit == new


def test_an_ended_unit_with_two_successors_leaves_the_choice():
    old, first, second = make.unit("市文广新局"), make.unit("市文旅局"), make.unit("市广电局")
    for heir in (first, second):
        heir.predecessors.add(old)
    old.valid_until = today()
    old.save()

    match = match_unit("市文广新局")

    assert match.unit is None
    assert set(match.candidates) == {first, second}


def test_an_ended_unit_without_successor_is_still_itself():
    old = make.unit("市创卫办")
    old.valid_until = today()
    old.save()

    assert match_unit("市创卫办").unit == old


def test_matching_costs_the_same_whatever_the_register(django_assert_num_queries):
    for number in range(30):
        alias(make.unit(f"市第{number}局"), f"{number}局")

    with django_assert_num_queries(3):
        match_unit("市第七局")


def test_names_sort_by_pinyin():
    assert sorted(["市财政局", "市安监局", "北苑街道"], key=pinyin_key) == [
        "北苑街道",
        "市安监局",
        "市财政局",
    ]
