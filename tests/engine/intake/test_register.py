"""Names of units matched to a register: sure, or candidates, never a guess."""

import pytest

from wenming.engine.intake.register import Matched, Register

NAMES = {
    1: "市市场监督管理局", 2: "市城市管理综合执法局", 3: "市住房城乡建设局", 4: "市公安局交警支队",
    5: "市卫生健康委", 6: "市文化和旅游局", 7: "市教育局", 8: "市委网信办", 9: "市创城办",
    10: "东湖区政府", 11: "光华街道办事处", 12: "市妇联", 13: "市自然资源局", 14: "市体育局",
}  # fmt: skip


@pytest.fixture(scope="module")
def register():
    return Register(NAMES.items(), city="云澜市")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("市 市场监督管理局", 1), ("云澜市教育局", 7), ("市工商局", 1), ("市质监局", 1), ("市食药监局", 1),
        ("市城管局", 2), ("市行政执法局", 2), ("市住房和城乡建设局", 3), ("市建委", 3), ("市交警支队", 4),
        ("市卫计委", 5), ("市旅游局", 6), ("市文广新局", 6), ("市互联网信息办公室", 8),
        ("市委网络安全和信息化委员会办公室", 8),
        ("市创文办", 9), ("市文明办", 9), ("东湖区人民政府", 10), ("东湖区", 10), ("光华街道", 11), ("光华街道办", 11),
        ("市妇女联合会", 12), ("市国土资源局", 13), ("市城管局等部门", 2), ("市城管局(综合执法支队)", 2),
    ],
)  # fmt: skip
def test_full_short_and_former_names_are_sure(register, written, key):
    assert register.match(written).key == key


def test_how_says_why(register):
    assert register.match("市教育局").how == "name"
    assert register.match("市工商局").how == "words"


@pytest.mark.parametrize(
    ("written", "likeliest"),
    [("市成管局", 2), ("市脚育局", 7), ("市场监管局", 1), ("城管局", 2), ("交警支队", 4), ("市市场监督管埋局", 1)],
)  # fmt: skip
def test_a_slip_or_a_name_without_its_level_is_never_sure(register, written, likeliest):
    found = register.match(written)

    assert (found.key, found.how) == (None, "")
    assert found.candidates[0].key == likeliest
    assert len(found.candidates) <= 3


def test_a_name_like_nothing_has_no_candidates(register):
    assert register.match("xyz") == Matched()


def test_two_units_of_one_name_are_both_candidates():
    register = Register([(1, "市文广新局"), (2, "市文广新局")])

    found = register.match("市文广新局")

    assert found.key is None
    assert [(near.key, near.likeness) for near in found.candidates] == [(1, 100), (2, 100)]


def test_two_units_of_one_trade_are_told_apart_by_the_reader():
    register = Register([(1, "市城市管理局"), (2, "市综合执法局")])

    assert register.match("市城管局").key is None
    assert {near.key for near in register.match("市城管局").candidates} == {1, 2}
    assert register.match("市城市管理局").key == 1


def test_levels_are_never_mixed_up():
    register = Register([(1, "市教育局"), (2, "东湖区教育局")])

    assert (register.match("市教体局").key, register.match("东湖区教体局").key) == (1, 2)
    assert register.match("西岭区教育局").key is None


def test_a_bureau_is_no_institute_of_the_same_trade():
    register = Register([(1, "市文旅局"), (2, "市文化馆"), (3, "建设银行")])

    assert register.match("市文化局").key == 1
    assert register.match("市建设局").key is None


def test_a_name_in_brackets_counts_where_the_one_before_is_unknown():
    register = Register([(1, "市文明办")])

    assert register.match("市委宣传部(市文明办)").key == 1
    assert register.match("某某中心(x)").key is None


def test_a_name_added_later_is_found_by_its_sound_too(register):
    later = Register([(1, "市教育局")])
    assert later.match("市水力局").candidates == ()
    later.add(2, "市水利局")

    assert later.match("市水力局").candidates[0].key == 2
