"""What the columns of a task table hold, guessed from their titles (表头对应). Free of the database."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from wenming.engine.intake.who.labels import ROLES


class Part(StrEnum):
    """What a column holds; a column that is not used has none."""

    TEXT = "text"
    DETAIL = "detail"
    TARGETS = "targets"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    START = "start"
    DEADLINE = "deadline"
    CADENCE = "cadence"
    ACCEPTANCE = "acceptance"
    INDICATORS = "indicators"


PART_LABELS = {
    Part.TEXT: _("任务"),
    Part.DETAIL: _("具体措施"),
    Part.TARGETS: _("量化目标"),
    Part.LEAD: _("牵头单位"),
    Part.RESPONSIBLE: _("责任单位"),
    Part.SUPPORT: _("配合单位"),
    Part.START: _("开始日期"),
    Part.DEADLINE: _("完成时限"),
    Part.CADENCE: _("频次"),
    Part.ACCEPTANCE: _("验收标准"),
    Part.INDICATORS: _("对应指标"),
}
UNIT_PARTS = (Part.LEAD, Part.RESPONSIBLE, Part.SUPPORT)
_OF_ROLE = {
    "chief": Part.LEAD,
    "answering": Part.RESPONSIBLE,
    "helping": Part.SUPPORT,
    "due": Part.DEADLINE,
}
_BRACKETED = re.compile(r"\([^)]*\)")
# In this order, for 指标名称 is no task and 完成时间 no unit; None leaves the column out.
_RULES: tuple[tuple[re.Pattern[str], Part | None], ...] = (
    (re.compile("序号|编号|^号$|^序$|备注|说明|进展|电话|手机|领导$|责任人|联系人"), None),
    (re.compile("测评(?!指标)"), None),
    (re.compile("指标(?!值)(?!要求)"), Part.INDICATORS),
    (re.compile("验收|(?:完成|工作)标准|成效|佐证"), Part.ACCEPTANCE),
    (re.compile("目标|指标值|指标要求|量化"), Part.TARGETS),
    (re.compile("频次|频率|周期"), Part.CADENCE),
    (re.compile("(?:开始|启动|起始)(?:时间|日期)"), Part.START),
    (re.compile("时限|期限|时间|节点|日期"), Part.DEADLINE),
    (re.compile("牵头|主办|主责"), Part.LEAD),
    (re.compile("配合|协办|协助|参与|支持"), Part.SUPPORT),
    (
        re.compile("(?:责任|承办|落实|实施|负责)(?:单位|部门|主体)|^(?:单位|部门)$"),
        Part.RESPONSIBLE,
    ),
    (re.compile("措施|举措|做法"), Part.DETAIL),
    (re.compile("任务|内容|事项|要求|工作|项目|问题"), Part.TEXT),
)
# Of several columns that may hold the task the first of these words decides.
_PREFERRED = ("任务", "内容", "事项", "要求", "问题", "工作", "项目")


def guess(titles: Sequence[str]) -> dict[int, Part]:
    """Column → part; every part but the units once, and never without the task.

    >>> guess(["序号", "工作任务", "责任分工/牵头单位", "责任分工/配合单位", "完成时限"])
    {1: <Part.TEXT: 'text'>, 2: <Part.LEAD: 'lead'>, 3: <Part.SUPPORT: 'support'>, 4: <Part.DEADLINE: 'deadline'>}
    """
    found = {at: part for at, title in enumerate(titles) if (part := _part(title))}
    texts = [at for at, part in found.items() if part == Part.TEXT]
    details = [at for at, part in found.items() if part == Part.DETAIL]
    if not texts and details:
        texts, details = details[:1], details[1:]
        found[texts[0]] = Part.TEXT
    keep = {min(texts, key=lambda at: (_rank(titles[at]), at))} if texts else set()
    return {
        at: part
        for at, part in found.items()
        if at in keep or (part != Part.TEXT and (part in UNIT_PARTS or _is_first(at, part, found)))
    }


def weigh(titles: Sequence[str]) -> int:
    """How much titles look like the head of a task table: 0 without a task and a unit."""
    parts = set(guess(titles).values())
    is_head = Part.TEXT in parts and any(part in parts for part in UNIT_PARTS)
    longest = max(map(len, titles), default=0)
    return len(parts) if is_head and longest <= 60 else 0


def signature(titles: Sequence[str]) -> str:
    """The same for heads of the same words, whatever the spaces and the width of their signs."""
    return sha256("\n".join(map(_plain, titles)).encode()).hexdigest()


def to_json(parts: Mapping[int, Part]) -> dict[str, str]:
    """A mapping as it is stored."""
    return {str(at): str(part) for at, part in sorted(parts.items())}


def of_json(stored: Mapping[str, str]) -> dict[int, Part]:
    """A stored mapping."""
    return {int(at): Part(part) for at, part in stored.items()}


def _part(title: str) -> Part | None:
    """By the lowest words of a title, then by all of them."""
    whole = _plain(title)
    for words in dict.fromkeys([whole.rpartition("/")[2], whole]):
        bare = _BRACKETED.sub("", words)
        if bare in ROLES:
            return _OF_ROLE.get(ROLES[bare])
        for pattern, part in _RULES:
            if bare and pattern.search(bare):
                return part
    return None


def _plain(title: str) -> str:
    return "".join(unicodedata.normalize("NFKC", title).split())


def _rank(title: str) -> int:
    return next((n for n, word in enumerate(_PREFERRED) if word in title), len(_PREFERRED))


def _is_first(at: int, part: Part, found: Mapping[int, Part]) -> bool:
    return all(found[other] != part for other in found if other < at)
