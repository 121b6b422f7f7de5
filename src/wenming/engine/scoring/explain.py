"""Arithmetic in words (算式): how a verdict became marks, how an indicator lost them."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from ..framework.model import CheckItem, Framework, Indicator, Scoring
from ..framework.verdicts import NOT_APPLICABLE, Verdict
from ..numbers import plain
from .results import IndicatorResult, rounded
from .sums import FieldSums


def verdict_in_words(
    framework: Framework,
    item: CheckItem,
    verdict: Verdict,
    count: int | None,
    denominator: int,
    gettext: Callable[[str], str] = str,
    level: Callable[[str], str] | None = None,
) -> str:
    """How a verdict became marks, for example 发现3处×1分，满分6得3.

    Args:
        verdict: what `VerdictTable.judge` gave for the outcome or `count`.
        denominator: D of that table.
        gettext: translates a sentence before it is filled; Chinese without one.
        level: names a level; in Chinese without one.
    """
    scoring = item.scoring
    if verdict.outcome == NOT_APPLICABLE:
        return gettext("不涉及，不计分")
    said = _judged(scoring, verdict, count, gettext, level or framework.level_name)
    earned = plain(Fraction(verdict.earned, denominator))
    values = {"said": said, "max": plain(scoring.max), "earned": earned}
    words = gettext("%(said)s，满分%(max)s得%(earned)s") % values
    if verdict.cap is not None and scoring.cap is not None:
        words += gettext("，点位得分不高于%(cap)s") % {"cap": plain(scoring.cap)}
    return words


def _judged(
    scoring: Scoring,
    verdict: Verdict,
    count: int | None,
    gettext: Callable[[str], str],
    level: Callable[[str], str],
) -> str:
    """What was judged, and what the rule makes of it."""
    if scoring.per_finding is not None:
        if not count:
            return gettext("没有发现")
        values = {"n": count, "each": plain(scoring.per_finding)}
        return gettext("发现%(n)s处×%(each)s分") % values
    if scoring.required is not None:
        return gettext("达到%(n)s，要求%(wanted)s") % {"n": count, "wanted": scoring.required}
    if verdict.outcome in scoring.levels:
        factor = plain(scoring.levels[verdict.outcome])
        return gettext("%(level)s，系数%(factor)s") % {
            "level": level(verdict.outcome),
            "factor": factor,
        }
    return gettext("符合") if verdict.earned else gettext("不符合")


def indicator_in_words(indicator: Indicator, result: IndicatorResult) -> str:
    """How a value became marks, for example
    68.29，C 档（60–75）；权重1.03×68.29%，得0.7034，丢0.3266.
    """
    if result.exact_share is None or result.grade is None:
        return "未测评，不计得分也不计丢分"
    share = plain(100 * result.exact_share)
    return (
        f"{rounded(result.exact_value)}，{result.grade} 档（{band(indicator, result.grade)}）；"
        f"权重{plain(indicator.weight)}×{share}%，"
        f"得{rounded(result.marks, 4)}，丢{rounded(result.lost, 4)}"
    )


def field_in_words(sums: FieldSums, denominator: int) -> str:
    """Sums of field observations, for example 查11条，满分41得28，得分率28÷41=68.29%."""
    if not sums.full:
        return f"查{sums.n}条，没有适用的细项"
    earned = plain(Fraction(sums.earned, denominator))
    full = plain(Fraction(sums.full, denominator))
    rate = rounded(Fraction(100 * sums.earned, sums.full))
    return f"查{sums.n}条，满分{full}得{earned}，得分率{earned}÷{full}={rate}%"


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
