"""The checker of local overlays: each loosened figure by its row."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from tests.engine import starter
from wenming.engine.framework import FrameworkError, verdict_table
from wenming.engine.framework.overlay import base_verdicts, check_overlay, load_overlay

ITEM = {
    "code": "L02-90",
    "place_type": "L02",
    "indicator": "D06-03",
    "text_zh": "沿街没有占道堆物",
    "text_en": "nothing piled up on the pavement",
    "scoring": {"type": "deduct", "max": 3, "per_finding": 1},
}


def overlay() -> dict[str, Any]:
    """Stricter in every way that there is: D06-03 is `>=` 90, D02-08 is `<=`."""
    return {
        "meta": {"id": "own", "version": 2, "base": {"id": "starter-cn-2026", "version": 1}},
        "indicators": [{"code": "D06-03", "grades": {"A": 97, "C": "70.5"}}],
        "place_types": [{"code": "L02", "sample_count": 8}],
        "check_items": [deepcopy(ITEM)],
    }


def errors(changed: Any) -> list[str]:
    report = check_overlay(starter.data(), changed)
    return [f"{fault.where}：{fault.message}" for fault in report.errors]


def test_what_is_stricter_passes_and_makes_the_local_edition():
    report = check_overlay(starter.data(), overlay())
    local = load_overlay(starter.data(), overlay())

    assert (report.ok, report.counts) == (
        True, {"indicators": 1, "place_types": 1, "check_items": 1},
    )  # fmt: skip
    before = starter.framework().indicators["D06-03"].grades.at
    after = local.indicators["D06-03"].grades.at
    assert (after["A"], after["B"], after["C"]) == (97, before["B"], Decimal("70.5"))
    assert (local.place_types["L02"].sample_count, local.items["L02-90"].scoring.max) == (8, 3)
    assert (local.id, local.version) == ("own", "2")


def test_the_base_judges_items_of_the_overlay_and_gives_no_marks():
    local = load_overlay(starter.data(), overlay())

    table = base_verdicts(starter.framework(), local)

    assert table.items.keys() == verdict_table(local).items.keys()
    verdict = table.judge("L02-90", None, 7)
    assert (verdict.place_type, verdict.indicator, verdict.full) == ("L02", "", 0)
    assert table.judge("L02-90", "not_applicable", None).full == 0
    assert table.judge("L02-06", None, 1) == starter.table().judge("L02-06", None, 1)


def lower_op() -> str:
    """An indicator of the starter for which less is better."""
    return next(
        code for code, row in starter.framework().indicators.items() if row.grades.op == "<="
    )


@pytest.mark.parametrize(
    ("table", "row", "where", "words"),
    [
        ("indicators", {"code": "D06-03", "grades": {"A": 80}}, "indicators[1] D06-03 grades.A",
         "比基准版放宽：A 档是 80，不能小于基准版的"),
        ("indicators", {"code": lower_op(), "grades": {"A": 10**9}}, "grades.A", "不能大于基准版的"),
        ("indicators", {"code": "D06-03", "grades": {"A": "high"}}, "grades.A", "A 是“high”"),
        ("indicators", {"code": "D06-03", "grades": {"op": "<="}}, "grades.op", "加严不能改动 op"),
        ("indicators", {"code": "D06-03"}, "grades", "缺少 grades"),
        ("indicators", {"code": "D06-03", "grades": {}, "weight": 3}, "weight", "加严不能改动 weight"),
        ("indicators", {"code": "D99-03", "grades": {}}, "code", "基准版里没有指标“D99-03”"),
        ("indicators", {"code": "D06-03", "grades": {"C": 99}}, "indicators[1] D06-03", "应按 A ≥ B ≥ C"),
        ("place_types", {"code": "L02", "sample_count": 2}, "place_types[1] L02 sample_count",
         "比基准版放宽：抽 2 处，不能少于基准版的 3 处"),
        ("place_types", {"code": "L02", "sample_count": 5, "group": "x"}, "group", "加严不能改动 group"),
        ("place_types", {"code": "L99", "sample_count": 2}, "code", "基准版里没有点位类型“L99”"),
        ("check_items", {**ITEM, "code": "L02-06"}, "check_items[1] L02-06 code", "已有细项 L02-06"),
        ("check_items", {**ITEM, "indicator": "D99"}, "check_items[1] L02-90 indicator", "没有指标“D99”"),
        ("check_items", {**ITEM, "scoring": {"type": "x", "max": 1}}, "check_items[1] L02-90 scoring.type", "x"),
        ("dimensions", {"code": "D01"}, "dimensions", "本地加严标准里没有“dimensions”"),
    ],
)  # fmt: skip
def test_what_is_looser_or_unknown_is_named_by_its_row(
    table: str, row: dict[str, Any], where: str, words: str
):
    changed = overlay()
    changed[table] = [row]

    found = errors(changed)

    assert len(found) == 1
    assert where in found[0]
    assert words in found[0]


@pytest.mark.parametrize(
    ("meta", "words"),
    [
        (None, "缺少 meta"),
        ({"id": "own", "version": 1}, "缺少 base"),
        ({"id": "", "version": 1, "base": {"id": "starter-cn-2026", "version": 1}}, "id 是“”"),
        ({"id": "own", "version": 1, "base": {"id": "other", "version": 1}},
         "所依据的是“other”，而基准版是“starter-cn-2026”"),
        ({"id": "own", "version": 1, "base": {"id": "starter-cn-2026", "version": 7}},
         "所依据的是“7”，而基准版是“1”"),
    ],
)  # fmt: skip
def test_an_overlay_names_itself_and_its_base(meta: Any, words: str):
    found = errors({**overlay(), "meta": meta})

    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize("data", [None, [], "text", {"indicators": 3}, {"check_items": [3]}])
def test_what_is_no_overlay_is_refused(data: Any):
    assert errors(data)
    with pytest.raises(FrameworkError):
        load_overlay(starter.data(), data)


def test_a_base_with_errors_carries_no_overlay():
    report = check_overlay({"meta": {}}, overlay())

    assert "基准版有误" in report.errors[0].message
