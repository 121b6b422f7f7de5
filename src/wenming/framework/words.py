"""Rules of a framework in words (规则的说法): how an item is marked, what a grade asks, who answers.

Every function returns a sentence part in the language of the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from wenming.core.wording import joined
from wenming.engine.framework import Framework, Indicator, Scoring
from wenming.engine.framework.model import GRADES, Entry, Remedy
from wenming.engine.numbers import plain

UNIT_LABELS: dict[str, str | Promise] = {
    "score_rate": gettext_lazy("得分率 %"),
    "pct": "%",
    "items_met_pct": gettext_lazy("符合率 %"),
    "yoy_change_pct": gettext_lazy("同比变化 %"),
    "m2_per_person": gettext_lazy("平方米/人"),
    "m2_per_100": gettext_lazy("平方米/百人"),
}
METHOD_LABELS: dict[str, Promise] = {
    "field": gettext_lazy("实地"),
    "material": gettext_lazy("材料"),
    "survey": gettext_lazy("问卷"),
    "statistic": gettext_lazy("统计"),
}
OWNER_LABELS: dict[str, Promise] = {
    "holder": gettext_lazy("属地"),
    "sector": gettext_lazy("行业主管部门"),
    "operator": gettext_lazy("运营管理单位"),
}
MARKING_LABELS: dict[str, Promise] = {
    "proportional": gettext_lazy("按得分率折分"),
    "graded": gettext_lazy("按等级折分"),
}
REMEDY_LABELS: dict[str, Promise] = {
    "fix": gettext_lazy("修复类"),
    "service": gettext_lazy("服务类"),
    "build": gettext_lazy("建设类"),
    "behaviour": gettext_lazy("行为类"),
}


def in_language(thing: Any, field: str = "name") -> str:
    """The `field`_zh or `field`_en of a thing of data; Chinese where there is no English."""
    zh: str = getattr(thing, f"{field}_zh")
    if (get_language() or "").startswith("en"):
        return getattr(thing, f"{field}_en") or zh
    return zh


def rule(scoring: Scoring, framework: Framework) -> str:
    """How an item is marked, such as 每处扣 0.5 分."""
    if scoring.type == "graded":
        return _("、").join(
            _("%(level)s得 %(marks)s 分")
            % {"level": _level(framework, level), "marks": plain(scoring.max * factor)}
            for level, factor in scoring.levels.items()
        )
    return _RULES[scoring.type](scoring)


def _level(framework: Framework, level: str) -> str:
    named = framework.level_names.get(level)
    return in_language(named) if named else level


def _binary(scoring: Scoring) -> str:
    return _("不符合不得分")


def _probe(scoring: Scoring) -> str:
    return _("询问、拨打或试用，不符合不得分")


def _critical(scoring: Scoring) -> str:
    assert scoring.cap is not None, "the checker asks a cap of every critical item"
    return _("不符合不得分，且本处最高 %(cap)s 分") % {"cap": plain(scoring.cap)}


def _deduct(scoring: Scoring) -> str:
    return _("每处扣 %(marks)s 分") % {"marks": plain(scoring.per_finding or Decimal(0))}


def _observe(scoring: Scoring) -> str:
    return _("观察 %(minutes)s 分钟，每例扣 %(marks)s 分") % {
        "minutes": plain(scoring.window_min or Decimal(0)),
        "marks": plain(scoring.per_finding or Decimal(0)),
    }


def _min_count(scoring: Scoring) -> str:
    is_share = bool(scoring.unit and scoring.unit.startswith("pct"))
    wanted = f"{scoring.required}%" if is_share else _("%(n)d 处") % {"n": scoring.required}
    return _("达到 %(wanted)s得满分，不足按比例") % {"wanted": wanted}


_RULES = {
    "binary": _binary,
    "probe": _probe,
    "critical": _critical,
    "deduct": _deduct,
    "observe": _observe,
    "min_count": _min_count,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One grade of the band of an indicator: its letter and the words of its threshold."""

    grade: str
    words: str


def band(indicator: Indicator, framework: Framework) -> Iterator[Step]:
    """The grades of an indicator from worst to best, such as D 60 以下 … A 90 起，达标."""
    at, op = indicator.grades.at, indicator.grades.op
    for grade in reversed(GRADES):
        number = plain(at.get(grade, at["C"]))
        if grade == "D":
            template = _("%(at)s 以下") if op == ">=" else _("%(at)s 以上")
        else:
            template = _("%(at)s 起") if op == ">=" else _("不高于 %(at)s")
        words = template % {"at": number}
        if GRADES.index(grade) <= GRADES.index(framework.standard_grade):
            words = _("%(words)s，达标") % {"words": words}
        yield Step(grade, words)


def unit(indicator: Indicator) -> str:
    """The unit of the thresholds in words; an unknown one as written."""
    return str(UNIT_LABELS.get(indicator.grades.unit, indicator.grades.unit))


def answers(owner: str) -> str:
    """Who answers for an item, such as 属地整改."""
    return _("%(owner)s整改") % {"owner": owner}


def exempt(exemption: str) -> str:
    """What is no fault at an item."""
    return _("不算问题：%(exemption)s") % {"exemption": exemption}


def remedy(code: str | None, framework: Framework) -> str:
    """What a failed item asks for, such as 修复类：3 个工作日，要整改后照片."""
    asked = framework.remedies.get(code or "")
    if asked is None:
        return ""
    parts = [_("%(days)d 个工作日") % {"days": asked.days}, *_conditions(asked)]
    label = str(REMEDY_LABELS.get(asked.code, asked.code))
    return _("%(label)s：%(parts)s") % {"label": label, "parts": joined(parts)}


def _conditions(asked: Remedy) -> Iterator[str]:
    if asked.photo:
        yield _("要整改后照片")
    if asked.deferrable:
        yield _("可以挂账")
    if asked.grouped:
        yield _("同一指标并为一件，看下一轮")


def scheme(code: str, framework: Framework) -> str:
    """What a scheme is called: 主体系, or by its one dimension; else its code."""
    if code == framework.base.code:
        return _("主体系")
    dimensions = framework.schemes[code].dimensions
    return in_language(framework.dimensions[dimensions[0]]) if len(dimensions) == 1 else code


def effect(entry: Entry) -> str:
    """What an entry of the negative list or a bonus does, such as 扣 2 分."""
    if entry.effect == "veto":
        return _("一票否决")
    marks = {"marks": plain(entry.points)}
    return _("加 %(marks)s 分") % marks if entry.effect == "bonus" else _("扣 %(marks)s 分") % marks
