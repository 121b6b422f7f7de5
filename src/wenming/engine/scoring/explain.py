"""Arithmetic in words (算式): how a verdict became marks, how an indicator lost them."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from ..framework.model import CheckItem, Framework, Indicator, Scoring
from ..framework.verdicts import NOT_APPLICABLE, Verdict
from ..numbers import plain
from ..wording import Said, said
from .results import IndicatorResult, rounded
from .sums import FieldSums


def verdict_in_words(
    framework: Framework,
    item: CheckItem,
    verdict: Verdict,
    count: int | None,
    denominator: int,
    level: Callable[[str], str] | None = None,
) -> Said:
    """How a verdict became marks, for example 发现3处×1分，满分6得3.

    Args:
        verdict: what `VerdictTable.judge` gave for the outcome or `count`.
        denominator: D of that table.
        level: names a level; in Chinese without one.
    """
    scoring = item.scoring
    if verdict.outcome == NOT_APPLICABLE:
        return said("不涉及，不计分")
    values = {
        "judged": _judged(scoring, verdict, count, level or framework.level_name),
        "max": plain(scoring.max),
        "earned": plain(Fraction(verdict.earned, denominator)),
    }
    if verdict.cap is not None and scoring.cap is not None:
        return said(
            "%(judged)s，满分%(max)s得%(earned)s，点位得分不高于%(cap)s",
            cap=plain(scoring.cap),
            **values,
        )
    return said("%(judged)s，满分%(max)s得%(earned)s", **values)


def _judged(
    scoring: Scoring, verdict: Verdict, count: int | None, level: Callable[[str], str]
) -> Said:
    """What was judged, and what the rule makes of it."""
    if scoring.per_finding is not None:
        if not count:
            return said("没有发现")
        return said("发现%(n)s处×%(each)s分", n=count, each=plain(scoring.per_finding))
    if scoring.required is not None:
        return said("达到%(n)s，要求%(wanted)s", n=count, wanted=scoring.required)
    if verdict.outcome in scoring.levels:
        factor = plain(scoring.levels[verdict.outcome])
        return said("%(level)s，系数%(factor)s", level=level(verdict.outcome), factor=factor)
    return said("符合") if verdict.earned else said("不符合")


def indicator_in_words(indicator: Indicator, result: IndicatorResult) -> Said:
    """How a value became marks, for example
    68.29，C 档（60–75）；权重1.03×68.29%，得0.7034，丢0.3266.
    """
    if result.exact_share is None or result.grade is None:
        return said("未测评，不计得分也不计丢分")
    return said(
        "%(value)s，%(grade)s 档（%(band)s）；权重%(weight)s×%(share)s%%，得%(marks)s，丢%(lost)s",
        value=rounded(result.exact_value),
        grade=result.grade,
        band=band(indicator, result.grade),
        weight=plain(indicator.weight),
        share=plain(100 * result.exact_share),
        marks=rounded(result.marks, 4),
        lost=rounded(result.lost, 4),
    )


def field_in_words(sums: FieldSums, denominator: int) -> Said:
    """Sums of field observations, for example 查11条，满分41得28，得分率28÷41=68.29%."""
    if not sums.full:
        return said("查%(n)s条，没有适用的细项", n=sums.n)
    return said(
        "查%(n)s条，满分%(full)s得%(earned)s，得分率%(earned)s÷%(full)s=%(rate)s%%",
        n=sums.n,
        earned=plain(Fraction(sums.earned, denominator)),
        full=plain(Fraction(sums.full, denominator)),
        rate=rounded(Fraction(100 * sums.earned, sums.full)),
    )


def band(indicator: Indicator, grade: str) -> str:
    """The values of a grade, for example 60–75, ≥90 or <60."""
    at = indicator.grades.at
    up = indicator.grades.op == ">="
    if grade == "A":
        return f"{'≥' if up else '≤'}{plain(at['A'])}"
    if grade == "D":
        return f"{'<' if up else '>'}{plain(at['C'])}"
    ends: list[Decimal] = [at[grade], at["A" if grade == "B" else "B"]]
    return "–".join(plain(end) for end in sorted(ends))
