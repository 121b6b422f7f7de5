"""The sentences that a bulletin starts with (通报的套话尽量少): edited, not written, by the office.

Papers are in Chinese whatever the language of the page.
"""

from datetime import date
from typing import Any

from django.conf import settings

from wenming.inspections.models import Round

TYPES_NAMED = 8


def title_of(round_: Round) -> str:
    """The title of the bulletin on a round."""
    return f"{settings.OFFICE_FULL_NAME}关于{round_.title}情况的通报"


def opening_of(round_: Round, figures: dict[str, Any]) -> str:
    """What was inspected and how it came out, from the figures."""
    types = "、".join(f"{name}{n}处" for name, n in figures["types"][:TYPES_NAMED])
    more = "等" if len(figures["types"]) > TYPES_NAMED else ""
    counted = figures["tally"]
    sentences = [
        f"{_day(round_.starts_on)}至{_day(round_.ends_on)}，市创城办依据{round_.basis}，"
        f"对{types}{more}共{figures['visited']}处点位开展了{round_.get_purpose_display()}"
        f"（{round_.get_manner_display()}，抽取{figures['drawn']}处）。",
        _rate_sentence(figures["field"]),
        f"通过平台交办问题{counted['dispatched']}件，截至成稿已销号{counted['closed']}件，"
        f"未销号{counted['open']}件，其中超期{counted['overdue']}件。",
    ]
    sentences += [f"{label}的{n}处没有测评，不计零分。" for label, n in figures["unmeasured"]]
    return "".join(sentence for sentence in sentences if sentence)


def _rate_sentence(field: dict[str, str]) -> str:
    if not field["rate"]:
        return ""
    words = f"实地考察得分率{field['rate']}%"
    if field["change"]:
        direction = "下降" if field["change"].startswith("-") else "上升"
        amount = field["change"].lstrip("-")
        words += f"，比{field['before_round']}{direction}{amount}个百分点"
    return f"{words}。"


def demands_of() -> str:
    """What is asked for; one paragraph a line."""
    return (
        "各责任单位对照问题清单按期整改，整改情况在平台如实填报，一行说明即可，不另报材料。\n"
        "需要资金或者其他单位配合的，写明原因和时限申请挂账，不得以突击清场、关停摊点代替整改。\n"
        "市创城办将对已销号问题随机回头看，对反复发生的问题一并分析原因。"
    )


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
