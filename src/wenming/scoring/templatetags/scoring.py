"""Words of the result pages."""

from decimal import Decimal
from fractions import Fraction

from django import template

from wenming.engine.framework import Framework
from wenming.engine.numbers import plain
from wenming.framework.words import METHOD_LABELS
from wenming.scoring import areas, words
from wenming.scoring.explaining import Judged
from wenming.scoring.models import Dispute
from wenming.scoring.pages import IndicatorRow

register = template.Library()


@register.simple_tag
def share_of_lost(row: IndicatorRow) -> float:
    """What share of an indicator's weight was lost, 0..1."""
    return (row.result.lost or 0.0) / row.weight


@register.filter
def item_marks(value: Fraction) -> str:
    """Marks of items, exact: 28, 7.5, 2.6667."""
    return plain(value)


@register.simple_tag
def share_of(part: Decimal, whole: Decimal) -> float:
    """`part` of `whole`, 0..1; 0 where the whole is nothing."""
    return float(part / whole) if whole else 0.0


@register.filter
def heat(share: float | None) -> str:
    """The look of a cell of the area matrix: a to d, or none."""
    return areas.heat(share)


@register.filter
def heat_percent(value: float) -> str:
    """As `heat`, of a rate 0..100."""
    return areas.heat(value / 100)


@register.filter
def method_name(code: str) -> str:
    """实地, 材料, 问卷 or 统计."""
    return str(METHOD_LABELS[code])


@register.simple_tag
def verdict_of(framework: Framework, row: Judged) -> str:
    """What was judged, in short, such as 发现 3 处."""
    return words.verdict(framework, row)


@register.simple_tag
def disputed_of(framework: Framework, dispute: Dispute) -> str:
    """The verdict that stood when a unit disputed it."""
    before = dispute.before
    is_count = before.isdecimal()
    item = dispute.observation.item.code
    return words.said(
        framework, item, "" if is_count else before, int(before) if is_count else None
    )


@register.simple_tag
def arithmetic_of(framework: Framework, row: Judged) -> str:
    """How the verdict became marks, such as 发现3处×1分，满分6得3."""
    return words.arithmetic(framework, row)
