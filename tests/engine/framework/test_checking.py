"""Every fault of a framework is named with its row."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine import starter
from wenming.engine.framework import check

Change = Callable[[Any], Any]


def changed(change: Change) -> Any:
    data = starter.data()
    change(data)
    return data


def item(code: str, **scoring: Any) -> Change:
    """Give a check item other scoring parameters; None takes one away."""

    def change(data: Any) -> None:
        found = starter.row(data, "check_items", code)["scoring"]
        found.update(scoring)
        for name in [name for name, value in scoring.items() if value is None]:
            del found[name]

    return change


def field(table: str, code: str, name: str, value: Any) -> Change:
    """Set one column of one row; None takes it away."""

    def change(data: Any) -> None:
        row = starter.row(data, table, code)
        row[name] = value
        if value is None:
            del row[name]

    return change


def meta(*path: str, value: Any) -> Change:
    """Set something in meta; None takes it away."""

    def change(data: Any) -> None:
        found = data["meta"]
        for name in path[:-1]:
            found = found[name]
        found[path[-1]] = value
        if value is None:
            del found[path[-1]]

    return change


def grades(code: str, **values: Any) -> Change:
    return lambda data: starter.row(data, "indicators", code)["grades"].update(values)


def test_the_shipped_framework_is_clean():
    report = check(starter.data())

    assert report.as_json() == {
        "ok": True,
        "errors": [],
        "warnings": [],
        "counts": {"dimensions": 11, "indicators": 110, "place_types": 40, "check_items": 345},
    }


def negative(**values: Any) -> Change:
    """Change the first entry of the negative list."""
    return lambda data: data["meta"]["negative_list"][0].update(values)


FAULTS: list[tuple[Change, str, str]] = [
    # references and codes
    (field("indicators", "D01-01", "dimension", "D99"), "indicators[1] D01-01 dimension", "没有维度“D99”"),
    (field("check_items", "L01-01", "indicator", "D99-1"), "check_items[1] L01-01 indicator", "没有指标“D99-1”"),
    (field("check_items", "L01-02", "place_type", "L99"), "check_items[2] L01-02 place_type", "没有点位类型“L99”"),
    (field("check_items", "L01-02", "place_type", None), "check_items[2] L01-02 place_type", "缺少点位类型"),
    (field("check_items", "L01-02", "code", "L01-01"), "check_items[2] L01-01 code", "与第 1 行重复"),
    (field("place_types", "L02", "code", "L0,2"), "place_types[2] code", "不含逗号"),
    (field("place_types", "L02", "code", " L02"), "place_types[2] code", "首尾空格"),
    (field("dimensions", "D02", "code", None), "dimensions[2] code", "编码是“空”"),
    (lambda d: d["dimensions"].append("D12"), "dimensions[12]", "这一行是“D12”，应为一组键值"),
    (lambda d: d.update(indicators={}), "indicators", "indicators 应为列表"),
    (lambda d: d.pop("check_items"), "check_items", "缺少 check_items 表"),
    (lambda d: d.pop("meta"), "meta", "缺少 meta"),
    # contents
    (lambda d: d.update(contents=[{"code": "C1", "dimension": "D99"}]), "contents[1] C1 dimension", "没有维度“D99”"),
    (field("indicators", "D01-01", "content", "C9"), "indicators[1] D01-01 content", "没有测评内容“C9”"),
    # weights
    (field("indicators", "D01-01", "weight", Decimal("1.29")), "meta schemes.city", "权重之和是 100.01，应为满分 100"),
    (field("indicators", "D01-01", "weight", None), "indicators[1] D01-01 weight", "缺少 weight"),
    (field("indicators", "D01-01", "weight", -1), "indicators[1] D01-01 weight", "weight 是 -1，应为不小于 0"),
    (field("indicators", "D01-01", "weight", 1.28), "indicators[1] D01-01 weight", "浮点数"),
    (field("indicators", "D01-01", "weight", "一"), "indicators[1] D01-01 weight", "weight 是“一”"),
    (field("indicators", "D01-01", "weight", True), "indicators[1] D01-01 weight", "weight 是“True”"),
    # methods, marking, grades
    (field("indicators", "D01-01", "method", "phone"), "indicators[1] D01-01 method", "没有测评方法“phone”"),
    (field("indicators", "D01-01", "marking", "half"), "indicators[1] D01-01 marking", "没有折分方式“half”"),
    (meta("marking", "field", value=None), "indicators[4] D01-04 marking", "meta.marking 里没有“field”"),
    (meta("marking", value=None), "indicators[1] D01-01 marking", "没有折分方式"),
    (meta("marking", "field", value="best"), "meta marking.field", "没有折分方式“best”"),
    (meta("grade_points", value=None), "indicators[1] D01-01 marking", "meta.grade_points 没有"),
    (meta("grade_points", "B", value=Decimal("1.1")), "meta grade_points.B", "不大于 1"),
    (meta("grade_points", "D", value=Decimal("0.6")), "meta grade_points", "A ≥ B ≥ C ≥ D"),
    (grades("D01-04", A=70), "indicators[4] D01-04 grades", "等级分界是 70、75、60，“>=”应按 A ≥ B ≥ C"),
    (grades("D07-02", A=9), "indicators[66] D07-02 grades", "应按 A ≤ B ≤ C"),
    (grades("D01-04", C="low"), "indicators[4] D01-04 grades.C", "C 是“low”"),
    (grades("D01-04", op=">"), "indicators[4] D01-04 grades.op", "没有比较方式“>”，可以是：<=、>="),
    (grades("D01-04", unit="people"), "indicators[4] D01-04 grades.unit", "单位“people”不能按比例折分"),
    (grades("D01-04", unit=None), "indicators[4] D01-04 grades.unit", "缺少 unit"),
    (grades("D01-04", op="<=", A=60, B=75, C=90), "indicators[4] D01-04 grades.op", "不能按比例折分"),
    (field("indicators", "D01-04", "grades", None), "indicators[4] D01-04 grades", "缺少 grades"),
    (field("indicators", "D01-01", "requirements", "3"), "indicators[1] D01-01 requirements", "应为列表"),
    # scoring
    (item("L01-01", type="guess"), "check_items[1] L01-01 scoring.type", "没有计分方式“guess”"),
    (item("L01-01", max=0), "check_items[1] L01-01 scoring.max", "max 是 0，应为大于 0"),
    (item("L01-01", max=None), "check_items[1] L01-01 scoring.max", "缺少 max"),
    (item("L01-01", required=0), "check_items[1] L01-01 scoring.required", "required 是 0，应为不小于 1"),
    (item("L01-01", required=Decimal("2.5")), "check_items[1] L01-01 scoring.required", "应为整数"),
    (item("L01-01", unit=3), "check_items[1] L01-01 scoring.unit", "unit 是“3”，应为文本"),
    (item("L01-02", per_finding=0), "check_items[2] L01-02 scoring.per_finding", "per_finding 是 0，应为大于 0"),
    (item("L01-02", per_finding=Decimal("0.00001")), "check_items[2] L01-02 scoring.per_finding", "每处扣分太小"),
    (item("L01-11", window_min=None), "check_items[11] L01-11 scoring.window_min", "缺少 window_min"),
    (item("L02-10", cap=None), "check_items[22] L02-10 scoring.cap", "缺少 cap"),
    (item("L02-10", cap=101), "check_items[22] L02-10 scoring.cap", "cap 是 101"),
    (item("L03-10", levels=None), "check_items[33] L03-10 scoring.levels", "缺少 levels"),
    (item("L03-10", levels={}), "check_items[33] L03-10 scoring.levels", "至少要有一个等级"),
    (item("L03-10", levels=["good"]), "check_items[33] L03-10 scoring.levels", "应为一组键值"),
    (item("L03-10", levels={"good": 1, "met": 0}), "check_items[33] L03-10 scoring.levels.met", "等级名不能是“met”"),
    (item("L03-10", levels={"good": 2}), "check_items[33] L03-10 scoring.levels.good", "不大于 1"),
    (field("check_items", "L01-01", "scoring", None), "check_items[1] L01-01 scoring", "缺少 scoring"),
    (item("L01-01", max=Decimal("0.0000007")), "check_items[1] L01-01 scoring", "最小公分母超过 1000000"),
    (field("check_items", "L01-01", "remedy", "pray"), "check_items[1] L01-01 remedy", "没有整改方式“pray”"),
    (field("check_items", "L01-01", "owner", "nobody"), "check_items[1] L01-01 owner", "没有责任方“nobody”"),
    (field("place_types", "L01", "sample_count", -1), "place_types[1] L01 sample_count", "不小于 0"),
    # meta
    (meta("id", value=None), "meta id", "缺少测评体系的编号"),
    (meta("version", value=None), "meta version", "缺少版本"),
    (meta("rules", value=2), "meta rules", "计分规则版本是“2”，本程序有：1"),
    (meta("rules", value=[1]), "meta rules", "计分规则版本"),
    (meta("standard_grade", value="E"), "meta standard_grade", "没有达标等级“E”"),
    (meta("methods", value={"hearing": "talk"}), "meta methods.hearing", "测评方法“hearing”应归入"),
    (meta("schemes", value=None), "meta schemes", "缺少 schemes"),
    (meta("schemes", "minors", "share_in_total", value=None), "meta schemes", "主体系，现为：city、minors"),
    (meta("schemes", "city", "share_in_total", value=Decimal("0.5")), "meta schemes", "现为：没有"),
    (meta("schemes", "minors", "share_in_total", value=2), "meta schemes.minors.share_in_total", "不大于 1"),
    (meta("schemes", "minors", "share_in_total", value=1), "meta schemes", "之和应小于 1"),
    (meta("schemes", "minors", "gate_score", value="高"), "meta schemes.minors.gate_score", "gate_score 是“高”"),
    (meta("schemes", "minors", "full_score", value=0), "meta schemes.minors.full_score", "应为大于 0"),
    (meta("schemes", "minors", "dimensions", value=None), "meta schemes.minors.dimensions", "应列出它的维度"),
    (meta("schemes", "minors", "dimensions", value=["M01", "M9"]), "meta schemes.minors.dimensions", "没有维度“M9”"),
    (meta("schemes", "minors", "dimensions", value=["M01", "M01"]), "meta schemes.minors.dimensions", "列了两次"),
    (meta("schemes", "minors", value=3), "meta schemes.minors", "应为一组键值"),
    (meta("remedies", "fix", "days", value=0), "meta remedies.fix.days", "不小于 1"),
    (meta("remedies", "fix", "photo", value="yes"), "meta remedies.fix.photo", "应为 true 或 false"),
    (meta("remedies", "fix", value="fast"), "meta remedies.fix", "应为一组键值"),
    (meta("remedy_of", "binary", value="hope"), "meta remedy_of.binary", "没有整改方式“hope”"),
    (meta("remedy_of", "guess", value="fix"), "meta remedy_of.guess", "没有计分方式“guess”"),
    (meta("owner_of", value="me"), "meta owner_of", "没有责任方“me”"),
    (meta("attribution", value=None), "meta attribution", "缺少 attribution"),
    (meta("attribution", "lead_unit", value=Decimal("0.6")), "meta attribution", "之和应为 1"),
    (meta("attribution", "lead_unit", value=None), "meta attribution.lead_unit", "缺少 lead_unit"),
    (meta("bonus", "cap", value=-1), "meta bonus.cap", "不小于 0"),
    (lambda d: d["meta"]["bonus"]["items"][0].pop("points"), "meta.bonus.items[1] B01 points", "缺少 points"),
    (negative(effect="pity"), "meta.negative_list[1] N01 effect", "没有处理方式“pity”"),
    (negative(code="B01"), "meta.negative_list[1] B01 code", "在加分项和负面清单中重复"),
    (negative(schemes="city"), "meta.negative_list[1] N01 schemes", "应为体系编码的列表"),
    (negative(schemes=["x"]), "meta.negative_list[1] N01 schemes", "没有体系“x”"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "where", "message"), FAULTS, ids=[f[1] for f in FAULTS])
def test_a_fault_is_named_with_its_row(change: Change, where: str, message: str):
    report = check(changed(change))

    assert not report.ok
    found = [fault.message for fault in report.errors if fault.where == where]
    assert any(message in text for text in found), report.errors


WARNINGS: list[tuple[Change, str, str]] = [
    (lambda d: d["place_types"].append({"code": "L99", "sample_count": 1}), "place_types[41] L99", "没有细项"),
    (field("place_types", "L01", "sample_count", None), "place_types[1] L01 sample_count", "按 0 处抽取"),
    (meta("method_shares", "field", value=70), "meta method_shares", "field 的权重占 40%，所写的是 70%"),
    (meta("method_shares", "statistic", value=20), "meta method_shares", "statistic 的权重占"),
    (meta("year_weights", "y1", value=Decimal("0.2")), "meta year_weights", "不是 1"),
    (meta("schemes", "minors", value=None), "indicators[101] M01-01 dimension", "不属于任何体系"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "where", "message"), WARNINGS, ids=[w[2] for w in WARNINGS])
def test_what_is_only_odd_is_a_warning(change: Change, where: str, message: str):
    report = check(changed(change))

    assert report.ok
    found = [fault.message for fault in report.warnings if fault.where == where]
    assert any(message in text for text in found), report.warnings


def test_what_is_optional_may_be_left_out():
    data = starter.data()
    for name in ("method_shares", "year_weights", "remedies", "remedy_of", "owner_of", "bonus",
                 "negative_list", "level_names"):  # fmt: skip
        del data["meta"][name]

    report = check(data)

    assert (report.errors, report.warnings) == ((), ())


def test_a_content_belongs_to_the_dimension_of_its_indicators():
    data = starter.data()
    data["contents"] = [{"code": "C1", "dimension": "D01"}, {"code": "C2", "dimension": "D02"}]
    starter.row(data, "indicators", "D01-01")["content"] = "C1"
    starter.row(data, "indicators", "D01-02")["content"] = "C2"

    report = check(data)

    assert [f.message for f in report.errors] == ["测评内容 C2 属于维度 D02，不是 D01。"]


def test_numbers_may_stand_as_text_and_codes_as_whole_numbers():
    data = starter.data()
    starter.row(data, "indicators", "D01-01")["weight"] = "1.28"
    data["place_types"].append({"code": 99, "sample_count": "1"})

    report = check(data)

    assert [fault.where for fault in report.errors + report.warnings] == ["place_types[41] 99"]


@pytest.mark.parametrize("data", [None, 3, [], "text", {}])
def test_what_is_no_framework_at_all_is_said(data: object):
    assert not check(data).ok


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_nothing_makes_the_checker_stumble(data: st.DataObject):
    """Something else in the place of any part of a framework: a report, never an exception."""
    framework = starter.data()
    found, key = framework, data.draw(st.sampled_from(sorted(framework)))
    while data.draw(st.booleans()) and isinstance(found[key], dict | list) and found[key]:
        found = found[key]
        keys = sorted(found, key=str) if isinstance(found, dict) else range(len(found))
        key = data.draw(st.sampled_from(keys))
    found[key] = data.draw(anything)

    check(framework)
