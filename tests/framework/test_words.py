"""Rules of a framework in words."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from tests import make
from wenming.engine import framework as engine
from wenming.engine.framework import Framework, Scoring
from wenming.framework import words

D = Decimal


@pytest.fixture(scope="module")
def framework() -> Framework:
    return engine.load(make.framework_data())


@pytest.mark.parametrize(
    ("scoring", "said"),
    [
        (Scoring("binary", D(2)), "不符合不得分"),
        (Scoring("probe", D(3)), "询问、拨打或试用，不符合不得分"),
        (Scoring("critical", D(5), cap=D(60)), "不符合不得分，且本处最高 60 分"),
        (Scoring("deduct", D(6), per_finding=D("0.50")), "每处扣 0.5 分"),
        (Scoring("observe", D(4), per_finding=D(1), window_min=D(10)), "观察 10 分钟，每例扣 1 分"),
        (Scoring("min_count", D(3), required=3), "达到 3 处得满分，不足按比例"),
        (Scoring("min_count", D(4), required=30, unit="pct_area"), "达到 30%得满分，不足按比例"),
        (
            Scoring("graded", D(3), levels={"good": D(1), "fair": D("0.6"), "poor": D(0)}),
            "好得 3 分、一般得 1.8 分、差得 0 分",
        ),
        (Scoring("graded", D(2), levels={"great": D(1)}), "great得 2 分"),
    ],
)
def test_each_way_of_marking_has_its_words(framework, scoring, said):
    assert words.rule(scoring, framework) == said


def test_a_band_goes_from_worst_to_best_and_names_the_standard(framework):
    band = list(words.band(framework.indicators["D06-04"], framework))

    assert [(step.grade, step.words) for step in band] == [
        ("D", "60 以下"),
        ("C", "60 起"),
        ("B", "75 起"),
        ("A", "90 起，达标"),
    ]


def test_a_band_where_less_is_better(framework):
    falling = next(row for row in framework.indicators.values() if row.grades.op == "<=")

    band = [step.words for step in words.band(falling, framework)]

    assert band[0].endswith("以上")
    assert all(step.startswith("不高于") for step in band[1:])


def test_a_lower_standard_counts_more_grades_as_met(framework):
    band = words.band(framework.indicators["D06-04"], replace(framework, standard_grade="B"))

    assert [step.grade for step in band if "达标" in step.words] == ["B", "A"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("fix", "修复类：3 个工作日，要整改后照片"),
        ("service", "服务类：3 个工作日"),
        ("build", "建设类：15 个工作日，要整改后照片，可以挂账"),
        ("behaviour", "行为类：15 个工作日，同一指标并为一件，看下一轮"),
        ("unknown", ""),
        (None, ""),
    ],
)
def test_what_a_failure_asks_for(framework, code, said):
    assert words.remedy(code, framework) == said


def test_what_entries_do_and_where(framework):
    effects = {code: words.effect(entry) for code, entry in framework.entries.items()}

    assert (effects["N01"], effects["N08"], effects["B01"]) == ("一票否决", "扣 2 分", "加 2 分")
    assert words.scheme("city", framework) == "主体系"
    assert words.scheme("minors", framework) == "未成年人思想道德建设"


def test_names_follow_the_language_of_the_page(framework):
    parking = framework.indicators["D06-04"]

    assert words.in_language(parking) == "停车秩序"
    with translation.override("en"):
        assert words.in_language(parking) == "Parking order"
        assert words.in_language(replace(parking, name_en="")) == "停车秩序"


def test_an_unknown_unit_stays_as_written(framework):
    parking = framework.indicators["D06-04"]
    odd = replace(parking, grades=replace(parking.grades, unit="km"))

    assert (words.unit(parking), words.unit(odd)) == ("得分率 %", "km")
    assert words.exempt("施工期间") == "不算问题：施工期间"
