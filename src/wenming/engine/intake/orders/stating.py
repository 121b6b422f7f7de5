"""Clauses that only say how much there is, or has to be (指标陈述), beside those that order to reach it."""

import re
from collections.abc import Set

from ..text.numbers import in_digits
from .clause import Clause
from .exhorting import exhorts

# 应建46个, 按规定每个社区不少于3场: what there has to be, or what there is.
_STANDARD = re.compile(
    r"(?:应(?!低于|高于)|要求|规定|标准|测评要|[市省县区]里定)[^,;]{0,16}\d|(?:现有|实有|目前|只有|[只才]搞|我们|咱们|未达|没有达到)[^,;]{0,8}\d"
)
# 县直机关工委|组织机关党员到社区报到.
_DOES = re.compile("(?:组织|牵头|负责|督促|指导)(?!.*[的了])[一-鿿]{4,}")
# 按规定应配24个; 全年不少于40篇,目前已刊发11篇 is an order that is on its way.
OF_A_STANDARD = re.compile(
    "标准|要求|规定|应(?!急)|体系|测评|按照?|对照|定的|要[在的]|人家要|限|线|目标|[超高低]于|超出"
)
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
# 抽查38座|, of which so many are as they should be.
_LOOKED_AT = re.compile(r"(?:随机|共)?(?:抽[查检测验看]|检查|实测|走访|暗访|入户问[了]?)\d")


def only_states(clause: Clause) -> bool:
    """社区服务中心应建46个, 每季度不少于3场: how much there is, or has to be, and nothing to do."""
    if clause.imperative or any(slot.by != "subject" for slot in clause.slots):
        return False
    often = clause.cadence is not None and "开放" not in clause.text
    told = clause.modal or often or any(slot.verb for slot in clause.slots)
    return not told or _STANDARD.search(in_digits(clause.text)) is not None


def is_told_work(clause: Clause) -> bool:
    """县直机关工委|组织志愿者到社区报到: what a unit has to do, whatever is measured beside it."""
    named = [slot for slot in clause.leads if slot.by == "subject"]
    return bool(named) and not _NUMBERS.search(clause.text) and bool(_DOES.match(named[-1].verb))


def only_measures(clause: Clause, told: Set[float]) -> bool:
    """按规定应配24个, 抽查38座, 不能松劲: a standard that is missed, what was looked at, and no more."""
    if any(slot.by != "subject" for slot in clause.slots):
        return False
    numbers = {float(said) for said in _NUMBERS.findall(in_digits(clause.text))}
    return bool(numbers & told) or bool(_LOOKED_AT.match(clause.text)) or exhorts(clause.text)
