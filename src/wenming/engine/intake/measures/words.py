"""What the words before and after a number say of it (数值前后的词)."""

import re

from . import forms


def no_measure(text: str, match: re.Match[str]) -> bool:
    """A year, a day, an ordinal, money, part of a name."""
    ranked = forms.ORDINAL.search(text[: match.start()])
    return (
        bool(ranked or forms.NO_MEASURE.match(text, match.end()))
        and match["unit"] not in forms.RATIO
    )


def before_bracket(text: str, start: int) -> str:
    """目标值(95%): the words before the bracket, if they say what stands in it."""
    before = text[max(0, start - 7) : start - 1]
    return before if re.search(rf"{forms.STANDARD}值?$|[没未不][有]?达标$", before) else ""


def is_distance(left: str, right: str, unit: str) -> bool:
    """差7个百分点, 低于标准12张, 3.7分的差距; but 低于规定的12张 is what is asked for."""
    if forms.DISTANCE_RIGHT.match(right) or unit in {"个百分点", "百分点", "个点", "点"}:
        return True
    if unit == "%" and not forms.FAR.search(left):  # 低于A级标准80%
        return False
    return forms.DISTANCE_LEFT.search(left) is not None and not forms.OF_STANDARD.match(right)


def asked(left: str, right: str) -> str | None:
    """The sense in which a number is asked for, '' where it is open; None if it is not."""
    below = forms.COMPARED.search(left) is not None and not forms.OTHER_TIME.search(left)
    if (below and forms.RULE_FOR.match(right)) or not (below or _is_asked(left, right)):
        return None
    tail = forms.TAIL.match(right)
    most = (
        forms.NO_MORE.search(left)
        or forms.MOST.search(left + right[:12])
        or forms.DOWN.search(left)
    )
    reach = forms.TO_REACH.search(left) is not None and tail is None
    least = forms.LEAST.search(left) is not None or reach
    if (least and not most) or (tail and tail["way"] == "上"):
        return ">="
    if most or tail:
        return "<="
    return "below" if below else "above" if forms.ABOVE_IT.search(left) else ""


def _is_asked(left: str, right: str) -> bool:
    """By the words before (标准为95%, 要达到95%), or by those after (95%的标准)."""
    if any(
        p.search(left)
        for p in (
            forms.AFTER_STANDARD,
            forms.BY_RULE,
            forms.BOUND,
            forms.SET_DOWN,
            forms.SHOULD,
            forms.GOAL,
        )
    ):
        return True
    compared = (
        forms.BESIDE_IT.search(left)
        or forms.MET.search(left)
        or forms.LISTED.fullmatch(left)
        or not left
    )
    if forms.PASSES.match(right) or (
        compared and forms.FAR_OFF.match(right) and not forms.OTHER_TIME.search(left)
    ):
        return True
    return bool(compared) and forms.OF_STANDARD.match(right) is not None


def is_to_be_reached(left: str, right: str) -> bool:
    """达到15%|以上, with no word that it is so by now."""
    tail = forms.TAIL.match(right)
    met = forms.MET.search(left) is not None and tail is not None and tail["way"] == "上"
    return met and not re.search("已|了|目前|现在|当前", left + right[:4])


def is_now(left: str, unit: str) -> bool:
    """得分83.7分, 停车位只有52个; how many there are of something is no measure by itself."""
    if forms.TAKEN_OFF.search(left):
        return False
    if unit not in forms.RATIO and "其中" in left:
        return False
    return unit in forms.RATIO or any(
        p.search(left)
        for p in (forms.THERE, forms.MEASURE_NAME, forms.PER, forms.MOVED_FROM, forms.STILL_SO)
    )


def measured(left: str) -> str:
    """The last rate, time or number that the words name."""
    found = forms.MEASURE_NAME.findall(left)
    return forms.EDGE.sub("", found[-1]) if found else ""


def trimmed(left: str) -> str:
    """The noun of the words before a number, '' where they name nothing."""
    bare = forms.DAY.sub("", re.sub(r"^\d{4}年度?", "", left))
    while (shorter := forms.EDGE.sub("", forms.NAME_END.sub("", bare))) != bare:
        bare = shorter
    scored = re.search("得了?$", left) and len(bare) > 1 and not forms.NO_NOUN.match(bare)
    if scored:  # 全省测评我县得87.2分
        bare += "得分"
    return "" if forms.NO_NOUN.match(bare) or forms.NO_NAME.search(bare) else bare


def low_is_good(name: str) -> bool:
    """等候时间 and 破损率 are to be low, 开放时间 and 完好率 are not."""
    return bool(forms.LOW_IS_GOOD.search(name)) and not high_is_good(name)


def high_is_good(name: str) -> bool:
    """满意率, 完好率: the more, the better."""
    return forms.HIGH_IS_GOOD.search(name) is not None


def from_standard(left: str, right: str) -> bool:
    """Whether a distance is one from the standard, not from last year or from others."""
    gap = forms.DISTANCE_RIGHT.match(right) and re.search(forms.STANDARD, left)
    return (
        bool(gap or forms.FROM_STANDARD.search(left))
        or re.match("才?(?:能)?达标", right) is not None
    )


def noun_ahead(ahead: str) -> str:
    """The last clause before that is a noun and no more: 燃气入户率:现状88%."""
    for clause in reversed(forms.CLAUSE.findall(ahead)):
        bare = trimmed(clause)
        if 2 <= len(bare) <= 16 and not re.search(r"\d", bare):
            return bare
    return ""
