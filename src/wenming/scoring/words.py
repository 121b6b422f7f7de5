"""Verdicts and their arithmetic in words (判定与算式)."""

from functools import partial

from django.utils.translation import gettext as _

from wenming.core.wording import told
from wenming.engine.framework import Framework
from wenming.engine.framework.model import MET_TYPES
from wenming.engine.framework.verdicts import MET, NOT_APPLICABLE
from wenming.engine.scoring.explain import verdict_in_words
from wenming.framework.words import in_language
from wenming.scoring.explaining import Judged


def verdict(framework: Framework, row: Judged) -> str:
    """What was judged, in short: 符合, 发现 3 处, 没有发现, 一般."""
    return said(framework, row.verdict.item, row.verdict.outcome, row.count)


def said(framework: Framework, item: str, outcome: str, count: int | None) -> str:
    """An outcome or count of an item in short."""
    if outcome == NOT_APPLICABLE:
        return _("不涉及")
    scoring = framework.items[item].scoring
    if scoring.type in MET_TYPES:
        return _("符合") if outcome == MET else _("不符合")
    if outcome:
        return _level(framework, outcome)
    if scoring.type == "min_count":
        return _("有 %(count)s") % {"count": count}
    return _("发现 %(count)s 处") % {"count": count} if count else _("没有发现")


def _level(framework: Framework, outcome: str) -> str:
    named = framework.level_names.get(outcome)
    return in_language(named) if named else outcome


def arithmetic(framework: Framework, row: Judged) -> str:
    """How the verdict became marks, such as 发现3处×1分，满分6得3."""
    words = verdict_in_words(
        framework,
        framework.items[row.verdict.item],
        row.verdict,
        row.count,
        row.denominator,
        level=partial(_level, framework),
    )
    return told(words)
