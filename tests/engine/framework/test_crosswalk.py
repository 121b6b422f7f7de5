"""Crosswalks: links checked by row."""

from random import Random
from typing import Any

import pytest

from tests.engine import cases, starter
from wenming.engine.framework import FrameworkError, load
from wenming.engine.framework.crosswalk import Node, check_crosswalk, load_crosswalk

FRAMEWORKS = {
    "national": starter.framework(),
    "province": starter.framework(),
    "city": starter.framework(),
    "other": load(cases.framework(Random(1))),
}


def link(source: str, target: str) -> dict[str, str]:
    """`national D06-03` → row."""
    (a, b), (c, d) = source.split(), target.split()
    return {"from_framework": a, "from_indicator": b, "to_framework": c, "to_indicator": d}


def errors(*rows: Any) -> list[str]:
    report = check_crosswalk(list(rows), FRAMEWORKS)
    return [f"{fault.where}：{fault.message}" for fault in report.errors]


def test_one_source_serves_several_targets_also_over_several_links():
    rows = [
        link("national D06-03", "province D06-03"),
        link("national D06-03", "city D06-04"),
        link("province D06-03", "city D06-03"),
    ]

    crosswalk = load_crosswalk(rows, FRAMEWORKS)

    assert list(crosswalk.back(Node("city", "D06-03"))) == [
        Node("province", "D06-03"), Node("national", "D06-03"),
    ]  # fmt: skip
    assert list(crosswalk.back(Node("national", "D06-03"))) == []


A, B, C = "national D06-03", "province D06-03", "city D06-03"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([link("nation D1", B)], "crosswalk[1] from_framework：没有测评体系“nation”"),
        ([link("national D99", B)], "crosswalk[1] from_indicator：没有指标“D99”"),
        ([link(A, "province D99")], "crosswalk[1] to_indicator：没有指标“D99”"),
        ([link(A, "national D06-04")], "to_framework：同一测评体系之内不作对照"),
        ([link(A, "province D01-01")], "to_indicator：测评方法不同：national D06-03 是 field"),
        (
            [link(A, C), link(B, C)],
            "crosswalk[2] to_indicator：city D06-03 在第 1 行已对照 national",
        ),
        ([link(A, B), link(B, A)], "crosswalk[2]：province D06-03 与 national D06-03 首尾相接"),
        ([link(A, B), link(B, C), link(C, A)], "crosswalk[3]：city D06-03 与 national D06-03 首尾"),
        ([3], "crosswalk[1]：这一行是“3”"),
        ([{}], "缺少测评体系"),
    ],
)
def test_a_faulty_link_is_named_by_its_row(rows: list[Any], words: str):
    found = errors(*rows)

    assert words in found[0]
    with pytest.raises(FrameworkError):
        load_crosswalk(rows, FRAMEWORKS)


def test_statistics_of_another_unit_are_not_linked():
    units: dict[str, str] = {}
    for code, row in starter.framework().indicators.items():
        if row.counts_as == "statistic":
            units.setdefault(row.grades.unit, code)
    one, other = list(units.values())[:2]

    assert "单位不同" in errors(link(f"national {one}", f"city {other}"))[0]
    assert errors(link(f"national {one}", f"city {one}")) == []


def test_what_is_no_list_is_refused():
    assert not check_crosswalk({"a": 1}, FRAMEWORKS).ok
