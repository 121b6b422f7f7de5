"""Arithmetic in words."""

from fractions import Fraction

import pytest

from tests.engine import starter
from wenming.engine.scoring import (
    FieldSums,
    RoundSums,
    Statistic,
    field_in_words,
    indicator_in_words,
    rollup,
    verdict_in_words,
)


@pytest.mark.parametrize(
    ("item", "outcome", "count", "words"),
    [
        ("L01-03", None, 3, "发现3处×1分，满分6得3"),
        ("L01-03", None, 0, "没有发现，满分6得6"),
        ("L01-06", None, 300, "发现300处×0.5分，满分6得0"),
        ("L01-01", None, 2, "达到2，要求3，满分4得2.6667"),
        ("L01-12", "met", None, "符合，满分2得2"),
        ("L01-12", "not_met", None, "不符合，满分2得0"),
        ("L02-10", "not_met", None, "不符合，满分5得0，点位得分不高于60"),
        ("L02-10", "met", None, "符合，满分5得5"),
        ("L03-10", "fair", None, "一般，系数0.6，满分3得1.8"),
        ("L03-10", "poor", None, "差，系数0，满分3得0"),
        ("L01-03", "not_applicable", None, "不涉及，不计分"),
    ],
)
def test_a_verdict(item: str, outcome: str | None, count: int | None, words: str):
    framework, table = starter.framework(), starter.table()
    verdict = table.judge(item, outcome, count)

    said = verdict_in_words(framework, framework.items[item], verdict, count, table.denominator)

    assert said == words


@pytest.mark.parametrize(
    ("code", "percent", "words"),
    [
        ("D06-13", 68, "68.00，C 档（60–75）；权重1.03×68%，得0.7004，丢0.3296"),
        ("D06-13", 90, "90.00，A 档（≥90）；权重1.03×90%，得0.9270，丢0.1030"),
        ("D06-13", 80, "80.00，B 档（75–90）；权重1.03×80%，得0.8240，丢0.2060"),
        ("D06-13", 0, "0.00，D 档（<60）；权重1.03×0%，得0.0000，丢1.0300"),
    ],
)
def test_a_field_indicator(code: str, percent: int, words: str):
    framework = starter.framework()
    result = rollup(framework, RoundSums(field=(FieldSums(code, "", 1, percent, 100),)))

    assert indicator_in_words(framework.indicators[code], result.indicator(code)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-6, "-6.00，A 档（≤-5）；权重1.1×100%，得1.1000，丢0.0000"),
        (9, "9.00，D 档（>5）；权重1.1×0%，得0.0000，丢1.1000"),
    ],
)
def test_an_indicator_where_less_is_better(value: int, words: str):
    framework = starter.framework()
    sums = RoundSums(statistics=(Statistic("D07-02", Fraction(value)),))
    result = rollup(framework, sums).indicator("D07-02")

    assert indicator_in_words(framework.indicators["D07-02"], result) == words


def test_an_indicator_that_was_not_measured():
    framework = starter.framework()
    result = rollup(framework, RoundSums()).indicator("D07-02")

    said = indicator_in_words(framework.indicators["D07-02"], result)

    assert said == "未测评，不计得分也不计丢分"


def test_sums_of_observations():
    assert field_in_words(FieldSums("D06-13", "", 11, 28 * 60, 41 * 60), 60) == (
        "查11条，满分41得28，得分率28÷41=68.29%"
    )
    assert field_in_words(FieldSums("D06-13", "", 0, 0, 0), 60) == "查0条，没有适用的细项"
